"""A log's text out of chosen forms: one column of words for each part, joined at the end."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.grammar.bank import SLOTS, SLOTS_A_FRAGMENT, Bank

Ints = npt.NDArray[np.int64]
_NOTHING = pl.Series([""])


def stack_values(values: Mapping[str, pl.Series], number: int) -> pl.Series:
    """Return all slot values as one series: the value of slot `s` for row `r` is at `s * number + r`."""
    blank = pl.repeat("", number, dtype=pl.String, eager=True)
    return pl.concat([values.get(slot, blank).fill_null("").rename("") for slot in SLOTS], rechunk=True)


def compose(bank: Bank, stacked: pl.Series, forms: Ints, hand: Ints) -> pl.Series:
    """Return the words of one part of every log, blank where its form is 0; `forms` and `hand` are `(n,)`."""
    n = len(forms)
    rows = np.flatnonzero(forms)
    held = forms[rows] + hand[rows] * bank.forms
    pieces = {}
    for at in range(SLOTS_A_FRAGMENT + 1):
        pieces[f"w{at}"] = bank.words[at].gather(held)
        if at < SLOTS_A_FRAGMENT:
            pieces[f"s{at}"] = stacked.gather(bank.slots[held, at] * n + rows)
    text = pl.DataFrame(pieces).select(pl.concat_str(pl.all())).to_series().rename("")
    where = np.full(n, len(rows), dtype=np.int64)
    where[rows] = np.arange(len(rows))
    return pl.concat([text, _NOTHING], rechunk=True).gather(where)


def join_parts(parts: list[pl.Series], between: pl.Series) -> pl.Series:
    """Return the parts of one entry in order, parted by each row's own mark; blank where all parts are."""
    frame = pl.DataFrame({"between": between} | {f"p{number}": part for number, part in enumerate(parts)})
    marked = [
        pl.when(pl.col(f"p{n}") == "").then(pl.lit("")).otherwise(pl.col("between") + pl.col(f"p{n}"))
        for n in range(len(parts))
    ]
    return frame.select(pl.concat_str(marked).str.strip_prefix(pl.col("between"))).to_series()
