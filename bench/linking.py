"""How well and how fast reports are linked to crimes, beside Splink on the same blocks, levels and model.

    python bench/linking.py [--reports 1200000] [--results bench/RESULTS.md] [--part speed|truth|force]
        [--force-reports 60000]

Speed: each engine in a process of its own, one after the other, twice; the model is the same. Truth: the public sets
with known answers (FULLCOUNT_DATA). Force: synthetic forces with references missing and mistyped.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl
from linking_force import forces
from linking_splink import by_splink
from linking_truth import public_sets
from sections import written

from fullcount.linking.assignment import assigned
from fullcount.linking.features import features
from fullcount.linking.model import model_from_json
from fullcount.pipeline.judging.link import fit_model
from fullcount.pipeline.judging.scoring import score

HERE = Path(__file__).parent
HEADING = "# Linking"
TIMES = "%d/%m/%Y %H:%M:%S"
NAMES = {
    "place": ("Location", "Address"),
    "postcode": ("Postcode", "Post Code"),
    "latitude": ("Lat", "Latitude"),
    "longitude": ("Long", "Longitude"),
    "phone": ("Tel", "Victim Phone"),
    "surname": ("Surname", "Victim Surname"),
    "district": ("District", "District"),
}
ENGINES = {
    "fullcount": "Fullcount: one query of DuckDB, assignment",
    "splink": "Splink: predict, single best links",
    "splink-ours": "Splink: predict, our assignment",
}


def sides(reports: int, folder: Path) -> None:
    """Write the features of a force's reports and crimes and a model that is fitted to a part of its true pairs."""
    from fullcount.simulate.force import Wanted, simulate_batches

    found: tuple[list[pl.DataFrame], ...] = ([], [], [], [])
    for batch in simulate_batches(Wanted(reports, seed=5, people=False)):
        at = {"id": "Incident No", "from": "From", "to": "To", "heard": "Reported", "code": "Opening Type"}
        found[0].append(_plain(batch.tables["reports.csv"], at, 0))
        at = {"id": "Crime Number", "from": "Committed From", "to": "Committed To", "heard": "Date Recorded"}
        found[1].append(_plain(batch.tables["crimes.csv"], at | {"code": "HO Class"}, 1))
        found[2].append(batch.truth["links.parquet"].select("report_id", "crime_id"))
        found[3].append(batch.truth["reports.parquet"].select(pl.col("report_id").alias("id"), "class"))
    left, right, truth, classes = (pl.concat(frames) for frames in found)
    left = left.drop("class").join(classes, on="id", how="left", maintain_order="left")
    made = []
    for frame in (left, right):
        kept = frame.filter(pl.col("id").is_not_null() & pl.col("heard").is_not_null()).unique("id", keep="last")
        group = pl.col("class").str.extract(r"^(\d+)").alias("offence_group")
        begins = pl.coalesce("occurred_from", "heard")
        made.append(features(kept.with_columns(group).sort("id"), "id", begins, pl.col("heard")))
    labels = truth.gather_every(max(1, truth.height // 20_000))
    few = [
        frame.filter(pl.col("unique_id").is_in(labels[key].implode()))
        for frame, key in zip(made, ("report_id", "crime_id"), strict=True)
    ]
    model = fit_model(*few, labels, 1)
    for frame, name in zip((*made, truth), ("left", "right", "truth"), strict=True):
        frame.write_parquet(folder / f"{name}.parquet")
    (folder / "model.json").write_text(model.to_json())


def _plain(table: pl.DataFrame, at: dict[str, str], side: int) -> pl.DataFrame:
    def instant(name: str) -> pl.Expr:
        return pl.col(at[name]).str.to_datetime(TIMES, strict=False)

    return table.select(
        pl.col(at["id"]).alias("id"), instant("from").alias("occurred_from"), instant("to").alias("occurred_to"),
        instant("heard").alias("heard"), pl.col(at["code"]).alias("class"),
        *[pl.col(pair[side]).cast(pl.Float64, strict=False).alias(name) if name.endswith("tude")
          else pl.col(pair[side]).alias(name) for name, pair in NAMES.items()],
    )  # fmt: skip


def child(engine: str, folder: Path) -> None:
    """Print seconds (import left out), peak memory in MB, and pairs right, said and true of one engine."""
    left, right = (pl.read_parquet(folder / f"{name}.parquet") for name in ("left", "right"))
    model = model_from_json((folder / "model.json").read_text(), "model.json")
    begun = time.monotonic()
    if engine == "fullcount":
        pairs = score(left, right, model)
        scored = time.monotonic()
        links = assigned(pairs.with_columns((1 / (1 + 2.0 ** -pl.col("weight"))).alias("probability")))
    else:
        links, scored, begun = by_splink(left, right, model, own=engine == "splink")
    done = time.monotonic()
    truth = pl.read_parquet(folder / "truth.parquet")
    right_ones = links.join(truth, on=["report_id", "crime_id"], how="semi").height
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"seconds": done - begun, "scoring": scored - begun, "memory": peak}
    print(json.dumps(told | {"said": links.height, "right": right_ones, "true": truth.height}))


def speed(reports: int) -> list[str]:
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        subprocess.run([sys.executable, __file__, "--make", scratch, "--reports", str(reports)], check=True)
        sizes = [pl.scan_parquet(folder / f"{n}.parquet").select(pl.len()).collect().item() for n in ("left", "right")]
        told: dict[str, list[dict[str, float]]] = {engine: [] for engine in ENGINES}
        for _ in range(2):
            for engine in ENGINES:
                command = [sys.executable, __file__, "--child", engine, "--folder", scratch]
                done = subprocess.run(command, capture_output=True, text=True, check=False)
                if done.returncode == 0:
                    told[engine].append(json.loads(done.stdout.splitlines()[-1]))
                else:
                    print(done.stderr[-1500:], file=sys.stderr)
    for engine, what in ENGINES.items():
        if not told[engine]:
            rows.append(f"| {what} | failed | | | | |")
            continue
        best = min(told[engine], key=lambda one: one["seconds"])
        precision, recall = best["right"] / best["said"], best["right"] / best["true"]
        both = " and ".join(f"{one['seconds']:.1f}" for one in told[engine])
        rows.append(
            f"| {what} | {both} | {best['scoring']:.1f} | {best['memory']:,.0f} | {precision:.2%} | {recall:.2%} |"
        )
    return [
        f"{sizes[0]:,} reports to {sizes[1]:,} crimes, no reference used, the same blocks, levels and model; features "
        "made beforehand. Seconds of two runs in turn; peak memory of the whole process.", "",
        "| engine | wall, s | of that scoring, s | peak memory, MB | precision | recall |", "|---|---|---|---|---|---|",
        *rows, "",
    ]  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1_200_000)
    parser.add_argument("--results", type=Path, default=HERE / "RESULTS.md")
    parser.add_argument("--force-reports", type=int, default=60_000)
    parser.add_argument("--part", choices=("speed", "truth", "force"), action="append")
    parser.add_argument("--make", type=Path)
    parser.add_argument("--child")
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    if chosen.make:
        sides(chosen.reports, chosen.make)
    elif chosen.child:
        child(chosen.child, chosen.folder)
    else:
        wanted = chosen.part or ["speed", "truth", "force"]
        section = [HEADING, "", "Written by `make bench` (`python bench/linking.py`).", ""]
        section += ["## Speed", "", *speed(chosen.reports)] if "speed" in wanted else []
        section += ["## Sets with known answers", "", *public_sets()] if "truth" in wanted else []
        section += ["## Synthetic forces", "", *forces(chosen.force_reports)] if "force" in wanted else []
        section += [f"{os.cpu_count()} cores, Python {platform.python_version()}."]
        text = "\n".join(section)
        if chosen.part is None:
            written(chosen.results, text)
        print(text)
