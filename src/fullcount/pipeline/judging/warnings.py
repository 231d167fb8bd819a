"""What the data say about themselves: columns that mean two things, codes nobody mapped, numbers used twice."""

from collections.abc import Iterator
from typing import Any

import polars as pl

ENOUGH = 100
"""Rows on each side before a column is judged at all."""
SHARE_SAME = 0.9
"""A column 'is the recorded offence' when this share of a month's linked reports repeats it to the letter."""
SHARE_STRANGE = 0.5
"""... and the two groups use different words when at least this share of the unlinked never occurs among the linked."""


def two_meanings(reports: pl.DataFrame, crimes: pl.DataFrame, links: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield a warning for each code column that means one thing where there is a crime record and another where not.

    Looked for by month, since exports change shape over time: where a linked report's code repeats the recorded
    offence to the letter while unlinked reports are written in other words, the column was overwritten by the record.
    Then 'opened as' and 'recorded as' are not independent, and every comparison of the two is too favourable.
    """
    pairs = links.join(crimes.select("crime_id", "offence_code"), on="crime_id", how="inner").unique(
        "report_id", keep="first", maintain_order=True
    )
    for column in ("opening_code", "closing_code"):
        if reports.get_column(column).null_count() == reports.height or not pairs.height:
            continue
        if not _repeated_in(reports, pairs, column):
            continue
        frame = reports.select(
            "report_id",
            pl.col("reported_at").dt.truncate("1mo").alias("month"),
            pl.col(column).list.join(" // ").alias("code"),
        )
        frame = frame.filter(pl.col("code").is_not_null()).join(
            pairs.select("report_id", pl.col("offence_code").list.join(" // ").alias("offence")),
            on="report_id",
            how="left",
        )
        months = _months(frame)
        if months.height:
            yield _warning(column, months)


def _repeated_in(reports: pl.DataFrame, pairs: pl.DataFrame, column: str) -> bool:
    """Say whether in any month the linked reports' codes repeat the offence: without that there is nothing to find."""
    linked = reports.select("report_id", "reported_at", column).join(pairs, on="report_id", how="inner")
    same = pl.col(column).list.join(" // ") == pl.col("offence_code").list.join(" // ")
    by_month = linked.filter(pl.col(column).is_not_null()).group_by(pl.col("reported_at").dt.truncate("1mo"))
    return by_month.agg(same.mean().alias("same")).filter(pl.col("same") >= SHARE_SAME).height > 0


def _months(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the months in which the column was overwritten: month, linked, same (share), unlinked, strange (share)."""
    linked = frame.filter(pl.col("offence").is_not_null())
    words = linked.select("code").unique().with_columns(pl.lit(value=True).alias("seen"))
    by_linked = linked.group_by("month").agg(
        pl.len().alias("linked"), (pl.col("code") == pl.col("offence")).mean().alias("same")
    )
    unlinked = frame.filter(pl.col("offence").is_null()).join(words, on="code", how="left")
    by_unlinked = unlinked.group_by("month").agg(
        pl.len().alias("unlinked"), pl.col("seen").is_null().mean().alias("strange")
    )
    both = by_linked.join(by_unlinked, on="month", how="inner")
    enough = (pl.col("linked") >= ENOUGH) & (pl.col("unlinked") >= ENOUGH)
    return both.filter(enough & (pl.col("same") >= SHARE_SAME) & (pl.col("strange") >= SHARE_STRANGE)).sort("month")


def _warning(column: str, months: pl.DataFrame) -> dict[str, Any]:
    first, last = months.item(0, "month"), months.item(-1, "month")
    linked, unlinked = int(months["linked"].sum()), int(months["unlinked"].sum())
    same = float((months["same"] * months["linked"]).sum()) / linked
    strange = float((months["strange"] * months["unlinked"]).sum()) / unlinked
    return {
        "code": "column-means-two-things",
        "title": f"{column} means one thing where there is a crime record and another where there is none",
        "detail": (
            f"From {first:%B %Y} to {last:%B %Y}, {same:.1%} of the {linked:,} linked reports carry in {column} the "
            f"recorded offence to the letter, while {strange:.1%} of the {unlinked:,} unlinked reports carry a wording "
            "that no linked report has. The column was overwritten by the crime record: comparing it with what was "
            "recorded makes recording look better than it is. Ask for the code given when the log was closed."
        ),
    }


def unmapped(kind: str, codes: pl.DataFrame) -> dict[str, Any] | None:
    """Return the warning about codes that no code table has, or None."""
    if not codes.height:
        return None
    top = ", ".join(f"{row['code'][:60]} ({row['rows']:,})" for row in codes.head(5).to_dicts())
    return {
        "code": f"codes-not-mapped-{kind}",
        "title": f"{codes.height:,} {kind} code(s) on {int(codes['rows'].sum()):,} rows mean nothing here",
        "detail": f"No code table has them, so what rests on them is unknown: {top}. Add them to the code table.",
    }


def of_file(table: str, part: Any) -> dict[str, Any]:
    """Return what a file's reader noted."""
    notes = [*part.counts.notes, *(f"has no column for {name}" for name in part.counts.missing)]
    return {"code": "file-note", "title": f"{part.source.name} ({table}): {notes[0]}", "detail": "; ".join(notes) + "."}
