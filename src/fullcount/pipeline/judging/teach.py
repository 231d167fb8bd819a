"""Teaches a linkage model from the pairs that state their reference: m, trust in references, calibration."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import polars as pl

from fullcount.linking.assignment import LINK
from fullcount.linking.logistic import Floats
from fullcount.linking.model import LinkageModel
from fullcount.linking.posterior import Calibration, fit_calibration, fitted_to_share, likeness, probabilities
from fullcount.linking.stated import BELIEVED, Trust, accidental, learnt_trust
from fullcount.pipeline.judging.link import ENOUGH_LABELS, MOST_LABELS, fit_model, m_of, rounded
from fullcount.pipeline.judging.scoring import levels_of, score, weighed
from fullcount.pipeline.judging.sides import Side

PAIR = ["report_id", "crime_id"]
HIDDEN = 10
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


@dataclass(frozen=True, slots=True)
class Labels:
    """Pairs (report_id, crime_id) whose answer is told: stated, slips among them; certain: those of them that both
    sides state or a person decided."""

    stated: pl.DataFrame
    certain: pl.DataFrame

    @property
    def are_certain(self) -> bool:
        """Whether enough are certain to learn from these alone."""
        return self.certain.height >= ENOUGH_LABELS


def taught(
    sides: tuple[Side, Side], labels: Labels, groups: pl.DataFrame, about: About, seed: int,
    whole: Callable[[], Frames],
) -> LinkageModel | None:  # fmt: skip
    """Return a fitted model, or None where reports and crimes share nothing to compare.

    about: gives scored pairs what `linking.posterior.terms` needs of them. whole: gives the features of all reports and
    crimes.
    """
    left, right = sides
    stated = labels.stated
    if stated.height < ENOUGH_LABELS:
        left, right = left.without(stated["report_id"]), right.without(stated["crime_id"])
        return fit_model(left.features(groups), right.features(groups), stated.clear(), seed)
    chosen = Labels(spread(stated), spread(labels.certain))
    all_chosen = pl.concat([chosen.stated, chosen.certain])
    few = (left.only(all_chosen["report_id"]).features(groups), right.only(all_chosen["crime_id"]).features(groups))
    model = fit_model(*few, chosen.certain if labels.are_certain else chosen.stated, seed)
    if model is None:
        return None
    trust = _trust(chosen, few, model)
    if trust is None:
        return model
    model = replace(model, trust=trust)
    if not labels.are_certain:
        sure = _believed(chosen.stated, few, model)
        if sure.height < ENOUGH_LABELS:
            return replace(model, trust=None)
        comparisons, _ = model.parts()
        model = replace(model, m=rounded(m_of(sure, few, comparisons)))
        model = replace(model, trust=_trust(chosen, few, model))
    return replace(model, calibration=_calibrated(whole(), labels, model, about))


def _trust(labels: Labels, few: Frames, model: LinkageModel) -> Trust | None:
    def evidence(pairs: pl.DataFrame) -> Floats:
        return weighed(pairs, few, model).get_column("evidence").drop_nulls().to_numpy()

    stated, thrown = evidence(labels.stated), evidence(accidental(labels.stated))
    return learnt_trust(stated, thrown, evidence(labels.certain) if labels.are_certain else None)


def _believed(pairs: pl.DataFrame, frames: Frames, model: LinkageModel) -> pl.DataFrame:
    """Return the pairs that are believed, with their evidence."""
    with_evidence = weighed(pairs, frames, model).filter(pl.col("evidence").is_not_null())
    if model.trust is None:
        return with_evidence
    return with_evidence.filter(model.trust.belief(pl.col("evidence"), pl.lit(model.trust.stated_prior)) >= BELIEVED)


def _calibrated(frames: Frames, labels: Labels, model: LinkageModel, about: About) -> Calibration | None:
    """Return the calibration learnt from crimes whose report is known, moved to the crimes whose report is not.

    Twice: the second time among as many other reports as the crimes to be linked stand among, that is without those
    that have or, by the first calibration, get a crime.
    """
    left, right = frames
    certain = weighed(labels.certain, frames, model).filter(pl.col("evidence").is_not_null())
    sure = pl.concat([certain, _believed(labels.stated.join(certain, on=PAIR, how="anti"), frames, model)])
    taught_by = certain if labels.are_certain else sure
    open_left = left.filter(~pl.col("unique_id").is_in(sure["report_id"].implode()))
    open_right = spread(right.filter(~pl.col("unique_id").is_in(sure["crime_id"].implode())).sort("unique_id"))
    here = about(score(open_left, open_right, model))
    known = Known(taught_by, sure, may_slip=not labels.are_certain)
    calibration = fit_calibration(about(known.pairs(left, right, model)))
    if calibration is None:
        return None
    calibration = fitted_to_share(here, calibration)
    here = here.with_columns(probabilities(here, calibration))
    answering = here.filter(pl.col("probability") >= LINK)
    others = open_left.filter(~pl.col("unique_id").is_in(answering["report_id"].implode()))
    own = left.filter(pl.col("unique_id").is_in(taught_by["report_id"].implode()))
    pairs = about(known.pairs(pl.concat([others, own]), right, model))
    weights = _likeness(known.crimes, here, frames, model)
    counts = pairs.join(weights, on="crime_id", how="left", maintain_order="left").get_column("counts")
    weighted = fit_calibration(pairs, counts.fill_null(1.0).to_numpy())
    return fitted_to_share(here, weighted) if weighted is not None else calibration


@dataclass(frozen=True, slots=True)
class Known:
    """Crimes whose report is known. taught_by: pairs that teach, with their evidence; sure: all that is known;
    may_slip: whether a reference among them may be a slip."""

    taught_by: pl.DataFrame
    sure: pl.DataFrame
    may_slip: bool

    @property
    def crimes(self) -> pl.DataFrame:
        """Return the pairs whose crimes are scored: those of one report, spread over all."""
        return spread(self.taught_by.unique("crime_id", keep="none").sort("crime_id"))

    def pairs(self, reports: pl.DataFrame, crimes: pl.DataFrame, model: LinkageModel) -> pl.DataFrame:
        """Return the scored pairs of the crimes with these reports, and `is_match`; of every HIDDENth crime its own
        report is left out. Crimes that teach nothing are left out."""
        known = self.crimes
        hidden = known.gather_every(HIDDEN)
        left = reports.filter(~pl.col("unique_id").is_in(hidden["report_id"].implode()))
        right = crimes.filter(pl.col("unique_id").is_in(known["crime_id"].implode()))
        marks = self.sure.select(*PAIR, pl.lit(value=True).alias("is_match"))
        pairs = score(left, right, model).join(marks, on=PAIR, how="left", maintain_order="left")
        pairs = pairs.with_columns(pl.col("is_match").fill_null(value=False))
        unclear = _unclear(pairs, known.with_columns(may_slip=pl.lit(self.may_slip)), hidden, model)
        return pairs.join(unclear, on="crime_id", how="anti", maintain_order="left")


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
    """Return the crimes that teach nothing: a slip in their reference (where it may be one), or the event was reported
    twice. known: crime_id, evidence, may_slip."""
    own = known.select("crime_id", "may_slip", (pl.col("evidence") + model.prior_bits).alias("own"))
    others = pairs.filter(~pl.col("is_match")).group_by("crime_id").agg(pl.col("weight").max().alias("best"))
    is_hidden = pl.col("crime_id").is_in(hidden["crime_id"].implode())
    beaten = pl.col("may_slip") & (pl.col("best") > pl.col("own") + BEATEN)
    twice = is_hidden & (
        (pl.col("best") > SECOND_REPORT) | ((pl.col("best") > pl.col("own") - BEATEN) & (pl.col("best") > BEATEN))
    )
    return others.join(own, on="crime_id", how="inner").filter(beaten | twice).select("crime_id")
