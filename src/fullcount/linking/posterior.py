"""From the weight of a pair to a probability that can be believed: learnt on pairs whose answer is known.

Weights of a Fellegi-Sunter model add up what is not independent (same minute, same place, same telephone), and know
nothing of rivals: two reports that fit one crime equally well cannot both be its report. So the probability is a
logistic function of the weight, of the best rivals on either side, and of whether the report says crime at all, was
closed as a duplicate, or names the victim in its words, fitted to pairs whose answer is known (Platt 1999, with
rivals). Where the records to be linked hold another share of
crimes that have a report than those it was fitted to, the chances of a crime's pairs and of none of them are moved by
the ratios of both shares, found from the records themselves without labels (Saerens, Latinne & Decaestecker 2002,
"Adjusting the outputs of a classifier to new a priori probabilities", Neural Computation 14, equation 4).
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl

from fullcount.linking.logistic import STEPS, Floats, chance_of, logistic, rising, stretches

TOP = 40.0
"""Weights beyond this count as this: it cannot be surer than sure."""
STEPS_OF_WEIGHT = (-TOP, 4.0, 10.0, 18.0, TOP)
"""Between which weights (log2 of odds) the effect of the weight has one slope. No slope falls."""
RISING = tuple(f"weight from {low:.0f} to {high:.0f}" for low, high in pairwise(STEPS_OF_WEIGHT))
SLOPES = range(1, 1 + len(RISING))
TERMS = ("constant", *RISING, "rivals of the crime", "rivals of the report", "says crime", "closed as a duplicate",
         "named in the words")  # fmt: skip
WIDEST = 300.0
NEAR = 15.0
"""Rivals whose odds (log2) are this far below a pair's own are no rivals."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What turns a weight into a probability: a coefficient for each of TERMS (natural log-odds), the share of crimes
    with a pair that had their report among the pairs it was fitted to, and that share where it is used."""

    coefficients: tuple[float, ...]
    share_known: float
    share_here: float


def _pressure(key: str) -> pl.Expr:
    """Return how near the other pairs of the same report or crime come to this one: from 0 where their odds together
    are NEAR bits below its own (or there are none) to twice NEAR where they are as much above."""
    odds = (pl.col("weight").clip(-WIDEST, WIDEST) * np.log(2.0)).exp()
    others = (odds.sum().over(key) - odds).clip(2.0**-WIDEST).log(2.0)
    alone = pl.len().over(key) == 1
    near = (others - pl.col("weight").clip(-WIDEST, WIDEST) + NEAR).clip(0.0, 2 * NEAR)
    return pl.when(alone).then(0.0).otherwise(near)


def terms(pairs: pl.DataFrame) -> Floats:
    """Return the terms of each pair, `(n, len(TERMS))`.

    pairs: report_id, crime_id, weight, and whether the report says crime (says_crime), was closed as a duplicate
    (is_duplicate), names the crime's victim in its words (in_words).
    """
    made = pairs.select(
        pl.lit(1.0).alias("constant"),
        *[reach.alias(name) for name, reach in zip(RISING, stretches(pl.col("weight"), STEPS_OF_WEIGHT), strict=True)],
        _pressure("crime_id").alias("of_crime"), _pressure("report_id").alias("of_report"),
        *[pl.col(name).cast(pl.Float64) for name in ("says_crime", "is_duplicate", "in_words")],
    )  # fmt: skip
    return made.to_numpy().astype(np.float64)


def fit_calibration(known: pl.DataFrame, counts: Floats | None = None) -> Calibration | None:
    """Return a calibration fitted to pairs whose answer is known, or None where they do not hold both answers.

    known: what `terms` takes, and is_match. counts: how much each pair counts, `(n,)`.
    """
    truth = known.get_column("is_match").cast(pl.Float64).to_numpy()
    if not 0 < truth.sum() < len(truth):
        return None
    held = np.ones(len(truth)) if counts is None else counts
    coefficients = rising(terms(known), truth, held, SLOPES)
    share = float(truth.sum()) / known.get_column("crime_id").n_unique()
    return Calibration(tuple(float(f"{value:.6g}") for value in coefficients), round(share, 6), round(share, 6))


def _before(pairs: pl.DataFrame, calibration: Calibration) -> pl.DataFrame:
    """Return (crime_id, chance, some, none): of each pair as among the records that the calibration was fitted to, and
    of its crime that some pair, or none, is its match."""
    chance = chance_of(terms(pairs) @ np.array(calibration.coefficients))
    some = pl.col("chance").sum().over("crime_id")
    return pairs.select("crime_id", pl.Series("chance", chance)).with_columns(
        some.alias("some"), (1 - some).clip(0.0).alias("none")
    )


def _moved(before: pl.DataFrame, known: float, here: float) -> pl.Series:
    """Return the chances for another share of crimes that have a match: one of the pairs, or none of them, is it."""
    more, less = _held(here) / _held(known), (1 - _held(here)) / (1 - _held(known))
    return before.select(
        (pl.col("chance") * more / (pl.col("some") * more + pl.col("none") * less).clip(1e-300)).alias("probability")
    ).to_series()


def _held(share: float) -> float:
    return min(max(share, 1e-3), 1 - 1e-3)


def probabilities(pairs: pl.DataFrame, calibration: Calibration) -> pl.Series:
    """Return the probability that each pair is a match, rounded to nine places. A crime's pairs sum to one at most."""
    return _moved(_before(pairs, calibration), calibration.share_known, calibration.share_here).round(9)


def same_event(pairs: pl.DataFrame, calibration: Calibration) -> pl.Series:
    """Return the probability that report and crime are of one event, whoever else reported it: neither rivals of the
    crime nor being closed as a duplicate count against it. Rounded to nine places."""
    given = terms(pairs)
    for name in ("rivals of the crime", "closed as a duplicate"):
        given[:, TERMS.index(name)] = 0.0
    return pl.Series("probability", chance_of(given @ np.array(calibration.coefficients))).round(9)


def fitted_to_share(pairs: pl.DataFrame, calibration: Calibration) -> Calibration:
    """Return the calibration moved to the share of crimes that have their report among these pairs (no labels)."""
    crimes = pairs.get_column("crime_id").n_unique()
    if not crimes:
        return calibration
    before = _before(pairs, calibration)
    share = calibration.share_known
    for _ in range(STEPS):
        share = float(_moved(before, calibration.share_known, share).sum()) / crimes
    return Calibration(calibration.coefficients, calibration.share_known, round(_held(share), 6))


HEAVIEST = 5.0
"""No known pair counts for more than this many, nor for less than one in as many."""


def likeness(known: Floats, here: Floats, chance: Floats) -> Floats:
    """Return how much each known pair should count, `(n,)`, so that together they are as the pairs to be linked are.

    References are not missing at random: pairs without one differ (recorded later, by other teams). known: `(n, k)`
    what is seen of known pairs; here: `(j, k)` of pairs to be linked; chance: `(j,)` how likely each of those is a
    match. The odds of being here given what is seen, by a logistic function (Zadrozny 2004, "Learning and evaluating
    classifiers under sample selection bias", ICML, section 4; its weights are these odds up to a factor).
    """
    given = np.concatenate([known, here])
    truth = np.concatenate([np.zeros(len(known)), np.ones(len(here))])
    balance = len(known) / max(float(chance.sum()), 1e-9)
    coefficients = logistic(given, truth, np.concatenate([np.ones(len(known)), chance * balance]))
    odds = np.exp(np.clip(known @ coefficients, -50, 50))
    return np.asarray(np.clip(odds / odds.mean(), 1 / HEAVIEST, HEAVIEST))
