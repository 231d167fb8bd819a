"""The roles: what each is for, in words, and the list of what it may do. No role may do what is not listed.

Tests write the same truth by hand from the prose and try it over HTTP: change a role in both.
"""

from dataclasses import dataclass
from enum import StrEnum


class May(StrEnum):
    """One thing that a role may do."""

    SEE_QUEUE = "see the queue"
    SEE_CASE = "open a case"
    SEE_ALL_UNITS = "see cases of every unit, not only the own"
    SEE_SENSITIVE = "see reports marked sensitive"
    DECIDE = "accept, amend or reject a case"
    RULE = "rule on a disagreement"
    SECOND_MARK = "mark a case a second time, blind"
    BREAK_GLASS = "open a case against a rule of attribute, with a reason and an alert"
    SEE_ALERTS = "see who broke the glass, and why"
    SEE_HANDOVER = "print the list for the change of shift"
    SEE_FEEDBACK = "see what became of the own reports"
    SEARCH_TRAIL = "search the trail by person"
    EXPORT_TRAIL = "export the trail and publish its root"
    SEE_COUNTS = "see counts that hold no personal data"
    SEE_PEOPLE = "see accounts"
    MANAGE_PEOPLE = "open and close accounts, grant and end roles"
    IMPORT_CASES = "bring a delivery to the desk and fetch decisions"


@dataclass(frozen=True, slots=True)
class Role:
    """A role: its name, title, prose and permissions."""

    name: str
    title: str
    prose: str
    may: frozenset[May]


_READING = (May.SEE_QUEUE, May.SEE_CASE)
_RULING = (
    *_READING, May.SEE_ALL_UNITS, May.SEE_SENSITIVE, May.DECIDE, May.RULE, May.BREAK_GLASS, May.SEE_ALERTS,
    May.SEE_HANDOVER, May.SEARCH_TRAIL, May.SEE_COUNTS, May.SEE_PEOPLE,
)  # fmt: skip
ROLES: dict[str, Role] = {
    role.name: role
    for role in (
        Role(
            "registrar", "Force Crime Registrar",
            "The final arbiter of recording. Sees every case of every unit, sensitive ones too; decides, rules on "
            "disagreements, searches and exports the trail and publishes its root, and is told of every broken glass. "
            "Opens no accounts.",
            frozenset({*_RULING, May.EXPORT_TRAIL}),
        ),
        Role(
            "deputy", "Deputy registrar",
            "Stands in for the registrar in all that concerns cases and the trail's search; does not export the trail.",
            frozenset(_RULING),
        ),
        Role(
            "reviewer", "Recording-unit reviewer",
            "Works the queue of every unit: opens cases, decides them, marks a second time blind, hands over. Sees a "
            "sensitive report only by breaking the glass. Searches no trail.",
            frozenset({
                *_READING, May.SEE_ALL_UNITS, May.DECIDE, May.SECOND_MARK, May.BREAK_GLASS, May.SEE_HANDOVER,
                May.SEE_COUNTS,
            }),
        ),
        Role(
            "supervisor", "Call-handling supervisor",
            "Reads the queue and the cases of the own unit, to see what was asked on the telephone; decides nothing.",
            frozenset({*_READING, May.SEE_HANDOVER, May.SEE_COUNTS}),
        ),
        Role(
            "officer", "Officer",
            "Sees what became of the own reports. Opens no case and sees no queue.",
            frozenset({May.SEE_FEEDBACK}),
        ),
        Role(
            "sergeant", "Sergeant",
            "Reads the queue and the cases of the own unit and prints the list for the change of shift; decides "
            "nothing. Sees the feedback on the own reports, not that of others.",
            frozenset({*_READING, May.SEE_HANDOVER, May.SEE_FEEDBACK, May.SEE_COUNTS}),
        ),
        Role(
            "auditor", "Auditor",
            "Reads every case of every unit and searches the trail, to see whether all was done rightly; breaks the "
            "glass for a sensitive one; decides nothing.",
            frozenset({
                *_READING, May.SEE_ALL_UNITS, May.BREAK_GLASS, May.SEARCH_TRAIL, May.EXPORT_TRAIL, May.SEE_ALERTS,
                May.SEE_COUNTS,
            }),
        ),
        Role(
            "analyst", "Force analyst",
            "Sees counts that hold no personal data. Opens no case and sees no queue.",
            frozenset({May.SEE_COUNTS}),
        ),
        Role(
            "manager", "System manager",
            "Opens and closes accounts, grants and ends roles, brings deliveries to the desk and fetches decisions. "
            "Sees no case, no queue, no trail: who runs the machine does not read what is on it.",
            frozenset({May.SEE_PEOPLE, May.MANAGE_PEOPLE, May.IMPORT_CASES}),
        ),
    )
}  # fmt: skip
