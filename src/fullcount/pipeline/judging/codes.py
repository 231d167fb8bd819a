"""A force's own codes and what they mean, by its code tables."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fullcount.core.errors import ConfigError, Fault
from fullcount.core.states import CodeMeaning, DispositionMeaning
from fullcount.rulebook.pack import Pack

KINDS = ("type", "offence", "disposition", "status", "any")
STATUSES = ("live", "cancelled", "transferred")
UNMAPPED = "unmapped"
_SPACES = re.compile(r"[\s\-–—]+")


@cache
def plain_code(code: str) -> str:
    """Return a code without case, spaces and dashes: 'BATTERY - Battery' and 'battery -Battery' are one code."""
    return _SPACES.sub("", code.casefold())


@dataclass(frozen=True, slots=True)
class CodeTable:
    """What codes mean, by kind: exact ones, and patterns from the longest to the shortest."""

    exact: Mapping[tuple[str, str], str]
    patterns: Sequence[tuple[str, re.Pattern[str], str]]

    def meaning(self, kind: str, code: str) -> str | None:
        """Return what the table says of a code, or None where it says nothing."""
        plain = plain_code(code)
        kinds = (kind, "any") if kind in {"type", "offence"} else (kind,)
        for name in kinds:
            if (name, plain) in self.exact:
                return self.exact[name, plain]
        return next(
            (means for name, pattern, means in self.patterns if name in kinds and pattern.fullmatch(plain)), None
        )


def _means(kind: str, means: str, pack: Pack) -> str | None:
    """Return the meaning in its canonical form, or None if it is none of those the kind allows."""
    if kind == "disposition":
        return means if means in set(DispositionMeaning) else None
    if kind == "status":
        return means if means in STATUSES else None
    if means in set(CodeMeaning):
        return means if kind != "offence" or means == CodeMeaning.NOT_NOTIFIABLE else None
    return pack.offence_class(means)


def _line(row: Mapping[str, str], pack: Pack) -> tuple[str, str, str] | Fault:
    """Return (kind, code, canonical meaning or "") of one row of a code table, or what is wrong with it."""
    kind, code, given = ((row.get(name) or "").strip() for name in ("kind", "code", "means"))
    kind = kind.lower()
    if kind not in KINDS:
        return Fault("", f"kind {kind!r} is not known", f"one of {', '.join(KINDS)}")
    if not code:
        return Fault("", "code is blank")
    means = _means(kind, given, pack) if given else ""
    if means is None:
        return Fault("", f"{given!r} is not a meaning that kind {kind!r} allows", "see docs/force-toml.md")
    return kind, code, means


def read_codes(paths: Iterable[Path], pack: Pack) -> CodeTable:
    """Return the code tables as one. Raises ConfigError with every fault: what is not known, what contradicts."""
    exact: dict[tuple[str, str], str] = {}
    patterns: dict[tuple[str, str], str] = {}
    faults: list[Fault] = []
    for path in paths:
        for number, row in _rows(path, faults):
            where = f"{path.name} row {number}"
            line = _line(row, pack)
            if isinstance(line, Fault):
                faults.append(Fault(where, line.what, line.todo))
                continue
            kind, code, means = line
            if not means:  # a drafted line that nobody has filled in yet: the code stays unmapped
                continue
            target = patterns if "*" in code else exact
            key = (kind, plain_code(code))
            if target.get(key, means) != means:
                faults.append(Fault(where, f"{code!r} already means {target[key]!r}", "keep one of the two"))
            target.setdefault(key, means)
    if faults:
        raise ConfigError("the code tables have faults", faults)
    ordered = sorted(patterns.items(), key=lambda item: (-len(item[0][1].replace("*", "")), item[0]))
    compiled = [(kind, re.compile(".*".join(map(re.escape, code.split("*"))), re.DOTALL), means)
                for (kind, code), means in ordered]  # fmt: skip
    return CodeTable(exact, compiled)


def _rows(path: Path, faults: list[Fault]) -> list[tuple[int, dict[str, str]]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        rows = list(csv.DictReader(text.splitlines(keepends=True)))
    except OSError:
        faults.append(Fault(path.name, "cannot be read", "name it under [codes] table, beside force.toml"))
        return []
    except (UnicodeDecodeError, csv.Error):
        faults.append(Fault(path.name, "is not a CSV file in UTF-8"))
        return []
    if rows and not {"kind", "code", "means"} <= set(rows[0]):
        faults.append(Fault(path.name, "must have columns kind, code, means", "and may have note"))
        return []
    return [
        (number, row)
        for number, row in enumerate(rows, 2)
        if any((value or "") for value in row.values() if isinstance(value, str))
    ]


def class_of(codes: Sequence[str] | None, kind: str, table: CodeTable, pack: Pack) -> str | None:
    """Return what one cell's codes mean together: the principal class; else unclear, unmapped, not-notifiable.

    None for a blank cell. A Home Office class or code stands for itself unless the table says otherwise.
    """
    if not codes:
        return None
    meanings = [table.meaning(kind, code) or pack.offence_class(code) or UNMAPPED for code in codes]
    classes = [means for means in meanings if means not in {*CodeMeaning, UNMAPPED}]
    if classes:
        return pack.principal(classes)
    for means in (CodeMeaning.UNCLEAR.value, UNMAPPED):
        if means in meanings:
            return means
    return CodeMeaning.NOT_NOTIFIABLE.value
