"""CSV files that are safe to open in any spreadsheet: no cell is a formula, none hides a character."""

from pathlib import Path

import polars as pl

_SIGNS = "=+\\-@|%＝＋－＠"
"""What a formula, or a command to another program, may begin with."""
_UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_HIDDEN = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
"""Controls, marks of direction, spaces of no width. The joiners of names and emoji (U+200C, U+200D) stay."""
_STARTS = f"^[\\s\x00-\x1f{_UNSEEN}'\"]*[{_SIGNS}]"
_WITHIN = f"([;\t\r\n][\\s'\"]*)([{_SIGNS}])"
"""A sign after what another country's spreadsheet takes for the end of a cell or a line."""
_NUMBER = r"^-?[0-9]+(\.[0-9]+)?$"


def safe_cell(column: str) -> pl.Expr:
    """Return the text column with an apostrophe before all that a spreadsheet might calculate; null becomes ''.

    A plain negative number stays as it is. The very text is in the Parquet files and in the store.
    """
    text = pl.col(column).fill_null("").str.replace_all(_HIDDEN, " ")
    risky = text.str.contains(_STARTS) & ~text.str.contains(_NUMBER)
    inner = text.str.replace_all(_WITHIN, "${1}'${2}")
    return pl.when(risky).then(pl.lit("'") + inner).otherwise(inner).alias(column)


def write_csv(frame: pl.DataFrame, path: Path) -> None:
    """Write a table as CSV, every cell safe and quoted, with a byte-order mark: spreadsheets then read it as UTF-8."""
    words = [safe_cell(name) for name, kind in frame.schema.items() if kind == pl.String]
    text = frame.with_columns(words).with_columns(pl.all().cast(pl.String).fill_null(""))
    text.write_csv(path, include_bom=True, line_terminator="\r\n", quote_style="always")
