"""The inspectorate's grade of a recording rate. The bands are the force's to give: none is built in."""

from collections.abc import Mapping
from dataclasses import dataclass

from fullcount.audit.results import Rate

BELOW_ALL = "inadequate"


@dataclass(frozen=True, slots=True)
class Grade:
    """The grade: `name` says one, or all that the interval allows; `lowest` is the rate (0 to 1) at which the
    estimate's own band begins, none below the lowest band."""

    name: str
    of_estimate: str
    lowest: float | None


def grade_of(rate: Rate, bands: Mapping[str, float]) -> Grade | None:
    """Return the grade of `rate`, where each band is given by its lowest rate in per cent; none without bands.

    A rate equal to a band's edge has that band's grade; one below all bands is inadequate. Where the interval spans
    an edge, every grade in it is named, the best first: the sample cannot tell them apart.
    Check: 0.902 (0.885 to 0.917) with good = 90 and requires_improvement = 80 is "good or requires improvement".
    """
    if not bands:
        return None
    ladder = sorted(((edge / 100.0, name) for name, edge in bands.items()), reverse=True)
    names = [name.replace("_", " ") for _, name in ladder]
    if BELOW_ALL not in names:
        names.append(BELOW_ALL)

    def rung(share: float) -> int:
        return next((i for i, (edge, _) in enumerate(ladder) if share >= edge - 1e-12), len(names) - 1)

    best, own, worst = rung(rate.high), rung(rate.estimate), rung(rate.low)
    lowest = ladder[own][0] if own < len(ladder) else None
    return Grade(" or ".join(names[best : worst + 1]), names[own], lowest)
