"""The words of every log: which entries it has, in whose hand, and what fills their slots."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.calendar import HOUR, Seconds
from fullcount.simulate.context import Context
from fullcount.simulate.grammar.bank import CHANNELS, Bank, the_bank
from fullcount.simulate.grammar.book import book
from fullcount.simulate.grammar.compose import compose, join_parts, stack_values
from fullcount.simulate.happenings import LEADS, Happenings
from fullcount.simulate.incidents import INCIDENTS
from fullcount.simulate.log_keys import ending_keys, matter_keys, matters
from fullcount.simulate.mechanisms import LOOKALIKES, NEVER_RECORDED, Mechanism
from fullcount.simulate.offences import OFFENCES, RELATION_NAMES, REPORTER_NAMES
from fullcount.simulate.slots import slot_values

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_CLASSES = [offence.cls for offence in OFFENCES]
_PRIVATE = np.array([o.group in {"violence", "behavioural", "rape", "sexual", "order"} for o in OFFENCES])
# Of these a plain denial of weapons, drugs or race may be untrue.
_RISKY = {"5D", "8N", "11A", "9B", "8P", "105B", "58J", "8M", "29B", "36", "59", "3B", "66", "54", "33"}
_ARMED = np.array([
    offence.group in {"weapons", "drugs", "robbery"} or offence.cls in _RISKY for offence in OFFENCES
])  # fmt: skip
# How a report of each route is told; partners, officers and custody in any way.
_CHANNEL = np.array([CHANNELS.index(name) for name in ("phone", "phone", "online", "desk", "any", "any", "any")])
_UNEASY = np.array([incident.may_hide_crime or incident.key == "child-contact" for incident in INCIDENTS])
_MARKS = pl.Series([". ", " - ", ", ", ".. ", " / ", "; ", "  ", " + "])
_MARK_SHARES = (0.50, 0.12, 0.12, 0.06, 0.06, 0.06, 0.05, 0.03)


class Hand(Enum):
    """Who writes an entry of a log."""

    HANDLER = "CALL HANDLER"
    DISPATCHER = "DISPATCH"
    OFFICER = "OFFICER"
    SUPERVISOR = "SUPERVISOR"


# Shares of the spellings of a hand: in full, own words, short, half short, misspelt, short and slipped; of capitals.
_STYLES = {
    Hand.HANDLER: ((0.44, 0.12, 0.16, 0.16, 0.08, 0.04), 0.10),
    Hand.DISPATCHER: ((0.22, 0.06, 0.36, 0.26, 0.04, 0.06), 0.16),
    Hand.OFFICER: ((0.34, 0.16, 0.20, 0.16, 0.09, 0.05), 0.06),
    Hand.SUPERVISOR: ((0.60, 0.06, 0.14, 0.14, 0.04, 0.02), 0.04),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of every log, blank where a log has none: what kind, who wrote it, when, which words, each `(n,)`."""

    action: str
    hand: Hand
    author: Ints  # row of the roster
    at: Seconds
    text: pl.Series


@dataclass(frozen=True, slots=True)
class _Writer:
    """What the parts of one batch's logs are drawn with."""

    rng: np.random.Generator
    bank: Bank
    stacked: pl.Series
    happened: Happenings
    wordy: npt.NDArray[np.float64]

    def sometimes(self, share: float) -> Flags:
        """Return which logs have a part that `share` of logs of middling wordiness have."""
        return np.asarray(self.rng.random(len(self.happened)) < share * self.wordy)

    def part(self, keys: Sequence[str], which: Ints | int, wanted: Flags) -> Ints:
        """Return forms of one part, `(n,)`."""
        return self.bank.pick(self.rng, list(keys), np.broadcast_to(which, len(self.happened)), wanted)

    def common(self, name: str, wanted: Flags) -> Ints:
        """Return forms of a part that any log may have."""
        return self.part([f"any:{name}"], 0, wanted)

    def entry(self, action: str, hand: Hand, author: Ints, at: Seconds, parts: list[Ints]) -> Entry:
        """Return an entry of these parts in one hand's spelling; the first leads into the second without a mark."""
        n = len(self.happened)
        shares, capitals = _STYLES[hand]
        style = self.rng.choice(len(shares), n, p=shares)
        marks = _MARKS.gather(self.rng.choice(len(_MARKS), n, p=_MARK_SHARES))
        texts = [compose(self.bank, self.stacked, forms, style) for forms in parts]
        if len(texts) > 1:
            led = pl.select((texts[0] + " " + texts[1]).str.strip_chars()).to_series()
            texts = [led, *texts[2:]]
        text = join_parts(texts, marks)
        shouted = pl.Series(self.rng.random(n) < capitals)
        return Entry(action, hand, author, at, text.zip_with(~shouted, text.str.to_uppercase()))


def _kinds(happened: Happenings) -> Ints:
    """Return each log's kind: 0 against persons, 1 against property or the state, 2 an incident."""
    return np.where(happened.is_crime, np.where(_PRIVATE[happened.offence], 0, 1), 2)


def _dealt_with_as(writer: _Writer) -> Ints:
    """Return the kind that those who went took each log for: half of the missed crimes for an incident."""
    happened = writer.happened
    taken = happened.has(*NEVER_RECORDED) & (writer.rng.random(len(happened)) < 0.5)
    return np.where(taken, 2, _kinds(happened))


def _told(writer: _Writer) -> list[Ints]:
    """Return the parts of the first entry: what the caller tells."""
    happened, crime = writer.happened, writer.happened.is_crime
    n, kind = len(happened), _kinds(happened)
    lookalike = happened.has(*LOOKALIKES)
    uneasy = ~crime & ~lookalike & _UNEASY[happened.incident]
    early = ~happened.comes_late
    matter = np.where(early, matters(happened), len(_CLASSES) + happened.incident)
    reporters = [f"intros:{name}:{channel}" for name in (*REPORTER_NAMES, "other") for channel in CHANNELS]
    own = happened.reporter == REPORTER_NAMES.index("victim")
    intro = np.where(own & (writer.rng.random(n) < 0.35), len(REPORTER_NAMES), happened.reporter)
    same = crime & (happened.extra == happened.offence)
    other = crime & (happened.extra >= 0) & ~same
    safe = ~(crime & _ARMED[happened.offence]) & (happened.disclosed < 2)
    stranger = happened.relation == RELATION_NAMES.index("stranger")
    kinds = [f"negations:{name}" for name in ("person", "property", "incident")]
    classes = np.maximum(happened.extra, 0)
    return [
        writer.part(reporters, intro * len(CHANNELS) + _CHANNEL[happened.route], writer.rng.random(n) < 0.95),
        writer.part(matter_keys(), matter, np.ones(n, dtype=np.bool_)),
        writer.part([f"also:{cls}" for cls in _CLASSES], classes, same & early),
        writer.part([f"other:{cls}" for cls in _CLASSES], classes, other & early),
        writer.common("context", writer.sometimes(0.65)),
        writer.common(
            "descriptions", writer.sometimes(0.5) & crime & stranger | writer.sometimes(0.15) & ~crime & stranger
        ),
        writer.common("about_caller", writer.sometimes(0.60)),
        writer.common("asked", writer.sometimes(0.55)),
        writer.part(kinds, kind, writer.sometimes(0.40) & safe & ~lookalike & early),
        writer.common("quotes", writer.sometimes(0.22) & ~lookalike),
        writer.common("hypotheticals", writer.sometimes(0.30) & ((kind == 0) | uneasy)),
        writer.common("rumours", writer.sometimes(0.10) & ~lookalike),
        *_leads(writer, 0.6),
    ]


def _leads(writer: _Writer, share: float) -> list[Ints]:
    """Return the lines of enquiry that an entry mentions; what the first entry leaves out a later one tells."""
    happened = writer.happened
    named = writer.part(["leads:suspect"], 0, (happened.suspect == 2) & (writer.rng.random(len(happened)) < share))
    drawn = [
        writer.part([f"leads:{name}"], 0, happened.leads[:, number] & (writer.rng.random(len(happened)) < share))
        for number, name in enumerate(LEADS)
    ]
    return [*drawn, named]


def _seen(writer: _Writer, attended: Flags) -> list[Ints]:
    """Return the parts of the officer's entry; of a crime that comes out late this is where it does."""
    happened, kind = writer.happened, _dealt_with_as(writer)
    late = happened.comes_late
    kinds = [f"updates:{name}" for name in ("crime", "property", "incident")]
    same = late & (happened.extra == happened.offence)
    other = late & (happened.extra >= 0) & ~same
    classes = np.maximum(happened.extra, 0)
    return [
        writer.common("late_disclosure", late),
        writer.part(matter_keys(), matters(happened), late),
        writer.part([f"also:{cls}" for cls in _CLASSES], classes, same),
        writer.part([f"other:{cls}" for cls in _CLASSES], classes, other),
        writer.part(kinds, kind, writer.sometimes(0.70) & attended & ~late),
    ]


def _times(writer: _Writer, most: Sequence[float]) -> list[Seconds]:
    """Return the instants of entries, each up to `most` hours after the one before, `(n,)` each."""
    at, times = writer.happened.reported + writer.rng.integers(30, 300, len(writer.happened)), []
    for hours in most:
        times.append(at)
        at = at + writer.rng.integers(40, int(hours * HOUR), len(writer.happened))
    return times


def write_logs(context: Context, happened: Happenings, crime_numbers: pl.Series, others: Ints) -> list[Entry]:
    """Return the entries of every log in order of time; `crime_numbers` is blank where the log names none."""
    rng, n = context.rng("logs"), len(happened)
    words = book(context.scenario.grammar)
    bank = the_bank(context.scenario.grammar, context.seed)
    values = slot_values(context, words, happened, crime_numbers)
    writer = _Writer(rng, bank, stack_values(values, n), happened, 0.25 + 1.7 * rng.beta(1.3, 1.3, n))
    crime = happened.is_crime
    lookalike = happened.has(*LOOKALIKES)
    attended = ~happened.has(Mechanism.DOWNGRADED, Mechanism.PROMISED) & ~lookalike & (happened.grade < 4)
    keys, which = ending_keys(context, happened, (crime_numbers != "").to_numpy())
    missed = crime & (happened.recorded == 0)
    looked = ["supervisor:recorded", "supervisor:missed", "supervisor:incident"]
    looks = np.where(crime, np.where(missed, 1, 0), 2)
    kinds = [f"notes:{name}" for name in ("crime", "property", "incident")]
    at = _times(writer, (0.2, 1.5, 1.0, 1.5, 1.0, 2.0, 3.0, 6.0, 1.0))
    hand, told = Hand, _told(writer)
    return [
        writer.entry("CREATED", hand.HANDLER, happened.handler, at[0], told),
        writer.entry("GRADED", hand.DISPATCHER, happened.dispatcher, at[1],
                     [writer.common("grading", writer.sometimes(0.80))]),
        writer.entry("CHECKS", hand.DISPATCHER, happened.dispatcher, at[2],
                     [writer.common("checks", writer.sometimes(0.75))]),
        writer.entry("RESOURCE", hand.DISPATCHER, happened.dispatcher, at[3],
                     [writer.common("sending", writer.sometimes(0.75) & attended)]),
        writer.entry("AMENDED", hand.HANDLER, happened.handler, at[4],
                     [writer.common("corrections", writer.sometimes(0.15))]),
        writer.entry("UPDATE", hand.OFFICER, happened.officer, at[5], _seen(writer, attended)),
        writer.entry("UPDATE", hand.OFFICER, others, at[6],
                     [np.zeros(n, dtype=np.int64),
                      writer.part(kinds, _dealt_with_as(writer), writer.sometimes(0.60) & attended),
                      *_leads(writer, 0.35)]),
        writer.entry("REVIEW", hand.SUPERVISOR, happened.sergeant, at[7],
                     [writer.part(looked, looks, writer.sometimes(0.22))]),
        writer.entry("CLOSED", hand.OFFICER, happened.officer, at[8],
                     [writer.part(keys, which, rng.random(n) < 0.97)]),
    ]  # fmt: skip
