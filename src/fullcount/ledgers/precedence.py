"""The published precedence, applied: the first condition that is true of a row gives its state and its reason."""

from collections.abc import Sequence

import polars as pl

Step = tuple[pl.Expr, str, pl.Expr]
"""A condition, the state where it is true, and the reason. A condition that is null counts as not true."""


def first_true(steps: Sequence[Step], otherwise: tuple[str, pl.Expr]) -> tuple[pl.Expr, pl.Expr]:
    """Return the expressions of the state and of its reason."""
    state: pl.Expr = pl.lit(otherwise[0])
    reason: pl.Expr = otherwise[1]
    for condition, name, why in reversed(steps):
        state = pl.when(condition).then(pl.lit(name)).otherwise(state)
        reason = pl.when(condition).then(why).otherwise(reason)
    return state, reason
