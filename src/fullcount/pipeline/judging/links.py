"""From records to links: what a person decided, what records state, what is one slip from that, what is likely."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from fullcount.core.states import DispositionMeaning
from fullcount.linking.assignment import assigned, near_misses
from fullcount.linking.methods import BY_EVENT, BY_PERSON, BY_PROBABILITY, BY_REFERENCE, BY_SLIP
from fullcount.linking.model import LinkageModel
from fullcount.linking.posterior import Calibration, probabilities, same_event
from fullcount.linking.stated import BELIEVED
from fullcount.pipeline.judging.blind import SCHEMA, Open, found_blind
from fullcount.pipeline.judging.link_memory import Score, blocked, score_with_memory
from fullcount.pipeline.judging.log_words import Words
from fullcount.pipeline.judging.scoring import score, weighed
from fullcount.pipeline.judging.sides import sides_of
from fullcount.pipeline.judging.stated import Named, believed, mistyped, named
from fullcount.pipeline.judging.teach import Labels, taught

PAIR = ["report_id", "crime_id"]
LINK_SCHEMA = {"report_id": pl.String, "crime_id": pl.String, "probability": pl.Float64, "method": pl.String}
SAME_EVENT = 0.95
"""A report that was closed as a duplicate is joined to the crime of the event it repeats when this likely."""


@dataclass(frozen=True, slots=True)
class ToLink:
    """What is linked: reports as judged, what is compared of them, crimes as classed, (class, group), the words that
    hold numbers (key, text), whom the words name, people's decisions (None: none are given), and whether the crimes are
    an extract."""

    reports: pl.DataFrame
    compared: pl.DataFrame
    crimes: pl.DataFrame
    groups: pl.DataFrame
    numbers_in_words: pl.DataFrame
    words: Words
    decisions: pl.DataFrame | None
    has_extract: bool
    seed: int

    def about(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """Return scored pairs with what else bears on them: whether anything in the report alleges a crime, whether it
        was closed as a duplicate, whether its words name the crime's victim where its fields do not."""
        is_duplicate = pl.col("disposition_means") == DispositionMeaning.DUPLICATE.value
        told = self.reports.select(
            "report_id", pl.col("alleges").fill_null(value=False).alias("says_crime"),
            is_duplicate.fill_null(value=False).alias("is_duplicate"),
        )  # fmt: skip
        joined = pairs.join(told, on="report_id", how="left", maintain_order="left")
        filled = joined.with_columns(pl.col("says_crime", "is_duplicate").fill_null(value=False))
        return filled.with_columns(self.words.named(pairs).alias("in_words"))

    def short_of(self, links: pl.DataFrame) -> pl.Series:
        """Return the report_id of the linked reports that should have more crimes, by the rules, than these links."""
        counts = links.group_by("report_id").len("linked")
        due = self.reports.select("report_id", pl.col("crimes_due").cast(pl.Int64).alias("due"))
        return counts.join(due, on="report_id", how="inner").filter(pl.col("due") > pl.col("linked"))["report_id"]

    def named(self) -> Named:
        """Return what records name."""
        return named(self.reports, self.crimes, self.numbers_in_words)


@dataclass(frozen=True, slots=True)
class Linked:
    """Links (report_id, crime_id, probability, method), near misses (report_id, crime_id, probability) and the model
    that was used (None: only what records state and people decided). not_found: report_id of each report that names a
    number which no crime record has, nor one that is a slip away and fits. blind: see `blind.found_blind`."""

    links: pl.DataFrame
    near_misses: pl.DataFrame
    model: LinkageModel | None
    not_found: pl.DataFrame
    blind: pl.DataFrame


def decided(decisions: pl.DataFrame | None, known: Named) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the pairs that a person linked, and those that a person said are none; the last decision on a pair holds.

    decisions: report_id, crime_id, linked, decided_at. Pairs of a record that is not there are left out.
    """
    if decisions is None or not decisions.height:
        nothing = pl.DataFrame(schema=dict.fromkeys(PAIR, pl.String))
        return nothing, nothing
    last = decisions.sort("decided_at", "decision_id", nulls_last=False).unique(PAIR, keep="last", maintain_order=True)
    there = last.join(known.reports, left_on="report_id", right_on="id", how="semi").join(
        known.crimes, left_on="crime_id", right_on="id", how="semi"
    )
    yes = there.filter(pl.col("linked")).select(PAIR).sort(PAIR)
    return yes, there.filter(~pl.col("linked")).select(PAIR).sort(PAIR)


def fit(given: ToLink) -> LinkageModel | None:
    """Return a model fitted to these records."""
    sides = sides_of(given.compared, given.crimes)

    def whole() -> tuple[pl.DataFrame, pl.DataFrame]:
        return sides[0].features(given.groups), sides[1].features(given.groups)

    known = given.named()
    yes, no = decided(given.decisions, known)
    return taught(sides, _labels(known, yes, no), given.groups, given.about, given.seed, whole)


def link(given: ToLink, model: LinkageModel | None, remembered: Path | None, memory: Path, by: Score = score) -> Linked:
    """Return the links, the near misses and the model. `memory`: where scored pairs are kept for the next run; `by`:
    what scores them."""
    known = given.named()
    yes, no = decided(given.decisions, known)
    if not given.has_extract:
        return _stated_only(known, yes, no)
    sides = sides_of(given.compared, given.crimes)
    frames = (sides[0].features(given.groups), sides[1].features(given.groups))
    if model is None:
        model = taught(sides, _labels(known, yes, no), given.groups, given.about, given.seed, lambda: frames)
    if model is None:
        return _stated_only(known, yes, no)
    fitted = model
    sure, doubted = _stated(known, yes, no, fitted, lambda pairs: weighed(pairs, frames, fitted))
    settled = sure["report_id"].filter(~sure["report_id"].is_in(given.short_of(sure).implode()))
    left, right = frames[0].filter(~pl.col("unique_id").is_in(settled.implode())), frames[1]
    pairs = score_with_memory(blocked(left, right, fitted), right, fitted, remembered, memory, by)
    pairs = pairs.join(no, on=PAIR, how="anti", maintain_order="left")
    links, misses = _likely(pairs, sure, doubted, fitted, given)
    left_open = Open(frames, sure, pairs, lambda rivals: _with_chance(rivals, fitted, given, probabilities))
    return Linked(links, misses, fitted, not_found(known, links), found_blind(left_open, settled, fitted, by))


def _labels(known: Named, yes: pl.DataFrame, no: pl.DataFrame) -> Labels:
    """Return the pairs that teach a model: what records state and people decided."""
    stated = pl.concat([known.pairs, yes]).unique().join(no, on=PAIR, how="anti").sort(PAIR)
    return Labels(stated, pl.concat([known.both, yes]).unique().join(no, on=PAIR, how="anti").sort(PAIR))


def _stated_only(known: Named, yes: pl.DataFrame, no: pl.DataFrame) -> Linked:
    stated = known.pairs.join(no, on=PAIR, how="anti").join(yes, on=PAIR, how="anti")
    links = pl.concat([_as(yes, BY_PERSON), _as(stated, BY_REFERENCE)]).sort(PAIR)
    nothing = pl.DataFrame(schema={name: kind for name, kind in LINK_SCHEMA.items() if name != "method"})
    return Linked(links, nothing, None, not_found(known, links), pl.DataFrame(schema=SCHEMA))


def not_found(known: Named, links: pl.DataFrame) -> pl.DataFrame:
    """Return the report_id of each report that names a number which no crime record has, unless it is a slip."""
    slips = links.filter(pl.col("method") == BY_SLIP)
    unknown = known.unknown_crimes.select(pl.col("key").alias("report_id")).unique()
    return unknown.join(slips, on="report_id", how="anti").sort("report_id")


def _as(pairs: pl.DataFrame, method: str) -> pl.DataFrame:
    """Return pairs as links by a method, certain where no probability is given."""
    certain = pairs if "probability" in pairs.columns else pairs.with_columns(pl.lit(1.0).alias("probability"))
    return certain.select(*PAIR, "probability").with_columns(pl.lit(method).alias("method"))


def _stated(
    known: Named, yes: pl.DataFrame, no: pl.DataFrame, model: LinkageModel,
    weigh: Callable[[pl.DataFrame], pl.DataFrame],
) -> tuple[pl.DataFrame, pl.DataFrame]:  # fmt: skip
    """Return the links by person, reference and mistyped reference, and the stated pairs that are not believed."""
    stated = known.pairs.join(no, on=PAIR, how="anti").join(yes, on=PAIR, how="anti").sort(PAIR)
    by_both = stated.join(known.both, on=PAIR, how="semi").with_columns(pl.lit(1.0).alias("probability"))
    stated = pl.concat([by_both, believed(stated.join(by_both, on=PAIR, how="anti"), model.trust, weigh)]).sort(PAIR)
    stands = stated.filter(pl.col("probability") >= BELIEVED)
    doubted = stated.filter(pl.col("probability") < BELIEVED)
    answered = pl.concat([yes["crime_id"], stands["crime_id"]])
    slips = mistyped(known, doubted, model.trust, weigh).join(no, on=PAIR, how="anti")
    slips = slips.filter(~pl.col("crime_id").is_in(answered.implode()))
    slips = slips.sort("probability", *PAIR, descending=[True, False, False]).unique(
        "crime_id", keep="first", maintain_order=True
    )
    made = [_as(yes, BY_PERSON), _as(stands.with_columns(pl.lit(1.0).alias("probability")), BY_REFERENCE)]
    return pl.concat([*made, _as(slips, BY_SLIP)]).sort(PAIR), doubted


def _likely(
    pairs: pl.DataFrame, sure: pl.DataFrame, doubted: pl.DataFrame, model: LinkageModel, given: ToLink
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return all links, those by probability among them, and the near misses.

    Of a second report of an event nothing is concluded from another name or number: another person may have rung.
    """
    unanswered = pairs.join(sure, on="crime_id", how="anti").sort(PAIR)
    unanswered = _with_chance(unanswered, model, given, probabilities)
    found = assigned(unanswered, sure["report_id"])
    links = pl.concat([sure, _as(found, BY_PROBABILITY)])
    again = pairs.join(links, on="report_id", how="anti").join(links, on="crime_id", how="semi").sort(PAIR)
    again = again.with_columns(pl.col("weight") - pl.col("of_person").clip(upper_bound=0.0))
    again = _with_chance(again, model, given, same_event)
    repeats = _repeats(again, given.reports)
    rest = unanswered.join(again, on=PAIR, how="anti")
    shown = pl.concat([frame.select(*PAIR, "probability") for frame in (rest, again, doubted)])
    links = pl.concat([links, _as(repeats, BY_EVENT)]).sort(PAIR)
    return links, near_misses(shown.unique(PAIR, keep="first").sort(PAIR), links)


def _with_chance(
    pairs: pl.DataFrame, model: LinkageModel, given: ToLink,
    by: Callable[[pl.DataFrame, Calibration], pl.Series],
) -> pl.DataFrame:  # fmt: skip
    """Return scored pairs with `probability`: `by` the calibration, or by the weight alone where there is none."""
    if model.calibration is None:
        odds = 2.0 ** -pl.col("weight").clip(-500.0, 500.0)
        return pairs.with_columns((1 / (1 + odds)).round(9).alias("probability"))
    return pairs.with_columns(by(given.about(pairs), model.calibration).alias("probability"))


def _repeats(again: pl.DataFrame, reports: pl.DataFrame) -> pl.DataFrame:
    """Return the likeliest crime of each report that was closed as a duplicate and is surely of that crime's event."""
    duplicates = reports.filter(pl.col("disposition_means") == DispositionMeaning.DUPLICATE.value).select("report_id")
    sure = again.filter(pl.col("probability") >= SAME_EVENT).join(duplicates, on="report_id", how="semi")
    order = sure.sort("probability", "weight", *PAIR, descending=[True, True, False, False])
    return order.unique("report_id", keep="first", maintain_order=True)
