"""How the aftermath's extracts are headed, and what that means: the headings of each file by canonical column."""

COLUMNS: dict[str, dict[str, str]] = {
    "outcomes": {
        "outcome_id": "Outcome Ref", "crime_id": "Crime Number", "outcome": "Outcome", "given_at": "Outcome Date",
        "decided_by": "Decided By", "decided_by_id": "Decider No", "evidence": "Closing Text",
        "victim_asked_at": "Victim Asked", "victim_asked_how": "Asked How", "victim_words": "Victim Words",
        "victim_told_at": "Victim Told", "victim_told_how": "Told How", "suspect": "Suspect",
    },
    "cancellations": {
        "cancellation_id": "Cancellation Ref", "crime_id": "Crime Number", "code": "Criterion",
        "cancelled_at": "Cancelled", "decided_by": "Decided By", "decided_by_id": "Decider No", "evidence": "Reason",
        "victim_told_at": "Victim Told",
    },
    "enquiries": {
        "enquiry_id": "Action No", "crime_id": "Crime Number", "kind": "Type", "raised_at": "Raised", "done_at": "Done",
        "refused_reason": "Not Done Because", "result": "Result",
    },
    "supervisor_entries": {
        "entry_id": "Entry No", "crime_id": "Crime Number", "entered_at": "Entered", "by_id": "Supervisor",
        "rank": "Rank", "kind": "Type", "text": "Entry",
    },
    "case_events": {
        "event_id": "Event No", "crime_id": "Crime Number", "event": "Event", "happened_at": "When",
    },
    "victims": {
        "victim_id": "Victim No", "crime_id": "Crime Number", "person_ref": "Person No", "born_year": "Birth Year",
        "sex": "Sex", "ethnicity": "Ethnicity", "needs": "Needs", "enhanced_reason": "Enhanced",
        "safe_channels": "Safe To Use", "safe_times": "Safe Times",
        "voicemail": "Voicemail", "code_word": "Code Word", "interpreter": "Language",
        "do_not_contact": "Do Not Use", "agreed_frequency": "Update Every Days", "relation": "Suspect Is",
    },
    "contacts_made": {
        "contact_id": "Contact No", "victim_id": "Victim No", "made_at": "Made", "channel": "By",
        "number_used": "Number", "reached": "Reached", "right": "Purpose", "about": "About Event", "by_id": "Officer",
        "words": "Note",
    },
}  # fmt: skip
_LISTS = frozenset({"needs", "safe_channels", "do_not_contact"})


def _section(table: str) -> str:
    lines = [f"[extracts.{table}]", f'files = ["{table}*.csv"]', 'format = "csv"',
             'date_formats = ["%d/%m/%Y %H:%M:%S"]', "", f"[extracts.{table}.columns]"]  # fmt: skip
    for name, heading in COLUMNS[table].items():
        column = f'{{ column = "{heading}", separator = ";" }}' if name in _LISTS else f'"{heading}"'
        lines.append(f"{name} = {column}")
    return "\n".join(lines) + "\n"


MAPPING = "\n".join(_section(table) for table in COLUMNS)  # the sections of force.toml for these extracts
