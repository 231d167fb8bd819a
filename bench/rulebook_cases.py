"""Cases for measuring the rulebook, made from a seed: tables for `apply`, and the same rows as cases for `decide`.

`sparse` is how reports are: each tells the handful of facts that one rule of the pack asks for, most of them as that
rule wants them, and up to three more of the same topics; all else is unknown. `dense` tells every fact of the
vocabulary at random, a third of them unknown, so that no speed rests on empty columns.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fullcount.core.facts import FACT, FACTS, TOPICS, About, Fact, FactKind
from fullcount.core.states import CodeMeaning
from fullcount.rulebook.case import Case
from fullcount.rulebook.condition import Op, Test, tests
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.rule import AnyRule

KINDS = ("sparse", "dense")
UNKNOWN = -1
UNKNOWN_SHARE = 1 / 3
AS_THE_RULE_WANTS = 0.9
LARGEST_NUMBER = 4
FIRST_REPORT, LAST_REPORT = datetime(2013, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
SECOND = 1_000_000
USED = tuple(fact for fact in FACTS if fact.about is not About.PROPOSAL)
"""The facts of a report; those of a proposed outcome are no business of `apply`."""

Drawn = NDArray[np.int16]


def table(kind: str, rows: int, seed: int, pack: Pack) -> pl.DataFrame:
    """Return a table of made reports with a column for every fact; choices as Enum, the codes' classes as text."""
    rng = np.random.default_rng([seed, KINDS.index(kind)])
    drawn = _dense(rows, rng) if kind == "dense" else _sparse(rows, rng, pack)
    frame = _dates_and_codes(rows, rng, pack)
    return frame.with_columns(_column(fact, drawn[fact.name]) for fact in USED)


def cases(frame: pl.DataFrame) -> Iterator[Case]:
    """Yield the rows of a table as cases."""
    for row in frame.iter_rows(named=True):
        facts = {fact.name: row[fact.name] for fact in USED if row[fact.name] is not None}
        yield Case(
            str(row["report_key"]), row["reported_at"], row["opening_class"], row["closing_class"], row["has_text"],
            facts, row["event_at"],
        )  # fmt: skip


def _size(fact: Fact) -> int:
    return {FactKind.YES_NO: 2, FactKind.NUMBER: LARGEST_NUMBER + 1}.get(fact.kind, len(fact.values))


def _dense(rows: int, rng: np.random.Generator) -> dict[str, Drawn]:
    found = {}
    for fact in USED:
        values = rng.integers(0, _size(fact), rows, dtype=np.int16)
        values[rng.random(rows) < UNKNOWN_SHARE] = UNKNOWN
        found[fact.name] = values
    return found


def _sparse(rows: int, rng: np.random.Generator, pack: Pack) -> dict[str, Drawn]:
    found = {fact.name: np.full(rows, UNKNOWN, dtype=np.int16) for fact in USED}
    rules: tuple[AnyRule, ...] = (*pack.classification, *pack.recording)
    topic_of = {fact.name: topic for topic in TOPICS for fact in topic.facts}
    rule_of_row = rng.integers(0, len(rules), rows)
    order = np.argsort(rule_of_row, kind="stable")
    bounds = np.searchsorted(rule_of_row[order], np.arange(len(rules) + 1))
    for place, rule in enumerate(rules):
        at = order[bounds[place] : bounds[place + 1]]
        asked = [test for test in tests(rule.when) if test.fact in found]
        topics = {topic_of[test.fact].id: topic_of[test.fact] for test in asked}
        near = sorted({fact.name for topic in topics.values() for fact in topic.facts if fact.name in found})
        for name in rng.choice(near, size=min(3, len(near)), replace=False) if near else ():
            some = at[rng.random(len(at)) < 0.5]
            found[name][some] = rng.integers(0, _size(FACT[name]), len(some), dtype=np.int16)
        for test in asked:
            wanted = np.array(_wanted(test), dtype=np.int16)
            found[test.fact][at] = wanted[rng.integers(0, len(wanted), len(at))]
            other = at[rng.random(len(at)) > AS_THE_RULE_WANTS]
            found[test.fact][other] = rng.integers(UNKNOWN, _size(FACT[test.fact]), len(other), dtype=np.int16)
    return found


def _wanted(test: Test) -> list[int]:
    """Return the values, as places, with which a comparison is true."""
    fact, size = FACT[test.fact], _size(FACT[test.fact])
    if test.op is Op.KNOWN:
        return list(range(size)) if test.values[0] else [UNKNOWN]
    chosen = [fact.values.index(str(value)) if fact.values else int(value) for value in test.values]
    if test.op is Op.AT_LEAST:
        return list(range(chosen[0], max(size, chosen[0] + 1)))
    return list(range(chosen[0] + 1)) if test.op is Op.AT_MOST else chosen


def _column(fact: Fact, drawn: Drawn) -> pl.Series:
    known = pl.Series(drawn != UNKNOWN)
    if fact.kind is FactKind.YES_NO:
        values = pl.Series(drawn == 1)
    elif fact.kind is FactKind.NUMBER:
        values = pl.Series(drawn.astype(np.int32))
    else:
        small = pl.Series(np.maximum(drawn, 0).astype(np.uint8))
        values = small.cat.to(pl.Enum(fact.values))
    return pl.select(pl.when(known).then(values).alias(fact.name)).to_series()


def _dates_and_codes(rows: int, rng: np.random.Generator, pack: Pack) -> pl.DataFrame:
    """Return the other columns: reports of 2013 to 2027, one in ten at the very second at which some rule begins or
    ends; events up to decades before, most of them days; one in fifty reports and one in three events without a time.
    """
    rules: tuple[AnyRule, ...] = (*pack.recording, *pack.classification, *pack.counting, *pack.clock)
    turns = {at for rule in rules for days in (rule.in_force, rule.in_law) for at in (days.starts, days.ends) if at}
    instants = np.array([int(at.timestamp()) for at in sorted(turns)])
    reported = rng.integers(int(FIRST_REPORT.timestamp()), int(LAST_REPORT.timestamp()), rows)
    at_turn = rng.random(rows) < 0.1
    inside = instants[(instants > FIRST_REPORT.timestamp()) & (instants < LAST_REPORT.timestamp())]
    reported[at_turn] = rng.choice(inside, at_turn.sum()) - rng.integers(0, 2, at_turn.sum())
    days = np.where(rng.random(rows) < 0.15, rng.exponential(8000, rows), rng.exponential(20, rows))
    happened = reported - (days * 86_400).astype(np.int64)
    at_turn = rng.random(rows) < 0.1
    happened[at_turn] = np.minimum(reported[at_turn], rng.choice(instants, at_turn.sum()) - rng.integers(0, 2))
    crimes = [name for name in pack.offences.offences if name != "NFIB3A"]
    codes = pl.Series([None, CodeMeaning.NOT_NOTIFIABLE.value, CodeMeaning.UNCLEAR.value, "no such code", *crimes])
    shares = np.array([0.3, 0.3, 0.1, 0.02, *[0.28 / len(crimes)] * len(crimes)])
    frame = pl.DataFrame(
        {
            "report_key": np.arange(rows, dtype=np.uint32),
            "reported_at": reported * SECOND,
            "event_at": happened * SECOND,
            "opening_class": codes.gather(rng.choice(len(codes), rows, p=shares / shares.sum())),
            "closing_class": codes.gather(rng.choice(len(codes), rows, p=shares / shares.sum())),
            "has_text": rng.random(rows) < 0.8,
            "_reported": rng.random(rows) < 0.98,
            "_happened": rng.random(rows) < 0.67,
        }
    )
    instant = pl.Datetime("us", "UTC")
    return frame.with_columns(
        pl.when("_reported").then(pl.col("reported_at").cast(instant)),
        pl.when("_happened").then(pl.col("event_at").cast(instant)),
    ).drop("_reported", "_happened")


def values_of(frame: pl.DataFrame) -> dict[str, Any]:
    """Return how full a table is: facts told a report, and the megabytes it takes."""
    told = frame.select(pl.sum_horizontal(pl.col(fact.name).is_not_null().cast(pl.UInt16) for fact in USED).mean())
    return {"told": float(told.item()), "megabytes": frame.estimated_size("mb")}
