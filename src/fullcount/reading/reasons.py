"""What the words of a reason for cancelling come to: of all that is said, the information that is given as the reason.

Of several things said the strongest is taken, by the ladder of `later_information`, but:
- what says no more than the criterion ("recorded in error") does not count;
- what is only supposed, or only told by somebody who is not shown to know, does not settle it: it is a doubt, or
  unchecked;
- what is said of another event counts of a duplicate and of a recording error alone;
- what the criterion asks for comes before what another one asks for (of a C4, the mistake before that no crime
  happened); and in a duplicate, that the other record is of another event before all else.
"""

from dataclasses import dataclass

import polars as pl

from fullcount.core.facts import FACT
from fullcount.reading.read import Reading

INFORMATION = "later_information"
WRITTEN = "information_written"
BARE, LADDER = 0.5, 100
"""An entry that is less sure than BARE says no more than the criterion; LADDER is more than the ladder has steps."""
SETTLES, WEAK = (
    ("no-crime", "self-defence-shown"),
    ("nothing", "withdrawal", "doubt", "unchecked", "self-defence-claimed"),
)
ASKED_FOR = {
    "C2": ("no-crime",), "C3": ("another-event", "recorded-twice"), "C4": ("mistake", "points-not-made-out"),
    "C5": ("self-defence-shown",),
}  # fmt: skip
"""What each criterion asks for, the first before the second."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """later_information: (n_texts,) what is given as the reason; information_written: (n_texts,) no where the words
    give no information at all, else null; spans: every mention, with `counts` (whether it is what was taken, or states
    another fact)."""

    later_information: pl.Series
    information_written: pl.Series
    spans: pl.DataFrame


def given_reasons(reading: Reading, texts: pl.Series, codes: pl.Series) -> Reasons:
    """Return what is given as the reason of each cancellation.

    reading: of the texts; codes: (n_texts,) C1 to C5 or text that begins so.
    """
    ladder = FACT[INFORMATION].values
    code = codes.alias("code").str.strip_chars().str.slice(0, 2).str.to_uppercase()
    keys = reading.facts.select("report_key", code, texts.alias("text"))
    spans = reading.spans.join(keys, on="report_key", how="left", maintain_order="left")
    asserted = pl.col("scope") == "asserted"
    is_event = (pl.col("value") == "another-event") & ~pl.col("code").is_in(["C3", "C4"]).fill_null(value=False)
    spans = spans.with_columns(_comes_to().alias("given"))
    is_bare = pl.col("sureness") < BARE
    is_reason = (pl.col("fact") == INFORMATION) & pl.col("given").is_not_null() & ~is_event & ~is_bare
    height = pl.col("given").replace_strict({value: n for n, value in enumerate(ladder)}, default=-1)
    rank = pl.when(is_reason).then(height + _asked_for() * LADDER)
    ranked = spans.with_columns(rank.cast(pl.Int64).alias("rank"))
    best = (pl.col("rank") == pl.col("rank").max().over("report_key")).fill_null(value=False)
    other = asserted & (pl.col("fact") != INFORMATION) & ~is_bare
    empty = (pl.col("fact") == WRITTEN) & pl.col("report_key").is_in(_empty(keys, spans).implode())
    marked = ranked.with_columns((best | other | empty).alias("counts"))
    taken = marked.filter(is_reason & pl.col("counts")).select("report_key", pl.col("given").alias(INFORMATION))
    taken = taken.unique("report_key", keep="first", maintain_order=True)
    column = reading.facts.select("report_key").join(taken, on="report_key", how="left", maintain_order="left")
    is_empty = keys["report_key"].is_in(_empty(keys, spans).implode()).alias("empty")
    written = pl.DataFrame([is_empty]).select(pl.when("empty").then(False).alias(WRITTEN)).to_series()
    return Reasons(column[INFORMATION], written, marked.drop("rank", "given", "code", "text"))


def _comes_to() -> pl.Expr:
    """Return what a mention of information comes to: what is asserted itself; what would settle it and is only supposed
    comes to a doubt, and what somebody else is said to say to something unchecked; all the rest to nothing (null)."""
    value, scope = pl.col("value"), pl.col("scope")
    settles, weak = value.is_in(SETTLES), value.is_in(WEAK)
    hearsay, supposed = scope == "third-party", scope == "hypothetical"
    return (
        pl.when((scope == "asserted") | (weak & (hearsay | supposed))).then(value)
        .when(settles & hearsay).then(pl.lit("unchecked"))
        .when(settles & supposed).then(pl.lit("doubt"))
    )  # fmt: skip


def _empty(keys: pl.DataFrame, spans: pl.DataFrame) -> pl.Series:
    """Return the keys of the texts of which every word only says that it is to be cancelled, or refers elsewhere."""
    size = pl.col("text").str.replace_all(r"[^\p{L}\p{N}]", "").str.len_bytes().alias("size")
    said = spans.filter((pl.col("fact") == WRITTEN) & (pl.col("sureness") < BARE))
    covered = said.group_by("report_key").agg((pl.col("end") - pl.col("start")).sum().alias("covered"))
    sized = keys.select("report_key", size).drop_nulls().join(covered, on="report_key", how="left")
    return sized.filter(pl.col("covered").fill_null(0) >= pl.col("size"))["report_key"]


def _asked_for() -> pl.Expr:
    """Return 2 for what the criterion asks for first, 1 for the second, 0 for anything else."""
    found: pl.Expr = pl.lit(0)
    for code, values in ASKED_FOR.items():
        for place, value in enumerate(values):
            is_it = (pl.col("code") == code) & (pl.col("given") == value)
            found = pl.when(is_it).then(len(values) - place).otherwise(found)
    return found
