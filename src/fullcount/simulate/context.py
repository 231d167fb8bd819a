"""What every part of the simulator is given: seed, scenario, calendar, and a generator of its own for each purpose."""

import zlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.calendar import DAY, HOUR, Seconds, Year
from fullcount.simulate.scenarios.scenario import Scenario

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Context:
    """One batch of a force: a stretch of the year's reports. Batch 0 stands for what is drawn once for the force."""

    scenario: Scenario
    seed: int
    year: Year
    batch: int = 0
    first: int = 0  # how many reports came before this batch

    def rng(self, purpose: str) -> np.random.Generator:
        """Return a generator that no other purpose or batch shares, so that one table never moves another."""
        return np.random.default_rng([self.seed, self.batch, zlib.crc32(purpose.encode())])

    def report_numbers(self, rows: Ints) -> pl.Series:
        """Return the incident numbers of those rows of the batch; blank for row -1."""
        serial = pl.Series(self.first + np.maximum(rows, 0) + 1).cast(pl.String).str.zfill(7)
        return (f"I{self.year.year % 100:02d}-" + serial).set(pl.Series(rows < 0), None)

    def crime_numbers(self, numbers: Ints) -> pl.Series:
        """Return crime numbers as printed, such as 77CR/0000012/25."""
        return "77CR/" + pl.Series(numbers + 1).cast(pl.String).str.zfill(7) + f"/{self.year.year % 100:02d}"

    def extracted(self, known: Seconds) -> Seconds:
        """Return when a row was exported: five the next morning, or with the last export."""
        return np.minimum((known // DAY + 1) * DAY + 5 * HOUR, self.year.export - HOUR // 2)
