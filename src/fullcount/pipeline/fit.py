"""Fits the linkage model to a force's extracts, apart from any run."""

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fullcount.linking.model import LinkageModel
from fullcount.pipeline.config import read_config
from fullcount.pipeline.intake.sources import find_files
from fullcount.pipeline.judging.books import Materials, fitted
from fullcount.pipeline.judging.codes import read_codes
from fullcount.pipeline.resources import lexicon, rule_pack
from fullcount.pipeline.run import load_parts, refuse_missing_columns


def fit(force: Path, data: Path | None, seed: int, step: Callable[[str], Any] = lambda _: None) -> LinkageModel | None:
    """Return a model fitted to all the reports and crimes, or None where they share nothing to compare."""
    config = read_config(force)
    pack = rule_pack(config.rules)
    codes = read_codes(config.code_tables, pack)
    sources = {name: find_files(extract, data or force) for name, extract in config.extracts.items()}
    with tempfile.TemporaryDirectory(prefix="fullcount-fit-") as scratch:
        parts = load_parts(config, sources, None, Path(scratch), step)
        refuse_missing_columns(config, parts)
        everything = datetime(2200, 1, 1, tzinfo=UTC)
        return fitted(
            Materials(
                config,
                pack,
                codes,
                lexicon(config.languages, config.words),
                parts,
                Path(scratch),
                everything,
                seed,
                None,
                None,
            ),
            step,
        )
