"""`fullcount check`: everything that is wrong with a force's folder, found before anything is run."""

import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from fullcount.core.errors import ConfigError, Fault, FullcountError, InputError
from fullcount.core.tables import TABLES
from fullcount.pipeline.config import ForceConfig, read_config
from fullcount.pipeline.intake.assemble import part_rows
from fullcount.pipeline.intake.encodings import encoding_known
from fullcount.pipeline.intake.missing import columns_no_file_has
from fullcount.pipeline.intake.parts import Part, PartCounts, load_part, part_key
from fullcount.pipeline.intake.sources import SourceFile, find_files
from fullcount.pipeline.judging.codes import CodeTable, read_codes
from fullcount.pipeline.judging.judge import unmapped_codes
from fullcount.pipeline.rules.packs import read_pack
from fullcount.rulebook.pack import Pack

CODED = (("type", "reports", "opening_code"), ("type", "reports", "closing_code"), ("disposition", "reports",
"disposition"),
         ("offence", "crimes", "offence_code"), ("status", "crimes", "status"))  # fmt: skip


@dataclass(slots=True)
class Examination:
    """What was found: faults stop a run; cautions do not, but are worth mending."""

    faults: list[Fault] = field(default_factory=list)
    cautions: list[Fault] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)

    def take(self, error: FullcountError) -> None:
        """Add all that an error carries."""
        faults = error.faults or [Fault("", error.message)]
        self.faults.extend(fault for fault in faults if fault not in self.faults)


def examine(force: Path, data: Path | None, rules: str | None) -> Examination:
    """Return everything that is wrong, and everything that a run would set aside. Nothing is written."""
    found = Examination()
    try:
        config = read_config(force)
    except ConfigError as error:
        found.take(error)
        _codes_alone(force, rules, found)
        return found
    pack, codes = _laws(config.code_tables, rules or config.rules, found)
    sources: dict[str, list[SourceFile]] = {}
    for name, extract in config.extracts.items():
        if extract.encoding is not None and not encoding_known(extract.encoding):
            found.faults.append(
                Fault(f"extracts.{name}", f"encoding {extract.encoding!r} is not known", 'e.g. "cp1252"')
            )
            continue
        try:
            sources[name] = find_files(extract, data or force)
        except (ConfigError, InputError) as error:
            found.take(error)
    with tempfile.TemporaryDirectory(prefix="fullcount-check-") as scratch:
        parts = _loaded(config, sources, Path(scratch), found)
        if pack is not None and codes is not None:
            _codes_without_meaning(parts, Path(scratch), codes, pack, found)
    _about_extracts(config, found)
    return found


def _codes_alone(force: Path, rules: str | None, found: Examination) -> None:
    """Look at the code tables even where force.toml has faults, as far as it says which they are."""
    try:
        given = tomllib.loads((force / "force.toml").read_bytes().decode("utf-8-sig"))
        named, stated = given["codes"]["table"], given.get("force", {}).get("rules")
        names = [named] if isinstance(named, str) else [str(name) for name in named]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return
    _laws([force / name for name in names], rules or (stated if isinstance(stated, str) else None), found)


def _laws(tables: Sequence[Path], rules: str | None, found: Examination) -> tuple[Pack | None, CodeTable | None]:
    try:
        pack = read_pack(rules)
        return pack, read_codes(tables, pack)
    except FullcountError as error:
        found.take(error)
        return None, None


def _loaded(
    config: ForceConfig, sources: dict[str, list[SourceFile]], scratch: Path, found: Examination
) -> dict[str, list[Part]]:
    parts: dict[str, list[Part]] = {}
    for name, files in sources.items():
        extract = config.extracts[name]
        for source in files:
            try:
                counts = load_part(source, extract, config.zone.key, None, scratch / name)
            except FullcountError as error:
                found.take(error)
                continue
            parts.setdefault(name, []).append(Part(source, part_key(source, extract, config.zone.key, None), counts))
            found.rows.append(
                f"{source.name}: {_held(counts)}, {counts.quarantined:,} would be quarantined, "
                f"{counts.values_set_aside:,} values set aside"
            )
            if counts.read and counts.quarantined == counts.read and not any("date_order" in n for n in counts.notes):
                todo = "compare its first lines with force.toml"
                found.faults.append(Fault(source.name, "every row would be quarantined", todo))
            found.cautions.extend(Fault(source.name, note) for note in counts.notes if "set date_order" not in note)
            found.faults.extend(
                Fault(source.name, note, 'date_order = "dmy" or "mdy"')
                for note in counts.notes
                if "set date_order" in note
            )
        made = parts.get(name, [])
        found.faults.extend(columns_no_file_has(extract, made))
        for part in made:
            _reasons(part, scratch / name, found)
    return parts


def _held(counts: PartCounts) -> str:
    """Return what a file holds: rows, or logs where a row is one entry of a log."""
    return f"{counts.read:,} logs of {counts.entries:,} entries" if counts.entries else f"{counts.read:,} rows"


def _reasons(part: Part, folder: Path, found: Examination) -> None:
    if not part.counts.quarantined and not part.counts.values_set_aside:
        return
    aside = pl.read_parquet(folder / f"{part.key}.quarantine.parquet")
    grouped = (
        aside.group_by("kind", "column", "reason")
        .agg(pl.len().alias("n"), pl.col("row").min())
        .sort("n", "reason", descending=[True, False])
    )
    for row in grouped.head(12).to_dicts():
        what = "row(s) would be quarantined" if row["kind"] == "row" else "value(s) would be left blank"
        found.cautions.append(Fault(f"{part.source.name} row {row['row']}", f"{row['n']:,} {what}: {row['reason']}"))


def _codes_without_meaning(
    parts: dict[str, list[Part]], scratch: Path, codes: CodeTable, pack: Pack, found: Examination
) -> None:
    for kind, table, column in CODED:
        if table not in parts:
            continue
        rows = part_rows(parts[table], scratch / table, TABLES[table], without=("text",))
        lacking = unmapped_codes(rows[column], kind, codes, pack)
        for row in lacking.head(10).to_dicts():
            found.cautions.append(
                Fault(
                    f"{table}.{column}",
                    f"{kind} {row['code'][:80]!r} on {row['rows']:,} rows has no meaning",
                    "add it to the code table",
                )
            )
        if lacking.height > 10:
            found.cautions.append(
                Fault(f"{table}.{column}", f"and {lacking.height - 10:,} more {kind} codes without a meaning")
            )


def _about_extracts(config: ForceConfig, found: Examination) -> None:
    if "crimes" not in config.extracts:
        found.cautions.append(
            Fault(
                "extracts",
                "there is no [extracts.crimes]",
                "crimes are then known only by the numbers that reports name",
            )
        )
    if "calls" not in config.extracts:
        found.cautions.append(
            Fault("extracts", "there is no [extracts.calls]", "calls that were never logged stay outside every figure")
        )
    if "audit_reviews" not in config.extracts:
        found.cautions.append(
            Fault(
                "extracts", "there is no [extracts.audit_reviews]", "without audited reviews no recording rate is given"
            )
        )
