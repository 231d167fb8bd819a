"""All that follows the recorded crimes of a batch: extracts and truth by file name."""

import numpy as np
import polars as pl

from fullcount.simulate.aftermath.cancelling import draw_cancellations
from fullcount.simulate.aftermath.case_events import draw_events
from fullcount.simulate.aftermath.closing import draw_closings
from fullcount.simulate.aftermath.contacts import draw_contacts, told_of_end
from fullcount.simulate.aftermath.crimes import CrimesOfBatch
from fullcount.simulate.aftermath.duties import draw_duties
from fullcount.simulate.aftermath.enquiries import draw_enquiries
from fullcount.simulate.aftermath.supervision import draw_entries
from fullcount.simulate.aftermath.tables import (
    cancellations_table,
    enquiries_table,
    entries_table,
    events_table,
    outcomes_table,
)
from fullcount.simulate.aftermath.tables_of_victims import contacts_table, victims_table
from fullcount.simulate.aftermath.truth import cancellations_truth, closures_truth, contacts_truth, rights_truth
from fullcount.simulate.aftermath.victims import draw_victims
from fullcount.simulate.context import Context


def aftermath_tables(
    context: Context, crimes: CrimesOfBatch
) -> tuple[dict[str, pl.DataFrame], dict[str, pl.DataFrame]]:
    """Return the extracts and the truth of what followed these crimes, each by file name."""
    closings = draw_closings(context, crimes)
    events = draw_events(context, crimes, closings)
    victims = draw_victims(context, crimes, closings)
    duties = draw_duties(context, crimes, closings, victims, events)
    contacts, duties = draw_contacts(context, crimes, closings, victims, duties)
    told = told_of_end(crimes, victims, duties, contacts, events.is_end)
    cancelled = draw_cancellations(context, crimes)
    enquiries = draw_enquiries(context, crimes, closings)
    wishes = np.zeros(len(crimes), dtype=np.bool_)
    wishes[victims.crime] = victims.wish
    tables = {
        "outcomes.csv": outcomes_table(context, crimes, closings, told, wishes),
        "cancellations.csv": cancellations_table(context, crimes, cancelled),
        "enquiries.csv": enquiries_table(context, crimes, closings, enquiries),
        "supervisor_entries.csv": entries_table(context, crimes, draw_entries(context, crimes, closings)),
        "case_events.csv": events_table(context, crimes, events),
        "victims.csv": victims_table(context, crimes, victims),
        "contacts_made.csv": contacts_table(context, crimes, victims, events, duties, contacts),
    }
    truth = {
        "closures.parquet": closures_truth(context, crimes, closings, told),
        "rights.parquet": rights_truth(context, crimes, victims, duties),
        "contacts.parquet": contacts_truth(crimes, victims, contacts),
        "cancellations.parquet": cancellations_truth(context, crimes, cancelled),
    }
    return tables, truth
