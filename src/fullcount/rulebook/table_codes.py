"""Opening and closing codes of a whole table: their kinds as columns, and their slots in the order of seriousness."""

import polars as pl

from fullcount.rulebook.codes import ABSENT, UNMAPPED, Meaning, meanings
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.severity import NONE
from fullcount.rulebook.vocabulary import CodeKind

_KINDS = tuple(CodeKind)


def _listed(pack: Pack) -> list[Meaning]:
    return [*meanings(pack).values(), UNMAPPED, ABSENT]


def places(table: pl.DataFrame, pack: Pack) -> list[pl.Expr]:
    """Return the place of each opening and closing class in `_listed` as columns `opening` and `closing`."""
    names = list(meanings(pack))
    absent = pl.lit(len(names) + 1, dtype=pl.UInt16)
    found = []
    for name in ("opening", "closing"):
        column = f"{name}_class"
        if column not in table.columns or table.schema[column] == pl.Null:
            found.append(absent.alias(name))
            continue
        known = pl.col(column).cast(pl.String).cast(pl.Enum(names), strict=False).to_physical().cast(pl.UInt16)
        unmapped = pl.lit(len(names), dtype=pl.UInt16)
        found.append(pl.when(pl.col(column).is_null()).then(absent).otherwise(known.fill_null(unmapped)).alias(name))
    return found


def kinds(pack: Pack) -> list[pl.Expr]:
    """Return `opened_as`, `closed_as`, `type` (places in CodeKind), whether each is a crime and has a victim, `coded`.

    `coded` is the slot of the crime that the codes stand for: the closing code's, or the opening code's where there is
    no closing code; NONE where that is no crime.
    """
    listed = _listed(pack)
    kind = pl.Series([_KINDS.index(meaning.kind) for meaning in listed], dtype=pl.UInt8)
    crime = pl.Series([meaning.kind is CodeKind.CRIME for meaning in listed], dtype=pl.Boolean)
    victim = pl.Series([meaning.has_victim for meaning in listed], dtype=pl.Boolean)
    slot = pl.Series([meaning.slot for meaning in listed], dtype=pl.UInt16)
    opening, closing = pl.col("opening"), pl.col("closing")
    last = pl.when(closing == len(listed) - 1).then(opening).otherwise(closing)
    return [
        pl.lit(kind).gather(opening).alias("opened_as"),
        pl.lit(kind).gather(closing).alias("closed_as"),
        pl.lit(kind).gather(last).alias("type"),
        pl.lit(crime).gather(opening).alias("opened_crime"),
        pl.lit(crime).gather(closing).alias("closed_crime"),
        pl.lit(victim).gather(opening).alias("opened_victim"),
        pl.lit(victim).gather(closing).alias("closed_victim"),
        pl.lit(slot).gather(last).fill_null(NONE).alias("coded"),
    ]
