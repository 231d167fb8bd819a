"""The same conditions as `evaluate`, for a whole table: Polars expressions that yield true, false or null (unknown).

The table must first be `encoded`: yes-no facts as Boolean, numbers as Int32, choices as their place in the fact's
list of values (UInt8). A value that the vocabulary does not have is unknown; a fact whose silence means something has
that value where nothing is said.
"""

from collections.abc import Iterable, Mapping

import polars as pl

from fullcount.core.facts import Fact, FactKind
from fullcount.rulebook.condition import All, Always, AnyOf, Condition, Not, Op, Test

DTYPE = {FactKind.YES_NO: pl.Boolean, FactKind.CHOICE: pl.UInt8, FactKind.NUMBER: pl.Int32}


def encoded(frame: pl.DataFrame, facts: Iterable[Fact]) -> list[pl.Expr]:
    """Return one expression a fact that brings its column of `frame` into the form that `expression` reads."""
    return [_silent(_encode(frame, fact), fact).alias(fact.name) for fact in facts]


def _silent(column: pl.Expr, fact: Fact) -> pl.Expr:
    if fact.silence is None:
        return column
    silence = fact.values.index(str(fact.silence)) if fact.kind is FactKind.CHOICE else fact.silence
    return column.fill_null(pl.lit(silence, dtype=DTYPE[fact.kind]))


def _encode(frame: pl.DataFrame, fact: Fact) -> pl.Expr:
    if fact.name not in frame.columns or frame.schema[fact.name] == pl.Null:
        return pl.lit(None, dtype=DTYPE[fact.kind]).alias(fact.name)
    column = pl.col(fact.name)
    if fact.kind is FactKind.CHOICE:
        text = column if isinstance(frame.schema[fact.name], pl.String) else column.cast(pl.String)
        return text.cast(pl.Enum(fact.values), strict=False).to_physical().cast(pl.UInt8).alias(fact.name)
    return column.cast(DTYPE[fact.kind], strict=False)


def expression(condition: Condition, words: Mapping[str, Fact]) -> pl.Expr:
    """Return a Boolean expression over the encoded columns: true, false or null."""
    match condition:
        case Test():
            return _compare(condition, words[condition.fact])
        case All(parts):
            return _joined(parts, words, all_of=True)
        case AnyOf(parts):
            return _joined(parts, words, all_of=False)
        case Not(part):
            return ~expression(part, words)
        case Always():
            return pl.lit(True)


def _joined(parts: tuple[Condition, ...], words: Mapping[str, Fact], *, all_of: bool) -> pl.Expr:
    result = expression(parts[0], words)
    for part in parts[1:]:
        more = expression(part, words)
        result = (result & more) if all_of else (result | more)
    return result


def _compare(test: Test, fact: Fact) -> pl.Expr:
    column = pl.col(test.fact)
    if test.op is Op.KNOWN:
        return column.is_not_null() if test.values[0] else column.is_null()
    if fact.kind is FactKind.YES_NO:
        return column if test.values[0] else ~column
    if fact.kind is FactKind.CHOICE:
        places = [pl.lit(fact.values.index(str(value)), dtype=pl.UInt8) for value in test.values]
    else:
        places = [pl.lit(int(value), dtype=pl.Int32) for value in test.values]
    if test.op is Op.AT_LEAST:
        return column >= places[0]
    if test.op is Op.AT_MOST:
        return column <= places[0]
    result = column == places[0]
    for place in places[1:]:
        result = result | (column == place)
    return result
