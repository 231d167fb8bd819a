"""Whether a reference that a record states can be believed, when a digit may be wrong.

A mistyped number is often another record's number. So what else the two records say is weighed against what pairs
thrown together by accident say (each report with the crime of another reference near in number): a logistic
function of the evidence. References that both sides state are right, since no slip makes two records name each other:
where there are enough of them they teach what right references say. Else the function is learnt from all that is
stated and the accidental pairs, with the share of right references found on the way
(expectation-maximisation for positive and unlabelled cases: Elkan & Noto 2008, "Learning classifiers from only
positive and unlabeled data", KDD, section 2, with the unlabelled side being the stated references).
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from fullcount.linking.logistic import Floats, chance_of, logistic, rising, stretches

BELIEVED = 0.5
"""A stated reference stands when it is more likely right than not."""
NEAR_ENOUGH = 0.95
"""A number that is one slip from the stated one is taken for it only when this likely."""
FIRST_SHARE = 0.95
ROUNDS = 30
BOUND = 60.0
STEPS_OF_EVIDENCE = (-BOUND, -10.0, 0.0, 10.0, BOUND)
"""Between which evidence (log2) its effect has one slope. No slope falls; where right references are as unlike as
accidental ones it is flat, so that evidence against a reference proves no more than it was seen to."""
APART = (1, 2, 3, 5, 10, 20, 50, 100)
"""How far apart, in order of number, the references are that are thrown together: a slip in the last digits is near."""


@dataclass(frozen=True, slots=True)
class Trust:
    """log-likelihood ratio of right against accidental: a constant and a slope for each of STEPS_OF_EVIDENCE (natural
    log-odds for each bit); share of stated references that are right."""

    constant: float
    slopes: tuple[float, ...]
    share: float

    def belief(self, evidence: pl.Expr, prior: pl.Expr) -> pl.Expr:
        """Return the probability that a pair is right. prior: natural log-odds before its evidence is weighed."""
        reach = zip(self.slopes, stretches(evidence, STEPS_OF_EVIDENCE), strict=True)
        odds = pl.sum_horizontal(self.constant + prior, *[slope * part for slope, part in reach], ignore_nulls=False)
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


def learnt_trust(stated: Floats, thrown: Floats, right: Floats | None = None) -> Trust | None:
    """Return what tells right references from accidental ones, or None where the evidence does not rise with right.

    The evidence, in log2: stated, `(n,)`, of references that may be slips; thrown, `(k,)`, of accidental pairs; right,
    `(j,)`, of references that no slip explains, where there are any: else right and wrong are told apart in `stated`.
    """
    if len(stated) == 0 or len(thrown) == 0:
        return None
    if right is None:
        constant, slope, share = _told_apart(stated, thrown)
        slopes = [slope] * (len(STEPS_OF_EVIDENCE) - 1)
    else:
        given = _reaches(np.concatenate([right, thrown]))
        truth = np.concatenate([np.ones(len(right)), np.zeros(len(thrown))])
        counts = np.concatenate([np.ones(len(right)), np.full(len(thrown), len(right) / len(thrown))])
        constant, *slopes = map(float, rising(given, truth, counts, range(1, given.shape[1])))
        share = _share(_reaches(stated) @ np.array([constant, *slopes]))
    if max(slopes) <= 0:
        return None
    return Trust(float(f"{constant:.6g}"), tuple(float(f"{value:.6g}") for value in slopes), round(share, 6))


def _reaches(evidence: Floats) -> Floats:
    """Return a constant and how far the evidence reaches into each stretch, `(n, 1 + stretches)`."""
    parts = stretches(pl.col("evidence"), STEPS_OF_EVIDENCE)
    made = pl.DataFrame({"evidence": evidence}).select(
        pl.lit(1.0).alias("constant"), *[part.alias(str(place)) for place, part in enumerate(parts)]
    )
    return made.to_numpy().astype(np.float64)


def _share(odds: Floats) -> float:
    """Return the share that is right, found from the log-likelihood ratios alone by expectation-maximisation."""
    share = FIRST_SHARE
    for _ in range(ROUNDS):
        share = float(np.clip(chance_of(odds + np.log(share / (1 - share))).mean(), 0.5, 1 - 1e-4))
    return share


def _told_apart(stated: Floats, thrown: Floats) -> tuple[float, float, float]:
    """Return constant, slope and share where what is stated is a mixture of right and accidental."""
    evidence = np.concatenate([stated, stated, thrown]).clip(-BOUND, BOUND)
    given = np.column_stack([np.ones(len(evidence)), evidence])
    truth = np.concatenate([np.ones(len(stated)), np.zeros(len(stated)), np.zeros(len(thrown))])
    share, right = FIRST_SHARE, np.full(len(stated), FIRST_SHARE)
    fitted, balance = np.zeros(2), 0.0
    for _ in range(ROUNDS):
        counts = np.concatenate([right, 1 - right, np.full(len(thrown), right.sum() / len(thrown))])
        fitted = logistic(given, truth, counts)
        balance = float(np.log((counts[truth == 0].sum()) / right.sum()))
        right = chance_of(given[: len(stated)] @ fitted + balance + np.log(share / (1 - share)))
        share = float(np.clip(right.mean(), 0.5, 1 - 1e-4))
    return float(fitted[0]) + balance, float(fitted[1]), share
