"""Fits the linkage model and the score to a force's extracts, apart from any run."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fullcount.linking.model import LinkageModel
from fullcount.pipeline.config import read_config
from fullcount.pipeline.intake.sources import find_files
from fullcount.pipeline.judging.books import Materials, fitted, make_books
from fullcount.pipeline.judging.cancelling import Readers
from fullcount.pipeline.judging.codes import read_codes
from fullcount.pipeline.resources import lexicon, reasons_lexicon, rule_pack
from fullcount.pipeline.run import load_parts, refuse_missing_columns
from fullcount.reading.score.model import ScoreModel


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was fitted: the linkage model (None: reports and crimes share nothing to compare) and the score (None: too
    few reports teach it, or it is switched off in force.toml)."""

    linkage: LinkageModel | None
    score: ScoreModel | None


def fit(force: Path, data: Path | None, seed: int, step: Callable[[str], Any] = lambda _: None) -> Fitted:
    """Return models fitted to all the reports and crimes, by the links that the new linkage model makes."""
    config = read_config(force)
    pack = rule_pack(config.rules)
    codes = read_codes(config.code_tables, pack)
    sources = {name: find_files(extract, data or force) for name, extract in config.extracts.items()}
    with tempfile.TemporaryDirectory(prefix="fullcount-fit-") as scratch:
        folder = Path(scratch)
        parts = load_parts(config, sources, None, folder / "parts", step)
        refuse_missing_columns(config, parts)
        everything = datetime(2200, 1, 1, tzinfo=UTC)
        words = Readers(lexicon(config.languages, config.words), reasons_lexicon(config.languages, config.words))
        materials = Materials(
            config, pack, codes, words, parts, folder / "parts", everything, seed, None, None, None, config.use_score
        )
        linkage = fitted(materials, step)
        books = make_books(replace(materials, model=linkage), folder / "linking", step)
        return Fitted(linkage, books.score)
