"""Whether a reference that a record states can be believed, when a digit may be wrong.

A mistyped number is often another record's number. So what else the two records say is weighed against what pairs
thrown together by accident say (each report with the crime of another reference near in number): a logistic
function of the evidence, learnt from both, with the share of right references found on the way
(expectation-maximisation for positive and unlabelled cases: Elkan & Noto 2008, "Learning classifiers from only
positive and unlabeled data", KDD, section 2, with the unlabelled side being the stated references).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.linking.posterior import logistic

Floats = npt.NDArray[np.float64]

BELIEVED = 0.5
"""A stated reference stands when it is more likely right than not."""
NEAR_ENOUGH = 0.95
"""A number that is one slip from the stated one is taken for it only when this likely."""
FIRST_SHARE = 0.95
ROUNDS = 30
BOUND = 60.0
APART = (1, 2, 3, 5, 10, 20, 50, 100)
"""How far apart, in order of number, the references are that are thrown together: a slip in the last digits is near."""


@dataclass(frozen=True, slots=True)
class Trust:
    """log-likelihood ratio of right against accidental = constant + slope * evidence (log2); share of stated
    references that are right."""

    constant: float
    slope: float
    share: float

    def belief(self, evidence: pl.Expr, prior: pl.Expr) -> pl.Expr:
        """Return the probability that a pair is right. prior: natural log-odds before its evidence is weighed."""
        odds = self.constant + self.slope * evidence.clip(-BOUND, BOUND) + prior
        return 1 / (1 + (-odds.clip(-500.0, 500.0)).exp())

    @property
    def stated_prior(self) -> float:
        """Natural log-odds that a stated reference is right, before its evidence is weighed."""
        return float(np.log(self.share / (1 - self.share)))


def accidental(stated: pl.DataFrame) -> pl.DataFrame:
    """Return pairs thrown together: each stated pair's report with the crime of another, a few numbers away.

    stated: report_id, crime_id. Pairs that are stated too are left out.
    """
    order = stated.sort("crime_id", "report_id")
    apart = pl.Series("apart", APART, dtype=pl.Int64).gather(pl.int_range(order.height, eager=True) % len(APART))
    where = (pl.int_range(order.height, eager=True) + apart) % max(1, order.height)
    made = order.select("report_id", order["crime_id"].gather(where).alias("crime_id"))
    return made.join(stated, on=["report_id", "crime_id"], how="anti").unique().sort("report_id", "crime_id")


def learnt_trust(stated: Floats, thrown: Floats) -> Trust | None:
    """Return what tells right references from accidental ones, or None where the evidence does not rise with right.

    stated, thrown: the evidence of stated and of accidental pairs, `(n,)` and `(k,)`, in log2.
    """
    if len(stated) == 0 or len(thrown) == 0:
        return None
    evidence = np.concatenate([stated, stated, thrown]).clip(-BOUND, BOUND)
    given = np.column_stack([np.ones(len(evidence)), evidence])
    truth = np.concatenate([np.ones(len(stated)), np.zeros(len(stated)), np.zeros(len(thrown))])
    share, right = FIRST_SHARE, np.full(len(stated), FIRST_SHARE)
    fitted = np.zeros(2)
    for _ in range(ROUNDS):
        counts = np.concatenate([right, 1 - right, np.full(len(thrown), right.sum() / len(thrown))])
        fitted = logistic(given, truth, counts)
        balance = np.log((counts[truth == 0].sum()) / right.sum())
        odds = given[: len(stated)] @ fitted + balance + np.log(share / (1 - share))
        right = 1 / (1 + np.exp(-np.clip(odds, -500, 500)))
        share = float(np.clip(right.mean(), 0.5, 1 - 1e-4))
    if fitted[1] <= 0:
        return None
    return Trust(float(f"{fitted[0] + balance:.6g}"), float(f"{fitted[1]:.6g}"), round(share, 6))
