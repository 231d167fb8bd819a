"""The extracts about victims: who they are and what they asked for, and each contact with them."""

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.aftermath.case_events import CaseEvents, numbered
from fullcount.simulate.aftermath.choices import Forms, hurried, spoken_by
from fullcount.simulate.aftermath.contacts import CHANNELS, KINDS, PURPOSES, Contacts
from fullcount.simulate.aftermath.crimes import RELATIONS, CrimesOfBatch
from fullcount.simulate.aftermath.duties import Duties
from fullcount.simulate.aftermath.mechanisms import Contact
from fullcount.simulate.aftermath.tables import headed, named, one_each
from fullcount.simulate.aftermath.victims import (
    CODE_WORDS,
    ETHNICITIES,
    LANGUAGES,
    NEEDS,
    REASONS,
    SAFE_CHANNELS,
    WINDOW_WORDS,
    Victims,
    person_refs,
)
from fullcount.simulate.aftermath.words_service import DECLINED, LEFT_MESSAGE, NOT_REACHED, ON_UNSAFE_NUMBER, REACHED
from fullcount.simulate.calendar import printed
from fullcount.simulate.context import Context
from fullcount.simulate.hashed import share_of
from fullcount.simulate.people import phones

Ints = npt.NDArray[np.int64]

_UNSAFE_NUMBER = KINDS.index(Contact.UNSAFE_NUMBER)
_POOL = 1500  # notes of each kind in a batch
_NO_LETTERS = 0.7  # of victims with a wish: letters are named as unsafe


def victim_ids(crimes: CrimesOfBatch, victims: Victims) -> pl.Series:
    """Return the number of each victim of a crime, `(v,)`."""
    return one_each("VC", crimes.number[victims.crime])


def victims_table(context: Context, crimes: CrimesOfBatch, victims: Victims) -> pl.DataFrame:
    """Return one row for every personal victim of a crime."""
    no_letters = victims.wish & (share_of(victims.person, context.seed, "victim letters") < _NO_LETTERS)
    unsafe = phones(victims.unsafe_phone)
    letter = pl.Series(["letter"]).gather(np.zeros(len(victims), dtype=np.int64)).set(pl.Series(~no_letters), None)
    both = pl.select(pl.concat_str([pl.lit(unsafe), pl.lit(letter)], separator=";", ignore_nulls=True)).to_series()
    known = crimes.suspect[victims.crime] > 0
    return headed("victims", {
        "victim_id": victim_ids(crimes, victims), "crime_id": context.crime_numbers(crimes.number[victims.crime]),
        "person_ref": person_refs(victims.person), "born_year": pl.Series(victims.born).cast(pl.String),
        "sex": named(("F", "M", "U"), victims.sex), "ethnicity": named(ETHNICITIES, victims.ethnicity),
        "needs": named(tuple(need or "none recorded" for need in NEEDS), victims.need),
        "enhanced_reason": named(REASONS, np.where(victims.reason > 0, victims.reason, -1)),
        "safe_channels": named(SAFE_CHANNELS, victims.channels), "safe_times": named(WINDOW_WORDS, victims.window),
        "voicemail": named(("N", "Y"), victims.voicemail), "code_word": named(CODE_WORDS, victims.code_word),
        "interpreter": named(LANGUAGES, victims.language), "do_not_contact": both.replace("", None),
        "agreed_frequency": pl.Series(victims.frequency).cast(pl.String),
        "relation": named(RELATIONS, np.where(known | crimes.domestic[victims.crime],
                                              crimes.relation[victims.crime], -1)),
    })  # fmt: skip


def contact_ids(crimes: CrimesOfBatch, victims: Victims, contacts: Contacts) -> pl.Series:
    """Return the number of each contact, `(c,)`."""
    return numbered("CT", crimes.number[victims.crime[contacts.victim]], contacts.victim)


def _notes(rng: np.random.Generator, banks: tuple[Forms, ...], key: Ints) -> pl.Series:
    """Return a note for each contact from a pool drawn first: nobody writes half a million of them anew."""
    pool = hurried(rng, spoken_by(rng, banks, np.repeat(np.arange(len(banks)), _POOL)))
    return pool.gather(key * _POOL + rng.integers(0, _POOL, len(key)))


def contacts_table(
    context: Context, crimes: CrimesOfBatch, victims: Victims, events: CaseEvents, duties: Duties, contacts: Contacts
) -> pl.DataFrame:
    """Return one row for every contact made or tried."""
    rng = context.rng("aftermath contact rows")
    row = victims.crime[contacts.victim]
    banks = (*REACHED, DECLINED, NOT_REACHED, LEFT_MESSAGE, ON_UNSAFE_NUMBER)
    extra = len(REACHED)
    declined = np.where(contacts.duty >= 0, duties.declined[contacts.duty], np.False_) if len(duties.owed) else row < 0
    key = np.select(
        [contacts.left_message, ~contacts.reached, declined, (contacts.kind == _UNSAFE_NUMBER)],
        [extra + 2, extra + 1, extra, extra + 3], default=contacts.purpose,
    )  # fmt: skip
    number = crimes.phone.gather(row).set(pl.Series(contacts.channel > 1), None)
    unsafe = contacts.kind == _UNSAFE_NUMBER
    number = phones(np.where(unsafe, victims.unsafe_phone[contacts.victim], -1)).zip_with(pl.Series(unsafe), number)
    by_sergeant = pl.Series(rng.random(len(row)) < 0.1)
    about = (
        events.ids.gather(np.maximum(contacts.event, 0))
        if len(events.ids)
        else pl.Series([None] * len(row), dtype=pl.String)
    )
    return headed("contacts_made", {
        "contact_id": contact_ids(crimes, victims, contacts),
        "victim_id": victim_ids(crimes, victims).gather(contacts.victim), "made_at": printed(context.year, contacts.at),
        "channel": named(CHANNELS, contacts.channel), "number_used": number,
        "reached": named(("N", "Y"), contacts.reached.astype(np.int64)),
        "right": named(PURPOSES, contacts.purpose), "about": about.set(pl.Series(contacts.event < 0), None),
        "by_id": crimes.sergeant.gather(row).zip_with(by_sergeant, crimes.officer.gather(row)),
        "words": _notes(rng, banks, key),
    })  # fmt: skip
