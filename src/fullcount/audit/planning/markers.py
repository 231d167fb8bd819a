"""Who reads what first, and which half goes, blind, to somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass

from fullcount.audit.planning.order import Purpose, ranked
from fullcount.audit.results import Refusal


@dataclass(frozen=True, slots=True)
class Marking:
    """For each report drawn, by id: who reads it first, and of half of them who reads second. Blank: nobody named."""

    first: dict[str, str]
    second: dict[str, str]


def second_half(seed: str, report_ids: Sequence[str]) -> list[str]:
    """Return which of the drawn reports get a second marking: half of them (rounded up), by their own SHA-256 order.

    Which half does not depend on who reads, nor on what the first reader found.
    """
    return [report_ids[place] for place in ranked(seed, Purpose.SECOND, report_ids)][: (len(report_ids) + 1) // 2]


def marking(
    seed: str, report_ids: Sequence[str], reviewers: Sequence[str], second_markers: Sequence[str]
) -> Marking | Refusal:
    """Return who reads what. Reviewers take turns over the reports in the order of their hashes.

    A second marker is never who reads the report first; of those who may, the one with the fewest so far, then the
    first named. Refused where nobody is left to mark a report blind. Where no reviewer is named, whoever reads first
    must be none of the second markers. Check: with one reviewer and one second marker, both the same, it is refused.
    """
    if not second_markers and not reviewers:
        return Marking(dict.fromkeys(report_ids, ""), dict.fromkeys(second_half(seed, report_ids), ""))
    order = [report_ids[place] for place in ranked(seed, Purpose.FIRST, report_ids)]
    first = {one: reviewers[turn % len(reviewers)] if reviewers else "" for turn, one in enumerate(order)}
    second: dict[str, str] = {}
    load = dict.fromkeys(second_markers, 0)
    for one in second_half(seed, report_ids):
        free = [name for name in second_markers if name != first[one]]
        if second_markers and not free:
            return Refusal("A report would be marked twice by one reviewer: name a second marker who is another.")
        second[one] = min(free, key=load.__getitem__) if free else ""
        if free:
            load[second[one]] += 1
    return Marking(first, second)
