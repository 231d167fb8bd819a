"""What makes an export untidy: blanks, rounding, rows that cannot be read, rows published twice."""

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.calendar import Seconds
from fullcount.simulate.places import Places

Flags = npt.NDArray[np.bool_]

REPUBLISHED = 0.01  # share of reports exported twice, the second time with a crime number
BAD_ROWS = 0.0005  # rows added that cannot be read: no number, or a date that is none
NO_SUCH_DATE = "31/02/2025 25:61:00"


def blank(rng: np.random.Generator, column: pl.Series, share: float) -> pl.Series:
    """Return the column with a share of its cells blank."""
    return column.set(pl.Series(rng.random(len(column)) < share), None)


def blank_times(rng: np.random.Generator, instants: Seconds, share: float) -> Seconds:
    """Return the instants with a share of them -1, which prints as a blank."""
    return np.where(rng.random(len(instants)) < share, -1, instants)


def coordinates(rng: np.random.Generator, places: Places, slip: float) -> list[pl.Series]:
    """Return latitude and longitude as printed, `slip` degrees (one standard deviation) from the truth."""
    return [
        pl.Series(np.round(degrees + rng.normal(0, slip, len(degrees)), 5)).cast(pl.String)
        for degrees in places.coordinates()
    ]


def with_bad_rows(rng: np.random.Generator, table: pl.DataFrame, key: str, date: str) -> pl.DataFrame:
    """Return the table with a few rows that no reader can accept; none of them is in the truth."""
    bad = table.filter(pl.Series(rng.random(len(table)) < BAD_ROWS))
    nameless = pl.Series(rng.random(len(bad)) < 0.5)
    unread = bad.with_columns(
        pl.when(nameless).then(None).otherwise("X" + pl.col(key)).alias(key),
        pl.when(nameless).then(date).otherwise(pl.lit(NO_SUCH_DATE)).alias(date),
    )
    return pl.concat([table, unread])
