"""The examples' code tables against the real extracts: almost every row is mapped, and to something that exists."""

import csv
import os
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
DATA = Path(os.environ.get("FULLCOUNT_DATA", ROOT.parent / "shared" / "data"))
CLASSES = ROOT / "src/fullcount/rulebook/packs/crr-2026-27/offences.csv"
FORCES = ("usc", "laguna_beach", "seattle", "ucsd", "chicago", "cornell", "reno")
TYPE_KINDS, OFFENCE_KINDS = ("type", "any"), ("offence", "any")
MEANINGS = {
    "disposition": {
        "report-taken", "report-later", "arrest", "no-crime", "no-report", "cancelled", "gone-on-arrival", "duplicate",
        "other-agency", "open", "closed",
    },
    "status": {"live", "cancelled", "transferred"},
}  # fmt: skip
CANONICAL = {
    ("reports", "opening_code"): TYPE_KINDS,
    ("reports", "closing_code"): TYPE_KINDS,
    ("reports", "disposition"): ("disposition",),
    ("crimes", "offence_code"): OFFENCE_KINDS,
    ("crimes", "status"): ("status",),
}
LEAST = 0.99

real = pytest.mark.real
each_force = pytest.mark.parametrize("force", FORCES)


def plain(code: str) -> str:
    """Return the code as it is compared: without case, spaces and dashes."""
    return re.sub(r"[\s\-‐-―]", "", code).casefold()


def lines(force: str) -> list[dict[str, str]]:
    with (EXAMPLES / force / "codes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Matcher:
    """The lines of some kinds of one code table; says which line a code falls under."""

    def __init__(self, force: str, kinds: tuple[str, ...]) -> None:
        self.exact: dict[str, int] = {}
        self.patterns: list[tuple[int, re.Pattern[str], int]] = []
        self.rows = lines(force)
        for number, row in enumerate(self.rows):
            code = plain(row["code"])
            if row["kind"] not in kinds:
                continue
            if "*" in code:
                pattern = re.compile(".*".join(map(re.escape, code.split("*"))), re.DOTALL)
                self.patterns.append((len(code.replace("*", "")), pattern, number))
            else:
                self.exact[code] = number

    def lines_of(self, code: str) -> list[int]:
        """Return the numbers of the lines that match best: one, or several patterns equally long; none if unmapped."""
        if plain(code) in self.exact:
            return [self.exact[plain(code)]]
        found = [(size, number) for size, pattern, number in self.patterns if pattern.fullmatch(plain(code))]
        return [number for size, number in found if size == max(found)[0]]


@cache
def extract(force: str, table: str) -> tuple[dict[str, Any], pl.DataFrame]:
    """Return how force.toml maps the table's columns, and the extract. Skips where the extract is absent."""
    spec = tomllib.loads((EXAMPLES / force / "force.toml").read_text(encoding="utf-8"))["extracts"].get(table)
    if spec is None:
        return {}, pl.DataFrame()
    paths = sorted(path for pattern in spec["files"] for path in (DATA / force).glob(pattern))
    if not paths:
        pytest.skip(f"the real extracts are not at {DATA / force}: set FULLCOUNT_DATA")
    return spec["columns"], pl.concat([pl.read_parquet(path) for path in paths])


def cells(source: Any, frame: pl.DataFrame) -> Iterator[list[str]]:
    """Yield the codes of each row: a column, several joined (blanks left out), split where a separator is named."""
    spec = source if isinstance(source, dict) else {"column": source}
    names = spec["join"] if "join" in spec else [spec["column"]]
    for row in frame.select(names).iter_rows():
        value = spec.get("with", " ").join(str(part) for part in row if part not in (None, ""))
        parts = value.split(spec["separator"]) if "separator" in spec else [value]
        yield [part.strip() for part in parts if part.strip()]


def coded(force: str) -> Iterator[tuple[str, tuple[str, ...], Counter[tuple[str, ...]]]]:
    """Yield (column, kinds, how many rows have each list of codes) for every coded column that the force maps."""
    for (table, column), kinds in CANONICAL.items():
        columns, frame = extract(force, table)
        if column in columns:
            yield column, kinds, Counter(tuple(codes) for codes in cells(columns[column], frame) if codes)


@real
@each_force
def test_almost_every_row_is_mapped(force: str) -> None:
    """The share of rows with any code in which every code is in the table is over 99% for each column."""
    for column, kinds, rows in coded(force):
        matcher = Matcher(force, kinds)
        unmapped = Counter({codes: n for codes, n in rows.items() if not all(map(matcher.lines_of, codes))})
        share = 1 - unmapped.total() / rows.total()
        assert share > LEAST, f"{column}: {share:.2%} mapped; not mapped: {unmapped.most_common(20)}"


@real
@each_force
def test_no_meaning_rests_on_a_tie(force: str) -> None:
    """Where two patterns of one length match a code that occurs, they mean the same."""
    for column, kinds, rows in coded(force):
        matcher = Matcher(force, kinds)
        for code in {code for codes in rows for code in codes}:
            tied = {matcher.rows[number]["means"] for number in matcher.lines_of(code)}
            assert len(tied) < 2, f"{column} {code!r}: {[matcher.rows[n]['code'] for n in matcher.lines_of(code)]}"


@real
@each_force
def test_a_line_that_nothing_matches_says_why_it_is_there(force: str) -> None:
    used: set[int] = set()
    for _, kinds, rows in coded(force):
        matcher = Matcher(force, kinds)
        used |= {number for codes in rows for code in codes for number in matcher.lines_of(code)}
    idle = [row["code"] for number, row in enumerate(lines(force)) if number not in used and not row["note"]]
    assert idle == []


@each_force
def test_no_line_twice(force: str) -> None:
    """One code has one line of a kind, and none under `any` beside one under `type` or `offence`."""
    seen = Counter((kind, plain(row["code"])) for row in lines(force) for kind in spread(row["kind"]))
    assert [key for key, n in seen.items() if n > 1] == []


def spread(kind: str) -> tuple[str, ...]:
    return ("type", "offence") if kind == "any" else (kind,)


@each_force
def test_every_line_means_something(force: str) -> None:
    if not CLASSES.exists():
        pytest.skip("the rule pack crr-2026-27 has no offence table yet")
    with CLASSES.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    name = "class" if "class" in table[0] else "code"
    classes = {row[name] for row in table}
    types = classes | {"not-notifiable", "unclear"}
    allowed = MEANINGS | {"type": types, "any": types, "offence": classes | {"not-notifiable"}}
    wrong = [
        (row["kind"], row["code"], row["means"]) for row in lines(force) if row["means"] not in allowed[row["kind"]]
    ]
    assert wrong == []


@real
def test_the_usc_table_serves_the_earlier_years_too() -> None:
    """The table made for 2022 to 2024 maps over 99% of the log of 2015 to 2019, which has a category and a type."""
    path = DATA / "usc" / "narratives_2015_2019.parquet"
    if not path.exists():
        pytest.skip(f"the real extract is not at {path}: set FULLCOUNT_DATA")
    frame = pl.read_parquet(path)
    for source, kinds in (
        ({"join": ["category", "type"], "with": " - "}, TYPE_KINDS),
        ("disposition", ("disposition",)),
    ):
        matcher = Matcher("usc", kinds)
        rows = [codes for codes in cells(source, frame) if codes]
        unmapped = Counter(codes[0] for codes in rows if not matcher.lines_of(codes[0]))
        assert 1 - unmapped.total() / len(rows) > LEAST, unmapped.most_common(20)
