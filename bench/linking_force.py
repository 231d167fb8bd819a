"""Synthetic forces of which a third of the references are missing and a twentieth mistyped, run whole, beside Splink.

Each force is a `fullcount run`. Beside it Splink links what no reference joined: the same reports, crimes, blocks and
levels; once fitted as it is without labels (u from random pairs, m by expectation-maximisation), once with m from the
pairs that a reference joins; by its predict and its single best links.
"""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from linking_harder import make_harder
from linking_splink import by_splink

PAIR = ["report_id", "crime_id"]
SEEDS = (1, 2, 3)
MISSING, MISTYPED = 0.35, 0.05
KINDS = ("at random", "worse where recording is worse", "worse, and extracts harder to link")
BANDS = 10
MOST_KINDS = 10  # kinds of wrong links that are listed by name


@dataclass
class Told:
    """What one force told: rows of figures, the scored pairs (probability, is_match) and the wrong links."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    pairs: pl.DataFrame | None = None
    wrong: pl.DataFrame | None = None


def forces(reports: int = 60_000, seeds: tuple[int, ...] = SEEDS) -> list[str]:
    """Return the tables of all forces: figures, calibration, wrong links by mechanism."""
    lines = [
        f"Forces of {reports:,} reports, {MISSING:.0%} of the references missing, {MISTYPED:.0%} mistyped, seeds "
        f"{', '.join(map(str, seeds))}. *Without a reference*: what no reference (mistyped ones included) joined.", "",
    ]  # fmt: skip
    told = {kind: [_force(reports, seed, kind) for seed in seeds] for kind in KINDS}
    columns = list(told[KINDS[0]][0].rows[0])
    lines += [f"| references missing | {' | '.join(columns)} |", "|---|" + "---|" * len(columns)]
    for kind, made in told.items():
        lines += [f"| {kind} | {' | '.join(map(str, row.values()))} |" for one in made for row in one.rows]
    for kind, made in told.items():
        lines += ["", f"### Calibration: {kind}", "", *_reliability(pl.concat([one.pairs for one in made]))]
    lines += ["", "### Wrong links by what report and crime are", ""]
    lines += ["| references missing | method | the report is | the crime is | links |", "|---|---|---|---|---|"]
    for kind, made in told.items():
        counts = pl.concat([one.wrong for one in made]).group_by("method", "report", "crime").len()
        rows = counts.sort("len", "method", "report", "crime", descending=[True, False, False, False]).rows()
        lines += [f"| {kind} | " + " | ".join(map(str, row)) + " |" for row in rows[:MOST_KINDS]]
        if others := sum(row[-1] for row in rows[MOST_KINDS:]):
            lines.append(f"| {kind} | any | all others | | {others} |")
    return [*lines, ""]


def _force(reports: int, seed: int, kind: str) -> Told:
    from fullcount.pipeline.simulated import write_force
    from fullcount.simulate.force import Wanted
    from fullcount.simulate.references import ReferenceFaults

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "force"
        faults = ReferenceFaults(MISSING, MISTYPED, worse=kind != KINDS[0])
        write_force(folder, Wanted(reports, seed, references=faults))
        if kind == KINDS[2]:
            make_harder(folder, seed)
        ran = _ran(folder, Path(scratch) / "out")
        truth = {name: pl.read_parquet(folder / "truth" / f"{name}.parquet") for name in ("links", "reports", "crimes")}
        printed = {name: pl.read_csv(folder / f"{name}.csv", infer_schema=False) for name in ("reports", "crimes")}
    return _told(seed, ran, truth, printed)


@dataclass(frozen=True)
class Ran:
    """What a run gave linking, what linking gave, the sides and the scored pairs of what no reference joined."""

    given: Any
    linked: Any
    sides: tuple[pl.DataFrame, pl.DataFrame]
    pairs: pl.DataFrame


def _ran(force: Path, out: Path) -> Ran:
    """Run a force and return what passed through linking; the words of logs are there only while it runs."""
    from fullcount.pipeline.judging import links
    from fullcount.pipeline.run import RunRequest, run

    kept: list[Ran] = []
    link = links.link

    def watched(given: Any, *others: Any) -> Any:
        linked = link(given, *others)
        sides = _open_sides(given, linked)
        kept.append(Ran(given, linked, sides, _scored(given, linked, sides)))
        return linked

    links.link = watched
    try:
        run(RunRequest(force, out))
    finally:
        links.link = link
    return kept[0]


def _open_sides(given: Any, linked: Any) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return what is compared of the reports and crimes that no reference joined."""
    from fullcount.linking.methods import BY_EVENT, BY_PROBABILITY
    from fullcount.pipeline.judging.sides import sides_of

    sure = linked.links.filter(~pl.col("method").is_in([BY_EVENT, BY_PROBABILITY]))
    left, right = (side.features(given.groups) for side in sides_of(given.compared, given.crimes))
    left = left.filter(~pl.col("unique_id").is_in(sure["report_id"].implode()))
    return left, right.filter(~pl.col("unique_id").is_in(sure["crime_id"].implode()))


def _told(seed: int, ran: Ran, truth: dict[str, pl.DataFrame], printed: dict[str, pl.DataFrame]) -> Told:
    from fullcount.linking.methods import BY_EVENT, BY_PROBABILITY, BY_SLIP
    from fullcount.pipeline.judging.link import fit_model

    given, linked = ran.given, ran.linked
    known = given.named()
    here = truth["links"].join(known.reports, left_on="report_id", right_on="id", how="semi")
    true = here.join(known.crimes, left_on="crime_id", right_on="id", how="semi").select(PAIR).unique()
    made = linked.links.filter(pl.col("method") != BY_EVENT)
    sure = made.filter(pl.col("method") != BY_PROBABILITY)
    likely = made.filter(pl.col("method") == BY_PROBABILITY)
    open_true = true.join(sure, on=PAIR, how="anti")
    slipped = _mistyped(true, printed)
    found = slipped.join(made, on=PAIR, how="inner")
    unrecorded = truth["reports"].filter((pl.col("crimes_disclosed") > 0) & (pl.col("crimes_recorded") == 0))
    robbed = unrecorded.join(made, on="report_id", how="semi").height
    events = linked.links.filter(pl.col("method") == BY_EVENT)
    told = Told()
    all_, part = _shares(made, true), _shares(likely, open_true)
    told.rows.append(
        {"seed": seed, "engine": "Fullcount", "precision": f"{all_[0]:.2%}", "recall": f"{all_[1]:.2%}",
         "without a reference: pairs": f"{open_true.height:,}", "precision there": f"{part[0]:.2%}",
         "recall there": f"{part[1]:.2%}", "F1 there": f"**{part[2]:.4f}**",
         "mistyped: linked, by reference": f"{found.height / max(1, slipped.height):.1%} of {slipped.height:,}, "
         f"{found.filter(pl.col('method') == BY_SLIP).height:,}",
         "unrecorded given a record": f"{robbed} of {unrecorded.height:,}",
         "same event: right": _same_event(events, truth["links"], printed["reports"])}
    )  # fmt: skip
    models = {"Splink, EM": fit_model(*ran.sides, sure.select(PAIR).clear(), seed),
              "Splink, m from references": linked.model}  # fmt: skip
    for name, model in models.items():
        said = by_splink(*ran.sides, model, own=True)[0]
        both, part = _shares(pl.concat([sure.select(PAIR), said]), true), _shares(said, open_true)
        told.rows.append(
            {"seed": seed, "engine": name, "precision": f"{both[0]:.2%}", "recall": f"{both[1]:.2%}", "pairs": "",
             "p": f"{part[0]:.2%}", "r": f"{part[1]:.2%}", "f": f"{part[2]:.4f}", "m": "", "u": "", "e": ""}
        )  # fmt: skip
    marked = ran.pairs.join(true.with_columns(is_match=pl.lit(value=True)), on=PAIR, how="left", maintain_order="left")
    told.pairs = marked.select("probability", pl.col("is_match").fill_null(value=False))
    told.wrong = _wrong(made, true, truth)
    return told


def _shares(said: pl.DataFrame, true: pl.DataFrame) -> tuple[float, float, float]:
    """Return precision, recall and F1 of pairs."""
    right = said.join(true, on=PAIR, how="semi").height
    precision, recall = right / max(1, said.height), right / max(1, true.height)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _mistyped(true: pl.DataFrame, printed: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the true pairs of which a field states a number, and none the right one."""
    reports = printed["reports"].unique("Incident No", keep="last")
    crimes = printed["crimes"].unique("Crime Number", keep="last")
    joined = true.join(
        reports.select(report_id="Incident No", said=pl.col("Crime No").fill_null("")), on="report_id"
    ).join(crimes.select(crime_id="Crime Number", named=pl.col("Incident Ref").fill_null("")), on="crime_id")
    right = pl.col("said").str.split(";").list.contains(pl.col("crime_id")) | (pl.col("named") == pl.col("report_id"))
    return joined.filter(~right & ((pl.col("said") != "") | (pl.col("named") != ""))).select(PAIR)


def _same_event(events: pl.DataFrame, links: pl.DataFrame, reports: pl.DataFrame) -> str:
    """Return how many of the reports joined to the crime of an event that they repeat are where its own report is."""
    place = reports.unique("Incident No", keep="last").select(report_id="Incident No", place="Location")
    own = links.unique("crime_id").join(place, on="report_id").select("crime_id", own="place")
    both = events.join(own, on="crime_id").join(place, on="report_id")
    return f"{both.filter(pl.col('own') == pl.col('place')).height} of {events.height}"


def _scored(given: Any, linked: Any, sides: tuple[pl.DataFrame, pl.DataFrame]) -> pl.DataFrame:
    """Return (probability, is_match) of every pair of what no reference joined that is at least 1% likely."""
    from fullcount.linking.posterior import probabilities
    from fullcount.pipeline.judging.scoring import score

    pairs = given.about(score(*sides, linked.model))
    pairs = pairs.with_columns(probabilities(pairs, linked.model.calibration).alias("probability"))
    return pairs.filter(pl.col("probability") >= 0.01).select(*PAIR, "probability")


def _wrong(made: pl.DataFrame, true: pl.DataFrame, truth: dict[str, pl.DataFrame]) -> pl.DataFrame:
    wrong = made.join(true, on=PAIR, how="anti")
    return wrong.join(truth["reports"].select("report_id", report="mechanism"), on="report_id", how="left").join(
        truth["crimes"].select("crime_id", crime="mechanism"), on="crime_id", how="left"
    ).select("method", "report", "crime")  # fmt: skip


def _reliability(pairs: pl.DataFrame) -> list[str]:
    """Return the reliability table: tenths of the probability, and tenths of the pairs in order of it."""
    by_value = (pl.col("probability") * BANDS).floor().clip(0, BANDS - 1).cast(pl.Int64)
    by_rank = (pl.col("probability").rank("ordinal") - 1) * BANDS // pl.len()
    lines = ["| tenth | pairs | said | were | gap, points (standard error) |", "|---|---|---|---|---|"]
    for kind, band in (("of the probability", by_value), ("of the pairs", by_rank)):
        worst = 0.0, 0.0
        for number, count, said, were in _bands(pairs, band):
            error = float(np.sqrt(max(said * (1 - said), 1e-9) / count))
            worst = max(worst, (abs(were - said), error))
            if kind == "of the probability":
                lines.append(
                    f"| {number / BANDS:.1f} to {(number + 1) / BANDS:.1f} | {count:,} | {said:.1%} | {were:.1%} | "
                    f"{100 * (were - said):+.1f} ({100 * error:.1f}) |"
                )
        lines.append(f"| largest gap, tenths {kind} | | | | {100 * worst[0]:.1f} ({100 * worst[1]:.1f}) |")
    gaps = [(count, abs(were - said)) for _, count, said, were in _bands(pairs, by_value)]
    mean = sum(count * gap for count, gap in gaps) / pairs.height
    return [*lines, f"| mean gap over all pairs | {pairs.height:,} | | | {100 * mean:.2f} |"]


def _bands(pairs: pl.DataFrame, band: pl.Expr) -> list[tuple[int, int, float, float]]:
    """Return (number, pairs, mean probability, share right) of each band."""
    told = pairs.sort("probability").with_columns(band.alias("band")).group_by("band")
    means = told.agg(pl.len(), pl.col("probability").mean(), pl.col("is_match").cast(pl.Float64).mean())
    return list(means.sort("band").iter_rows())
