"""`fullcount run`: load, link, read, decide, account, estimate, report, and switch to the new result in one step."""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

import polars as pl

from fullcount.core.clock import end_of_day
from fullcount.core.errors import ConfigError, Fault
from fullcount.figures.page import render_page
from fullcount.ledgers.reclassified import reclassified
from fullcount.linking.model import LinkageModel, model_from_json
from fullcount.pipeline.config import ForceConfig, read_config
from fullcount.pipeline.engine import LOCAL, Engine
from fullcount.pipeline.intake.assemble import Assembled, Became, latest_moment
from fullcount.pipeline.intake.missing import columns_no_file_has
from fullcount.pipeline.intake.parts import Part, PartCounts, ReadTexts, load_part, part_key
from fullcount.pipeline.intake.sources import SourceFile, find_files
from fullcount.pipeline.judging import warnings
from fullcount.pipeline.judging.books import CLOCKS, Books, Materials, make_books
from fullcount.pipeline.judging.cancelling import Readers
from fullcount.pipeline.judging.codes import CodeTable, read_codes
from fullcount.pipeline.judging.judge import unmapped_codes
from fullcount.pipeline.report import outputs, result, signals, two_sides
from fullcount.pipeline.report.explain import parts_index
from fullcount.pipeline.report.fairness import fairness_rows, links_fairness
from fullcount.pipeline.report.receipts import changed_since, inputs_of, receipt
from fullcount.pipeline.report.score_section import score_section
from fullcount.pipeline.report.spreadsheet import write_csv
from fullcount.pipeline.resources import lexicon, reasons_lexicon, rule_texts, template
from fullcount.pipeline.rules.packs import read_pack
from fullcount.pipeline.store import Store, keep
from fullcount.reading.read import read_texts
from fullcount.reading.score.card import model_card
from fullcount.reading.score.model import ScoreModel, score_model
from fullcount.rulebook.pack import Pack

SCORE, CARD, CANCELLED = "score.json", "score.md", "cancelled.parquet"
Step = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What a run is asked: the force's folder and, where they differ from the default, all else."""

    force: Path
    out: Path
    data: Path | None = None
    as_at: date | None = None
    seed: int = 1
    rules: str | None = None
    model: Path | None = None
    score: Path | None = None
    use_score: bool = True
    latest: date | None = None
    """Times after this day are taken for errors when as_at is not given (the caller's today; None: no limit)."""
    engine: Engine = LOCAL


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """What a run gave: its result, where it lies, whether it was there already, and what besides the extracts has
    changed since the result before it (rules, program, settings)."""

    result: Mapping[str, Any]
    out: Path
    was_current: bool
    changed: tuple[str, ...] = ()


def run(asked: RunRequest, step: Step = lambda _: None) -> RunOutcome:
    """Do the whole job. Raises FullcountError for what the user can mend; the result before then stands."""
    config = read_config(asked.force)
    pack = read_pack(asked.rules or config.rules)
    codes = read_codes(config.code_tables, pack)
    data = asked.data or asked.force
    step("finding and hashing the files")
    # statistics and linkage take a second and a half to import, and hashing and reading leave the interpreter free
    Thread(target=_import_early, daemon=True).start()
    sources = {name: find_files(extract, data) for name, extract in config.extracts.items()}
    store = Store(asked.out)
    store.open()
    with store.locked():
        building = store.begin()
        parts = load_parts(config, sources, store.current, building / "parts", step, asked.engine.read)
        refuse_missing_columns(config, parts)
        as_at = asked.as_at or last_day(config, parts, building / "parts", asked.latest)
        model, score = frozen_model(asked, store), frozen_score(asked, store)
        moment = end_of_day(as_at, config.zone)
        remembered = store.current / "linking" if store.current else None
        materials = Materials(
            config,
            pack,
            codes,
            Readers(lexicon(config.languages, config.words), reasons_lexicon(config.languages, config.words)),
            parts,
            building / "parts",
            moment,
            asked.seed,
            model,
            remembered,
            score,
            asked.use_score and config.use_score,
            asked.engine,
        )
        books = make_books(materials, building / "linking", step)
        paper = receipt(
            inputs_of(parts),
            config.sha256,
            (pack, materials.readers),
            (books.model, books.score),
            (as_at, asked.seed),
        )
        if store.is_current(paper["id"]):
            store.abandon(building)
            return RunOutcome(before_it(store), asked.out, was_current=True)
        step("looking for patterns")
        patterns = signals.found_signals(materials, books)
        changed = reclassified(books.ledger, books.classes)
        step("estimating and drawing the page")
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="tables") as pool:
            keep_score(books.score, building)
            keep_cancelled(books, building)
            tables = pool.submit(write_tables, materials, books, building, (patterns, changed))
            found = build_result(materials, books, paper, as_at)
            found |= {
                "signals": signals.signals_section(patterns),
                "reclassified": result.reclassified_section(changed),
            }
            tables.result()
        write_csv(fairness_rows(found), building / "results" / "fairness.csv")
        write_page(found, building)
        keep_force(config, asked.rules or config.rules, parts, building)
        before = before_it(store).get("receipt")
        store.commit(building, paper["id"])
    return RunOutcome(found, asked.out, was_current=False, changed=changed_since(before, paper) if before else ())


def before_it(store: Store) -> dict[str, Any]:
    """Return the result that is current, or nothing before the first run or where it is damaged."""
    try:
        found = json.loads((store.root / "current" / "results" / "result.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def keep_force(config: ForceConfig, rules: str | None, parts: Mapping[str, list[Part]], building: Path) -> None:
    """Keep with the run what its figures were made by: settings, code tables, rules, which part is which file."""
    folder = building / "force"
    (folder / "rules").mkdir(parents=True)
    shutil.copyfile(config.folder / "force.toml", folder / "force.toml")
    if config.words is not None:
        shutil.copytree(config.words, folder / config.words.relative_to(config.folder))
    for number, path in enumerate(config.code_tables):
        shutil.copyfile(path, folder / f"codes-{number}.csv")
    for name, text in rule_texts(rules).items():
        (folder / "rules" / name).write_text(text, encoding="utf-8")
    rows = [(table, part.key, part.source.name) for table, made in parts.items() for part in made]
    parts_index(building, rows)


def _import_early() -> None:
    for name in ("splink", "fullcount.pipeline.report.estimating"):
        import_module(name)


def load_parts(
    config: ForceConfig, sources: Mapping[str, list[SourceFile]], current: Path | None, folder: Path, step: Step,
    read: ReadTexts = read_texts,
) -> dict[str, list[Part]]:  # fmt: skip
    """Return the parts of every table; those that the current run has are kept, the others are made, two at a time."""
    words = lexicon(config.languages, config.words)
    keys = {
        source: part_key(source, config.extracts[table], config.zone.key, words)
        for table, files in sources.items() for source in files
    }  # fmt: skip
    wanted = {(source.table, key): source for source, key in keys.items()}  # files of the same content are read once

    def ready(table: str, key: str, source: SourceFile) -> None:
        old = current / "parts" / table if current else None
        if old is not None and (old / f"{key}.json").is_file():
            for path in sorted(old.glob(f"{key}.*")):
                keep(path, folder / table / path.name)
        else:
            step(f"reading {source.name}")
            load_part(source, config.extracts[table], config.zone.key, words, folder / table, read)

    largest_first = sorted(wanted.items(), key=lambda item: -item[1].bytes)
    with ThreadPoolExecutor(max_workers=2, thread_name_prefix="loading") as pool:
        for done in [pool.submit(ready, table, key, source) for (table, key), source in largest_first]:
            done.result()
    return {
        table: [_part(source, keys[source], folder / table) for source in files] for table, files in sources.items()
    }


def _part(source: SourceFile, key: str, folder: Path) -> Part:
    return Part(source, key, PartCounts(**json.loads((folder / f"{key}.json").read_text())))


def refuse_missing_columns(config: ForceConfig, parts: Mapping[str, list[Part]]) -> None:
    """Raise ConfigError for a mapped column that no file of its extract has: a slip in force.toml."""
    faults = [fault for table, made in parts.items() for fault in columns_no_file_has(config.extracts[table], made)]
    if faults:
        raise ConfigError("force.toml names columns that the files do not have", faults)


def last_day(config: ForceConfig, parts: Mapping[str, list[Part]], folder: Path, latest: date | None) -> date:
    """Return the day of the last moment in the reports and crimes, leaving out times after `latest`."""
    limit = end_of_day(latest, config.zone) if latest else datetime(2200, 1, 1, tzinfo=UTC)
    wanted: dict[str, Sequence[str]] = {
        name: ("published_at", CLOCKS[name]) for name in ("reports", "crimes") if name in parts
    }
    moments = latest_moment(dict(parts), folder, wanted, pl.lit(limit))
    if not len(moments):
        return latest or date(2000, 1, 1)
    day: date = moments.item().astimezone(config.zone).date()
    return day


def frozen_model(asked: RunRequest, store: Store) -> LinkageModel | None:
    """Return the model to use: the one named, else the force's own linkage.json, else the store's, else none yet."""
    places = [asked.model, asked.force / "linkage.json"]
    if store.current is not None:
        places.append(store.current / "linking" / "model.json")
    for place in places:
        if place is not None and (place.is_file() or place == asked.model):
            try:
                return model_from_json(place.read_text(encoding="utf-8"), place.name)
            except (OSError, UnicodeDecodeError):
                fault = Fault(str(place), "is not there or is no text", "fullcount fit makes one")
                raise ConfigError(f"the model {place} cannot be read", [fault]) from None
    return None


def frozen_score(asked: RunRequest, store: Store) -> ScoreModel | None:
    """Return the score to use: the one named, else the force's own score.json, else the store's, else none yet."""
    places = [asked.score, asked.force / SCORE]
    if store.current is not None:
        places.append(store.current / "score" / SCORE)
    for place in places:
        if place is not None and (place.is_file() or place == asked.score):
            try:
                return score_model(place.read_text(encoding="utf-8"), place.name)
            except (OSError, UnicodeDecodeError):
                fault = Fault(str(place), "is not there or is no text", "fullcount fit makes one")
                raise ConfigError(f"the score {place} cannot be read", [fault]) from None
    return None


def keep_score(score: ScoreModel | None, building: Path) -> None:
    """Write the frozen score and its model card into the folder being built."""
    if score is not None:
        (building / "score").mkdir()
        (building / "score" / SCORE).write_text(score.to_json(), encoding="utf-8")
        (building / "score" / CARD).write_text(model_card(score), encoding="utf-8")


def keep_cancelled(books: Books, building: Path) -> None:
    """Write every cancelled crime, with what its reason says and what the rules say of it, for `explain`."""
    (building / "judging").mkdir()
    books.tables.cancelled.sort("crime_id").write_parquet(building / "judging" / CANCELLED)


def loaded_section(parts: Mapping[str, Sequence[Part]], assembled: Mapping[str, Assembled]) -> list[dict[str, Any]]:
    """Return what became of every row read, table by table. read = accepted + quarantined, and
    accepted = new + same_again + changed + after_as_at. A table that feeds no ledger is kept as it was loaded: every
    row accepted is new."""
    rows = []
    for table in sorted(parts):
        made = parts[table]
        read, taken = sum(p.counts.read for p in made), sum(p.counts.accepted for p in made)
        book = Became.of(assembled[table]) if table in assembled else Became(new=taken)
        refused = sum(p.counts.quarantined for p in made) + book.clashes
        rows.append({
            "table": table, "files": len(made),
            "read": read, "accepted": taken - book.clashes, "quarantined": refused,
            "new": book.new, "same_again": book.same_again, "changed": book.changed,
            "after_as_at": book.after_as_at,
            "values_set_aside": sum(p.counts.values_set_aside for p in made),
        })  # fmt: skip
        result.check_loaded(rows[-1])
    return rows


def build_result(materials: Materials, books: Books, paper: Mapping[str, Any], as_at: date) -> dict[str, Any]:
    """Return result.json: every section from the same two ledgers."""
    from fullcount.pipeline.report import estimating

    ledger, crimes = books.ledger, books.crime_ledger
    first, last = (ledger["reported_at"].min(), ledger["reported_at"].max()) if ledger.height else (None, None)
    days = (last - first).total_seconds() / 86400 if isinstance(first, datetime) and isinstance(last, datetime) else 0.0
    questions = int(books.findings.filter((pl.col("state") == "unknown") & (pl.col("due") == 0)).height)
    reviews = books.tables.reviews
    estimate = estimating.estimated(estimating.Books(ledger, crimes, reviews, days, materials.config.bands), questions)
    aside = all_set_aside(materials, books)
    return {
        "format": "fullcount-result/1",
        "force": {
            "name": materials.config.name, "time_zone": materials.config.zone.key, "as_at": as_at.isoformat(),
            "window": {"from": _iso(first), "to": _iso(last), "days": round(days, 4)},
        },
        "receipt": dict(paper),
        "loaded": loaded_section(materials.parts, books.tables.assembled),
        "quarantine": outputs.quarantine_section(aside),
        "ledger": result.reports_section(ledger, materials.pack),
        "crime_ledger": result.crimes_section(crimes, books.live_records),
        "groups": result.groups_section(crimes),
        "districts": result.districts_section(ledger, crimes),
        "estimate": estimate,
        "lateness": result.lateness_section(crimes, ledger, materials.as_at),
        "calls": result.calls_section(books.tables.calls),
        "places": result.places_section(ledger, crimes),
        "findings": result.findings_section(books.findings, materials.pack, books.classes),
        "score": score_section(materials, books),
        "links": {"fairness": links_fairness(materials, books)},
        "warnings": all_warnings(materials, books, materials.codes, materials.pack),
        "not_known": result.not_known_section(ledger, crimes, books.tables.crimes_are_known),
    }  # fmt: skip


def _iso(moment: object) -> str | None:
    return moment.isoformat() if isinstance(moment, datetime) else None


def all_set_aside(materials: Materials, books: Books) -> pl.DataFrame:
    """Return what the files' readers set aside and the rows whose number belongs to another report."""
    aside = outputs.quarantine_rows(materials.parts, materials.folder)
    clashes = books.tables.assembled["reports"].clashes
    return pl.concat([aside, outputs.clash_rows(clashes, materials.parts["reports"])]) if clashes.height else aside


def all_warnings(materials: Materials, books: Books, codes: CodeTable, pack: Pack) -> list[dict[str, Any]]:
    """Return the warnings: contaminated columns, codes not mapped, notes on files."""
    reports, crimes = books.tables.reports, books.tables.crimes
    found = list(warnings.two_meanings(reports, crimes, books.links)) if "crimes" in materials.parts else []
    types = pl.concat([reports["opening_code"].explode(), reports["closing_code"].explode()]).alias("code_given")
    for kind, column in (
        ("type", types),
        ("disposition", reports["disposition"]),
        ("offence", crimes["offence_code"]),
        ("status", crimes["status"]),
    ):
        if (warning := warnings.unmapped(kind, unmapped_codes(column, kind, codes, pack))) is not None:
            found.append(warning)
    for table, made in sorted(materials.parts.items()):
        found += [warnings.of_file(table, part) for part in made if part.counts.notes or part.counts.missing]
    return found


def write_tables(
    materials: Materials, books: Books, building: Path, besides: tuple[pl.DataFrame, pl.DataFrame]
) -> None:
    """Write every table of the result into the folder being built. besides: signals, and reports reclassified."""
    folder = building / "results"
    folder.mkdir()
    aside = all_set_aside(materials, books)
    outputs.write_tables(books, materials.pack, materials.config.zone.key, aside, folder)
    write_csv(besides[0], folder / "signals.csv")
    write_csv(two_sides.reclassified_rows(besides[1], materials.config.zone.key), folder / "reclassified.csv")
    write_csv(two_sides.misclassified_rows(books, materials.pack), folder / "misclassified.csv")


def write_page(found: Mapping[str, Any], building: Path) -> None:
    """Write result.json and the page drawn from it."""
    text = json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    (building / "results" / "result.json").write_text(text, encoding="utf-8")
    page = render_page(found, template("page.html"), template("page.css"))
    (building / "results" / "index.html").write_text(page, encoding="utf-8")
