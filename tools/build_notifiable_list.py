"""Build the notifiable offence list of a rule pack from the Home Office's own spreadsheet.

    python tools/build_notifiable_list.py FIELD_FOLDER OUT.csv [OFFENCES.csv]

FIELD_FOLDER holds `official/` with the list (an .ods file), `offences.csv` (counting units and class facts, for what
the list leaves out) and `offence_codes.csv` (an earlier reading of the same list, compared row by row). Every row of
the list becomes one row of OUT.csv, sorted; a cell that cannot be read is left blank and told of, and its row stays.
With OFFENCES.csv (the pack's offence table) the differences between that table and the list are told of too.
"""

import csv
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as Xml

from build_offence_table import CLASS, CODE, natural

LIST = "official/notifiable-offence-and-notifiable-reported-incidents-april-2026.ods"
SHEET = "Notifiable_Offences_"
HEADER = (
    "Home Office code", "Mode", "Max Sentence", "Victim or State Based", "Class", "Sub class", "Offence category",
    "Offence", "Act", "Section", "Current", "Year added/amended/deleted", "Commencement date", "Cessation date",
    "Comment",
)  # fmt: skip
COLUMNS = (
    "class", "ho_code", "title", "act", "section", "mode", "max_sentence", "victim_or_state", "group", "subgroup",
    "counting_unit", "current", "commencement", "cessation", "list_year",
)  # fmt: skip
NFIB = "NFIB"
GROUPS = {"Nfib fraud": "Fraud and computer misuse (NFIB)"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

OFFICE, TABLE, TEXT = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text"))
WIDEST = 20
"""Columns read of a row: the sheet repeats its last empty cell 16,000 times."""


class Cell(NamedTuple):
    """What a cell shows, and the day that it holds if the sheet knows it as a date."""

    shown: str
    day: str = ""


@dataclass(slots=True)
class Said:
    """What the script has to tell, in the order in which it is printed."""

    unreadable: list[str] = field(default_factory=list)
    repaired: list[str] = field(default_factory=list)
    no_class: list[str] = field(default_factory=list)
    contradictory: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    on_listing: list[str] = field(default_factory=list)


def words(element: Xml.Element) -> str:
    """Return the text of an element on one line; a run of spaces, written as an element of its own, is one space."""
    parts = [element.text or ""]
    for child in element:
        parts += [" " if child.tag.startswith(TEXT) and child.tag[len(TEXT) :] in ("s", "tab", "line-break") else ""]
        parts += [words(child), child.tail or ""]
    return "".join(parts)


def cells(row: Xml.Element) -> list[Cell]:
    """Return the first cells of a row; a cell that stands for several is repeated."""
    found: list[Cell] = []
    for cell in row:
        if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell") and len(found) < WIDEST:
            shown = " ".join(" ".join(words(part) for part in cell.iter(f"{TEXT}p")).split())
            times = min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), WIDEST)
            found += [Cell(shown, (cell.get(f"{OFFICE}date-value") or "")[:10])] * times
    return found


def sheet_rows(path: Path) -> Iterator[tuple[int, dict[str, Cell]]]:
    """Yield each row of the list with its row number in the sheet. Stops the script if the sheet is not the list."""
    with zipfile.ZipFile(path) as archive:
        root = Xml.fromstring(archive.read("content.xml"))  # noqa: S314 an official file, named by who runs the script
    sheet = next((table for table in root.iter(f"{TABLE}table") if table.get(f"{TABLE}name") == SHEET), None)
    if sheet is None:
        sys.exit(f"{path} has no sheet {SHEET!r}")
    number, header = 0, False
    for row in sheet.iter(f"{TABLE}table-row"):
        number += int(row.get(f"{TABLE}number-rows-repeated", "1"))
        line = cells(row)
        if tuple(cell.shown for cell in line[: len(HEADER)]) == HEADER:
            header = True
        elif header and any(cell.shown for cell in line[: len(HEADER)]):
            yield number, dict(zip(HEADER, line, strict=False))
    if not header:
        sys.exit(f"the header of {SHEET!r} has changed: expected {', '.join(HEADER)}")


def iso_day(cell: Cell, where: str, said: Said) -> str:
    """Return a day as ISO text; blank, and told of, if the cell holds a word that is no day."""
    if not cell.shown or cell.day:
        return cell.day
    parts = re.fullmatch(r"(?:(\d{1,2}) )?([A-Za-z]{3})[a-z]* (\d{4})", cell.shown)
    if parts and parts[2].lower() in MONTHS:
        day = date(int(parts[3]), MONTHS.index(parts[2].lower()) + 1, int(parts[1] or 1)).isoformat()
        said.repaired.append(f"{where}: {cell.shown!r} read as {day}")
        return day
    said.unreadable.append(f"{where}: {cell.shown!r}")
    return ""


def sentence(cell: Cell, where: str, said: Said) -> str:
    """Return a maximum sentence as the offence table writes it: life, 10y, 6m, 51w, fine; blank if not known."""
    shown = cell.shown.lower()
    if shown in ("life", "fine", ""):
        return shown
    parts = re.fullmatch(r"(\d+)(m| weeks)?", shown)
    if parts:
        return f"{parts[1]}{ {'m': 'm', ' weeks': 'w'}.get(parts[2] or '', 'y') }"
    said.unreadable.append(f"{where} maximum sentence: {cell.shown!r}")
    return ""


def class_of(category: str, group: str) -> str:
    """Return the class that a category begins with: `NFIB 11 Bankruptcy` -> NFIB11; `NFIB` for fraud without one."""
    joined = re.sub(r"^NFIB (?=\d)", "NFIB", category)
    first = joined.split()[0] if joined else ""
    if CLASS.fullmatch(first):
        return first
    return NFIB if group == GROUPS["Nfib fraud"] else ""


def sentence_case(text: str) -> str:
    """Return a group's or subgroup's name in one spelling: the list writes it in three."""
    return GROUPS.get(text.capitalize(), text.capitalize())


def built(row: Mapping[str, Cell], where: str, classes: Mapping[str, Mapping[str, str]], said: Said) -> dict[str, str]:
    """Return one row of the output."""
    code = row["Home Office code"].shown
    group = sentence_case(row["Class"].shown)
    name = class_of(row["Offence category"].shown, group)
    if name in ("", NFIB):
        said.no_class.append(f"{where}: category {row['Offence category'].shown!r}, written as class {name!r}")
    if not CODE.fullmatch(code):
        said.unreadable.append(f"{where}: code {code!r}")
    facts = classes.get(name, {})
    year = row["Year added/amended/deleted"]
    return {
        "class": name,
        "ho_code": code,
        "title": row["Offence"].shown,
        "act": row["Act"].shown,
        "section": row["Section"].shown,
        "mode": row["Mode"].shown,
        "max_sentence": sentence(row["Max Sentence"], where, said),
        "victim_or_state": row["Victim or State Based"].shown.upper(),
        "group": group,
        "subgroup": sentence_case(row["Sub class"].shown) or facts.get("subgroup", ""),
        "counting_unit": facts.get("counting_unit", ""),
        "current": "yes" if row["Current"].shown == "Y" else "no",
        "commencement": iso_day(row["Commencement date"], f"{where} commencement", said),
        "cessation": iso_day(row["Cessation date"], f"{where} cessation", said),
        "list_year": year.shown if re.fullmatch(r"\d{4}", year.shown) else iso_day(year, f"{where} list year", said),
    }


def look_over(row: Mapping[str, str], where: str, said: Said) -> None:
    """Tell of dates that contradict each other, and of commencements later than the law named in the row."""
    what = f"{where} {row['title'][:70]} ({row['act'][:60]} {row['section'][:40]})"
    begun, ended = row["commencement"], row["cessation"]
    years = [int(year) for year in re.findall(r"\b(1[89]\d\d|20\d\d)\b", f"{row['act']} {row['section']}")]
    if begun and ended and begun > ended:
        said.contradictory.append(f"{what}: begins {begun}, ends {ended}")
    if ended and years and int(ended[:4]) < max(years):
        said.contradictory.append(f"{what}: ends {ended}, before the law named")
    if begun and years and int(begun[:4]) - max(years) > 1:
        said.late.append(f"{what}: begins {begun}")
    if begun and begun == row["list_year"]:
        said.on_listing.append(f"{what}: begins {begun}")


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def class_facts(field_folder: Path) -> dict[str, dict[str, str]]:
    """Return the field notes of each class that is in use, the first line of a class first."""
    found: dict[str, dict[str, str]] = {}
    for row in read_csv(field_folder / "offences.csv"):
        found.setdefault(row["code"], row)
    return found


def compared(rows: Sequence[Mapping[str, str]], earlier: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Yield the differences between this reading of the list and the earlier one, each told once."""

    def key(row: Mapping[str, str], *, ours: bool) -> tuple[str, ...]:
        group = "" if ours else sentence_case(row["group"])
        name = row["class"] if ours else class_of(row["ho_class"], group)
        title, code = row["title" if ours else "offence"], row["ho_code"]
        limit = row["max_sentence"] if ours else sentence(Cell(row["max_sentence"]), "", Said())
        current = {"Y": "yes", "N": "no"}.get(row["current"], row["current"])
        dates = [row[name] for name in ("commencement", "cessation", "list_year")]
        dates = dates if ours else [iso_day(Cell(text, text if "-" in text else ""), "", Said()) for text in dates[:2]]
        year = row["list_year"] if ours else earlier_year(row["list_year"])
        plain = [" ".join(text.split()) for text in (title, row["act"], row["section"])]
        return (name, code, *plain, row["mode"], limit, row["victim_or_state"], current, *dates[:2], year)

    def earlier_year(text: str) -> str:
        return text if re.fullmatch(r"\d{4}(-\d\d-\d\d)?", text) else iso_day(Cell(text), "", Said())

    ours = Counter(key(row, ours=True) for row in rows)
    theirs = Counter(key(row, ours=False) for row in earlier)
    for mark, missing in (("only in the list", ours - theirs), ("only in offence_codes.csv", theirs - ours)):
        yield from (f"{mark}: {' | '.join(row)}" for row in sorted(missing.elements()))


def years_of(text: str) -> float:
    number, unit = re.fullmatch(r"(\d*)([a-z]*)", text).groups()  # type: ignore[union-attr]
    return {"life": 99.0, "fine": 0.0, "": 0.0}.get(text, float(number or 0) / {"m": 12, "w": 52}.get(unit, 1))


def checked(rows: Sequence[Mapping[str, str]], table: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Yield what the offence table of the pack says otherwise than the list: classes, codes, sentences, current."""
    listed: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        listed.setdefault(row["class"], []).append(row)
    named = {row["class"]: row for row in table}
    for name in sorted(set(listed) - set(named), key=natural):
        yield f"class {name} is not in the table: {', '.join(sorted({row['ho_code'] for row in listed[name]}))}"
    for name in sorted(named, key=natural):
        row, lines = named[name], listed.get(name, [])
        in_use = [line for line in lines if line["current"] == "yes"]
        if row["current"] == "yes" and not in_use and row["kind"] == "crime":
            yield f"class {name} is current in the table; the list has no current offence of it"
        if row["current"] != "yes" and in_use:
            yield f"class {name} is ended in the table; the list has {len(in_use)} current offences of it"
        if not lines:
            continue
        codes, ours = set(row["ho_codes"].split()), {line["ho_code"] for line in lines}
        ended = ours - {line["ho_code"] for line in in_use}
        if codes - ours:
            yield f"class {name}: not in the list: {', '.join(sorted(codes - ours))}"
        if ours - codes:
            yield f"class {name}: not in the table: {', '.join(sorted(ours - codes))}"
        if ended & codes:
            yield f"class {name}: no longer current by the list: {', '.join(sorted(ended & codes))}"
        top = max((line["max_sentence"] for line in in_use or lines), key=years_of)
        if row["max_sentence"] != top:
            yield f"class {name}: maximum sentence {row['max_sentence'] or 'blank'} in the table, {top} by the list"
        sides = {side for line in in_use or lines for side in line["victim_or_state"].split("/")}
        if set(row["victim_or_state"].split("/")) != sides:
            here, there = row["victim_or_state"] or "blank", "/".join(sorted(sides))
            yield f"class {name}: {here} in the table, {there} by the list"


def told(heading: str, lines: Sequence[str]) -> None:
    print(f"{heading}: {len(lines)}")
    for line in lines:
        print(f"  {line}")


def main(field_folder: Path, out: Path, table: Path | None = None) -> None:
    """Write the list; print what was read, written and not understood."""
    classes, said = class_facts(field_folder), Said()
    rows, sheet = [], list(sheet_rows(field_folder / LIST))
    for number, row in sheet:
        where = f"row {number} ({row['Home Office code'].shown})"
        rows.append(built(row, where, classes, said))
        look_over(rows[-1], f"row {number} {rows[-1]['class']} {rows[-1]['ho_code']}", said)
    rows.sort(key=lambda row: (natural(row["class"]), tuple(row.values())))
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    current = {row["class"] for row in rows if row["current"] == "yes"}
    print(f"rows read from {Path(LIST).name}: {len(sheet)}; rows written to {out.name}: {len(read_csv(out))}")
    print(f"classes: {len({row['class'] for row in rows})}, of which with a current offence {len(current)}")
    print(f"class and code pairs: {len({(row['class'], row['ho_code']) for row in rows})}")
    print(f"rows with a commencement: {sum(bool(row['commencement']) for row in rows)}, "
          f"with a cessation: {sum(bool(row['cessation']) for row in rows)}")  # fmt: skip
    told("cells that could not be read (left blank)", said.unreadable)
    told("cells read in spite of their writing", said.repaired)
    told("rows without a class of their own", said.no_class)
    told("rows whose dates contradict themselves or their law", said.contradictory)
    told("rows that begin more than a year after the newest law they name (listed late, or made notifiable)", said.late)
    told("rows that begin on the very day of their listing (the law may be older)", said.on_listing)
    no_unit = sorted(current - {row["class"] for row in rows if row["counting_unit"]}, key=natural)
    print(f"current classes without a counting unit: {len(no_unit)}: {' '.join(no_unit)}")
    told("differences from offence_codes.csv", list(compared(rows, read_csv(field_folder / "offence_codes.csv"))))
    if table is not None:
        told(f"differences from {table.name}", list(checked(rows, read_csv(table))))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)
