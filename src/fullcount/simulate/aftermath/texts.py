"""The words of a batch: closing texts, masters that were pasted, and what victims said."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.aftermath.choices import hurried, spoken_by
from fullcount.simulate.aftermath.closing import Closings
from fullcount.simulate.aftermath.crimes import CrimesOfBatch
from fullcount.simulate.aftermath.mechanisms import Closure
from fullcount.simulate.aftermath.mix import OUTCOMES
from fullcount.simulate.aftermath.words import CLOSING_TAILS, COPIED, EVIDENCE, VICTIM_WORDS, WORDS_AFTER, WORDS_BEFORE
from fullcount.simulate.aftermath.working_days import utc_of, working_day
from fullcount.simulate.calendar import DAY, printed
from fullcount.simulate.context import Context
from fullcount.simulate.hashed import share_of
from fullcount.simulate.people import FORENAMES, SURNAMES
from fullcount.simulate.staff.teams import TEAMS

Ints = npt.NDArray[np.int64]

_BANKS = tuple(EVIDENCE)
_BANK = {name: number for number, name in enumerate(_BANKS)}
_OF_OUTCOME = np.array([_BANK[outcome] for outcome in OUTCOMES])
_COPIED_KINDS = tuple(COPIED)
_FORENAMES, _SURNAMES = pl.Series(FORENAMES, dtype=pl.String), pl.Series(SURNAMES, dtype=pl.String)
BARE_THOUGH_PROPER = 0.12  # closing texts of a few words where all was done
TAIL = 0.75  # closing texts with a line that is of their own case
BARE = 0.6  # the same where it was not


def full_names(context: Context, ids: Ints, purpose: str) -> pl.Series:
    """Return an invented full name for each id, the same for the same id, `(n,)`."""
    first = (share_of(ids, context.seed, purpose + " forename") * len(_FORENAMES)).astype(np.int64)
    last = (share_of(ids, context.seed, purpose + " surname") * len(_SURNAMES)).astype(np.int64)
    return _FORENAMES.gather(first) + " " + _SURNAMES.gather(last)


def _bank(rng: np.random.Generator, crimes: CrimesOfBatch, closings: Closings) -> Ints:
    """Return which bank of EVIDENCE each closing text comes from, -1 for crimes not closed, `(m,)`."""
    lot = rng.random(len(crimes))
    bank = np.where(closings.is_closed, _OF_OUTCOME[np.maximum(closings.outcome, 0)], -1)
    hasty = closings.has(Closure.WITHIN_HOURS)
    skipped = closings.has(Closure.WITHOUT_ENQUIRIES) | closings.has(Closure.NAMED_AS_NONE) | hasty
    bare = lot < np.where(skipped, BARE, BARE_THOUGH_PROPER)
    wordless = closings.has(Closure.WITHOUT_WORDS)
    for name, where in (
        ("16 domestic", closings.is_closed_as("16") & crimes.domestic),
        ("8 exceptional", closings.is_closed_as("8") & (crimes.hate | crimes.domestic)),
        ("18 bare", closings.is_closed_as("18") & bare), ("18 early", closings.screened_out),
        ("15 bare", closings.is_closed_as("15") & skipped & bare),
        ("16 bare", (wordless & (lot < 0.75)) | (closings.is_closed_as("16") & hasty)),
        ("16 unreached", closings.unreached),
    ):  # fmt: skip
        bank = np.where(where, _BANK[name], bank)
    return bank


def _masters(context: Context) -> pl.Series:
    """Return each team's own text for each kind of pasted closure, `(teams * kinds,)`; the same in every batch."""
    kinds = np.tile(np.arange(len(_COPIED_KINDS)), len(TEAMS))
    rng = replace(context, batch=0).rng("aftermath masters")
    return spoken_by(rng, [COPIED[kind] for kind in _COPIED_KINDS], kinds)


def closing_texts(context: Context, crimes: CrimesOfBatch, closings: Closings) -> pl.Series:
    """Return what was written when each crime was closed, null where it was not, `(m,)`."""
    rng, year = context.rng("aftermath texts"), context.year
    given = np.maximum(closings.given, crimes.recorded)
    court = utc_of(year, working_day(year, given, 12 + rng.integers(0, 30, len(crimes))) * DAY + DAY // 2)
    slots = {
        "name": full_names(context, crimes.number, "suspect"),
        "day": printed(year, np.where(closings.asked >= 0, closings.asked, given), "%d/%m"),
        "court": printed(year, court, "%d/%m/%Y"),
        "oic": crimes.officer,
        "summons": "PR" + pl.Series(rng.integers(100_000, 1_000_000, len(crimes))).cast(pl.String),
    }
    text = spoken_by(rng, [EVIDENCE[name] for name in _BANKS], _bank(rng, crimes, closings), slots)
    tail = np.where(closings.is_closed & (rng.random(len(crimes)) < TAIL), 0, -1)
    text = hurried(rng, text + spoken_by(rng, (CLOSING_TAILS,), tail, slots).fill_null(""))
    kind = np.where(closings.is_closed_as("14", "16"), 0, np.where(closings.is_closed_as("18"), 1, 2))
    pasted = _masters(context).gather(crimes.team * len(_COPIED_KINDS) + kind)
    return pasted.zip_with(pl.Series(closings.has(Closure.COPIED)), text)


def victims_words(context: Context, crimes: CrimesOfBatch, closings: Closings) -> pl.Series:
    """Return the victim's own words about not supporting action; null, or a mere tick, where they are not on file."""
    rng = context.rng("aftermath words")
    asked = closings.is_closed_as("14", "16")
    wordless = closings.has(Closure.WITHOUT_WORDS)
    who = np.where(crimes.domestic, 0, np.where(crimes.person >= 0, 1, 2))
    said = asked & ~wordless
    before = np.where(said & (rng.random(len(crimes)) < 0.3), 0, -1)
    after = np.where(said & (rng.random(len(crimes)) < 0.5) & (who < 2), 0, -1)
    words = spoken_by(rng, (WORDS_BEFORE,), before).fill_null("") + spoken_by(
        rng, VICTIM_WORDS, np.where(said, who, -1)
    )
    words = hurried(rng, words + spoken_by(rng, (WORDS_AFTER,), after).fill_null(""))
    ticks = pl.Series(["VNS", "does not support", "Y", "see log"]).gather(rng.integers(0, 4, len(crimes)))
    return ticks.zip_with(pl.Series(wordless & ~closings.unreached & (rng.random(len(crimes)) < 0.3)), words)
