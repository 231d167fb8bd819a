"""The headline: the recording rate with its interval and window, or why there is none and what the rules say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from fullcount.figures.wording import count, day, estimated, percent, plural

_NO_RATE = "No recording rate yet"


@dataclass(frozen=True, slots=True)
class Headline:
    """What stands in the largest type, what it is, its `range`, and the sentences below.

    Unaudited, the range is what the rules say: `label` and `range_sentences` mark it as no recording rate.
    """

    audited: bool
    big: str
    what: str
    sentences: tuple[str, ...]
    label: str
    range: str
    range_sentences: tuple[str, ...]
    method: str


def headline(estimate: Mapping[str, Any]) -> Headline:
    """Return the headline of an audited or an unaudited force."""
    if estimate["status"] == "audited" and estimate["rate"] is not None:
        return _audited(estimate)
    return _unaudited(estimate)


def window_words(window: Mapping[str, Any], zone: ZoneInfo) -> str:
    """Return the window in words: 'Reports from 1 June 2025 to 31 May 2026'; both ends included."""
    if window["from"] is None or window["to"] is None:
        return "No report came in, so there is no window"
    first, last = day(window["from"], zone), day(window["to"], zone)
    return f"Reports of {first}" if first == last else f"Reports from {first} to {last}"


def _audited(estimate: Mapping[str, Any]) -> Headline:
    rate, unrecorded = estimate["rate"], estimate["unrecorded"]
    sentences: list[str] = []
    if unrecorded is not None:
        sentences.append(_unrecorded(unrecorded["per_year"], unrecorded["per_day"]))
    if estimate["grade"] is not None:
        sentences.append(_grade(estimate["grade"], rate["estimate"]))
    sentences.append(
        f"Reviewers read {plural(rate['reports_reviewed'], 'report', 'reports')}, which told of"
        f" {plural(rate['crimes_disclosed'], 'crime', 'crimes')};"
        f" {count(rate['crimes_recorded'])} of them {'was' if rate['crimes_recorded'] == 1 else 'were'} recorded."
    )
    method = f"{estimate['why']} Method: {rate['method']}."
    if unrecorded is not None:
        method += f" Unrecorded a year: {unrecorded['formula']}."
    what = "of reported crime was recorded"
    span = f"between {percent(rate['low'])} and {percent(rate['high'])}, with {rate['level'] * 100:.0f}% confidence"
    return Headline(True, percent(rate["estimate"]), what, tuple(sentences), "", span, (), method)


def _unrecorded(year: Mapping[str, Any], per_day: Mapping[str, Any]) -> str:
    return (
        f"About {estimated(year['estimate'])} crimes a year are never recorded, {estimated(per_day['estimate'])} a day"
        f" ({_span(year)} a year, {_span(per_day)} a day)."
    )


def _span(figure: Mapping[str, Any]) -> str:
    if figure["high"] is None:
        return f"at least {estimated(figure['low'])}"
    return f"between {estimated(figure['low'])} and {estimated(figure['high'])}"


def _grade(grade: Mapping[str, Any], estimate: float) -> str:
    begins = (
        "" if grade["lowest"] is None else f"; the band of {percent(estimate)} begins at {percent(grade['lowest'])}"
    )
    return f"In the bands set for this force that is “{grade['name']}”{begins}."


def _unaudited(estimate: Mapping[str, Any]) -> Headline:
    says = estimate["rules_say"]
    total = says["recorded"] + says["unrecorded"] + says["unknown"]
    counts = (
        f"By the rules {plural(total, 'crime', 'crimes')} should have been recorded or may have to be:"
        f" {count(says['recorded'])} recorded, {count(says['unrecorded'])} unrecorded,"
        f" {count(says['unknown'])} unknown."
    )
    if says["share_low"] is None or says["share_high"] is None:
        nothing = (
            (f"{plural(total, 'crime', 'crimes')} may be due by the rules; whether they were recorded is not known.",)
            if total
            else ("Nothing was written down that the rules could be applied to.",)
        )
        return Headline(False, _NO_RATE, "", (estimate["why"],), says["label"], "", nothing, "")
    low, high = percent(says["share_low"]), percent(says["share_high"])
    span = f"{low} recorded" if low == high else f"Between {low} and {high} recorded"
    sentences = (
        counts,
        "This is not the recording rate: it says nothing of what was never written down, and nobody has checked it.",
    )
    return Headline(False, _NO_RATE, "", (estimate["why"],), says["label"], span, sentences, "")
