"""The comparisons of a model as one expression over pairs: the sum of the weights of the levels that hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

from fullcount.linking.comparisons import Block, Comparison


def level_number(comparison: Comparison) -> str:
    """Return SQL for the level a pair is at: 0 for the best, the last for anything else, -1 where nothing is known."""
    cases = " ".join(f"WHEN {level.condition} THEN {number}" for number, level in enumerate(comparison.levels))
    return f"CASE WHEN {comparison.missing} THEN -1 {cases} ELSE {len(comparison.levels)} END"


def level_weight(comparison: Comparison, m: Sequence[float], u: Sequence[float]) -> str:
    """Return SQL for what a comparison adds to the weight of a pair: log2(m/u) of the level it is at, 0 if unknown."""
    weights = [log2(one / other) for one, other in zip(m, u, strict=True)]
    steps = zip(comparison.levels, weights[:-1], strict=True)
    cases = " ".join(f"WHEN {level.condition} THEN {weight:.9f}::DOUBLE" for level, weight in steps)
    return f"CASE WHEN {comparison.missing} THEN 0::DOUBLE {cases} ELSE {weights[-1]:.9f}::DOUBLE END"


def evidence(
    comparisons: Sequence[Comparison], m: Mapping[str, Sequence[float]], u: Mapping[str, Sequence[float]]
) -> str:
    """Return SQL for the weight of the evidence for a pair, in log2 of the likelihood ratio, without any prior."""
    return " + ".join(f"({level_weight(c, m[c.name], u[c.name])})" for c in comparisons) or "0::DOUBLE"


@dataclass(frozen=True, slots=True)
class Weighing:
    """How pairs are weighed, as SQL: the weight, what people's names and numbers add to it, and the least kept."""

    weight: str
    of_person: str
    least: float


def weighing(
    comparisons: Sequence[Comparison], m: Mapping[str, Sequence[float]], u: Mapping[str, Sequence[float]], least: float
) -> Weighing:
    """Return how pairs are weighed by m and u."""
    people = [comparison for comparison in comparisons if comparison.of_person]
    return Weighing(evidence(comparisons, m, u), evidence(people, m, u), least)


def pairs_query(comparisons: Sequence[Comparison], blocks: Sequence[Block], by: Weighing) -> str:
    """Return SQL for (lrow, rrow, weight, of_person) of each pair that some block of tables `l` and `r` brings
    together, once.

    A pair belongs to the first block that brings it together. `l` and `r` number their rows in column `row`; pairs
    that weigh less than the least are left out.
    """
    used = sorted({column for comparison in comparisons for column in (*comparison.columns, *comparison.also)})
    columns = ", ".join(f"{side}.{column} AS {column}_{side}" for column in used for side in "lr")
    parts = []
    for number, block in enumerate(blocks):
        before = "".join(f" AND NOT coalesce({earlier.rule}, false)" for earlier in blocks[:number])
        parts.append(f"SELECT l.row AS lrow, r.row AS rrow, {columns} FROM l JOIN r ON {block.rule}{before}")  # noqa: S608
    scored = (f"SELECT lrow, rrow, {by.weight} AS weight, {by.of_person} AS of_person FROM ({part})" for part in parts)  # noqa: S608
    return f"SELECT * FROM ({' UNION ALL '.join(scored)}) WHERE weight >= {by.least:.9f}"  # noqa: S608
