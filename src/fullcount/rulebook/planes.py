"""Three-valued truth for a whole table at once: one bit a row, 64 rows a word.

A fact, a test, a condition or a rule is two planes of bits: where it is true and where it is false; where neither, it
is unknown. `None` stands for a plane without a single bit, so that what a table never tells costs nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import reduce

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.core.facts import Fact, FactKind
from fullcount.rulebook.condition import All, Always, AnyOf, Condition, Not, Op, Test
from fullcount.rulebook.rule import AnyRule, InForce

Plane = npt.NDArray[np.uint64]
Bits = Plane | None
UNTOLD = 255
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Column:
    """One word of the vocabulary in every row. `known`: where it is told; `yes`: where a yes-no fact is true.

    `values`: of a choice the place in its list of values, of a number the number itself; any value where not known.
    """

    fact: Fact
    known: Bits
    yes: Bits = None
    values: npt.NDArray[np.generic] | None = None


@dataclass(slots=True)
class Planes:
    """The truth of every test, condition and rule over the rows of one table."""

    rows: int
    columns: dict[str, Column] = field(default_factory=dict)
    instants: dict[str, tuple[npt.NDArray[np.int64], Bits]] = field(default_factory=dict)
    kept: dict[tuple[object, bool], Bits] = field(default_factory=dict)
    everywhere: Plane = field(init=False)

    def __post_init__(self) -> None:
        self.everywhere = np.full((self.rows + 63) // 64, np.uint64(0xFFFFFFFFFFFFFFFF))

    # --- putting words in

    def tell(self, fact: Fact, told: pl.Series | None) -> None:
        """Add a fact as `told_in` gives it (None: there is no column); what silence means is filled in."""
        known = None if told is None else self._known(fact, told)
        if told is None or known is None:
            column = Column(fact, None)
        elif fact.kind is FactKind.YES_NO:
            column = Column(fact, known, self.where(told.to_numpy() == 1))
        else:
            column = Column(fact, known, values=told.fill_null(0).to_numpy())
        self.columns[fact.name] = self._silent(column)

    def _known(self, fact: Fact, told: pl.Series) -> Bits:
        if fact.kind is FactKind.NUMBER:
            return some(self.packed(told.is_not_null()))
        return self.where(told.to_numpy() != UNTOLD)

    def _silent(self, column: Column) -> Column:
        """Return a column with what silence means where nothing is told."""
        fact = column.fact
        if fact.silence is None:
            return column
        untold = self.inverse(column.known)
        if fact.kind is FactKind.YES_NO:
            yes = either(column.yes, untold) if fact.silence else column.yes
            return Column(fact, self.everywhere, yes)
        silence = fact.values.index(str(fact.silence)) if fact.kind is FactKind.CHOICE else int(fact.silence)
        if column.values is None:
            dtype = np.uint8 if fact.kind is FactKind.CHOICE else np.int64
            return Column(fact, self.everywhere, values=np.full(self.rows, silence, dtype=dtype))
        values = np.where(self.unpacked(column.known), column.values, silence)
        return Column(fact, self.everywhere, values=values.astype(column.values.dtype))

    def state(self, fact: Fact, yes: Bits) -> None:
        """Add a yes-no word that is known everywhere."""
        self.columns[fact.name] = Column(fact, self.everywhere, yes)

    def place(self, fact: Fact, places: npt.NDArray[np.uint8]) -> None:
        """Add a choice that is known everywhere by its places."""
        self.columns[fact.name] = Column(fact, self.everywhere, values=places)

    def clock(self, name: str, instants: pl.Series) -> None:
        """Add the instants (UTC, microseconds) by which rules are in force or offences in law."""
        known = some(self.packed(instants.is_not_null()))
        self.instants[name] = (instants.to_physical().fill_null(0).to_numpy(), known)

    # --- bits

    def packed(self, booleans: pl.Series) -> Plane:
        """Return a Boolean column without nulls as a plane."""
        array = booleans.to_arrow()
        plane = np.zeros(len(self.everywhere), dtype=np.uint64)
        if array.offset % 8:
            bits = np.packbits(booleans.to_numpy(), bitorder="little")
        else:
            start = array.offset // 8
            bits = np.frombuffer(array.buffers()[1], dtype=np.uint8)[start : start + (self.rows + 7) // 8]
        plane.view(np.uint8)[: len(bits)] = bits
        return plane

    def where(self, booleans: npt.NDArray[np.bool_]) -> Bits:
        """Return an array of truths as a plane."""
        plane = np.zeros(len(self.everywhere), dtype=np.uint64)
        bits = np.packbits(booleans, bitorder="little")
        plane.view(np.uint8)[: len(bits)] = bits
        return some(plane)

    def unpacked(self, plane: Bits) -> npt.NDArray[np.bool_]:
        """Return a plane as an array of truths, one a row."""
        if plane is None:
            return np.zeros(self.rows, dtype=np.bool_)
        return np.unpackbits(plane.view(np.uint8), count=self.rows, bitorder="little").view(np.bool_)

    def inverse(self, plane: Bits) -> Bits:
        return self.everywhere if plane is None else some(~plane)

    def numbered(self, planes: Iterable[tuple[int, Bits]], largest: int) -> npt.NDArray[np.uint16]:
        """Return for each row the number whose plane holds it (the planes do not overlap), 0 where none does."""
        digits: list[Bits] = [None] * max(1, largest.bit_length())
        for number, plane in planes:
            for digit in range(number.bit_length()):
                if plane is not None and number >> digit & 1:
                    digits[digit] = either(digits[digit], plane)
        result = np.zeros(self.rows, dtype=np.uint16)
        for digit, plane in enumerate(digits):
            if plane is not None:
                bits = np.unpackbits(plane.view(np.uint8), count=self.rows, bitorder="little")
                result |= bits.astype(np.uint16) << np.uint16(digit)
        return result

    # --- truth

    def true(self, condition: Condition) -> Bits:
        """Return where a condition is true."""
        return self._where(condition, wanted=True)

    def false(self, condition: Condition) -> Bits:
        """Return where a condition is false."""
        return self._where(condition, wanted=False)

    def _where(self, condition: Condition, *, wanted: bool) -> Bits:
        match condition:
            case Test():
                key = (condition, wanted)
                if key not in self.kept:
                    self.kept[key] = self._tested(condition, wanted=wanted)
                return self.kept[key]
            case Not(part):
                return self._where(part, wanted=not wanted)
            case All(parts):
                return self._all(parts, wanted=True) if wanted else self._any(parts, wanted=False)
            case AnyOf(parts):
                return self._any(parts, wanted=True) if wanted else self._all(parts, wanted=False)
            case Always():
                return self.everywhere if wanted else None

    def _all(self, parts: Sequence[Condition], *, wanted: bool) -> Bits:
        result: Bits = self.everywhere
        for part in parts:
            result = both(result, self._where(part, wanted=wanted))
            if result is None:
                return None
        return result

    def _any(self, parts: Sequence[Condition], *, wanted: bool) -> Bits:
        return reduce(either, (self._where(part, wanted=wanted) for part in parts), None)

    def _tested(self, test: Test, *, wanted: bool) -> Bits:
        column = self.columns[test.fact]
        if test.op is Op.KNOWN:
            return column.known if test.values[0] is wanted else self.inverse(column.known)
        if column.known is None:
            return None
        if column.fact.kind is FactKind.YES_NO:
            if test.values[0] is wanted:
                return column.yes
            return column.known if column.yes is None else some(column.known & ~column.yes)
        compared = _compared(test, column)
        return both(self.where(compared if wanted else ~compared), column.known)

    def rule(self, rule: AnyRule) -> Bits:
        """Return where a rule is true: its condition, in force at the report, its offence in law at the event."""
        result = self.true(rule.when)
        for name, days in (("reported_at", rule.in_force), ("event_at", rule.in_law)):
            if result is not None and days.has_limits:
                result = both(result, self._covered(name, days, wanted=True))
        return result

    def rule_false(self, rule: AnyRule) -> Bits:
        """Return where a rule is false; it is unknown where it is neither true nor false."""
        result = self.false(rule.when)
        for name, days in (("reported_at", rule.in_force), ("event_at", rule.in_law)):
            if days.has_limits:
                result = either(result, self._covered(name, days, wanted=False))
        return result

    def _covered(self, name: str, days: InForce, *, wanted: bool) -> Bits:
        key = ((name, days.starts, days.ends), wanted)
        if key not in self.kept:
            instants, known = self.instants[name]
            inside = np.ones(self.rows, dtype=np.bool_)
            if days.starts is not None:
                inside &= instants >= microseconds(days.starts)
            if days.ends is not None:
                inside &= instants < microseconds(days.ends)
            self.kept[key] = both(self.where(inside if wanted else ~inside), known)
        return self.kept[key]


def some(plane: Plane) -> Bits:
    """Return a plane, or None if it holds nothing."""
    return plane if plane.any() else None


def both(first: Bits, second: Bits) -> Bits:
    """Return where both planes hold a row."""
    return None if first is None or second is None else first & second


def either(first: Bits, second: Bits) -> Bits:
    """Return where at least one of two planes holds a row."""
    if first is None or second is None:
        return second if first is None else first
    return first | second


def without(first: Bits, second: Bits) -> Bits:
    """Return where the first plane holds a row and the second does not."""
    return first if first is None or second is None else first & ~second


def microseconds(instant: datetime) -> int:
    """Return an instant as microseconds since 1970, exactly."""
    return (instant - EPOCH) // timedelta(microseconds=1)


def _compared(test: Test, column: Column) -> npt.NDArray[np.bool_]:
    values: npt.NDArray[np.generic] = column.values  # type: ignore[assignment]
    if column.fact.kind is FactKind.CHOICE:
        wanted = [column.fact.values.index(str(value)) for value in test.values]
    else:
        wanted = [int(value) for value in test.values]
    if test.op is Op.AT_LEAST:
        return np.asarray(values >= np.asarray(wanted[0], dtype=values.dtype))
    if test.op is Op.AT_MOST:
        return np.asarray(values <= np.asarray(wanted[0], dtype=values.dtype))
    found = values == wanted[0]
    for one in wanted[1:]:
        found = found | (values == one)
    return np.asarray(found)


def exclusive(rules: Sequence[AnyRule], planes: Planes) -> list[Bits]:
    """Return for each rule where it is the first of them that is true."""
    remaining: Bits = planes.everywhere
    found: list[Bits] = []
    for rule in rules:
        fires = both(planes.rule(rule), remaining)
        if fires is not None and not fires.any():
            fires = None
        found.append(fires)
        remaining = without(remaining, fires)
    return found


def told_in(frame: pl.DataFrame, facts: Sequence[Fact]) -> Mapping[str, pl.Series | None]:
    """Return the columns of a table that are facts, all read at once; None for a fact that it does not have.

    A yes-no as 0 and 1, a choice as its place, both UNTOLD where it is not told; a number as itself or null.
    """
    schema = frame.schema  # made anew whenever it is asked for
    wanted = [fact for fact in facts if schema.get(fact.name, pl.Null) != pl.Null]
    read = frame.select(_read(fact, schema[fact.name]).alias(fact.name) for fact in wanted)
    told: dict[str, pl.Series | None] = dict.fromkeys(fact.name for fact in facts)
    return told | {column.name: column for column in read.iter_columns()}


def _read(fact: Fact, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(fact.name)
    if fact.kind is FactKind.NUMBER:
        return column.cast(pl.Int64, strict=False)
    if fact.kind is FactKind.YES_NO:
        return column.cast(pl.Boolean).cast(pl.UInt8).fill_null(UNTOLD)
    if dtype != pl.Enum(fact.values):
        text = column if isinstance(dtype, pl.String) else column.cast(pl.String)
        column = text.cast(pl.Enum(fact.values), strict=False)
    return column.to_physical().cast(pl.UInt8).fill_null(UNTOLD)
