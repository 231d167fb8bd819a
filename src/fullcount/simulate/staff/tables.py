"""Everything about the force's people and its public word: tables and truth that are drawn once for the force."""

import polars as pl

from fullcount.simulate.calendar import Seconds
from fullcount.simulate.context import Context
from fullcount.simulate.staff import absence, helpline, postings, promises
from fullcount.simulate.staff.course import exemptions, records
from fullcount.simulate.staff.course.answers import draw_items, items_truth
from fullcount.simulate.staff.course.sitting import draw_course
from fullcount.simulate.staff.roster import Roster
from fullcount.simulate.staff.training import teams_truth

MAPPING = "\n".join(module.MAPPING for module in (postings, absence, exemptions, records, promises, helpline))


def force_tables(
    context: Context,
    roster: Roster,
    reports: int,
    missed: pl.Series,
    closed: pl.Series,
    times: tuple[Seconds | None, Seconds | None] = (None, None),
) -> tuple[dict[str, pl.DataFrame], dict[str, pl.DataFrame]]:
    """Return tables and truth by file name, for a force of so many reports.

    `missed` are numbers of reports whose crime was never recorded, `closed` crime numbers given an outcome; `times`
    say when each was reported and closed, or None where they stand in order of time over the year.
    """
    course = draw_course(context, roster)
    register, promised = promises.draw_promises(context, roster, course)
    contacts, handled = helpline.draw_helpline(context, roster, reports, (missed, times[0]), (closed, times[1]))
    tables = {
        "roster.csv": postings.roster_table(context, roster),
        "absences.csv": absence.absences_table(context, roster.absences, roster.collar),
        "exemptions.csv": exemptions.exemptions_table(context, roster, course.exempt),
        **records.course_tables(context, roster, course),
        "promises.csv": register,
        "helpline.csv": contacts,
    }
    truth = {
        "teams.parquet": teams_truth(course.teams),
        "training.parquet": records.training_truth(context, roster, course),
        "course_items.parquet": items_truth(draw_items(context)),
        "promises.parquet": promised,
        "helpline.parquet": handled,
    }
    return tables, truth
