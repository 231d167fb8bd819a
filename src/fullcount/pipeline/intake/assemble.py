"""Parts become tables: rows that say the same again are counted once, later versions replace earlier ones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from fullcount.core.tables import TABLES, Kind, Table
from fullcount.pipeline.intake.columns import TIME_TYPE, TYPES
from fullcount.pipeline.intake.parts import Part, empty_rows
from fullcount.pipeline.intake.readers.batch import ROW

PART = "__part"


@dataclass(frozen=True, slots=True)
class Assembled:
    """A table as at a moment: one row a key, and how the accepted rows came to it.

    accepted = rows (new) + same_again + changed + after_as_at. `first_published` is when a key was first seen,
    `ref_published` when its reference was.
    """

    rows: pl.DataFrame
    same_again: int
    changed: int
    after_as_at: int
    clashes: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Became:
    """How many of the accepted rows of a table became what; clashes are quarantined after all."""

    new: int
    same_again: int = 0
    changed: int = 0
    after_as_at: int = 0
    clashes: int = 0

    @classmethod
    def of(cls, book: Assembled) -> "Became":
        """Return the counts of an assembled table."""
        return cls(book.rows.height, book.same_again, book.changed, book.after_as_at, book.clashes.height)


def part_rows(
    parts: Sequence[Part], folder: Path, table: Table, *, without: Sequence[str] = (), with_facts: bool = True
) -> pl.DataFrame:
    """Return the accepted rows of all parts with `__part` (index of the part) and `__row`, in that order, and beside
    them the facts that their words state, where they were read and are wanted."""
    columns = [ROW, *[column.name for column in table.columns if column.name not in without]]
    frames = []
    for number, part in enumerate(parts):
        frame = pl.read_parquet(folder / f"{part.key}.rows.parquet", columns=columns)
        facts = folder / f"{part.key}.facts.parquet"
        if with_facts and facts.is_file():
            frame = frame.hstack(pl.read_parquet(facts).drop("report_key"))
        frames.append(frame.with_columns(pl.lit(number, dtype=pl.UInt32).alias(PART)))
    if frames:
        return pl.concat(frames)
    return empty_rows(table).select(columns).with_columns(pl.lit(0, dtype=pl.UInt32).alias(PART))


def assemble(
    parts: Sequence[Part], folder: Path, name: str, as_at_column: str, as_at: pl.Expr, *, with_facts: bool = True
) -> Assembled:
    """Return the table `name` as at a moment (`as_at`: an expression of type instant): see `as_at_moment`."""
    rows = part_rows(parts, folder, TABLES[name], without=("text",), with_facts=with_facts)
    return as_at_moment(rows, name, as_at_column, as_at)


def as_at_moment(rows: pl.DataFrame, name: str, as_at_column: str, as_at: pl.Expr) -> Assembled:
    """Return the table `name` of rows among which are all of each key that stands in them.

    Rows dated after the moment (published, or `as_at_column`) have not come in yet. Of rows with one key the latest
    published is believed, then the last read; a reference once given stays, with when it was first seen. Keys that
    stand once come first, in the order of the rows, then the others in the order of the keys.
    """
    table = TABLES[name]
    later = (pl.col("published_at") > as_at).fill_null(value=False) | (pl.col(as_at_column) > as_at).fill_null(
        value=False
    )
    after = rows.filter(later)
    rows = rows.filter(~later)
    key = table.key
    is_repeated = rows.get_column(key).is_duplicated()
    single = rows.filter(~is_repeated).with_columns(pl.col("published_at").alias("first_published"), _ref_time(name))
    if not is_repeated.any():
        return Assembled(single, 0, 0, after.height, rows.clear())
    repeated = _versions(rows.filter(is_repeated), table, name)
    together = pl.concat([single, repeated.rows.select(single.columns)])
    return replace(repeated, rows=together, after_as_at=after.height)


def _ref_time(name: str) -> pl.Expr:
    """When the row's reference to the other side was first seen: reports name crimes, crimes name themselves."""
    if name == "reports":
        return pl.when(pl.col("crime_ref").is_not_null()).then(pl.col("published_at")).alias("ref_published")
    return pl.col("published_at").alias("ref_published")


def _versions(rows: pl.DataFrame, table: Table, name: str) -> Assembled:
    """Return one row a key of rows whose keys all stand more than once."""
    key = table.key
    ordered = rows.sort(key, "published_at", PART, ROW, nulls_last=False)
    clashing = _clashing(ordered, key) if name == "reports" else pl.Series([False] * ordered.height)
    clashes, ordered = ordered.filter(clashing), ordered.filter(~clashing)
    said = [column.name for column in table.columns if column.name not in {"published_at", "text"}]
    lists = [column.name for column in table.columns if column.kind is Kind.LIST and column.name in said]
    flat = ordered.with_columns(pl.col(column).list.join("\x1f") for column in lists)
    same = pl.all_horizontal([pl.col(column).eq_missing(pl.col(column).shift(1)) for column in said])
    first = (pl.col(key) != pl.col(key).shift(1)).fill_null(value=True)
    marks = flat.select(first.alias("first"), same.fill_null(value=False).alias("same"))
    same_again = int((~marks["first"] & marks["same"]).sum())
    changed = int((~marks["first"] & ~marks["same"]).sum())
    refs = [column for column in ("crime_ref", "report_ref") if column in lists]
    latest = ordered.group_by(key, maintain_order=True).agg(
        *[pl.col(column).drop_nulls().last().alias(column) if column in refs else pl.col(column).last()
          for column in ordered.columns if column != key],
        pl.col("published_at").drop_nulls().first().alias("first_published"),
        _ref_first(name).alias("ref_published"),
    )  # fmt: skip
    return Assembled(latest, same_again, changed, 0, clashes)


def _ref_first(name: str) -> pl.Expr:
    published = pl.col("published_at")
    if name == "reports":
        published = published.filter(pl.col("crime_ref").is_not_null())
    return published.drop_nulls().first()


def _clashing(ordered: pl.DataFrame, key: str) -> pl.Series:
    """Mark rows whose number was first given to a report of more than a week before or after: not the same report."""
    away = (pl.col("reported_at") - pl.col("reported_at").first().over(key)).abs() > pl.duration(days=7)
    return ordered.select(away).to_series()


def latest_moment(
    parts: dict[str, list[Part]], folder: Path, columns: dict[str, Sequence[str]], limit: pl.Expr
) -> pl.Series:
    """Return the last moment (not after `limit`) at which anything in these columns happened, as a series of one."""
    found = [pl.Series("at", [], dtype=TIME_TYPE)]
    for name, names in columns.items():
        for part in parts.get(name, []):
            frame = pl.scan_parquet(folder / name / f"{part.key}.rows.parquet").select(
                pl.max_horizontal([pl.col(c).filter(pl.col(c) <= limit).max() for c in names]).alias("at")
            )
            found.append(frame.collect().to_series())
    return pl.concat(found).drop_nulls().sort().tail(1)


def with_columns_of(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return the frame with every canonical column of the table, absent ones null."""
    return frame.with_columns(
        pl.lit(None, dtype=TYPES[column.kind]).alias(column.name)
        for column in table.columns
        if column.name not in frame.columns
    )
