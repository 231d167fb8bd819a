"""A draw as files: the sample to be filled in, the second markers' part, the manifest, the frame as drawn from."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from fullcount.audit.planning import manifest as told
from fullcount.audit.planning.draw import Drawn, drawn, in_reading_order
from fullcount.audit.planning.frame import expected_of
from fullcount.audit.planning.manifest import Terms
from fullcount.audit.planning.markers import Marking, marking
from fullcount.audit.planning.prospect import Prospect
from fullcount.audit.results import Refusal
from fullcount.core.errors import ConfigError, Fault, InputError, StoreError
from fullcount.pipeline.auditing.frames import read_frame, refused
from fullcount.pipeline.parquet import write_frame
from fullcount.pipeline.report.spreadsheet import safe_cell, write_csv

LARGEST_MANIFEST = 64 << 20
CARRIED = ("cluster", "score", "district", "group", "route")
"""Columns of the frame that the sample carries, where the frame has them."""


@dataclass(frozen=True, slots=True)
class Files:
    """Where a draw is written: the sample, its manifest, the part for second markers, the frame it was drawn from."""

    sample: Path
    manifest: Path
    second: Path
    frame: Path | None = None


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw and its manifest; `text` is the manifest's, `sha256` its own hash."""

    made: Drawn
    manifest: Mapping[str, Any]
    text: str
    sha256: str


def draw_of(path: Path, terms: Terms, seed: str, sealed: str | None = None) -> Draw:
    """Return the draw from the frame in a file. Raises InputError where none can be made, with why."""
    frame = read_frame(path)
    about = Prospect.of(frame, expected_of(frame))
    made = drawn(about, terms.design, seed, terms.purpose)
    if isinstance(made, Refusal):
        raise refused(path, made)
    body = told.with_frame_hash(told.manifest(terms, seed, made, sealed), frame)
    text = told.written(body)
    return Draw(made, body, text, told.own_hash(text))


def marked(draw: Draw, reviewers: Sequence[str], second: Sequence[str]) -> Marking:
    """Return who reads what. Raises ConfigError where a report would be marked twice by one reviewer."""
    made = marking(str(draw.manifest["seed"]), draw.made.reports["report_id"].to_list(), reviewers, second)
    if isinstance(made, Refusal):
        raise ConfigError("Nobody is left for a second marking", [Fault("--second-markers", made.why)])
    return made


def sheets(draw: Draw, who: Marking) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the sample as reviewers get it and the second markers' part: in reading order, nothing of any text in it,
    the columns to be filled in blank. Rows of the second go below those of the first when all is read."""
    carried = [name for name in CARRIED if name in draw.made.frame.columns]
    rows = draw.made.reports.join(
        draw.made.frame.select("report_id", *carried), on="report_id", how="left", maintain_order="left"
    )
    blank = [pl.lit(None, pl.Int64).alias(name) for name in ("crimes_disclosed", "crimes_recorded")]
    order = ["report_id", "stratum", *(["cluster"] if "cluster" in carried else []), "inclusion_probability"]
    order += [name for name in carried if name != "cluster"]

    def sheet(readers: Mapping[str, str], number: int) -> pl.DataFrame:
        mine = rows.filter(pl.col("report_id").is_in(list(readers)))
        name = pl.col("report_id").replace_strict(readers, default="", return_dtype=pl.String).alias("reviewer")
        mine = mine.select(*order, pl.lit(number).alias("marking"), *blank, name)
        return in_reading_order(mine, f"{draw.manifest['seed']}{number}")

    return sheet(who.first, 1), sheet(who.second, 2)


def write_draw(draw: Draw, who: Marking, files: Files) -> None:
    """Write the files of a draw. Raises StoreError where one is there already: it may be half filled in."""
    targets = [files.sample, files.manifest, files.second, *([files.frame] if files.frame else [])]
    there = [path for path in targets if path.exists()]
    if there:
        raise StoreError(
            "A draw does not write over a file",
            [Fault(str(path), "is there already", "choose another name, or move it away") for path in there],
        )
    for path in targets:
        if not path.parent.is_dir():
            raise ConfigError(
                f"{path} cannot be written", [Fault(str(path.parent), "is not a folder", "make it, or choose another")]
            )
    first, second = sheets(draw, who)
    for frame, path in ((first, files.sample), (second, files.second)):
        write_table(frame, path)
    if files.frame is not None:
        write_table(draw.made.frame.drop("inclusion_probability"), files.frame)
    files.manifest.write_text(draw.text, encoding="utf-8")


def write_table(frame: pl.DataFrame, path: Path) -> None:
    """Write a table as Parquet or, by the name's ending, as CSV that is safe to open in a spreadsheet."""
    (write_csv if path.suffix.lower() == ".csv" else write_frame)(frame, path)


def altered_ids(frame: pl.DataFrame) -> int:
    """Return how many report ids a CSV that is safe to open shows otherwise than they are."""
    return int((frame.select(safe_cell("report_id")).to_series() != frame["report_id"]).sum())


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON. One that names a thing twice says one to a reader and another to a program."""
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a name is there twice")
    return dict(pairs)


def read_told(path: Path, form: str) -> tuple[dict[str, Any], str]:
    """Return a seal or manifest (by its `form`) and its own hash. Raises InputError where the file is none."""
    try:
        if path.stat().st_size > LARGEST_MANIFEST:
            raise ValueError("too large")
        text = path.read_text(encoding="utf-8")
        body = json.loads(text, object_pairs_hook=_each_once)
        if not isinstance(body, dict) or body.get("format") != form:
            raise ValueError("another format")
        told.terms_of(body)
        if told.written(body) != text:
            raise ValueError("another layout")
    except (OSError, ValueError, RecursionError):
        what = "a seal" if form == told.SEAL else "the manifest of a draw"
        raise InputError(
            f"{path.name} cannot be used", [Fault(path.name, f"is not {what}, or is damaged", "give the file as made")]
        ) from None
    return body, told.own_hash(text)
