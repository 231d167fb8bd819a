"""Build the offence table of a rule pack from the field notes: codes, titles and figures only.

    python tools/build_offence_table.py FIELD_FOLDER OUT.csv

FIELD_FOLDER holds `offences.csv` (one row a Home Office class) and `offence_codes.csv` (one row a code of the
Notifiable offence list). The output has one row a class, sorted by class, with every code that the list puts there.
"""

import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

COLUMNS = (
    "class",
    "title",
    "group",
    "subgroup",
    "kind",
    "victim_or_state",
    "max_sentence",
    "ho_codes",
    "from",
    "to",
    "current",
)
KINDS = {"offence class": "crime", "withdrawn or historic": "crime", "reported incident": "incident"}
INCIDENTS = {
    "N100": "Reported incident of rape",
    "N200": "Reported incident of modern slavery",
    "N300": "Reported incident of death",
}
CLASS = re.compile(r"[0-9]{1,3}[A-Z]?(/[0-9]{1,2})?|NFIB[0-9]{1,2}[A-Z]?|N[123]00")
CODE = re.compile(r"[0-9]{3}/[0-9]{2}")


def natural(text: str) -> list[tuple[int, str]]:
    """Return a sort key that puts 2 before 10 and 8L before 8N."""
    return [(int(number or 0), letters) for number, letters in re.findall(r"(\d*)([A-Z/]*)", text)]


def codes_by_class(path: Path) -> dict[str, set[str]]:
    """Return every Home Office code of the list by the class that the list gives it."""
    found: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words = row["ho_class"].split()
            if words and CLASS.fullmatch(words[0]) and CODE.fullmatch(row["ho_code"]):
                found[words[0]].add(row["ho_code"])
    return found


def iso_day(text: str) -> str:
    return text if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else ""


def main(field: Path, out: Path) -> None:
    """Write the table; one row a class, incidents merged, remarks in titles of ended classes left out."""
    listed = codes_by_class(field / "offence_codes.csv")
    rows: dict[str, dict[str, str]] = {}
    with (field / "offences.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = row["code"]
            if not CLASS.fullmatch(code) or CODE.fullmatch(code) or code in rows:
                continue
            ended = row["kind"] == "withdrawn or historic"
            title = INCIDENTS.get(code) or (re.sub(r"\s*\(.*$", "", row["title"]) if ended else row["title"])
            own = {c for c in row["ho_codes"].split() if CODE.fullmatch(c)}
            rows[code] = {
                "class": code,
                "title": title,
                "group": row["offence_group"],
                "subgroup": row["subgroup"],
                "kind": KINDS.get(row["kind"], "fraud"),
                "victim_or_state": row["victim_or_state"],
                "max_sentence": row["max_sentence_top"],
                "ho_codes": " ".join(sorted(own | listed.get(code, set()))),
                "from": iso_day(row["effective_from"]),
                "to": iso_day(row["effective_to"]),
                "current": "no" if ended or code == "N200" else "yes",
            }
            if code.startswith("NFIB"):
                rows[code]["kind"] = "fraud"
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows[code] for code in sorted(rows, key=natural))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
