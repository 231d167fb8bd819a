"""A force of a few rows, written by hand: what a test says of it is all there is."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "reports": {
        "report_id": "Incident No", "reported_at": "Reported", "opening_code": "Opened", "closing_code": "Closed",
        "disposition": "Result", "text": "Log", "crime_ref": "Crime No", "district": "District", "place": "Place",
        "surname": "Surname", "route": "Route",
    },
    "crimes": {"crime_id": "Crime No", "recorded_at": "Recorded", "offence_code": "Offence", "surname": "Victim"},
    "calls": {"call_id": "Call", "called_at": "At", "line": "Line", "answered": "Answered", "log_ref": "Log No"},
    "audit_reviews": {
        "review_id": "Review", "report_id": "Incident No", "reviewer": "Reviewer", "reviewed_at": "At",
        "crimes_disclosed": "Should", "crimes_recorded": "Were",
    },
    "link_decisions": {
        "decision_id": "Decision", "report_id": "Incident No", "crime_id": "Crime No", "linked": "Linked",
        "decided_at": "At", "decided_by": "By",
    },
}  # fmt: skip
CODES = (
    "kind,code,means,note\ntype,BURG,28E,\ntype,ASLT,8N,\ntype,NOISE,not-notifiable,\ndisposition,RT,report-taken,\n"
)
Rows = Sequence[Mapping[str, str]]
NO_MORE: Mapping[str, Sequence[str]] = {}


def report(number: int = 1, **said: str) -> dict[str, str]:
    """Return one report; what is not said is blank but for its number and its hour."""
    return {"report_id": f"R{number:04}", "reported_at": f"2026-03-{number % 28 + 1:02} 10:00:00", **said}


def crime(number: int = 1, **said: str) -> dict[str, str]:
    """Return one crime record."""
    return {"crime_id": f"C{number:04}", "recorded_at": f"2026-03-{number % 28 + 1:02} 12:00:00", **said}


def write_small_force(
    folder: Path,
    *,
    without: Sequence[str] = (),
    rules: str = "",
    more: Mapping[str, Sequence[str]] = NO_MORE,
    **tables: Rows,
) -> Path:
    """Write force.toml, codes.csv and an extract for each table given (an empty one has its header); return the folder.

    `without`: columns of the reports that the force does not have; `more`: canonical columns that a table has besides.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        "[force]",
        'name = "Small Police"',
        f'rules = "{rules}"' if rules else "",
        "[codes]",
        'table = "codes.csv"',
    ]
    for table, rows in tables.items():
        columns = {name: header for name, header in COLUMNS[table].items() if name not in without}
        columns |= {name: name for name in more.get(table, ())}
        lines += [f"[extracts.{table}]", f'files = ["{table}.csv"]', f"[extracts.{table}.columns]"]
        lines += [f'{name} = "{header}"' for name, header in columns.items()]
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(columns.values())
            writer.writerows([row.get(name, "") for name in columns] for row in rows)
    (folder / "force.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "codes.csv").write_text(CODES, encoding="utf-8")
    return folder
