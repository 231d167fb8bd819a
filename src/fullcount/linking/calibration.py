"""m and u from counts: smoothed shares, so that no level ever weighs more than the evidence for it."""

from collections.abc import Sequence

SMOOTH = 0.5
"""Pseudo-pairs added to each level: keeps a level that was never seen from being impossible (Jeffreys' 1/2)."""
FLOOR = 1e-6


def shares(counts: Sequence[float]) -> tuple[float, ...]:
    """Return the smoothed share of each level. Check: (9, 0) -> (0.95, 0.05)."""
    total = sum(counts) + SMOOTH * len(counts)
    return tuple((count + SMOOTH) / total for count in counts)


def tempered(values: Sequence[float | None]) -> tuple[float, ...]:
    """Return trained shares made usable: missing ones and zeros get the floor, and they sum to one."""
    filled = [max(value if value is not None else FLOOR, FLOOR) for value in values]
    total = sum(filled)
    return tuple(value / total for value in filled)


GUESSED = 20
"""Pairs that a stated guess counts for beside what was found without labels: few matches must not seem to prove that
what none of them shows is impossible."""


def blended(
    found: Sequence[float], guess: Sequence[float], pairs: float, counts_for: float = GUESSED
) -> tuple[float, ...]:
    """Return shares found in about so many pairs, drawn towards a guess.

    Check: (1, 0) in 20 pairs, drawn to (0.5, 0.5), is (0.75, 0.25).
    """
    total = pairs + counts_for
    return tuple((pairs * one + counts_for * other) / total for one, other in zip(found, guess, strict=True))


def prior_of(pairs_expected: float, left: int, right: int) -> float:
    """Return the probability that a random pair matches, kept inside (1e-9, 0.5)."""
    if left == 0 or right == 0:
        return 1e-4
    return min(max(pairs_expected / (left * right), 1e-9), 0.5)
