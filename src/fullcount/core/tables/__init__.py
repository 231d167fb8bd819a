"""Every canonical table: its columns with unit and meaning. The data dictionary is generated from here."""

from fullcount.core.tables.closing import CANCELLATIONS, CASE_EVENTS, ENQUIRIES, OUTCOMES, SUPERVISOR_ENTRIES
from fullcount.core.tables.recording import (
    AUDIT_REVIEWS,
    CALLS,
    CRIMES,
    DESK_DECISIONS,
    LINK_DECISIONS,
    OFFENCES_ALLEGED,
    PEOPLE,
    REPORTS,
)
from fullcount.core.tables.schema import Column, Kind, Table
from fullcount.core.tables.staff import ABSENCES, COURSE_ANSWERS, COURSE_RECORDS, EXEMPTIONS, PROMISES, ROSTER
from fullcount.core.tables.victims import CONTACTS_MADE, HELPLINE_CONTACTS, VICTIMS

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        REPORTS,
        CRIMES,
        CALLS,
        AUDIT_REVIEWS,
        LINK_DECISIONS,
        DESK_DECISIONS,
        OUTCOMES,
        CANCELLATIONS,
        ENQUIRIES,
        SUPERVISOR_ENTRIES,
        CASE_EVENTS,
        VICTIMS,
        CONTACTS_MADE,
        ROSTER,
        ABSENCES,
        EXEMPTIONS,
        COURSE_RECORDS,
        COURSE_ANSWERS,
        HELPLINE_CONTACTS,
        PROMISES,
        OFFENCES_ALLEGED,
        PEOPLE,
    )
}
EXTRACTS: tuple[str, ...] = tuple(name for name, table in TABLES.items() if table.in_use)
"""The tables that this release loads from a force's files."""

__all__ = [
    "ABSENCES",
    "AUDIT_REVIEWS",
    "CALLS",
    "CANCELLATIONS",
    "CASE_EVENTS",
    "CONTACTS_MADE",
    "COURSE_ANSWERS",
    "COURSE_RECORDS",
    "CRIMES",
    "DESK_DECISIONS",
    "ENQUIRIES",
    "EXEMPTIONS",
    "EXTRACTS",
    "HELPLINE_CONTACTS",
    "LINK_DECISIONS",
    "OFFENCES_ALLEGED",
    "OUTCOMES",
    "PEOPLE",
    "PROMISES",
    "REPORTS",
    "ROSTER",
    "SUPERVISOR_ENTRIES",
    "TABLES",
    "VICTIMS",
    "Column",
    "Kind",
    "Table",
]
