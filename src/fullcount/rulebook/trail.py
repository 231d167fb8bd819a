"""Which rules decided a report, as one whole number of 64 bits.

A report has one ruling, one clock, one principal crime and now and then crimes beside it. Each is a digit (0: none) in
a number of mixed base, so that hundreds of rules fit where a bit mask would hold 64. Of crimes beside the principal
the first BESIDE are kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LARGEST = 2**63
BESIDE = 4


@dataclass(frozen=True, slots=True)
class Trail:
    """The rule ids of every digit in order, and the weight of each digit."""

    digits: tuple[tuple[str, ...], ...]
    weights: tuple[int, ...]

    @property
    def fits(self) -> bool:
        """Return whether every trail fits into 64 bits (63 are used, so that signed stores can hold it)."""
        return self.weights[-1] * (len(self.digits[-1]) + 1) < LARGEST

    def write(self, places: Sequence[int]) -> int:
        """Return the trail of the rules at `places`, one a digit: 0 none, 1 the first rule of that digit."""
        return sum(place * weight for place, weight in zip(places, self.weights, strict=True))

    def read(self, trail: int) -> Iterator[str]:
        """Yield the ids of the rules in `trail`, the ruling first."""
        for ids, weight in zip(self.digits, self.weights, strict=True):
            place = trail // weight % (len(ids) + 1)
            if place:
                yield ids[place - 1]


def trail_of(digits: Sequence[Sequence[str]]) -> Trail:
    """Return the trail whose digits are these lists of rule ids."""
    weights = [1]
    for ids in digits[:-1]:
        weights.append(weights[-1] * (len(ids) + 1))
    return Trail(tuple(tuple(ids) for ids in digits), tuple(weights))
