"""The cross-check by two to four lists: every estimate that the overlap allows, what each assumes, or a refusal."""

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fullcount.audit.capture.known_sample import by_sample, sample_reach
from fullcount.audit.capture.loglinear import Weighed, loglinear
from fullcount.audit.capture.two_lists import chao_lower, chapman
from fullcount.audit.results import Interval, Refusal

FEWEST_SHARED = 7
"""Shared by two lists below which Chapman's estimate is biased (Robson & Regier 1964, Trans. Am. Fish. Soc. 93)."""
FEWEST_LISTS, MOST_LISTS = 2, 4
IMPOSSIBLE = 1e-6
"""Probability of the overlap, by the sample's chance, below which that chance is taken for wrong, not for bad luck."""
ASSUMPTIONS = (
    "Closed: every list is about the same reports of the same period; none joined or left in between.",
    "Matched: the same report has the same report_id on every list; a missed match makes the estimate too high.",
    "Independent: being on one list makes being on another neither likelier nor rarer. Two lists cannot show whether"
    " this holds; lists that help each other make the estimate too low, lists that avoid each other too high.",
    "Equally catchable: on each list, every unrecorded report had the same chance. Where some are hard to find by any"
    " route, the estimate is too low.",
    "Rightly listed: every report on a list does tell of a crime that was not recorded.",
)

OF_THE_SAMPLE = (
    "The estimate by the sample's chance needs neither independence nor equal catchability, only that the sample was"
    " drawn by lot with that chance from all reports, and read without knowing the other lists. The others need all.",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two lists: how many are on each and on both, and Chapman's estimate or why there is none."""

    first: str
    second: str
    on_first: int
    on_second: int
    on_both: int
    total: Interval | Refusal


@dataclass(frozen=True, slots=True)
class Crosscheck:
    """What the overlap tells. `best` is the estimate to quote and `method` how it was made; `sample_p` is small where
    the sample holds fewer or more of the others' reports than its chance says."""

    lists: tuple[str, ...]
    histories: Mapping[tuple[int, ...], int]
    seen: int
    best: Interval | Refusal
    method: str
    pairs: tuple[Pair, ...]
    models: Weighed | None
    least: Interval | None
    by_sample: Interval | None
    sample_p: float | None
    assumptions: tuple[str, ...]


def crosscheck(
    rows: Iterable[tuple[str, str]], sample: str | None = None, chance: float | None = None, level: float = 0.95
) -> Crosscheck | Refusal:
    """Return the estimates from rows of (report_id, list): how many reports there are that some list should have.

    Quoted first: where one list is a random `sample` with a known `chance`, `known_sample.by_sample`; else three or
    four lists by `loglinear`; two by `two_lists.chapman`. Refused: fewer than two or more than four lists; no pair
    with at least seven in common (unless a sample with a known chance found at least one); a sample whose overlap its
    chance gives less than once in a million. No end lies below the reports that the lists show.
    """
    by_report: dict[str, set[str]] = {}
    for report, name in rows:
        by_report.setdefault(report, set()).add(name)
    lists = tuple(sorted({name for names in by_report.values() for name in names}))
    if not FEWEST_LISTS <= len(lists) <= MOST_LISTS:
        return Refusal(f"{len(lists)} list(s) are named; the cross-check needs {FEWEST_LISTS} to {MOST_LISTS}.")
    if sample is not None and sample not in lists:
        return Refusal("No row is of the list that is said to be the sample.")
    histories = Counter(tuple(int(name in names) for name in lists) for names in by_report.values())
    pairs = tuple(_pair(lists, histories, first, second, level) for first, second in _places(lists))
    shared = max(pair.on_both for pair in pairs)
    models = loglinear(histories, level) if len(lists) > FEWEST_LISTS and shared >= FEWEST_SHARED else None
    once, twice = (sum(n for cell, n in histories.items() if sum(cell) == k) for k in (1, 2))
    least = chao_lower(once, twice, len(by_report), len(lists), level) if twice else None
    drawn, fit = _of_sample(lists, histories, sample, chance, level)
    best, method = _best(pairs, models, drawn)
    if fit is not None and fit < IMPOSSIBLE:
        best, method, drawn = Refusal(_MISFIT), "none", None
    return Crosscheck(
        lists, dict(sorted(histories.items(), reverse=True)), len(by_report), best, method, pairs, models, least,
        drawn, fit, ASSUMPTIONS + (OF_THE_SAMPLE if drawn else ()),
    )  # fmt: skip


_MISFIT = (
    "The sample holds so few or so many of the other lists' reports that it cannot have been drawn with that chance, or"
    " its reports were not matched to theirs."
)


def _at_least(found: Interval, seen: float) -> Interval:
    """Return the interval with no part of it below what was seen: two of four lists know nothing of the others'."""
    return Interval(*(max(part, seen) for part in (found.estimate, found.low, found.high)))


def _places(lists: Sequence[str]) -> Iterable[tuple[int, int]]:
    return itertools.combinations(range(len(lists)), 2)


def _pair(lists: Sequence[str], histories: Mapping[tuple[int, ...], int], a: int, b: int, level: float) -> Pair:
    seen = float(sum(histories.values()))
    first = sum(n for cell, n in histories.items() if cell[a])
    second = sum(n for cell, n in histories.items() if cell[b])
    both = sum(n for cell, n in histories.items() if cell[a] and cell[b])
    total: Interval | Refusal = _at_least(chapman(first, second, both, level), seen)
    if both < FEWEST_SHARED:
        total = Refusal(f"Only {both} report(s) are on both; at least {FEWEST_SHARED} are needed.")
    return Pair(lists[a], lists[b], first, second, both, total)


def _of_sample(
    lists: Sequence[str],
    histories: Mapping[tuple[int, ...], int],
    sample: str | None,
    chance: float | None,
    level: float,
) -> tuple[Interval | None, float | None]:
    if sample is None or chance is None:
        return None, None
    place = lists.index(sample)
    alone = sum(n for cell, n in histories.items() if cell[place] and sum(cell) == 1)
    elsewhere = sum(n for cell, n in histories.items() if sum(cell) > cell[place])
    shared = sum(n for cell, n in histories.items() if cell[place] and sum(cell) > 1)
    return by_sample(elsewhere, alone, chance, level), sample_reach(elsewhere, shared, chance)


def _best(pairs: Sequence[Pair], models: Weighed | None, drawn: Interval | None) -> tuple[Interval | Refusal, str]:
    if drawn is not None:
        return drawn, "counted elsewhere, and the rest by the sample's known chance"
    if models is not None:
        return models.total, "log-linear models weighed by BIC"
    if len(pairs) == 1:
        return pairs[0].total, "Chapman 1951"
    return (
        Refusal(f"No two lists have {FEWEST_SHARED} reports in common: the overlap is too small to tell."),
        "none",
    )
