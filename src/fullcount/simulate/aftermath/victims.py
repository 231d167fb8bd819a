"""Victims: needs and wishes that stay with a person over several crimes, and what a crime adds."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.aftermath.closing import Closings
from fullcount.simulate.aftermath.crimes import CrimesOfBatch
from fullcount.simulate.calendar import HOUR
from fullcount.simulate.context import Context
from fullcount.simulate.hashed import share_of
from fullcount.simulate.people import PHONE_RANGES, phones

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NEEDS = ("", "interpreter", "mental health", "learning disability", "hearing", "mobility", "mental health;mobility")
_NEED_SHARE = (0.80, 0.035, 0.075, 0.02, 0.02, 0.03, 0.02)
LANGUAGES = ("Polish", "Romanian", "Urdu", "Bengali", "Arabic", "Portuguese", "Punjabi", "British Sign Language")
ETHNICITIES = ("White", "Asian or Asian British", "Black or Black British", "Mixed", "Chinese or other", "Not stated")
_ETHNICITY_SHARE = (0.62, 0.09, 0.04, 0.025, 0.015, 0.21)
"""The five groups of the 16+1 and 'not stated', with invented shares; a fifth is not stated, as forces complain."""
REASONS = ("", "high-risk domestic abuse", "domestic abuse", "sexual offence", "hate crime", "serious violence",
           "persistently targeted", "vulnerable", "under 18")  # fmt: skip
# Channels that a victim with a wish calls safe: one of them is always such that something can be handed over.
SAFE_CHANNELS = ("text", "email", "in person", "phone;email", "phone;in person", "phone;text", "text;email")
_WITHOUT_PHONE = (1, 2)
# Hours at which it is safe to ring, on working days, as seconds of the day, and how they are written.
WINDOWS = ((9 * HOUR + 900, 14 * HOUR + 2700), (10 * HOUR, 12 * HOUR), (9 * HOUR, 15 * HOUR),
           (18 * HOUR, 20 * HOUR + 1800))  # fmt: skip
WINDOW_WORDS = (
    "weekdays 09:15-14:45 (school hours)",
    "10:00-12:00",
    "between 09:00 and 15:00",
    "after 18:00 until 20:30",
)
CODE_WORDS = (
    "bluebell", "parcel", "library book", "dentist", "marigold", "knitting", "allotment",
    "tombola", "lighthouse", "crumpet", "saddle", "raincoat", "postbox", "gooseberry",
    "windmill", "teacake", "hedgehog", "compass", "buttercup", "trombone",
)  # fmt: skip
_FEMALE = frozenset({"19C", "19D", "19E", "20A", "20B"})
_MALE = frozenset({"19F", "19G", "19H", "17A", "17B"})
_UNDER_13 = frozenset({"11A", "17B", "19E", "19H", "20B", "21"})
_UNDER_16 = frozenset({"19D", "22B", "88A"})


@dataclass(frozen=True, slots=True)
class Victims:
    """`v` victims, one for each crime with a personal victim, in order of crime; each array `(v,)`."""

    crime: Ints  # row of the batch
    person: Ints
    reason: Ints  # of enhanced rights, index into REASONS, 0 for standard
    born: Ints
    sex: Ints  # 0 female, 1 male, 2 not said
    ethnicity: Ints  # index into ETHNICITIES
    need: Ints
    language: Ints  # index into LANGUAGES, -1 for none
    wish: Flags  # told us how to be reached safely
    channels: Ints  # index into SAFE_CHANNELS, -1 without a wish
    window: Ints  # index into WINDOWS, -1 for any time
    voicemail: Ints  # 1 may be left, 0 may not, -1 not asked
    code_word: Ints  # -1 for none
    unsafe_phone: Ints  # as in `people.phones`, -1 for none
    frequency: Ints  # days between updates as agreed

    def __len__(self) -> int:
        return len(self.crime)

    @property
    def is_enhanced(self) -> Flags:
        return self.reason > 0


def person_refs(person: Ints) -> pl.Series:
    """Return the number by which the force knows a person over several crimes; blank for -1."""
    refs = "N" + pl.Series(person).cast(pl.String).str.zfill(9)
    return refs.set(pl.Series(person < 0), None)


def _reasons(crimes: CrimesOfBatch, rows: Ints, high_risk: Flags, need: Ints, born: Ints, year: int) -> Ints:
    """Return why each victim has enhanced rights; the gravest reason names it."""
    sexual, grave = (
        crimes.is_of("rape", "sexual")[rows],
        crimes.has_class(frozenset({"5D", "34B", "36", "106", "1"}))[rows],
    )
    stalked = crimes.repeat[rows] & crimes.is_of("conduct", "violence")[rows]
    return np.select(
        [high_risk[rows], crimes.domestic[rows], sexual, crimes.hate[rows], grave, stalked, np.isin(need, (2, 3, 6)),
         born > year - 18],
        np.arange(1, 9), default=0,
    )  # fmt: skip


def draw_victims(context: Context, crimes: CrimesOfBatch, closings: Closings) -> Victims:
    """Return the personal victims of a batch. What is of the person is hashed from it, the same in every batch."""
    rows = np.flatnonzero(crimes.person >= 0)
    person, year, rng = crimes.person[rows], context.year.year, context.rng("aftermath victims")

    def share(purpose: str) -> npt.NDArray[np.float64]:
        return share_of(person, context.seed, "victim " + purpose)

    need = np.searchsorted(np.cumsum(_NEED_SHARE)[:-1], share("needs"), side="right")
    ages = np.select(
        [crimes.has_class(_UNDER_13)[rows], crimes.has_class(_UNDER_16)[rows]],
        [4 + 8.9 * share("age"), 13 + 2.9 * share("age")], default=16 + 62 * share("age") ** 1.5,
    )  # fmt: skip
    born = year - ages.astype(np.int64)
    reason = _reasons(crimes, rows, closings.high_risk, need, born, year)
    wish = share("wish") < np.select([crimes.domestic[rows], reason > 0], [0.6, 0.15], default=0.03)
    no_phone = crimes.phone.is_null().to_numpy()[rows]
    channels = (share("channels") * len(SAFE_CHANNELS)).astype(np.int64)
    channels = np.where(no_phone, np.take(_WITHOUT_PHONE, channels % 2), channels)
    no_number = share("unsafe") >= 0.75
    window = np.where(no_number | (share("window") < 0.5), (share("hours") * len(WINDOWS)).astype(np.int64), -1)
    unsafe = (share("number") * 1000 * len(PHONE_RANGES)).astype(np.int64)
    unsafe = np.where(
        (phones(unsafe) == crimes.phone.gather(rows)).fill_null(value=False).to_numpy(), unsafe ^ 1, unsafe
    )
    frequency = np.select([reason == 1, reason > 0], [7, 14], default=28)
    frequency = np.where(rng.random(len(rows)) < 0.25, 28, frequency)
    female = crimes.has_class(_FEMALE)[rows] | ((share("sex") < 0.55) & ~crimes.has_class(_MALE)[rows])
    return Victims(
        crime=rows, person=person, reason=reason, born=born,
        sex=np.where(share("said") < 0.02, 2, ~female),
        ethnicity=np.searchsorted(np.cumsum(_ETHNICITY_SHARE)[:-1], share("ethnicity"), side="right"), need=need,
        language=np.where(need == 1, (share("language") * len(LANGUAGES)).astype(np.int64), -1), wish=wish,
        channels=np.where(wish, channels, -1), window=np.where(wish, window, -1),
        voicemail=np.where(wish, share("voicemail") < 0.15, np.where(share("voicemail") < 0.5, 1, -1)),
        code_word=np.where(wish & (share("code") < 0.4), (share("word") * len(CODE_WORDS)).astype(np.int64), -1),
        unsafe_phone=np.where(wish & ~no_number, unsafe, -1), frequency=frequency,
    )  # fmt: skip
