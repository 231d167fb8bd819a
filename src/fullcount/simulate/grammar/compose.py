"""A log's text out of chosen forms: one column of words for each part, joined at the end."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.grammar.bank import SLOTS, SLOTS_A_FRAGMENT, Bank

Ints = npt.NDArray[np.int64]


def stack_values(values: Mapping[str, pl.Series], number: int) -> pl.Series:
    """Return all slot values as one series: the value of slot `s` for row `r` is at `s * number + r`."""
    blank = pl.repeat("", number, dtype=pl.String, eager=True)
    return pl.concat([values.get(slot, blank).fill_null("").rename("") for slot in SLOTS], rechunk=True)


def compose(bank: Bank, stacked: pl.Series, forms: Ints) -> pl.Series:
    """Return the words of one part of every log; `forms` are bank rows with the hand added in, `(n,)`."""
    n = len(forms)
    rows = np.arange(n)
    pieces = {}
    for at in range(SLOTS_A_FRAGMENT + 1):
        pieces[f"w{at}"] = bank.words[at].gather(forms)
        if at < SLOTS_A_FRAGMENT:
            pieces[f"s{at}"] = stacked.gather(bank.slots[forms, at] * n + rows)
    return pl.DataFrame(pieces).select(pl.concat_str(pl.all())).to_series()


def join_parts(parts: list[pl.Series], capitals: npt.NDArray[np.bool_]) -> pl.Series:
    """Return whole logs: parts in order, parted by a full stop or their own stamp; some typed in capitals."""
    frame = pl.DataFrame({f"p{number}": part for number, part in enumerate(parts)})
    joined = pl.concat_str(
        [pl.when(pl.col(name) == "").then(pl.lit("")).otherwise(pl.col(name) + ". ") for name in frame.columns]
    ).str.strip_chars_end()
    return frame.select(
        pl.when(pl.lit(pl.Series(capitals))).then(joined.str.to_uppercase()).otherwise(joined)
    ).to_series()
