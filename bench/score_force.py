"""The learnt score on synthetic forces: of what was missed, how much a reader finds at a precision of 60%."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import polars as pl

from fullcount.pipeline.config import read_config
from fullcount.pipeline.intake.sources import find_files
from fullcount.pipeline.judging.books import Books, Materials, make_books
from fullcount.pipeline.judging.codes import read_codes
from fullcount.pipeline.judging.scores import Standing, Words, fit, scored
from fullcount.pipeline.resources import lexicon, rule_pack
from fullcount.pipeline.run import load_parts

PRECISION, REVIEWED = 0.6, 500
MISSES, SEES = 0.0104, 0.0023
"""How often a simulated reviewer misses a crime, or sees one where there is none: as the simulator's own on average."""
SAYS_MISSED = ("unrecorded", "awaiting")


@dataclass(frozen=True, slots=True)
class Found:
    """What one list found. by_mechanism: found and planted of each; expected: crimes expected in the shipped list."""

    name: str
    depth: int
    precision: float
    recall: float
    by_mechanism: Mapping[str, tuple[int, int]]
    shipped: tuple[int, float, float, float] | None = None


def books_of(force: Path, scratch: Path) -> tuple[Books, Words]:
    """Return the books of a force by rules and links alone, and where its words are."""
    config = read_config(force)
    pack = rule_pack(config.rules)
    words = lexicon(config.languages, config.words)
    sources = {name: find_files(extract, force) for name, extract in config.extracts.items()}
    parts = load_parts(config, sources, None, scratch / "parts", lambda _: None)
    codes, end = read_codes(config.code_tables, pack), datetime(2200, 1, 1, tzinfo=UTC)
    made = Materials(config, pack, codes, words, parts, scratch / "parts", end, 1, None, None, None, use_score=False)
    books = make_books(made, scratch / "linking", lambda _: None)
    return books, Words(parts["reports"], scratch / "parts" / "reports", books.tables.assembled["reports"].rows)


def lists_of(force: Path, scratch: Path) -> list[Found]:
    """Return what the lists find: the rules alone, the score from a cold start, with 500 reviewed, with the audit."""
    books, words = books_of(force, scratch)
    truth = pl.read_parquet(force / "truth" / "reports.parquet").select(
        "report_id", "mechanism", (pl.col("crimes_disclosed") > 0).alias("discloses"),
        (pl.col("crimes_disclosed") > pl.col("crimes_recorded")).alias("missed"),
    )  # fmt: skip
    planted = truth.filter(pl.col("missed") & (pl.col("mechanism") != "one-of-several-missed"))
    by_rules = books.findings.filter(pl.col("state").is_in([*SAYS_MISSED, "unknown"]))
    by_rules = by_rules.sort(
        pl.col("state").is_in(SAYS_MISSED), "certainty", "report_id", descending=[True, True, False]
    )
    base = Standing(books.ledger, books.links, None, books.tables.crimes_are_known)
    found = [_at_precision("rules alone", by_rules, truth, planted)]
    drawn = _reviewed(base.unlinked, truth)
    for name, reviews in (("cold start", None), ("500 reviewed", drawn), ("the audited sample", books.tables.reviews)):
        standing = replace(base, reviews=reviews)
        model = fit(standing, words, None)
        assert model is not None
        order = scored(model, words, standing.unlinked["report_id"]).sort(
            "score", "report_id", descending=[True, False]
        )
        found.append(_at_precision(name, order, truth, planted))
    return found


def _reviewed(unlinked: pl.DataFrame, truth: pl.DataFrame) -> pl.DataFrame:
    """Return reviews of 500 reports without a record, drawn by lot, by reviewers who err."""
    lot = np.random.default_rng(500)
    names = unlinked["report_id"].sort()
    drawn = names.gather(np.sort(lot.choice(len(names), REVIEWED, replace=False)))
    saw = drawn.to_frame().join(truth, on="report_id", how="left", maintain_order="left")["discloses"].to_numpy()
    errs = lot.random(REVIEWED) < np.where(saw, MISSES, SEES)
    return pl.DataFrame({
        "report_id": drawn, "marking": 1, "reviewed_at": datetime(2026, 1, 1, tzinfo=UTC), "review_id": drawn,
        "crimes_disclosed": (saw ^ errs).astype(np.int64),
    })  # fmt: skip


def _at_precision(name: str, order: pl.DataFrame, truth: pl.DataFrame, planted: pl.DataFrame) -> Found:
    """Return what stands in the list down to the last depth at which 60% of it was missed."""
    told = order.join(truth, on="report_id", how="left", maintain_order="left")
    right = told["missed"].to_numpy().astype(np.float64)
    share = np.cumsum(right) / np.arange(1, right.size + 1)
    deep = np.flatnonzero(share >= PRECISION)
    depth = int(deep[-1]) + 1 if deep.size else 0
    held = told.head(depth).join(planted, on="report_id", how="semi")
    counts = planted.join(held.select("report_id", pl.lit(1).alias("held")), on="report_id", how="left")
    rows = counts.group_by("mechanism").agg(pl.col("held").count().alias("held"), pl.len()).sort("mechanism")
    by = {mechanism: (got, of) for mechanism, got, of in rows.iter_rows()}
    shipped = None
    if "score" in order.columns and "state" not in order.columns:
        mine = told.filter(pl.col("score") >= 0.1)
        got = mine.join(planted, on="report_id", how="semi").height
        shipped = (mine.height, float(mine["score"].sum()), float(mine["missed"].sum()), got / planted.height)
    precision = float(share[depth - 1]) if depth else 0.0
    return Found(name, depth, precision, held.height / planted.height, by, shipped)


def told_of(forces: Mapping[str, list[Found]]) -> str:
    """Return the tables as Markdown."""
    lines = [
        "| force | list | depth | precision there | recall | lowest of a mechanism with 30 planted or more |",
        "|---|---|---|---|---|---|",
    ]
    for force, lists in forces.items():
        for found in lists:
            enough = {name: got / of for name, (got, of) in found.by_mechanism.items() if of >= 30}
            worst = min(enough, key=lambda name: enough[name])
            lines.append(
                f"| {force} | {found.name} | {found.depth:,} | {found.precision:.1%} | **{found.recall:.1%}** | "
                f"{worst} {enough[worst]:.1%} |"
            )
    names = sorted({name for lists in forces.values() for found in lists for name in found.by_mechanism})
    lines += ["", "Recall by mechanism, all forces together:", "", "| mechanism | planted | " + " | ".join(
        found.name for found in next(iter(forces.values()))) + " |", "|---|---|---|---|---|---|"]  # fmt: skip
    for name in names:
        cells = []
        for number in range(len(next(iter(forces.values())))):
            pairs = [lists[number].by_mechanism.get(name, (0, 0)) for lists in forces.values()]
            cells.append(f"{sum(got for got, _ in pairs) / sum(of for _, of in pairs):.1%}")
        planted = sum(lists[0].by_mechanism.get(name, (0, 0))[1] for lists in forces.values())
        lines.append(f"| {name} | {planted:,} | " + " | ".join(cells) + " |")
    lines += ["", "The list as a run writes it (`to_read.csv`: from a probability of 1 in 10):", "",
              "| force | taught by | reports | expected to tell of a missed crime | are so | precision | recall |",
              "|---|---|---|---|---|---|---|"]  # fmt: skip
    for force, lists in forces.items():
        for found in lists:
            if found.shipped:
                reports, expected, so, recall = found.shipped
                lines.append(f"| {force} | {found.name} | {reports:,} | {expected:,.0f} | {so:,.0f} | "
                             f"{so / reports:.1%} | {recall:.1%} |")  # fmt: skip
    return "\n".join(lines)
