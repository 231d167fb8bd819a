"""Reports that two people read: of 10,000, 4,000 have no crime record, and the first 400 of these hide a crime."""

import numpy as np
import polars as pl

FRAME = pl.DataFrame({
    "report_id": [str(i) for i in range(10_000)], "linked": [i >= 4_000 for i in range(10_000)],
    "crimes_recorded": [int(i >= 4_000) for i in range(10_000)],
})  # fmt: skip


def marks(rows, missed, reviewer):
    return pl.DataFrame({
        "report_id": [str(row) for row in rows], "crimes_disclosed": [int(mark) for mark in missed],
        "crimes_recorded": [0] * len(rows), "reviewer": [reviewer] * len(rows),
    })  # fmt: skip


def read(rng, truth, false, seen):
    return rng.random(len(truth)) < np.where(truth, seen, false)


def drawn(seed, n=300):
    rng = np.random.default_rng(seed)
    rows = rng.choice(4_000, n, replace=False)
    return rng, rows, rows < 400
