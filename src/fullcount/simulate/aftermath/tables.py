"""The aftermath's extracts as a supplier prints them: every column text, times local, blanks null."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.aftermath.cancelling import DECIDERS, Cancellations
from fullcount.simulate.aftermath.case_events import EVENTS, CaseEvents, numbered
from fullcount.simulate.aftermath.choices import hurried, spoken_by
from fullcount.simulate.aftermath.closing import Closings
from fullcount.simulate.aftermath.contacts import CHANNELS, Told
from fullcount.simulate.aftermath.crimes import CrimesOfBatch
from fullcount.simulate.aftermath.deciding import RANK, RANKS, SUSPECT_STATES
from fullcount.simulate.aftermath.enquiries import KINDS as ENQUIRY_KINDS
from fullcount.simulate.aftermath.enquiries import Enquiries
from fullcount.simulate.aftermath.mapping import COLUMNS
from fullcount.simulate.aftermath.mix import OUTCOMES
from fullcount.simulate.aftermath.supervision import KINDS as ENTRY_KINDS
from fullcount.simulate.aftermath.supervision import Entries
from fullcount.simulate.aftermath.texts import closing_texts, full_names, victims_words
from fullcount.simulate.aftermath.words_service import ENTRIES, REFUSED, RESULTS, RESULTS_UNKNOWN
from fullcount.simulate.calendar import printed
from fullcount.simulate.context import Context

Ints = npt.NDArray[np.int64]

ASKED_HOW = ("phone", "in person", "body-worn video", "signed statement", "email")


def named(names: tuple[str, ...], which: Ints) -> pl.Series:
    """Return the names by number, null where negative, `(n,)`."""
    return pl.Series(names, dtype=pl.String).gather(np.maximum(which, 0)).set(pl.Series(which < 0), None)


def headed(table: str, columns: Mapping[str, pl.Series]) -> pl.DataFrame:
    """Return the extract with its own headings; `columns` go by canonical name."""
    return pl.DataFrame({COLUMNS[table][name]: column for name, column in columns.items()})


def one_each(prefix: str, number: Ints) -> pl.Series:
    """Return ids of which a crime has one, such as OC0000012."""
    return prefix + pl.Series(number + 1).cast(pl.String).str.zfill(7)


def outcomes_table(
    context: Context, crimes: CrimesOfBatch, closings: Closings, told: Told, wishes: npt.NDArray[np.bool_]
) -> pl.DataFrame:
    """Return one row for every outcome given; `wishes` tells whose victim asked for safe contact, `(m,)`."""
    rng, year, m = context.rng("aftermath outcome rows"), context.year, len(crimes)
    how = np.where(wishes, rng.integers(1, 3, m), rng.integers(0, len(ASKED_HOW), m))
    how = np.where(closings.asked >= 0, np.where(crimes.person >= 0, how, rng.integers(0, 2, m) * 4), -1)
    collar = crimes.officer
    for rank, numbers in (("sergeant", crimes.sergeant), ("inspector", crimes.inspector)):
        collar = numbers.zip_with(pl.Series(closings.rank == RANK[rank]), collar)
    swept = crimes.inspector.gather(np.maximum(closings.swept_by, 0))
    collar = swept.zip_with(pl.Series(closings.swept_by >= 0), collar)
    collar = collar.set(pl.Series(closings.rank >= RANK["prosecutor"]), None)
    table = headed("outcomes", {
        "outcome_id": one_each("OC", crimes.number), "crime_id": context.crime_numbers(crimes.number),
        "outcome": named(OUTCOMES, closings.outcome), "given_at": printed(year, closings.given),
        "decided_by": named(RANKS, closings.rank), "decided_by_id": collar,
        "evidence": closing_texts(context, crimes, closings), "victim_asked_at": printed(year, closings.asked),
        "victim_asked_how": named(ASKED_HOW, how), "victim_words": victims_words(context, crimes, closings),
        "victim_told_at": printed(year, told.at),
        "victim_told_how": named(CHANNELS, np.where(told.at >= 0, told.channel, -1)),
        "suspect": named(SUSPECT_STATES, closings.suspect),
    })  # fmt: skip
    return table.filter(pl.Series(closings.is_closed))


def cancellations_table(context: Context, crimes: CrimesOfBatch, cancelled: Cancellations) -> pl.DataFrame:
    """Return one row for every crime taken off the record."""
    rng, row = context.rng("aftermath cancellation rows"), cancelled.crime
    number = crimes.number[row]
    return headed("cancellations", {
        "cancellation_id": one_each("CN", number), "crime_id": context.crime_numbers(number), "code": cancelled.code,
        "cancelled_at": printed(context.year, cancelled.at), "decided_by": named(DECIDERS, cancelled.decider),
        "decided_by_id": "DM" + pl.Series(rng.integers(1, 15, len(row))).cast(pl.String).str.zfill(2),
        "evidence": cancelled.evidence, "victim_told_at": printed(context.year, cancelled.told),
    })  # fmt: skip


def enquiries_table(context: Context, crimes: CrimesOfBatch, closings: Closings, enquiries: Enquiries) -> pl.DataFrame:
    """Return one row for every enquiry raised."""
    rng, row = context.rng("aftermath enquiry rows"), enquiries.crime
    number = crimes.number[row]
    nobody = np.where(closings.identified[row], 0, len(RESULTS))
    done = np.where(enquiries.done >= 0, enquiries.kind + nobody, -1)
    slots = {"name": full_names(context, number, "suspect"), "witness": full_names(context, number, "witness")}
    result = hurried(rng, spoken_by(rng, (*RESULTS, *RESULTS_UNKNOWN), done, slots))
    refused = hurried(rng, spoken_by(rng, REFUSED, np.where(enquiries.refused, enquiries.kind, -1)))
    return headed("enquiries", {
        "enquiry_id": numbered("EQ", number, row), "crime_id": context.crime_numbers(number),
        "kind": named(ENQUIRY_KINDS, enquiries.kind), "raised_at": printed(context.year, enquiries.raised),
        "done_at": printed(context.year, enquiries.done), "refused_reason": refused, "result": result,
    })  # fmt: skip


def entries_table(context: Context, crimes: CrimesOfBatch, entries: Entries) -> pl.DataFrame:
    """Return one row for every entry of a supervisor."""
    rng, row = context.rng("aftermath entry rows"), entries.crime
    number, upper = crimes.number[row], pl.Series(entries.by_inspector)
    bank = entries.kind + np.where(crimes.domestic[row] & (entries.kind < 2), len(ENTRY_KINDS), 0)
    return headed("supervisor_entries", {
        "entry_id": numbered("SV", number, row), "crime_id": context.crime_numbers(number),
        "entered_at": printed(context.year, entries.at),
        "by_id": crimes.inspector.gather(row).zip_with(upper, crimes.sergeant.gather(row)),
        "rank": named(("sergeant", "inspector"), entries.by_inspector.astype(np.int64)),
        "kind": named(ENTRY_KINDS, entries.kind), "text": hurried(rng, spoken_by(rng, ENTRIES, bank)),
    })  # fmt: skip


def events_table(context: Context, crimes: CrimesOfBatch, events: CaseEvents) -> pl.DataFrame:
    """Return one row for every event of a case."""
    return headed("case_events", {
        "event_id": events.ids, "crime_id": context.crime_numbers(crimes.number[events.crime]),
        "event": named(EVENTS, events.kind), "happened_at": printed(context.year, events.at),
    })  # fmt: skip
