"""`fullcount init`: a first force.toml and code table, drafted by looking at the files, with what could not be told."""

import csv as csv_writer
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from fullcount.core.errors import ConfigError, Fault, FullcountError
from fullcount.core.tables import EXTRACTS, TABLES
from fullcount.pipeline.config import ExtractConfig
from fullcount.pipeline.intake import sources
from fullcount.pipeline.intake.parts import PartCounts, read_batches
from fullcount.pipeline.intake.readers.batch import ROW
from fullcount.pipeline.prepare.guesses import CODES, Looked, guess

LOOKED_AT = 5_000
"""Rows of a file that are looked at, spread over its first hundred thousand."""
MOST_FILES = 200
NO_EXTRACTS = {".toml", ".md", ".html", ".htm", ".pdf", ".py", ".log"}


@dataclass(slots=True)
class Draft:
    """The drafted texts and what could not be told."""

    toml: str = ""
    codes: list[tuple[str, str, int]] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)


def draft(folder: Path, data: Path | None) -> Draft:
    """Return a draft for the files of a folder. Raises ConfigError if there is nothing to look at."""
    made = Draft()
    root = data or folder
    looked: list[Looked] = []
    for path in _files(root, made):
        name = sources.shown_name(path.relative_to(root))
        try:
            frame = _look(path, name, made)
        except FullcountError as error:
            made.unsure.append("; ".join([error.message, *(fault.what for fault in error.faults)]))
            continue
        item = guess(name, frame)
        if item.table:
            looked.append(item)
        else:
            shown = ", ".join(column[:40] for column in frame.columns[:12])
            made.unsure.append(f"{name}: cannot tell what a row is (columns: {shown or 'none'})")
    if not looked and not made.unsure:
        raise ConfigError(
            f"{root} holds no file to look at",
            [Fault(str(root), "no extract", "put the extracts there, or name them with --data")],
        )
    made.toml = "\n".join(_toml(folder.resolve().name, looked, made))
    return made


def _files(root: Path, made: Draft) -> list[Path]:
    """Return the files that may be extracts: not our own, not hidden, not in a folder called truth."""
    found = sorted(path for path in root.rglob("*") if path.is_file() and path.resolve().is_relative_to(root.resolve()))
    kept = [
        path for path in found
        if path.suffix.lower() not in NO_EXTRACTS and path.name not in {"codes.csv", "linkage.json"}
        and not any(part.startswith(".") or part == "truth" for part in path.relative_to(root).parts)
    ]  # fmt: skip
    if len(kept) > MOST_FILES:
        made.unsure.append(
            f"only the first {MOST_FILES} of {len(kept):,} files were looked at; a pattern (*) may name them all"
        )
    return kept[:MOST_FILES]


def _look(path: Path, name: str, made: Draft) -> pl.DataFrame:
    source = sources.source_file("reports", name, path)
    counts = PartCounts()
    frames = []
    with tempfile.TemporaryDirectory(prefix="fullcount-init-") as scratch:
        for batch in read_batches(source, ExtractConfig("reports", (name,), {}), Path(scratch), counts, careful=True):
            frames.append(batch.frame.drop(ROW))
            if batch.frame.height:
                break
    made.unsure.extend(f"{name}: {note}" for note in counts.notes)
    frame = pl.concat(frames, how="diagonal_relaxed") if frames else pl.DataFrame()
    return frame.gather_every(max(1, frame.height // LOOKED_AT))


def _toml(name: str, looked: list[Looked], made: Draft) -> Iterator[str]:
    """Yield the lines of force.toml."""
    yield "# Drafted by `fullcount init`. Read every line; what could not be told is marked with ?."
    yield from (
        "[force]",
        f"name = {_quoted(name)}",
        'time_zone = "Europe/London"   # ? the zone of times without an offset',
    )
    yield from ("", "[codes]", 'table = "codes.csv"   # ? every code needs a meaning', "")
    made.unsure.append("time_zone: taken as Europe/London")
    for table in EXTRACTS:
        if group := _alike([item for item in looked if item.table == table], made):
            yield from _extract(group, made)
        elif TABLES[table].feeds_ledgers and table != "audit_reviews":
            made.unsure.append(f"{table}: no file looks like it")


def _alike(items: list[Looked], made: Draft) -> list[Looked]:
    """Return the files whose columns are the same: those that tell most. The others are named as left out."""
    kinds: dict[str, list[Looked]] = {}
    for item in items:
        kinds.setdefault(json.dumps(item.columns, sort_keys=True), []).append(item)
    ordered = sorted(kinds.values(), key=lambda group: (-len(group[0].columns), group[0].name))
    for group in ordered[1:]:
        names = ", ".join(item.name for item in group)
        made.unsure.append(f"{names}: looks like {group[0].table} too, with other columns; left out")
    return ordered[0] if ordered else []


def _extract(group: Sequence[Looked], made: Draft) -> Iterator[str]:
    """Yield the lines of one extract."""
    first = group[0]
    table = TABLES[first.table]
    yield from (f"[extracts.{first.table}]", f"files = [{', '.join(_quoted(item.name) for item in group)}]")
    if order := next((item.order for item in group if item.order), None):
        yield f'date_order = "{order}"'
    elif any("set date_order" in line for item in group for line in item.unsure):
        yield '# date_order = "dmy"   # ? day and month cannot be told apart'
    for item in group:
        made.unsure.extend(line for line in item.unsure if not (order and "set date_order" in line))
    yield from ("", f"[extracts.{first.table}.columns]")
    for column in table.columns:
        if column.name in first.columns:
            yield f"{column.name} = {_source(group, column.name, made)}"
            for item in group:
                _codes(item, column.name, made)
        elif column.name == table.key:
            yield f"{column.name} = {{ row = true }}   # ? no column looks like a number: made from the whole row"
            made.unsure.append(f"{first.table}.{column.name}: no column looks like it; made from the whole row")
        elif column.required:
            yield f"# {column.name} = ?   # required: {column.meaning}"
            made.unsure.append(f"{first.table}.{column.name}: no column looks like it ({column.meaning})")
    used = {name for columns in first.columns.values() for name in columns}
    if unused := [name for name in first.frame.columns if name not in used]:
        yield f"# not used: {', '.join(_one_line(name) for name in unused)}"
    yield ""


def _source(group: Sequence[Looked], canonical: str, made: Draft) -> str:
    """Return one column's source as TOML."""
    first = group[0]
    given = first.columns[canonical]
    separator = next((item.separators[canonical] for item in group if canonical in item.separators), None)
    if len(given) > 1:
        return f'{{ join = [{", ".join(map(_quoted, given))}], with = " " }}'
    if separator is not None:
        return f"{{ column = {_quoted(given[0])}, separator = {_quoted(separator)} }}"
    if canonical == "report_id" and first.table == "reports" and min(item.filled(given[0]) for item in group) < 1:
        made.unsure.append(f"reports.report_id: {given[0]} is blank in some rows; their number is made from the row")
        return f"{{ column = {_quoted(given[0])}, row = true }}   # ? blank in some rows"
    return _quoted(given[0])


def _one_line(text: str) -> str:
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())[:80]


def _quoted(text: str) -> str:
    """Return a TOML string: JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _codes(item: Looked, canonical: str, made: Draft) -> None:
    """Add the codes of a column, most used first."""
    kind = CODES.get(canonical)
    if kind is None or not TABLES[item.table].feeds_ledgers:
        return
    values = item.texts(item.columns[canonical][0])
    if (separator := item.separators.get(canonical)) is not None:
        values = values.str.split(separator).explode().str.strip_chars()
    counts = values.alias("code").value_counts(name="rows").sort(["rows", "code"], descending=[True, False])
    known = {(a, b) for a, b, _ in made.codes}
    made.codes.extend((kind, code, rows) for code, rows in counts.iter_rows() if code and (kind, code) not in known)


def write_draft(made: Draft, folder: Path) -> None:
    """Write force.toml and codes.csv. Raises ConfigError rather than write over either."""
    targets = (folder / "force.toml", folder / "codes.csv")
    if taken := [target for target in targets if target.exists()]:
        faults = [
            Fault(str(target), "exists already and is not written over", "move it away first") for target in taken
        ]
        raise ConfigError("nothing was drafted", faults)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with targets[1].open("w", encoding="utf-8", newline="") as stream:
            writer = csv_writer.writer(stream)
            writer.writerow(("kind", "code", "means", "note"))
            writer.writerows((kind, code, "", f"{rows:,} rows looked at") for kind, code, rows in made.codes)
        targets[0].write_text(made.toml, encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{folder} cannot be written: {error.strerror}") from None
