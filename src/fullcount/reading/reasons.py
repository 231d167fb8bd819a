"""What the words of a reason for cancelling come to: of all that is said, the information that is given as the reason.

Of several things said the strongest is taken, by the ladder of `later_information`, but:
- what says no more than the criterion ("recorded in error") counts only where nothing else is said;
- what the criterion asks for comes before what another one asks for (of a C4, the mistake before that no crime
  happened); and in a duplicate, that the other record is of another event before all else.
"""

from dataclasses import dataclass

import polars as pl

from fullcount.core.facts import FACT
from fullcount.reading.read import Reading

INFORMATION = "later_information"
BARE = 0.5
"""An entry that is less sure than this says no more than the criterion itself."""
ASKED_FOR = {
    "C2": ("no-crime",), "C3": ("another-event", "recorded-twice"), "C4": ("mistake", "points-not-made-out"),
    "C5": ("self-defence-shown",),
}  # fmt: skip
"""What each criterion asks for, the first before the second."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """later_information: (n_texts,) what is given as the reason; spans: every mention, with `counts` (whether it is
    what was taken, or states another fact)."""

    later_information: pl.Series
    spans: pl.DataFrame


def given_reasons(reading: Reading, codes: pl.Series) -> Reasons:
    """Return what is given as the reason of each cancellation; codes: (n_texts,) C1 to C5 or text that begins so."""
    ladder = FACT[INFORMATION].values
    keys = reading.facts.select("report_key", codes.alias("code").str.strip_chars().str.slice(0, 2).str.to_uppercase())
    keys = keys.unique("report_key", keep="first", maintain_order=True)
    spans = reading.spans.join(keys, on="report_key", how="left", maintain_order="left")
    asserted = pl.col("scope") == "asserted"
    is_reason = asserted & (pl.col("fact") == INFORMATION)
    height = pl.col("value").replace_strict({value: n for n, value in enumerate(ladder)}, default=-1)
    bare = pl.when(pl.col("sureness") < BARE).then(-200).otherwise(0)
    rank = pl.when(is_reason).then(height + bare + _asked_for() * 100)
    ranked = spans.with_columns(rank.cast(pl.Int64).alias("rank"))
    best = ranked.group_by("report_key", maintain_order=True).agg(pl.col("rank").max().alias("best"))
    marked = ranked.join(best, on="report_key", how="left", maintain_order="left")
    other = asserted & (pl.col("fact") != INFORMATION)
    marked = marked.with_columns((other | (pl.col("rank") == pl.col("best")).fill_null(value=False)).alias("counts"))
    taken = marked.filter(is_reason & pl.col("counts")).select("report_key", pl.col("value").alias(INFORMATION))
    taken = taken.unique("report_key", keep="first", maintain_order=True)
    column = reading.facts.select("report_key").join(taken, on="report_key", how="left", maintain_order="left")
    return Reasons(column[INFORMATION], marked.drop("rank", "best", "code"))


def _asked_for() -> pl.Expr:
    """Return 2 for what the criterion asks for first, 1 for the second, 0 for anything else."""
    found: pl.Expr = pl.lit(0)
    for code, values in ASKED_FOR.items():
        for place, value in enumerate(values):
            is_it = (pl.col("code") == code) & (pl.col("value") == value)
            found = pl.when(is_it).then(len(values) - place).otherwise(found)
    return found
