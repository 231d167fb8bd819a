"""Teaches a linkage model from the pairs that state their reference: m, trust in references, calibration."""

from collections.abc import Callable
from dataclasses import replace

import polars as pl

from fullcount.linking.model import LinkageModel
from fullcount.linking.posterior import Calibration, fit_calibration, fitted_to_share, likeness, probabilities
from fullcount.linking.stated import BELIEVED, Trust, accidental, learnt_trust
from fullcount.pipeline.judging.link import ENOUGH_LABELS, MOST_LABELS, fit_model, m_of, rounded
from fullcount.pipeline.judging.scoring import levels_of, score, weighed
from fullcount.pipeline.judging.sides import Side

PAIR = ["report_id", "crime_id"]
HIDDEN = 5
"""Of every so many crimes that state their report one has it hidden while the calibration is learnt, so that crimes
without a report are among those that it is learnt from."""
BEATEN = 10.0
"""A crime whose stated report is beaten by another by so many bits teaches nothing: its reference is a slip."""
SECOND_REPORT = 12.0
"""Of a crime whose report is hidden, another report that weighs more (log2 of odds) is a second report of the event."""

FEW = 0.01
"""Pairs less likely than this say nothing of what matches without a reference look like."""

Frames = tuple[pl.DataFrame, pl.DataFrame]
About = Callable[[pl.DataFrame], pl.DataFrame]


def spread(frame: pl.DataFrame) -> pl.DataFrame:
    """Return at most about MOST_LABELS rows, spread over all."""
    return frame.gather_every(max(1, frame.height // MOST_LABELS))


def taught(
    sides: tuple[Side, Side], stated: pl.DataFrame, groups: pl.DataFrame, about: About, seed: int,
    whole: Callable[[], Frames],
) -> LinkageModel | None:  # fmt: skip
    """Return a fitted model, or None where reports and crimes share nothing to compare.

    stated: report_id, crime_id as records state them, slips among them. about: gives scored pairs what
    `linking.posterior.terms` needs of them. whole: gives the features of all reports and crimes.
    """
    left, right = sides
    if stated.height < ENOUGH_LABELS:
        left, right = left.without(stated["report_id"]), right.without(stated["crime_id"])
        return fit_model(left.features(groups), right.features(groups), stated.clear(), seed)
    labels = spread(stated)
    few = (left.only(labels["report_id"]).features(groups), right.only(labels["crime_id"]).features(groups))
    model = fit_model(*few, labels, seed)
    if model is None:
        return None
    trust = _trust(labels, few, model)
    if trust is None:
        return model
    sure = _believed(labels, few, model, trust)
    if sure.height < ENOUGH_LABELS:
        return model
    comparisons, _ = model.parts()
    model = replace(model, m=rounded(m_of(sure, few, comparisons)), trust=trust)
    calibration = _calibrated(whole(), stated, model, about)
    return replace(model, calibration=calibration)


def _trust(labels: pl.DataFrame, few: Frames, model: LinkageModel) -> Trust | None:
    stated = weighed(labels, few, model).get_column("evidence").drop_nulls().to_numpy()
    thrown = weighed(accidental(labels), few, model).get_column("evidence").drop_nulls().to_numpy()
    return learnt_trust(stated, thrown)


def _believed(labels: pl.DataFrame, frames: Frames, model: LinkageModel, trust: Trust) -> pl.DataFrame:
    """Return the pairs that are believed, with their evidence."""
    with_evidence = weighed(labels, frames, model).filter(pl.col("evidence").is_not_null())
    return with_evidence.filter(trust.belief(pl.col("evidence"), pl.lit(trust.stated_prior)) >= BELIEVED)


def _calibrated(frames: Frames, stated: pl.DataFrame, model: LinkageModel, about: About) -> Calibration | None:
    """Return the calibration learnt from crimes whose report is known, moved to the crimes whose report is not."""
    left, right = frames
    if model.trust is None:
        return None
    sure = _believed(stated, frames, model, model.trust)
    known = spread(sure.unique("crime_id", keep="none").sort("crime_id"))
    hidden = known.gather_every(HIDDEN)
    reports = left.filter(~pl.col("unique_id").is_in(hidden["report_id"].implode()))
    crimes = right.filter(pl.col("unique_id").is_in(known["crime_id"].implode()))
    pairs = about(score(reports, crimes, model))
    marks = sure.select(*PAIR, pl.lit(value=True).alias("is_match"))
    pairs = pairs.join(marks, on=PAIR, how="left", maintain_order="left").with_columns(
        pl.col("is_match").fill_null(value=False)
    )
    unclear = _unclear(pairs, known, hidden, model)
    pairs = pairs.join(unclear, on="crime_id", how="anti", maintain_order="left")
    calibration = fit_calibration(pairs)
    if calibration is None:
        return None
    open_left = left.filter(~pl.col("unique_id").is_in(sure["report_id"].implode()))
    open_right = spread(right.filter(~pl.col("unique_id").is_in(sure["crime_id"].implode())).sort("unique_id"))
    here = about(score(open_left, open_right, model))
    calibration = fitted_to_share(here, calibration)
    weights = _likeness(known, here.with_columns(probabilities(here, calibration)), frames, model)
    counts = pairs.join(weights, on="crime_id", how="left", maintain_order="left").get_column("counts")
    weighted = fit_calibration(pairs, counts.fill_null(1.0).to_numpy())
    return fitted_to_share(here, weighted) if weighted is not None else calibration


def _likeness(known: pl.DataFrame, here: pl.DataFrame, frames: Frames, model: LinkageModel) -> pl.DataFrame:
    """Return (crime_id, counts): how much each known crime should count, for those without a reference differ."""
    comparisons, _ = model.parts()
    names = [comparison.name for comparison in comparisons]
    likely = here.filter(pl.col("probability") >= FEW).select(*PAIR, "probability")
    levels = [levels_of(pairs, frames, comparisons) for pairs in (known, likely)]
    chance = levels[1].join(likely, on=PAIR, how="left", maintain_order="left").get_column("probability")
    seen = [
        frame.select(pl.lit(1.0).alias("constant"), *[
            (pl.col(name) == number).cast(pl.Float64).alias(f"{name} {number}")
            for name, comparison in zip(names, comparisons, strict=True) for number in range(len(comparison.levels) + 1)
        ]).to_numpy()
        for frame in levels
    ]  # fmt: skip
    if not likely.height:
        return levels[0].select("crime_id", pl.lit(1.0).alias("counts"))
    counts = likeness(seen[0], seen[1], chance.to_numpy())
    return levels[0].select("crime_id", pl.Series("counts", counts).round(6))


def _unclear(pairs: pl.DataFrame, known: pl.DataFrame, hidden: pl.DataFrame, model: LinkageModel) -> pl.DataFrame:
    """Return the crimes that teach nothing: a slip in their reference, or the event was reported twice."""
    own = known.select("crime_id", (pl.col("evidence") + model.prior_bits).alias("own"))
    others = pairs.filter(~pl.col("is_match")).group_by("crime_id").agg(pl.col("weight").max().alias("best"))
    is_hidden = pl.col("crime_id").is_in(hidden["crime_id"].implode())
    beaten = pl.col("best") > pl.col("own") + BEATEN
    twice = is_hidden & (
        (pl.col("best") > SECOND_REPORT) | ((pl.col("best") > pl.col("own") - BEATEN) & (pl.col("best") > BEATEN))
    )
    return others.join(own, on="crime_id", how="inner").filter(beaten | twice).select("crime_id")
