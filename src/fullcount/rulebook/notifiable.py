"""The notifiable offence list: what each class and code is called, what one crime of it is counted for, and from when.

The list dates a row by one of three things: the day on which the offence became law, the day on which it was put into
that class, or the day on which an older offence became notifiable. The first and last limit which events can be this
offence; the second does not, nor does a row without a date say that the offence is old. Where the list's date is not
the right limit, `notifiable-corrections.csv` states the span of that class and code, with its source and confidence.
A cessation is taken as the last day, unless a correction says otherwise.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from fullcount.core.errors import Fault
from fullcount.rulebook.offences import sentence_years

NOTIFIABLE = "notifiable.csv"
CORRECTIONS = "notifiable-corrections.csv"
NOTIFIABLE_COLUMNS = (
    "class", "ho_code", "title", "act", "section", "mode", "max_sentence", "victim_or_state", "group", "subgroup",
    "counting_unit", "current", "commencement", "cessation", "list_year",
)  # fmt: skip
CORRECTION_COLUMNS = ("class", "code", "commencement", "cessation", "source", "confidence")
NOT_IN_FORCE = "not-in-force"
NEVER = date.max
"""The first day of an offence that is on the list and not yet in force: no event can be it."""

Days = tuple[date | None, date | None]
"""First and last day, both included; None = open."""


@dataclass(frozen=True, slots=True)
class NotifiableRow:
    """One row of the list, with the dates as it gives them. `max_sentence`: blank if the list does not know it."""

    class_: str
    code: str
    title: str
    act: str
    section: str
    mode: str
    max_sentence: str
    victim_or_state: str
    group: str
    subgroup: str
    counting_unit: str
    is_current: bool
    commencement: date | None
    cessation: date | None
    list_year: str

    @property
    def days(self) -> Days:
        """Return the row's own span; open at both ends if its two dates contradict each other."""
        if self.commencement and self.cessation and self.commencement > self.cessation:
            return (None, None)
        return (self.commencement, self.cessation)


@dataclass(frozen=True, slots=True)
class Correction:
    """The span of one class and code where the list's dates are not those of the law. `confidence`: seen, recalled."""

    class_: str
    code: str
    days: Days
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class NotifiableList:
    """Every row of the list, and the corrections by class and code."""

    rows: tuple[NotifiableRow, ...]
    corrections: Mapping[tuple[str, str], Correction]
    by_code: Mapping[tuple[str, str], tuple[NotifiableRow, ...]] = field(init=False, repr=False)
    by_class: Mapping[str, tuple[NotifiableRow, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        codes: dict[tuple[str, str], list[NotifiableRow]] = {}
        classes: dict[str, list[NotifiableRow]] = {}
        for row in self.rows:
            codes.setdefault((row.class_, row.code), []).append(row)
            classes.setdefault(row.class_, []).append(row)
        object.__setattr__(self, "by_code", {key: tuple(rows) for key, rows in codes.items()})
        object.__setattr__(self, "by_class", {key: tuple(rows) for key, rows in classes.items()})

    def law_days(self, class_: str, code: str) -> Days:
        """Return the first and last day on which an event could be this offence of this class; None = open.

        The correction of that class and code if there is one, else all its rows joined: the earliest beginning and the
        latest end, open where one row is. What is not on the list is open at both ends: the list does not deny it.
        """
        corrected = self.corrections.get((class_, code))
        if corrected:
            return corrected.days
        spans = [row.days for row in self.by_code.get((class_, code), ())]
        firsts = [first for first, _ in spans if first]
        lasts = [last for _, last in spans if last]
        return (
            min(firsts) if spans and len(firsts) == len(spans) else None,
            max(lasts) if spans and len(lasts) == len(spans) else None,
        )

    def is_in_law(self, class_: str, code: str, day: date) -> bool:
        """Return whether an event of that day could be this offence. It may be so and no longer notifiable."""
        first, last = self.law_days(class_, code)
        return (first is None or first <= day) and (last is None or day <= last)

    def is_listed(self, class_: str, code: str) -> bool:
        """Return whether the list holds this code in this class as current."""
        return any(row.is_current for row in self.by_code.get((class_, code), ()))

    def title(self, class_: str, code: str) -> str:
        """Return the official title, of the first current row if there are several; blank if it is not on the list."""
        rows = self.by_code.get((class_, code), ())
        return next((row.title for row in rows if row.is_current), rows[0].title if rows else "")

    def counting_unit(self, class_: str) -> str:
        """Return what one crime of the class is counted for, in words; blank if nothing is stated for the class."""
        return next((row.counting_unit for row in self.by_class.get(class_, ()) if row.counting_unit), "")


def parse_notifiable(files: Mapping[str, str], faults: list[Fault]) -> NotifiableList:
    """Return the notifiable offence list of a pack; what is wrong is added to `faults`."""
    rows = tuple(_row(where, cells, faults) for where, cells in _lines(files, NOTIFIABLE, NOTIFIABLE_COLUMNS, faults))
    on_list = {(row.class_, row.code) for row in rows}
    corrections: dict[tuple[str, str], Correction] = {}
    for where, cells in _lines(files, CORRECTIONS, CORRECTION_COLUMNS, faults):
        found = _correction(where, cells, faults)
        key = (found.class_, found.code)
        if key in corrections:
            faults.append(Fault(where, f"{found.class_} {found.code} is there twice", "keep one line"))
        if key not in on_list:
            todo = f"correct the class or code, or add the row to {NOTIFIABLE}"
            faults.append(Fault(where, f"{found.class_} {found.code} is not in {NOTIFIABLE}", todo))
        corrections[key] = found
    return NotifiableList(rows, corrections)


def _row(where: str, cells: Mapping[str, str], faults: list[Fault]) -> NotifiableRow:
    if not cells["class"] or not cells["ho_code"]:
        faults.append(Fault(where, "the class or the code is blank", "write both"))
    if cells["current"] not in ("yes", "no"):
        faults.append(Fault(where, f"current is {cells['current']!r}", "write yes or no"))
    if sentence_years(cells["max_sentence"]) is None:
        what = f"maximum sentence {cells['max_sentence']!r} cannot be read"
        faults.append(Fault(where, what, "write life, 10y, 6m, 51w or fine, or leave it blank"))
    return NotifiableRow(
        class_=cells["class"],
        code=cells["ho_code"],
        title=cells["title"],
        act=cells["act"],
        section=cells["section"],
        mode=cells["mode"],
        max_sentence=cells["max_sentence"],
        victim_or_state=cells["victim_or_state"],
        group=cells["group"],
        subgroup=cells["subgroup"],
        counting_unit=cells["counting_unit"],
        is_current=cells["current"] == "yes",
        commencement=_day(where, "commencement", cells["commencement"], faults),
        cessation=_day(where, "cessation", cells["cessation"], faults),
        list_year=cells["list_year"],
    )


def _correction(where: str, cells: Mapping[str, str], faults: list[Fault]) -> Correction:
    first = (
        NEVER
        if cells["commencement"] == NOT_IN_FORCE
        else _day(where, "commencement", cells["commencement"], faults, f" or {NOT_IN_FORCE}")
    )
    last = _day(where, "cessation", cells["cessation"], faults)
    if first and last and first > last:
        faults.append(Fault(where, f"it begins on {first} and ends on {last}", "let it end after it begins"))
    if not cells["source"]:
        faults.append(Fault(where, "the source is blank", "say where the dates come from"))
    if cells["confidence"] not in ("seen", "recalled"):
        faults.append(Fault(where, f"confidence {cells['confidence']!r} is not seen or recalled", "write one of them"))
    return Correction(cells["class"], cells["code"], (first, last), cells["source"], cells["confidence"])


def _day(where: str, name: str, text: str, faults: list[Fault], besides: str = "") -> date | None:
    if not text:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        faults.append(Fault(where, f"{name} {text!r} is no day", f"write YYYY-MM-DD{besides}, or leave it blank"))
        return None


def _lines(
    files: Mapping[str, str], name: str, columns: tuple[str, ...], faults: list[Fault]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each line of a CSV file with where it is; a missing file or column is a fault and yields nothing."""
    lines = csv.reader(files.get(name, "").splitlines())
    header = next(lines, [])
    if not header:
        faults.append(Fault(name, "the file is missing or empty", "put it back into the pack"))
        return
    missing = [column for column in columns if column not in header]
    if missing:
        faults.append(Fault(name, f"columns are missing: {', '.join(missing)}", "add them"))
        return
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(header):
            faults.append(Fault(f"{name} line {number}", f"{len(cells)} cells, not {len(header)}", "mend the line"))
            continue
        yield f"{name} line {number}", dict(zip(header, cells, strict=True))
