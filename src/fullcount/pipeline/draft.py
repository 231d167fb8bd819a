"""`fullcount init`: a first force.toml and code table, drafted by looking at the files, with what could not be told."""

import csv as csv_writer
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from fullcount.core.errors import ConfigError, Fault, FullcountError, InputError
from fullcount.core.tables import TABLES, Kind
from fullcount.pipeline import sources
from fullcount.pipeline.config import ExtractConfig
from fullcount.pipeline.dates import forms_of, parsed
from fullcount.pipeline.intake import PartCounts, read_batches
from fullcount.pipeline.readers.batch import ROW

HINTS: dict[str, dict[str, tuple[str, ...]]] = {
    "reports": {
        "report_id": ("incident number", "incident no", "incident id", "event number", "event no", "event id", "log number", "log no",
                      "log ref", "report id", "call number", "cad number", "urn", "report no", "report number", "incident ref"),
        "reported_at": ("reported at", "date reported", "reported", "created", "call time", "date time", "event ts", "received", "opened", "report date", "time received"),
        "route": ("route", "source", "channel", "method", "origin"),
        "opening_code": ("opening code", "open code", "initial type", "opening type", "call type", "incident type", "type", "category", "nature"),
        "closing_code": ("closing code", "close code", "final type", "closing type", "result type"),
        "disposition": ("disposition", "result", "closing result", "outcome", "resolution"),
        "text": ("text", "remarks", "narrative", "summary", "log text", "comments", "details", "description", "log"),
        "crime_ref": ("crime ref", "crime number", "crime no", "case number", "case no", "crime reference"),
    },
    "crimes": {
        "crime_id": ("crime number", "crime no", "crime id", "case number", "case no", "crime ref", "crime reference"),
        "recorded_at": ("recorded at", "date recorded", "recorded", "recorded date"),
        "report_ref": ("incident number", "incident ref", "report ref", "log number", "log ref", "event number"),
        "offence_code": ("offence", "offense", "offence code", "ho code", "classification", "crime type", "class"),
        "status": ("status", "state"),
        "cancelled_at": ("cancelled at", "date cancelled", "cancelled"),
        "cancelled_code": ("cancel code", "cancelled code", "cancellation code"),
        "victim_id": ("victim id", "victim number"),
    },
    "calls": {
        "call_id": ("call id", "call number", "call ref"),
        "called_at": ("called at", "call time", "time", "start time"),
        "line": ("line", "queue", "number dialled"),
        "answered": ("answered", "status"),
        "log_ref": ("log reference", "log ref", "incident number", "report id"),
    },
    "audit_reviews": {
        "review_id": ("review id", "review no", "review number"),
        "report_id": ("report id", "incident number", "log ref", "report ref"),
        "reviewer": ("reviewer", "auditor"),
        "reviewed_at": ("reviewed at", "date reviewed"),
        "crimes_disclosed": ("crimes disclosed", "should be recorded", "disclosed"),
        "crimes_recorded": ("crimes recorded", "recorded"),
        "class": ("class", "crime class"),
        "stratum": ("stratum", "route"),
    },
}  # fmt: skip
SHARED: dict[str, tuple[str, ...]] = {
    "occurred_from": ("occurred from", "offence from", "committed from", "date from", "occurred"),
    "occurred_to": ("occurred to", "offence to", "committed to", "date to"),
    "place": ("place", "location", "address", "street", "hundred block location"),
    "postcode": ("postcode", "post code"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng", "long"),
    "district": ("district", "division", "borough", "area", "bcu"),
    "phone": ("phone", "telephone", "caller phone", "victim phone"),
    "surname": ("surname", "last name", "caller surname", "victim surname"),
    "unit": ("unit", "team", "shift"),
    "published_at": ("published at", "exported", "first published", "extract date", "log date"),
}
SURE_SIGNS = {"crimes": ("crime_id", "offence_code"), "calls": ("call_id", "called_at", "log_ref"), "audit_reviews": ("report_id", "crimes_disclosed"), "reports": ("report_id", "reported_at")}
LOOKED_AT = 5000


@dataclass(slots=True)
class Draft:
    """The drafted texts and what could not be told."""

    toml: str = ""
    codes: list[tuple[str, str, int]] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Looked:
    """One file as far as it was looked at."""

    name: str
    table: str
    columns: dict[str, str]
    frame: pl.DataFrame


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").replace(".", " ").replace("-", " ").lower().split())


def _guess(header: Sequence[str], table: str) -> dict[str, str]:
    """Return canonical column -> the file's column, by its name; each column of the file is used once."""
    found: dict[str, str] = {}
    plain = {_plain(name): name for name in header}
    for canonical, hints in (HINTS[table] | {k: v for k, v in SHARED.items() if TABLES[table].column(k)}).items():
        match = next((plain[hint] for hint in (canonical.replace("_", " "), *hints) if hint in plain and plain[hint] not in found.values()), None)
        if match is not None:
            found[canonical] = match
    return found


def _table_of(header: Sequence[str], name: str) -> tuple[str, dict[str, str]] | None:
    scored = []
    for table, signs in SURE_SIGNS.items():
        columns = _guess(header, table)
        if all(sign in columns for sign in signs):
            named = any(word in name.lower() for word in {"reports": ("incident", "report", "cad", "event", "log"), "crimes": ("crime", "rms", "case"), "calls": ("call",), "audit_reviews": ("audit", "review")}[table])
            scored.append((named, len(columns), table, columns))
    return max(scored, key=lambda item: item[:2])[2:] if scored else None


def _look(path: Path, name: str) -> tuple[Sequence[str], pl.DataFrame]:
    import tempfile

    extract = ExtractConfig("reports", (name,), {})
    source = sources.source_file("reports", name, path)
    frames = []
    with tempfile.TemporaryDirectory(prefix="fullcount-init-") as scratch:
        for batch in read_batches(source, extract, Path(scratch), PartCounts(), careful=True):
            frames.append(batch.frame.drop(ROW).head(LOOKED_AT))
            if frames[-1].height >= LOOKED_AT:
                break
    if not frames:
        return (), pl.DataFrame()
    frame = pl.concat(frames, how="diagonal_relaxed")
    return frame.columns, frame


def draft(folder: Path, data: Path | None) -> Draft:
    """Return a draft for the files of a folder. Raises ConfigError if there is nothing to look at."""
    made = Draft()
    root = data or folder
    files = sorted(p for p in root.rglob("*") if p.is_file() and not p.name.startswith(".") and p.suffix.lower() not in {".toml", ".md", ".html"} and p.name != "codes.csv" and "truth" not in p.relative_to(root).parts)
    looked = []
    for path in files[:200]:
        name = path.relative_to(root).as_posix()
        try:
            header, frame = _look(path, name)
        except (InputError, FullcountError) as error:
            made.unsure.append(f"{name}: {error.message}")
            continue
        guessed = _table_of(header, name) if header else None
        if guessed is None:
            made.unsure.append(f"{name}: cannot tell what a row is (columns: {', '.join(header[:12]) or 'none'})")
        else:
            looked.append(Looked(name, guessed[0], guessed[1], frame))
    if not looked and not made.unsure:
        raise ConfigError(f"{root} holds no file to look at", [Fault(str(root), "no extract", "put the extracts there, or name them with --data")])
    made.toml = _toml(folder.resolve().name, looked, made)
    return made


def _toml(name: str, looked: list[Looked], made: Draft) -> str:
    lines = ["# Drafted by `fullcount init`. Read every line; what could not be told is marked with ?.", "[force]", f"name = {_quoted(name)}",
             'time_zone = "Europe/London"   # ? the zone of times without an offset', "", "[codes]", 'table = "codes.csv"   # ? every code needs a meaning', ""]  # fmt: skip
    made.unsure.append("time_zone: taken as Europe/London")
    for table in HINTS:
        group = [item for item in looked if item.table == table]
        if not group:
            if table != "audit_reviews":
                made.unsure.append(f"{table}: no file looks like it")
            continue
        first = group[0]
        lines += [f"[extracts.{table}]", f"files = [{', '.join(_quoted(item.name) for item in group)}]"]
        order = _order(first, made)
        if order:
            lines.append(f'date_order = "{order}"')
        lines += ["", f"[extracts.{table}.columns]"]
        for column in TABLES[table].columns:
            if column.name in first.columns:
                lines.append(f"{column.name} = {_quoted(first.columns[column.name])}")
                _codes(first, column.name, made)
            elif column.required:
                lines.append(f"# {column.name} = ?   # required: {column.meaning}")
                made.unsure.append(f"{table}.{column.name}: no column looks like it ({column.meaning})")
        unused = [c for c in first.frame.columns if c not in first.columns.values()]
        if unused:
            lines.append(f"# not used: {', '.join(unused)}")
        lines.append("")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _order(item: Looked, made: Draft) -> str | None:
    """Return the order of day and month if the values settle it; note when they do not, or when nothing reads them."""
    for column in TABLES[item.table].columns:
        given = item.columns.get(column.name)
        if column.kind is not Kind.TIME or given is None or item.frame.schema[given] != pl.String:
            continue
        values = item.frame.get_column(given).str.strip_chars()
        values = values.filter(values.str.len_bytes() > 0)
        forms = forms_of(values, None)
        if forms.ambiguous:
            made.unsure.append(f"{item.name} {given}: day and month cannot be told apart; set date_order")
            continue
        read = int(parsed(values, forms.formats).is_not_null().sum()) if forms.formats else 0
        if read < len(values):
            made.unsure.append(f"{item.name} {given}: {len(values) - read:,} of {len(values):,} values are in no form known here")
        if any(form.startswith(("%d/", "%d-", "%d.")) and "%b" not in form for form in forms.formats):
            return "dmy"
        if any(form.startswith(("%m/", "%m-", "%m.")) for form in forms.formats):
            return "mdy"
    return None


def _codes(item: Looked, canonical: str, made: Draft) -> None:
    kind = {"opening_code": "type", "closing_code": "type", "disposition": "disposition", "offence_code": "offence", "status": "status"}.get(canonical)
    if kind is None or item.frame.schema[item.columns[canonical]] != pl.String:
        return
    counts = item.frame.get_column(item.columns[canonical]).drop_nulls().value_counts(sort=True)
    known = {(a, b) for a, b, _ in made.codes}
    for code, rows in counts.iter_rows():
        if code.strip() and (kind, code.strip()) not in known:
            made.codes.append((kind, code.strip(), rows))
            known.add((kind, code.strip()))


def write_draft(made: Draft, folder: Path) -> None:
    """Write force.toml and codes.csv. Raises ConfigError rather than write over either."""
    targets = (folder / "force.toml", folder / "codes.csv")
    for target in targets:
        if target.exists():
            raise ConfigError(f"{target} exists already", [Fault(target.name, "is not written over", "move it away first")])
    folder.mkdir(parents=True, exist_ok=True)
    targets[0].write_text(made.toml, encoding="utf-8")
    with targets[1].open("w", encoding="utf-8", newline="") as stream:
        writer = csv_writer.writer(stream)
        writer.writerow(("kind", "code", "means", "note"))
        writer.writerows((kind, code, "", f"{rows:,} rows looked at") for kind, code, rows in made.codes)
