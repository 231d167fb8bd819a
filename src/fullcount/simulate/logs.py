"""The words of every log: which parts it has, in whose hand, and what fills their slots."""

from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cache

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.calendar import HOUR, Year, printed
from fullcount.simulate.grammar import crime_words, frame_words, incident_words, values
from fullcount.simulate.grammar.bank import Bank, build_bank
from fullcount.simulate.grammar.compose import compose, join_parts, stack_values
from fullcount.simulate.happenings import NEVER_RECORDED, Happenings, Mechanism
from fullcount.simulate.incidents import INCIDENTS
from fullcount.simulate.offences import OFFENCES, RELATION_NAMES, REPORTER_NAMES
from fullcount.simulate.people import FORENAMES, phones, surnames
from fullcount.simulate.places import street_names, venue_names

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_CLASSES = [offence.cls for offence in OFFENCES]
_ARMED = ("5D", "34A", "34B", "10C", "10D", "9B", "58J", "92A", "92D", "92E", "8N")  # a plain "no weapon" may be untrue
_UNEASY = (
    "concern",
    "domestic-verbal",
    "suspicious-person",
    "neighbour-dispute",
    "asb-youths",
    "noise",
    "child-contact",
)
_LOOKALIKES = tuple(incident_words.LOOKALIKES)
_SECTIONS: dict[str, Mapping[str, tuple[str, ...]]] = {
    "intro": frame_words.INTROS, "crime": crime_words.CRIMES, "also": crime_words.ALSO,
    "incident": incident_words.INCIDENTS, "lookalike": incident_words.LOOKALIKES,
    "ended": incident_words.LOOKALIKE_ENDS, "update": frame_words.UPDATES, "end": frame_words.ENDS,
    "note": frame_words.NOTES,
    "any": {"context": frame_words.CONTEXT, "caller": frame_words.ABOUT_CALLER, "asked": frame_words.ASKED,
            "description": frame_words.DESCRIPTIONS, "negation": frame_words.NEGATIONS,
            "hypothetical": frame_words.HYPOTHETICALS, "grading": frame_words.GRADING, "checks": frame_words.CHECKS,
            "attending": frame_words.ATTENDING},
}  # fmt: skip


_UNEASY_NUMBERS = [number for number, incident in enumerate(INCIDENTS) if incident.key in _UNEASY]
_PRIVATE = np.array([offence.cls in crime_words.PERSON_CRIMES for offence in OFFENCES])


class Hand(Enum):
    """Who writes a part of a log."""

    HANDLER = "call handler"
    DISPATCHER = "dispatcher"
    OFFICER = "officer"


# Shares of those who write in full, who abbreviate, and whose keys slip in any one part.
_STYLES = {Hand.HANDLER: (0.62, 0.34, 0.04), Hand.DISPATCHER: (0.30, 0.66, 0.04), Hand.OFFICER: (0.55, 0.40, 0.05)}


@cache
def the_bank() -> Bank:
    """Return the bank of every fragment of the grammar, built once."""
    return build_bank({f"{name}:{key}": words for name, section in _SECTIONS.items() for key, words in section.items()})


def matter_keys() -> list[str]:
    """Return the bank's key of each kind of matter: classes first, then incidents, then look-alikes."""
    return [f"crime:{cls}" for cls in _CLASSES] + [f"incident:{i.key}" for i in INCIDENTS] + [
        f"lookalike:{name}" for name in _LOOKALIKES]  # fmt: skip


def _matter(happened: Happenings) -> Ints:
    matter = np.where(happened.offence >= 0, happened.offence, len(_CLASSES) + happened.incident)
    for number, name in enumerate(_LOOKALIKES):
        matter = np.where(happened.has(Mechanism(name)), len(_CLASSES) + len(INCIDENTS) + number, matter)
    return matter


def _end_keys(happened: Happenings, named: Flags) -> tuple[list[str], Ints]:
    """Return the closing sections and which each log takes; `named` logs give the crime's number."""
    keys = ["end:incident", "end:recorded", "end:recorded-ref", "end:late", "end:late-ref", "end:closed-as-incident",
            "end:promised", "end:downgraded", *(f"ended:{name}" for name in _LOOKALIKES)]  # fmt: skip
    which = np.where(happened.offence >= 0, 1 + named, 0)
    which = np.where(happened.has(Mechanism.LATE), 3 + named, which)
    for number, mechanism in enumerate(NEVER_RECORDED):
        which = np.where(happened.has(mechanism), 5 + number, which)
    for number, name in enumerate(_LOOKALIKES):
        which = np.where(happened.has(Mechanism(name)), 8 + number, which)
    return keys, which.astype(np.int64)


def _drawn(rng: np.random.Generator, choices: tuple[str, ...], number: int) -> pl.Series:
    return pl.Series(choices, dtype=pl.String).gather(rng.integers(0, len(choices), number))


def _grouped(rng: np.random.Generator, groups: list[tuple[str, ...]], which: Ints) -> pl.Series:
    """Return one of the choices of each row's group."""
    length = np.array([len(group) for group in groups])[which]
    start = np.cumsum([0, *(len(group) for group in groups)])[which]
    flat = pl.Series([choice for group in groups for choice in group], dtype=pl.String)
    return flat.gather(start + (rng.random(len(which)) * length).astype(np.int64))


def _amounts() -> tuple[str, ...]:
    return tuple(f"£{pounds}" for pounds in (*range(12, 100, 7), *range(100, 900, 35), 1200, 1500, 2400, 4000))


def _stamps(rng: np.random.Generator, year: Year, happened: Happenings) -> list[pl.Series]:
    """Return five stamps of time and collar number: grading, checks, attending, officer, closing."""
    at, stamps = happened.reported, []
    collars = pl.Series(rng.integers(2000, 9800, 2 * len(happened))).cast(pl.String)
    for number, most in enumerate((0.2, 2, 2, 3, 8)):
        at = at + rng.integers(60, int(most * HOUR), len(happened))
        stamps.append(
            "| " + printed(year, at, "%H:%M") + " " + collars.slice(int(number > 2) * len(happened), len(happened))
        )
    return stamps


def _slot_values(
    rng: np.random.Generator, year: Year, happened: Happenings, named: pl.Series, earlier_logs: pl.Series
) -> dict[str, pl.Series]:
    """Return what fills each slot in every log, as one series a slot."""
    n = len(happened)
    no_slip = np.zeros(n, dtype=np.bool_)
    sign = _drawn(rng, values.CALLSIGNS, n)
    unit = pl.Series(rng.integers(10, 99, n)).cast(pl.String)
    stamps = dict(
        zip(("stamp_d", "stamp_e", "stamp_f", "stamp_o", "stamp_c"), _stamps(rng, year, happened), strict=True)
    )
    return {
        "who": _grouped(rng, [values.OFFENDERS[name] for name in RELATION_NAMES], happened.relation),
        "v": _grouped(rng, [values.VICTIMS[name] for name in REPORTER_NAMES], happened.reporter),
        "v2": _drawn(rng, values.SECOND_VICTIMS, n),
        "caller": _drawn(rng, FORENAMES, n) + " " + surnames(happened.caller, no_slip),
        "org": _drawn(rng, values.AGENCIES, n), "st": street_names(happened.places),
        "shop": venue_names(happened.places), "item": _drawn(rng, values.GOODS, n),
        "veh": "a " + _drawn(rng, values.COLOURS, n) + " " + _drawn(rng, values.CARS, n),
        "amt": _drawn(rng, _amounts(), n), "tm": _drawn(rng, values.WHEN, n), "ph": phones(happened.phone),
        "cs": sign + unit, "ref": named,
        "log": earlier_logs,
        "age": pl.Series(rng.integers(11, 88, n)).cast(pl.String),
        **stamps,
    }  # fmt: skip


def _parts(rng: np.random.Generator, happened: Happenings, named: Flags) -> list[tuple[Hand, Ints]]:
    """Return whose hand wrote each part of every log, and its forms, in the order in which they stand."""
    bank, n = the_bank(), len(happened)
    crime = happened.offence >= 0
    lookalike = happened.has(*(Mechanism(name) for name in _LOOKALIKES))
    armed = np.isin(happened.offence, [_CLASSES.index(cls) for cls in _ARMED])
    uneasy = ~crime & ~lookalike & np.isin(happened.incident, _UNEASY_NUMBERS)
    private = crime & _PRIVATE[happened.offence]
    attended = ~happened.has(Mechanism.DOWNGRADED, Mechanism.PROMISED) & ~lookalike
    kind = np.where(private, 0, np.where(crime, 1, 2))
    kinds = ("crime", "property", "incident")
    wordy = 0.2 + 1.75 * rng.beta(1.3, 1.3, n)  # some hands write little, some write all
    always = np.ones(n, dtype=np.bool_)

    def sometimes(share: float) -> Flags:
        return np.asarray(rng.random(n) < share * wordy)

    def part(hand: Hand, keys: Sequence[str], which: Ints | int, wanted: Flags) -> tuple[Hand, Ints]:
        return hand, bank.pick(rng, list(keys), np.broadcast_to(which, n), wanted)

    def common(hand: Hand, name: str, wanted: Flags) -> tuple[Hand, Ints]:
        return part(hand, [f"any:{name}"], 0, wanted)

    handler, dispatcher, officer = Hand
    intros = ["intro:other", *(f"intro:{name}" for name in REPORTER_NAMES)]
    end_keys, end = _end_keys(happened, named)
    return [
        part(handler, intros, np.where(crime, happened.reporter + 1, 0), rng.random(n) < 0.95),
        part(handler, matter_keys(), _matter(happened), always),
        part(handler, [f"also:{cls}" for cls in _CLASSES], np.maximum(happened.offence, 0), happened.disclosed > 1),
        common(handler, "context", sometimes(0.80)),
        common(handler, "description", sometimes(0.6) & crime | sometimes(0.12)),
        common(handler, "caller", sometimes(0.75)),
        common(handler, "asked", sometimes(0.70)),
        common(handler, "negation", sometimes(0.55) & ~armed & (private | uneasy) & (happened.disclosed < 2)),
        common(handler, "hypothetical", sometimes(0.35) & (private | uneasy)),
        common(dispatcher, "grading", sometimes(0.95)),
        common(dispatcher, "checks", sometimes(0.90)),
        common(dispatcher, "attending", sometimes(0.80) & attended),
        part(officer, [f"update:{name}" for name in kinds], kind, sometimes(0.85) & attended),
        part(officer, [f"note:{name}" for name in kinds], kind, sometimes(0.75) & attended),
        part(officer, end_keys, end, rng.random(n) < 0.97),
    ]  # fmt: skip


def write_logs(
    rng: np.random.Generator, year: Year, happened: Happenings, crime_numbers: pl.Series, earlier_logs: pl.Series
) -> pl.Series:
    """Return the text of every log, about 20 to 200 words; `crime_numbers` is blank where the log names none."""
    bank, n = the_bank(), len(happened)
    stacked = stack_values(_slot_values(rng, year, happened, crime_numbers, earlier_logs), n)
    styles = {hand: rng.choice(len(shares), n, p=shares) for hand, shares in _STYLES.items()}
    parts = _parts(rng, happened, (crime_numbers != "").to_numpy())
    texts = [compose(bank, stacked, forms + styles[hand] * bank.forms) for hand, forms in parts]
    return join_parts(texts, rng.random(n) < 0.18)
