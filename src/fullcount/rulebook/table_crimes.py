"""How many crimes and of which classes, for a whole table: the principal crime and those counted in addition to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.rulebook.pack import Pack
from fullcount.rulebook.planes import Bits, Planes, both, either, without
from fullcount.rulebook.rule import Counting, Family, Offence, Rule, Unit
from fullcount.rulebook.severity import NONE
from fullcount.rulebook.trail import BESIDE
from fullcount.rulebook.units import MOST, counts_of

Winners = Mapping[str, Sequence[Bits]]
Places = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Beside:
    """A family whose crimes may be counted beside others: its rules, which one fired in each row (0: none), and in
    which rows it is counted."""

    family: Family
    rules: tuple[Rule[Offence], ...]
    winner: Places
    counted: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Alleged:
    """The crimes that every row amounts to. `principal`: a slot, or the number of slots where nothing is alleged.

    `ask`: the place in `questions` (0: none) of what would settle the class of the principal crime.
    """

    pack: Pack
    planes: Planes
    principal: Places
    beside: tuple[Beside, ...]
    ask: Places
    questions: tuple[str | None, ...]

    def due(self, is_record: npt.NDArray[np.bool_]) -> dict[str, pl.Series]:
        """Return class, code, extra_classes and crimes_due for the rows that are to be recorded; none elsewhere."""
        slots = self.pack.severity.slots
        place = np.where(is_record, self.principal, len(slots))
        gathered = pl.Series(place)
        units = [*(slot.unit for slot in slots), Unit.REPORT]
        total = np.where(is_record, counts_of(self.planes, units, place), 0)
        extras = self._extras(is_record, total)
        return {
            "class": pl.Series([*(slot.class_ for slot in slots), None], dtype=pl.String).gather(gathered),
            "code": pl.Series([*(slot.code for slot in slots), None], dtype=pl.String).gather(gathered),
            "extra_classes": extras,
            "crimes_due": pl.Series(np.minimum(total, MOST)),
        }

    def _extras(self, is_record: npt.NDArray[np.bool_], total: npt.NDArray[np.int64]) -> pl.Series:
        """Return the further classes joined by spaces, and add how many crimes they are to `total`."""
        texts = []
        any_extra = np.zeros(self.planes.rows, dtype=np.bool_)
        for one in self.beside:
            counted = one.counted & is_record
            if not counted.any():
                continue
            place = np.where(counted, one.winner, 0)
            units = [Unit.REPORT, *(rule.then.unit for rule in one.rules)]
            total += np.where(counted, counts_of(self.planes, units, place), 0)
            names = pl.Series([None, *(rule.then.class_ for rule in one.rules)], dtype=pl.String)
            texts.append((names, place))
            any_extra |= counted
        rows = np.flatnonzero(any_extra)
        if not texts:
            return pl.Series([""], dtype=pl.String).gather(pl.Series(np.zeros(self.planes.rows, dtype=np.uint32)))
        joined = pl.DataFrame(
            [names.gather(pl.Series(place[rows])).alias(str(n)) for n, (names, place) in enumerate(texts)]
        ).select(pl.concat_str(pl.all(), separator=" ", ignore_nulls=True).alias("extra"))["extra"]
        at = np.zeros(self.planes.rows, dtype=np.uint32)
        at[rows] = np.arange(1, len(rows) + 1, dtype=np.uint32)
        return pl.concat([pl.Series("extra", [""], dtype=pl.String), joined]).gather(pl.Series(at))

    def trail(self, ruling: Places, limit: Places) -> pl.Series:
        """Return which rules decided, as the pack's trail writes it."""
        weights = self.pack.trail.weights
        place = {rule.id: number for number, rule in enumerate(self.pack.classification, start=1)}
        of_slot = [*(place.get(slot.rule or "", 0) for slot in self.pack.severity.slots), 0]
        principal = np.array(of_slot, dtype=np.uint64)[self.principal]
        total = ruling.astype(np.uint64) * np.uint64(weights[0]) + limit.astype(np.uint64) * np.uint64(weights[1])
        total += principal * np.uint64(weights[2])
        of_place = np.array([*weights[3:], 0], dtype=np.uint64)
        number = np.zeros(self.planes.rows, dtype=np.uint8)
        for one in self.beside:
            if not one.winner.any():
                continue
            numbers = np.array([0, *(place[rule.id] for rule in one.rules)], dtype=np.uint64)
            rows = np.flatnonzero(one.winner)
            winner = numbers[one.winner[rows]]
            fires = winner != principal[rows]
            rows, winner = rows[fires], winner[fires]
            total[rows] += winner * of_place[number[rows]]
            number[rows] = np.minimum(number[rows] + 1, BESIDE)
        return pl.Series(total)


def alleged(pack: Pack, planes: Planes, winners: Winners, coded: Places, alone: Bits) -> Alleged:
    """Return the crimes that every row amounts to.

    The principal is, in this order: the most serious crime of the text that is not counted in addition; one that is,
    unless it is an offence against the state; the crime that the codes stand for; an offence against the state. Where
    only what is against the state stands (`alone`), the last alone.
    """
    added = _in_addition(pack, planes)
    groups = _by_severity(pack, winners, added)
    chosen: dict[int, Bits] = {}
    remaining = without(planes.everywhere, alone)
    for name in ("ordinary", "apart"):
        remaining = _choose(groups[name], remaining, chosen)
    by_code = both(planes.where(coded < NONE), remaining)
    remaining = either(without(remaining, by_code), alone)
    _choose(groups["state"], remaining, chosen)
    slots = pack.severity.slots
    numbered = planes.numbered(((slot + 1, plane) for slot, plane in chosen.items()), len(slots))
    principal = np.where(numbered > 0, numbered - np.uint16(1), np.uint16(len(slots))).astype(np.uint16)
    if by_code is not None:
        principal = np.where(planes.unpacked(by_code), coded, principal).astype(np.uint16)
    beside = tuple(
        _beside(pack, planes, family, winners, (added.get(family.id), principal, alone))
        for family in pack.beside_families
    )
    questions, asks = _questions(pack, planes, chosen)
    ask = planes.numbered(asks, len(questions))
    return Alleged(pack, planes, principal, beside, ask, questions)


def _in_addition(pack: Pack, planes: Planes) -> dict[str, Bits]:
    """Return for each family that some counting rule names where it is counted in addition (unknown: it is not)."""
    found: dict[str, Bits] = {}
    for rule in pack.counting:
        then: Counting = rule.then
        if then.family is not None:
            found[then.family] = either(found.get(then.family), planes.rule(rule))
    return found


def _by_severity(pack: Pack, winners: Winners, added: Mapping[str, Bits]) -> dict[str, list[tuple[int, Bits]]]:
    """Return the crimes of the text by how they are counted, each group from the most to the least serious."""
    groups: dict[str, list[tuple[int, Bits]]] = {"ordinary": [], "apart": [], "state": []}
    for family in pack.families:
        for rule, fires in zip(pack.of_family(family.id), winners[family.id], strict=True):
            if fires is None:
                continue
            slot = pack.severity.of_rule[rule.id]
            if family.state_based:
                groups["state"].append((slot, fires))
                continue
            groups["ordinary"].append((slot, without(fires, added.get(family.id))))
            if family.id in added:
                groups["apart"].append((slot, both(fires, added[family.id])))
    return {name: sorted(group, key=lambda pair: pair[0]) for name, group in groups.items()}


def _choose(group: Sequence[tuple[int, Bits]], remaining: Bits, chosen: dict[int, Bits]) -> Bits:
    """Give each row that remains its most serious crime of a group; return the rows that still remain."""
    for slot, fires in group:
        here = both(fires, remaining)
        if here is not None and here.any():
            chosen[slot] = either(chosen.get(slot), here)
            remaining = without(remaining, here)
    return remaining


def _beside(
    pack: Pack,
    planes: Planes,
    family: Family,
    winners: Winners,
    rows: tuple[Bits, Places, Bits],
) -> Beside:
    """Return one family; `rows`: where it is counted in addition, the principals, where the state stands alone."""
    added, principal, alone = rows
    rules = pack.of_family(family.id)
    winner = planes.numbered(enumerate(winners[family.id], start=1), len(rules))
    counts = added if family.state_based else without(added, alone)
    counted = planes.unpacked(counts) & (winner > 0)
    rows_ = np.flatnonzero(counted)
    if len(rows_):
        slots = pack.severity.slots
        kind = {class_: pack.counted_as(class_, family) for class_ in {slot.class_ for slot in slots}}
        at = {name: number for number, name in enumerate(sorted(set(kind.values())))}
        of_slot = [*(NONE if slot.rule else at[kind[slot.class_]] for slot in slots), NONE]
        of_rule = [NONE - 1, *(at.get(pack.counted_as(rule.then.class_, family), NONE - 2) for rule in rules)]
        own_slot = [NONE, *(pack.severity.of_rule[rule.id] for rule in rules)]
        of_principal, own = principal[rows_], winner[rows_]
        counted[rows_] = np.array(of_slot, dtype=np.uint16)[of_principal] != np.array(of_rule, dtype=np.uint16)[own]
        counted[rows_] &= np.array(own_slot, dtype=np.uint16)[own] != of_principal
    return Beside(family, rules, winner, counted)


def _questions(
    pack: Pack, planes: Planes, chosen: Mapping[int, Bits]
) -> tuple[tuple[str | None, ...], list[tuple[int, Bits]]]:
    """Return the questions that would settle a principal crime's class (none first), and where each is open."""
    questions: list[str | None] = [None]
    asks: list[tuple[int, Bits]] = []
    for place, fires in chosen.items():
        slot = pack.severity.slots[place]
        if slot.asks is None:
            continue
        column = planes.columns.get(slot.asks)
        open_ = without(fires, column.known if column else None)
        if open_ is not None:
            asks.append((len(questions), open_))
            questions.append(slot.question)
    return tuple(questions), asks
