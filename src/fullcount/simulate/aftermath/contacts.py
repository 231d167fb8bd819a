"""Contacts with victims: what served a right, updates as agreed, calls that nobody answered; and contacts that harm."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from fullcount.simulate.aftermath.closing import Closings
from fullcount.simulate.aftermath.crimes import CrimesOfBatch
from fullcount.simulate.aftermath.duties import INFORMATION, RIGHTS, Duties, moments
from fullcount.simulate.aftermath.mechanisms import Closure, Contact
from fullcount.simulate.aftermath.victims import SAFE_CHANNELS, WINDOWS, Victims
from fullcount.simulate.aftermath.working_days import utc_of, working_day
from fullcount.simulate.calendar import DAY, HOUR, Seconds
from fullcount.simulate.context import Context

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

CHANNELS = ("phone", "text", "email", "letter", "in person")
PURPOSES = (*RIGHTS, "update")
UPDATE = len(RIGHTS)
KINDS = tuple(Contact)
_KIND = {kind: number for number, kind in enumerate(KINDS)}
MOST_UPDATES = 60
TRIED_BEFORE = 0.08  # share of contacts before which somebody rang in vain
# Share of channels by purpose, for victims without a wish.
_USUAL = {0: (0, .4, .35, .2, .05), 1: (.8, 0, 0, 0, .2), 2: (.75, 0, 0, 0, .25), 3: (.62, .12, .16, .05, .05),
          4: (.6, .15, .2, .05, 0)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contacts:
    """`c` contacts in order of victim and time, each array `(c,)`."""

    victim: Ints
    at: Seconds
    purpose: Ints  # index into PURPOSES
    duty: Ints  # row of Duties that it served, -1 for none
    event: Ints
    reached: Flags
    channel: Ints
    kind: Ints  # index into KINDS
    left_message: Flags


def _updates(context: Context, crimes: CrimesOfBatch, closings: Closings, victims: Victims) -> tuple[Ints, Seconds]:
    """Return who was kept up to date when: as often as agreed until the case ends or its victim is asked."""
    end = np.where(closings.asked >= 0, closings.asked, closings.given)
    end = np.where(end >= 0, end, context.year.export - 2 * HOUR)
    end = np.where((crimes.cancelled > 0) | closings.has(Closure.CONTACT_GAP), 0, end)
    span = end[victims.crime] - crimes.recorded[victims.crime]
    times = np.clip((span - DAY) // (victims.frequency * DAY), 0, MOST_UPDATES)
    who = np.repeat(np.arange(len(victims)), times)
    nth = np.arange(len(who)) - np.repeat(np.cumsum(times) - times, times) + 1
    planned = crimes.recorded[victims.crime[who]] + nth * victims.frequency[who] * DAY
    at = moments(context, victims, who, working_day(context.year, planned, 0))
    # A working day's roll back over a holiday may come before the crime; a moment in the day, after its end.
    fits = (at > crimes.recorded[victims.crime[who]] + 600) & (at < end[victims.crime[who]])
    return who[fits], at[fits]


def _channels(context: Context, victims: Victims, who: Ints, purpose: Ints, no_phone: Flags) -> Ints:
    """Return the channel of each contact: a safe one where the victim named some, `(c,)`."""
    rng = context.rng("aftermath channels")
    usual = np.array([_USUAL[p] for p in range(len(PURPOSES))])
    allowed = np.array([[name in option.split(";") for name in CHANNELS] for option in SAFE_CHANNELS])
    wishes = usual[None] * allowed[:, None]
    bare = wishes.sum(axis=2, keepdims=True) == 0
    wishes = np.where(bare, allowed[:, None], wishes)
    table = np.concatenate([wishes, usual[None]])  # (options + 1, purposes, channels); the last is for no wish
    edges = np.cumsum(table / table.sum(axis=2, keepdims=True), axis=2)[:, :, :-1]
    channel = (rng.random(len(who))[:, None] >= edges[victims.channels[who], purpose]).sum(axis=1)
    no_way = no_phone[who] & (channel < 2) & (victims.channels[who] < 0)
    return np.asarray(np.where(no_way, 2 + channel, channel), dtype=np.int64)


def _harm(context: Context, victims: Victims, contacts: Contacts, earliest: Seconds, keep: Flags) -> Contacts:
    """Return the contacts with `unsafe_number` of those of victims with a wish made against it.

    `earliest`: no contact may move before it; `keep`: its victim must hear (no mere message), each `(c,)`.
    """
    rng, who, c = context.rng("aftermath harm"), contacts.victim, len(contacts.at)
    hit = victims.wish[who] & (rng.random(c) < context.scenario.closing.unsafe_number)
    ends = np.array([end for _, end in WINDOWS])[victims.window[who]]
    local = context.year.local(contacts.at)
    start = np.where(ends < 17 * HOUR, 20 * HOUR, 12 * HOUR + 1800)
    moved = utc_of(context.year, local // DAY * DAY + start + rng.integers(0, 5400, c))
    by_number = victims.unsafe_phone[who] >= 0
    by_time = (victims.window[who] >= 0) & (moved > earliest) & (moved < context.year.export - HOUR)
    by_voicemail = (victims.voicemail[who] == 0) & ~keep
    lot = rng.random(c)
    kind = np.select(
        [by_voicemail & (lot < 0.4), by_time & (lot < 0.7), by_number, by_time, by_voicemail],
        [_KIND[k] for k in (Contact.VOICEMAIL, Contact.UNSAFE_TIME, Contact.UNSAFE_NUMBER, Contact.UNSAFE_TIME,
                            Contact.VOICEMAIL)],
        default=0,
    )  # fmt: skip
    kind = np.where(hit, kind, 0)
    rung = np.isin(kind, [_KIND[Contact.UNSAFE_NUMBER], _KIND[Contact.VOICEMAIL]])
    message = kind == _KIND[Contact.VOICEMAIL]
    return replace(
        contacts, at=np.where(kind == _KIND[Contact.UNSAFE_TIME], moved, contacts.at), kind=kind,
        channel=np.where(rung, 0, contacts.channel), reached=contacts.reached & ~message, left_message=message,
    )  # fmt: skip


def draw_contacts(
    context: Context, crimes: CrimesOfBatch, closings: Closings, victims: Victims, duties: Duties
) -> tuple[Contacts, Duties]:
    """Return all contacts up to the last export, and the duties with the times at which these served them."""
    rng, last = context.rng("aftermath contacts"), context.year.export - HOUR
    no_phone = crimes.phone.is_null().to_numpy()[victims.crime]
    served = np.flatnonzero((duties.given >= 0) & (duties.given < last))
    kept_up, update_at = _updates(context, crimes, closings, victims)
    who = np.concatenate([duties.victim[served], kept_up])
    purpose = np.concatenate([duties.right[served], np.full(len(kept_up), UPDATE)])
    channel = _channels(context, victims, who, purpose, no_phone)
    duty = np.concatenate([served, np.full(len(kept_up), -1)])
    at = np.concatenate([duties.given[served], update_at])
    event = np.where(duty >= 0, duties.event[duty], -1)
    in_vain = np.flatnonzero((channel == 0) & (rng.random(len(who)) < TRIED_BEFORE))

    def with_tries(one: Ints, other: Ints) -> Ints:
        return np.concatenate([one, other])

    tries = len(in_vain)
    contacts = Contacts(
        victim=with_tries(who, who[in_vain]), at=with_tries(at, at[in_vain] - rng.integers(120, 600, tries)),
        purpose=with_tries(purpose, purpose[in_vain]), duty=with_tries(duty, np.full(tries, -1)),
        event=with_tries(event, event[in_vain]),
        reached=np.arange(len(who) + tries) < len(who), channel=with_tries(channel, np.zeros(tries, dtype=np.int64)),
        kind=np.zeros(len(who) + tries, dtype=np.int64), left_message=np.zeros(len(who) + tries, dtype=np.bool_),
    )  # fmt: skip
    serves = contacts.duty >= 0
    earliest = np.where(serves, np.maximum(duties.owed[contacts.duty], 0), 0)
    earliest = np.maximum(earliest, crimes.recorded[victims.crime[contacts.victim]]) + 600
    withdrawn = closings.is_closed_as("14", "16")[victims.crime[contacts.victim]]
    contacts = _harm(context, victims, contacts, earliest, serves | (contacts.reached & withdrawn))
    given = np.full(len(duties.given), -1)
    given[contacts.duty[serves]] = contacts.at[serves]
    order = np.lexsort((contacts.at, contacts.victim))
    columns = {name: getattr(contacts, name)[order] for name in Contacts.__slots__}
    return Contacts(**columns), replace(duties, given=given)


@dataclass(frozen=True, slots=True)
class Told:
    """What each crime's victim heard of how it ended, each array `(m,)`; -1 for nothing."""

    at: Seconds
    due: Seconds
    channel: Ints  # index into CHANNELS


def told_of_end(crimes: CrimesOfBatch, victims: Victims, duties: Duties, contacts: Contacts, is_end: Flags) -> Told:
    """Return when and how each crime's victim heard of its outcome, and when that was due; `is_end` by event."""
    told = Told(*(np.full(len(crimes), -1) for _ in range(3)))
    by_duty = np.full(len(duties.given), -1)
    by_duty[contacts.duty[contacts.duty >= 0]] = contacts.channel[contacts.duty >= 0]
    informed = np.flatnonzero(duties.right == INFORMATION)
    ends = informed[is_end[duties.event[informed]]]
    row = victims.crime[duties.victim[ends]]
    told.at[row], told.due[row], told.channel[row] = duties.given[ends], duties.due[ends], by_duty[ends]
    return told
