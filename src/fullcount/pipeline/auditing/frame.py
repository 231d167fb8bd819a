"""From a finished run to a frame: every report, whether a crime answers it, how it was closed, its route, its score."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from fullcount.audit.planning.strata import BETWEEN
from fullcount.core.clock import end_of_day
from fullcount.core.errors import ConfigError, Fault
from fullcount.pipeline.auditing.closed import how_closed, notes
from fullcount.pipeline.auditing.drawing import write_table
from fullcount.pipeline.intake.assemble import assemble
from fullcount.pipeline.intake.parts import Part, PartCounts
from fullcount.pipeline.judging.judge import code_classes
from fullcount.pipeline.judging.scores import Words, scored
from fullcount.pipeline.rules.stored import StoredYear, codes_of, damage_told, stored_year
from fullcount.pipeline.rules.whatif import kept_rules
from fullcount.reading.score.model import score_model

NO_ROUTE = "route not known"


def frame_of(out: Path) -> pl.DataFrame:
    """Return the frame of the run in OUT, in order of report ids; no word of any log is in it.

    report_id; linked: whether a crime record answers it; crimes_recorded: of these, the live ones; score: of every
    report with words, as the run's frozen score gives it (a report by the fold that was fitted without it); stratum:
    how it was closed, then its route; cluster: its unit; district, group, route. A report without words has the mean
    score of the unlinked, so that every report has one; without a score there is no such column. Raises StoreError.
    """
    year = stored_year(out)
    with damage_told(year.folder):
        ledger = pl.read_parquet(year.folder / "results" / "ledger.parquet")
        links = pl.read_parquet(year.folder / "results" / "links.parquet")
        parts = [_counted(part, year.folder) for part in year.parts["reports"]]
        moment = pl.lit(end_of_day(year.as_at, year.config.zone))
        rows = assemble(parts, year.folder / "parts" / "reports", "reports", "reported_at", moment, with_facts=False)
        closed = _closed(year, rows.rows)
        made = ledger.join(closed, on="report_id", how="left", maintain_order="left")
        linked = pl.col("report_id").is_in(links["report_id"].unique().implode())
        route = pl.col("route").fill_null(NO_ROUTE)
        frame = made.select(
            "report_id", linked.alias("linked"),
            pl.when(linked).then("crimes_recorded").otherwise(0).cast(pl.Int64).alias("crimes_recorded"),
            pl.concat_str(pl.col("closed"), pl.lit(BETWEEN), route).alias("stratum"),
            pl.col("unit").fill_null("unit not known").alias("cluster"), "district", "group", "route",
        )  # fmt: skip
        likely = _scores(year, Words(parts, year.folder / "parts" / "reports", rows.rows))
    if likely is not None:
        frame = frame.join(likely, on="report_id", how="left", maintain_order="left")
        mean = frame.filter(~pl.col("linked"))["score"].mean()
        frame = frame.with_columns(pl.col("score").fill_null(mean if isinstance(mean, float) else 0.5).round(6))
    return frame.sort("report_id")


def write_run_frame(out: Path, target: Path) -> dict[str, Any]:
    """Write the frame of a run to `target` and return what it holds. Raises ConfigError where the folder is none."""
    if not target.parent.is_dir():
        fault = Fault(str(target.parent), "is not a folder", "make it, or choose --out")
        raise ConfigError(f"{target} cannot be written", [fault])
    frame = frame_of(out)
    fresh = target.with_name(f"new.{target.name}")
    write_table(frame, fresh)
    fresh.replace(target)
    unlinked = frame.filter(~pl.col("linked"))
    closed = unlinked.select(pl.col("stratum").str.split(BETWEEN).list.first().alias("closed"))["closed"]
    counts = closed.value_counts(name="reports").sort("reports", "closed", descending=[True, False])
    return {
        "reports": frame.height, "linked": frame.height - unlinked.height, "unlinked": unlinked.height,
        "crimes_recorded": int(frame["crimes_recorded"].sum()), "scored": "score" in frame.columns,
        "closed": counts.to_dicts(), "file": target.name,
    }  # fmt: skip


def _counted(part: Part, folder: Path) -> Part:
    said = json.loads((folder / "parts" / "reports" / f"{part.key}.json").read_text(encoding="utf-8"))
    return replace(part, counts=PartCounts(**said))


def _closed(year: StoredYear, reports: pl.DataFrame) -> pl.DataFrame:
    """Return (report_id, closed) of the believed rows."""
    pack = kept_rules(year)
    codes = codes_of(year, pack)
    tables = [year.folder / "force" / f"codes-{place}.csv" for place in range(len(year.config.code_tables))]
    classed = reports.select(
        "report_id", "closing_code", "disposition",
        code_classes(reports["closing_code"], "type", codes, pack).alias("closing_class"),
    )  # fmt: skip
    return classed.select("report_id", how_closed(classed, codes, notes(tables)))


def _scores(year: StoredYear, words: Words) -> pl.DataFrame | None:
    file = year.folder / "score" / "score.json"
    if not file.is_file():
        return None
    return scored(score_model(file.read_text(encoding="utf-8"), file.name), words, words.rows["report_id"])
