"""The rulebook applied to a whole table of reports, a column at a time, with the reason for every answer.

The answers are those of `case.decide`, row by row: a property test holds the two equal. Nothing here loops over rows:
each rule is a few operations on planes of bits (`planes`), and what is true is then looked up for all rows at once.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.core.facts import FACTS
from fullcount.core.states import Decision
from fullcount.rulebook import table_codes
from fullcount.rulebook.pack import STATE_ALONE, Pack
from fullcount.rulebook.planes import Bits, Planes, both, either, exclusive, told_in
from fullcount.rulebook.rule import AnyRule
from fullcount.rulebook.table_crimes import Alleged, alleged
from fullcount.rulebook.units import NUMBERS
from fullcount.rulebook.vocabulary import RECORDING_WORDS

INSTANT = pl.Datetime("us", "UTC")
RESULT: dict[str, pl.DataType] = {
    "decision": pl.String(),
    "class": pl.String(),
    "code": pl.String(),
    "extra_classes": pl.String(),
    "crimes_due": pl.UInt16(),
    "deadline": INSTANT,
    "reason": pl.String(),
    "rules": pl.UInt64(),
    "question": pl.String(),
    "certainty": pl.Float32(),
}
"""The columns of the result.

`decision`: a Decision; `class`: Home Office class of the principal crime due, null if none is; `code`: its code, null
where only the class is known; `extra_classes`: further classes due beside it, joined by spaces; `crimes_due`: how many
crimes should be recorded for the report, by the counting unit of each; `deadline`: by when, null where the report has
no time; `reason`: a reason code of the pack; `rules`: the rules that decided (`fired` names them); `question`: the one
question that would settle most, or null; `certainty`: 0 to 1, how sure an answer for that reason is.
"""

CHUNK = 262_144
"""Rows judged at a time: a plane of so many bits stays in a core's own memory."""


def apply(table: pl.DataFrame, pack: Pack) -> pl.DataFrame:
    """Return what should have been done with every report of `table`: same height, same order, columns of `RESULT`.

    `table` may have `reported_at`, `event_at`, `opening_class`, `closing_class`, `has_text` and any column of the
    vocabulary of facts; a column that is missing is unknown in every row.
    """
    used = used_columns(pack)
    wanted = [name for name in table.columns if name in used]
    chunks = [table.select(wanted).slice(start, CHUNK) for start in range(0, max(table.height, 1), CHUNK)]
    heights = [min(CHUNK, table.height - start) for start in range(0, max(table.height, 1), CHUNK)]
    if len(chunks) == 1:
        return _judged(chunks[0], heights[0], pack)
    with ThreadPoolExecutor(max_workers=2, thread_name_prefix="rules") as pool:
        return pl.concat(pool.map(_judged, chunks, heights, [pack] * len(chunks)))


def fired(mask: int, pack: Pack) -> list[str]:
    """Return the ids of the rules that a value of the column `rules` stands for, the ruling first."""
    return list(pack.trail.read(int(mask)))


def truths(table: pl.DataFrame, pack: Pack, rules: Sequence[AnyRule]) -> Iterator[tuple[AnyRule, pl.Series]]:
    """Yield for each of some classification rules where it is true, false or unknown (null) in `table`."""
    planes = _told(table, table.height, pack)
    for rule in rules:
        true, false = planes.unpacked(planes.rule(rule)), planes.unpacked(planes.rule_false(rule))
        known = pl.Series(true | false)
        yield rule, pl.select(pl.when(known).then(pl.Series(true))).to_series().alias(rule.id)


def used_columns(pack: Pack) -> set[str]:
    """Return the columns of a table that the rules look at."""
    rules: tuple[AnyRule, ...] = (*pack.recording, *pack.classification, *pack.counting)
    used = {name for rule in rules for name in rule.facts}
    used |= {rule.then.asks for rule in pack.classification if rule.then.asks}
    inputs = {"reported_at", "event_at", "opening_class", "closing_class", "has_text"}
    return used | inputs | {*NUMBERS, "offenders_acted_together"}


def _told(table: pl.DataFrame, rows: int, pack: Pack) -> Planes:
    """Return the planes of the facts that a table tells, and of the times of its reports and events."""
    planes = Planes(rows)
    used = used_columns(pack)
    for name, told in told_in(table, [fact for fact in FACTS if fact.name in used]).items():
        planes.tell(RECORDING_WORDS[name], told)
    blank = pl.Series([None] * rows, dtype=INSTANT)
    reported = table["reported_at"].cast(INSTANT) if "reported_at" in table.columns else blank
    event = table["event_at"].cast(INSTANT) if "event_at" in table.columns else None
    planes.clock("reported_at", reported)
    planes.clock("event_at", reported if event is None else event.fill_null(reported))
    return planes


def _judged(table: pl.DataFrame, rows: int, pack: Pack) -> pl.DataFrame:
    table = table.rechunk()
    planes = _told(table, rows, pack)
    winners = {family.id: exclusive(pack.of_family(family.id), planes) for family in pack.families}
    codes = table_codes.read(table, rows, pack)
    _derive(planes, table, winners, codes, pack)
    rulings = exclusive(pack.recording, planes)
    limits = exclusive(pack.clock, planes)
    state = _any([fires for family in pack.families if family.state_based for fires in winners[family.id]])
    held = _any([fires for rule, fires in zip(pack.recording, rulings, strict=True) if rule.then.victims_only])
    alone = both(held, state)
    found = alleged(pack, planes, winners, codes.coded, alone)
    return _outputs(pack, planes, (rulings, limits), found, alone)


def _any(planes: Sequence[Bits]) -> Bits:
    result: Bits = None
    for plane in planes:
        result = either(result, plane)
    return result


def _derive(
    planes: Planes, table: pl.DataFrame, winners: dict[str, list[Bits]], codes: table_codes.Codes, pack: Pack
) -> None:
    """Add the words of `vocabulary.INPUTS`: what the codes amount to, and whether a crime is alleged at all."""
    has_text = table["has_text"].cast(pl.Boolean).fill_null(False) if "has_text" in table.columns else None
    text = _any([fires for many in winners.values() for fires in many])
    victims = [fires for family in pack.families if not family.state_based for fires in winners[family.id]]
    for name, places in (("opened_as", codes.opened_as), ("closed_as", codes.closed_as), ("type", codes.type)):
        planes.place(RECORDING_WORDS[name], places)
    for name, yes in (
        ("has_text", None if has_text is None else planes.packed(has_text)),
        ("text_discloses_crime", text),
        ("crime_alleged", either(text, planes.where(codes.is_crime))),
        ("victim_crime_alleged", either(_any(victims), planes.where(codes.has_victim))),
    ):
        planes.state(RECORDING_WORDS[name], yes)


def _outputs(
    pack: Pack, planes: Planes, firsts: tuple[list[Bits], list[Bits]], found: Alleged, alone: Bits
) -> pl.DataFrame:
    rulings = [rule.then for rule in pack.recording]
    ruling = planes.numbered(enumerate(firsts[0], start=1), len(rulings))
    limit = planes.numbered(enumerate(firsts[1], start=1), len(pack.clock))
    is_alone = planes.unpacked(alone)
    decides = np.array([False, *(then.decision is Decision.RECORD for then in rulings)])
    is_record = decides[ruling] | is_alone
    chosen = np.where(is_alone, len(rulings) + 1, ruling)
    ask = np.where(is_record, found.ask, np.where(is_alone, 0, ruling + np.uint16(len(found.questions) - 1)))
    is_timed = np.array([True, *(then.decision is not Decision.NOT_YET_RECORDED for then in rulings)])[ruling]
    hours = _looked_up([None, *(rule.then.hours for rule in pack.clock)], pl.Int64(), limit)
    reported, known = planes.instants["reported_at"]
    frame = pl.DataFrame(
        {
            "decision": _looked_up(
                [None, *(then.decision.value for then in rulings), Decision.RECORD.value], pl.String(), chosen
            ),
            **found.due(is_record),
            "reported": pl.Series(reported),
            "known": pl.Series(planes.unpacked(known) & (is_timed | is_alone)),
            "hours": hours,
            "reason": _looked_up([None, *(then.reason for then in rulings), STATE_ALONE], pl.String(), chosen),
            "rules": found.trail(ruling, limit),
            "question": _looked_up(
                [*found.questions, *(then.question for then in rulings)], pl.String(), ask
            ),
            "certainty": _looked_up(
                [None, *(pack.certainty(then.reason) for then in rulings), pack.certainty(STATE_ALONE)],
                pl.Float32(),
                chosen,
            ),
        }
    )  # fmt: skip
    deadline = pl.when("known").then(pl.col("reported").cast(INSTANT) + pl.duration(hours="hours"))
    return frame.with_columns(deadline.alias("deadline")).select(list(RESULT)).cast(dict(RESULT))  # type: ignore[arg-type]


def _looked_up(values: Sequence[object], dtype: pl.DataType, places: npt.NDArray[np.generic]) -> pl.Series:
    """Return for each row the value at its place."""
    return pl.Series(values, dtype=dtype).gather(pl.Series(places))
