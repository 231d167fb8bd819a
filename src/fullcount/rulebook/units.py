"""What each class is counted by, in numbers: how many crimes one allegation stands for."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from fullcount.rulebook.condition import Value
from fullcount.rulebook.planes import Planes
from fullcount.rulebook.rule import Unit

MOST = 60_000
COUNTED = {
    Unit.VICTIM: ("number_of_victims", "number_of_offenders"),
    Unit.OFFENDER: ("number_of_offenders",),
    Unit.PENETRATOR: ("number_of_victims", "number_of_penetrators"),
    Unit.PREMISES: ("number_of_premises",),
    Unit.DEATH: ("number_of_deaths",),
    Unit.REPORT: (),
}
"""The numbers that multiply a crime of each unit. Offenders multiply only where each acted on their own account."""

INSTEAD = {"number_of_penetrators": "number_of_offenders", "number_of_deaths": "number_of_victims"}
"""What stands for a number that is not told: all offenders are taken to have penetrated, all victims to have died."""

NUMBERS = tuple(dict.fromkeys(name for names in COUNTED.values() for name in names))


def number_of_crimes(unit: Unit, known: Mapping[str, Value | None]) -> int:
    """Return how many crimes one allegation is (CRR p12): at least 1, at most MOST; an unknown number counts as 1."""
    total = 1
    for name in COUNTED[unit]:
        if name == "number_of_offenders" and known.get("offenders_acted_together") is not False:
            continue
        told = known.get(name)
        if told is None and name in INSTEAD:
            told = known.get(INSTEAD[name])
        total *= min(max(int(told or 1), 1), MOST)
    return min(total, MOST)


def counts_of(planes: Planes, units: Sequence[Unit], place: npt.NDArray[np.generic]) -> npt.NDArray[np.int64]:
    """Return the same for each row; `units` holds a unit for each place, and `place` says which is the row's."""
    names = list(Unit)
    of_row = np.array([names.index(unit) for unit in units], dtype=np.uint8)[place]
    result = np.ones(planes.rows, dtype=np.int64)
    for unit in names:
        told = [name for name in COUNTED[unit] if planes.columns[_instead(planes, name)].values is not None]
        rows = np.flatnonzero(of_row == names.index(unit))
        if told and len(rows):
            result[rows] = np.minimum(np.prod([_number(planes, name, rows) for name in told], axis=0), MOST)
    return result


def _instead(planes: Planes, name: str) -> str:
    """Return the number that stands for one that no row tells."""
    return INSTEAD.get(name, name) if planes.columns[name].known is None else name


def _number(planes: Planes, name: str, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.int64]:
    values: npt.NDArray[np.generic] = planes.columns[_instead(planes, name)].values  # type: ignore[assignment]
    other = planes.columns[INSTEAD[name]].values if name in INSTEAD else None
    if other is not None:
        values = np.where(planes.unpacked(planes.columns[name].known), values, other)
    number = np.clip(np.where(values[rows] == 0, 1, values[rows]).astype(np.int64), 1, MOST)
    if name == "number_of_offenders":
        together = planes.unpacked(planes.columns["offenders_acted_together"].yes)[rows]
        number = np.where(together, 1, number)
    return number
