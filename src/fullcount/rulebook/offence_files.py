"""Reading the offence table and the principal crime look-up of a pack, with every fault in them."""

import csv
from collections.abc import Iterator, Mapping

from fullcount.core.errors import Fault
from fullcount.rulebook.offences import Offence, OffenceKind, OffenceTable, Ranked, sentence_years

OFFENCES = "offences.csv"
LOOK_UP = "principal.csv"
OFFENCE_COLUMNS = (
    "class", "title", "group", "subgroup", "kind", "victim_or_state", "max_sentence", "ho_codes", "from", "to",
    "current",
)  # fmt: skip
LOOK_UP_COLUMNS = ("rank", "offence", "classes", "codes", "max_sentence", "against", "usual_for")


def parse_offences(
    files: Mapping[str, str], beside: Mapping[str, str], usual_class: Mapping[str, str], faults: list[Fault]
) -> OffenceTable:
    """Return the offence table of a pack; what is wrong is added to `faults`."""
    offences: dict[str, Offence] = {}
    for where, row in _rows(files, OFFENCES, OFFENCE_COLUMNS, faults):
        name = row["class"]
        if name in offences:
            faults.append(Fault(where, f"class {name} is there twice", "keep one line a class"))
        offences[name] = Offence(
            class_=name,
            title=row["title"],
            group=row["group"],
            subgroup=row["subgroup"],
            kind=_kind(where, row["kind"], faults),
            victim_or_state=row["victim_or_state"],
            max_years=_years(where, row["max_sentence"], faults),
            codes=tuple(row["ho_codes"].split()),
            is_current=row["current"] == "yes",
        )
    look_up: list[Ranked] = []
    for where, row in _rows(files, LOOK_UP, LOOK_UP_COLUMNS, faults):
        line = Ranked(
            rank=int(row["rank"]) if row["rank"].isdigit() else 0,
            offence=row["offence"],
            classes=tuple(row["classes"].split()),
            codes=tuple(row["codes"].split()),
            max_years=_years(where, row["max_sentence"], faults),
            is_against_person=row["against"] == "person",
            usual_for=tuple(row["usual_for"].split()),
        )
        if line.rank != len(look_up) + 1:
            faults.append(Fault(where, f"rank {row['rank']!r} is out of order", f"write {len(look_up) + 1}"))
        faults.extend(
            Fault(where, f"class {name} is not in {OFFENCES}", "correct the class")
            for name in (*line.classes, *line.usual_for)
            if name not in offences
        )
        look_up.append(line)
    codes = {code for offence in offences.values() for code in offence.codes}
    stated = [("beside", name) for pair in beside.items() for name in pair if name not in codes]
    stated += [("usual_class", name) for name in usual_class.values()]
    faults.extend(
        Fault(f"pack.toml [{table}]", f"class {name} is not in {OFFENCES}", "correct it")
        for table, name in stated
        if name not in offences
    )
    return OffenceTable(offences, tuple(look_up), beside, usual_class)


def _rows(
    files: Mapping[str, str], name: str, columns: tuple[str, ...], faults: list[Fault]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each line of a CSV file with where it is; a missing file or column is a fault and yields nothing."""
    lines = files.get(name, "").splitlines()
    if not lines:
        faults.append(Fault(name, "the file is missing or empty", "put it back into the pack"))
        return
    header = next(iter(_split(lines[:1])))
    missing = [column for column in columns if column not in header]
    if missing:
        faults.append(Fault(name, f"columns are missing: {', '.join(missing)}", "add them"))
        return
    for number, cells in enumerate(_split(lines[1:]), start=2):
        if len(cells) != len(header):
            faults.append(Fault(f"{name} line {number}", f"{len(cells)} cells, not {len(header)}", "mend the line"))
            continue
        yield f"{name} line {number}", dict(zip(header, cells, strict=True))


def _split(lines: list[str]) -> Iterator[list[str]]:
    yield from csv.reader(lines)


def _kind(where: str, text: str, faults: list[Fault]) -> OffenceKind:
    if text in set(OffenceKind):
        return OffenceKind(text)
    faults.append(Fault(where, f"kind {text!r} is unknown", f"use one of {', '.join(OffenceKind)}"))
    return OffenceKind.CRIME


def _years(where: str, text: str, faults: list[Fault]) -> float:
    years = sentence_years(text)
    if years is None:
        faults.append(Fault(where, f"maximum sentence {text!r} cannot be read", "write life, 10y, 6m, 51w or fine"))
    return years or 0.0
