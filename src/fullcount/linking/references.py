"""Links that the records state themselves: a crime number in the report, a report number in the crime."""

import polars as pl

LONGEST = 40
"""Numbers longer than this are not looked at for slips of the hand."""


def plain_number(column: str) -> pl.Expr:
    """Return a reference without case, spaces and punctuation, so that 'CR/123 45' and 'cr12345' are one number.

    Null for what has no digit: '-', 'N/A' and 'TBC' are the number of nothing.
    """
    plain = pl.col(column).str.to_uppercase().str.replace_all(r"[^A-Z0-9]+", "")
    return pl.when(plain.str.contains("[0-9]")).then(plain)


def own_number(frame: pl.DataFrame, key: str) -> pl.Expr:
    """Return the plain number of each row's own key: column `<key>_number` where it has been made already."""
    made = f"{key}_number"
    return pl.col(made) if made in frame.columns else plain_number(key)


def one_slip_away(stated: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return (key, number, id) of the known numbers that one slip turns a stated number into: one digit wrong, or two
    neighbours exchanged.

    stated: key, number (plain). known: id, number (plain).
    """
    stated = stated.filter(pl.col("number").str.len_chars() <= LONGEST)
    longest = stated.select(pl.col("number").str.len_chars().max()).item() or 0
    lengths = stated.select(pl.col("number").str.len_chars().alias("length")).unique()
    sized = known.with_columns(pl.col("number").str.len_chars().alias("length")).join(lengths, on="length", how="semi")
    found = []
    for place in range(longest):
        digit = pl.col("number").str.slice(place, 1).str.contains("^[0-9]$")
        without = pl.concat_str(
            pl.col("number").str.slice(0, place), pl.lit("?"), pl.col("number").str.slice(place + 1)
        )
        masked, all_masked = (frame.filter(digit).with_columns(without.alias("mask")) for frame in (stated, sized))
        found.append(
            masked.join(all_masked.select("id", "mask", pl.col("number").alias("other")), on="mask", how="inner")
            .filter(pl.col("number") != pl.col("other")).select("key", "number", "id")
        )  # fmt: skip
        swapped = pl.concat_str(
            pl.col("number").str.slice(0, place), pl.col("number").str.slice(place + 1, 1),
            pl.col("number").str.slice(place, 1), pl.col("number").str.slice(place + 2),
        )  # fmt: skip
        turned = stated.filter(pl.col("number").str.slice(place, 2).str.contains("^[0-9]{2}$")).with_columns(
            swapped.alias("turned")
        )
        turned = turned.filter(pl.col("turned") != pl.col("number"))
        found.append(
            turned.join(sized.select("id", pl.col("number").alias("turned")), on="turned", how="inner")
            .select("key", "number", "id")
        )  # fmt: skip
    schema = {"key": pl.String, "number": pl.String, "id": pl.String}
    return pl.concat([pl.DataFrame(schema=schema), *found]).unique().sort("key", "number", "id")
