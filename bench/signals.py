"""Measures what is found of several crimes, of wrong classes and of gaming, on forces with a truth, over many seeds.

python bench/signals.py [--reports N] [--seeds FIRST:LAST] [--work FOLDER]: writes its section into bench/RESULTS.md.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

import polars as pl
from sections import written

from fullcount.pipeline.run import RunRequest, run
from fullcount.pipeline.simulated import Wanted, write_force
from fullcount.simulate.scenarios.named import SCENARIOS

RESULTS = Path(__file__).with_name("RESULTS.md")
PLANTED = {
    "recorded-just-inside-the-limit": "back-dating", "closed-at-the-month's-end": "mass closure",
    "copied-closing-text": "copied texts", "injury-recorded-without-injury": "injuries under the line",
    "lost-property-beside-crime": "lost property", "recorded-as-less": "follows from the injuries",
    "value-just-under-a-limit": "not planted", "downgraded-after-a-supervisor": "not planted",
}  # fmt: skip
FAULTS = {"one-of-several-missed": "under-recorded", "wrong-class": "misclassified",
          "wrong-class-just-under-limit": "misclassified"}  # fmt: skip
LEVELS = ("force", "district", "unit")


def measured(scenario: str, seed: int, reports: int, work: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the signals of one force, and its reports with their state beside what was planted."""
    force, out = work / "force", work / "out"
    write_force(force, Wanted(reports, seed, scenario=SCENARIOS[scenario]))
    run(RunRequest(force, out))
    signals = pl.read_csv(out / "signals.csv", infer_schema=False).select("signal", "level")
    truth = pl.read_parquet(force / "truth" / "reports.parquet").select("report_id", "mechanism")
    states = pl.read_parquet(out / "ledger.parquet").select("report_id", "state").join(truth, on="report_id")
    shutil.rmtree(force)
    shutil.rmtree(out)
    return signals, states


def signal_lines(found: dict[str, list[pl.DataFrame]]) -> list[str]:
    """Return the table of signals: forces in which the whole force shows one, and districts and units on average."""
    lines = ["| signal | what `gaming` plants | gaming: forces that show it | districts, units | steady: forces | "
             "districts, units |", "|---|---|---|---|---|---|"]  # fmt: skip
    for name, planted in PLANTED.items():
        cells = []
        for scenario in ("gaming", "steady"):
            mine = [frame.filter(pl.col("signal") == name) for frame in found[scenario]]
            counts = {level: [frame.filter(pl.col("level") == level).height for frame in mine] for level in LEVELS}
            shown = sum(frame.height > 0 for frame in mine)
            mean = [sum(counts[level]) / len(mine) for level in ("district", "unit")]
            cells.append(f"{shown} of {len(mine)} | {mean[0]:.1f}, {mean[1]:.1f}")
        lines.append(f"| {name} | {planted} | {cells[0]} | {cells[1]} |")
    return lines


def fault_lines(states: dict[str, list[pl.DataFrame]]) -> list[str]:
    """Return the table of faults: how many were planted and found, and how many of those called so are."""
    lines = ["| scenario | fault planted | planted | found | recall | called by that state | precision |",
             "|---|---|---|---|---|---|---|"]  # fmt: skip
    for scenario, frames in states.items():
        rows = pl.concat(frames)
        for fault, state in FAULTS.items():
            planted = rows.filter(pl.col("mechanism") == fault)
            if not planted.height:
                continue
            kinds = [name for name, other in FAULTS.items() if other == state]
            called = rows.filter(pl.col("state") == state)
            right = called.filter(pl.col("mechanism").is_in(kinds)).height
            found = planted.filter(pl.col("state") == state).height
            lines.append(
                f"| {scenario} | {fault} | {planted.height:,} | {found:,} | {found / planted.height:.1%} | "
                f"{called.height:,} | {right / max(called.height, 1):.1%} |"
            )
    return lines


def main() -> None:
    """Measure, and write the section."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--reports", type=int, default=30_000)
    given.add_argument("--seeds", default="21:25")
    given.add_argument("--work", type=Path, default=None)
    asked = given.parse_args()
    first, last = (int(part) for part in asked.seeds.split(":"))
    work = asked.work or Path(tempfile.mkdtemp())
    work.mkdir(parents=True, exist_ok=True)
    signals: dict[str, list[pl.DataFrame]] = {"gaming": [], "steady": []}
    states: dict[str, list[pl.DataFrame]] = {"gaming": [], "steady": []}
    for seed in range(first, last + 1):
        for scenario in ("gaming", "steady"):
            one, other = measured(scenario, seed, asked.reports, work)
            signals[scenario].append(one)
            states[scenario].append(other)
            print(scenario, seed, one.height, flush=True)
    text = [
        "# Several crimes, wrong classes, signals", "",
        f"`python bench/signals.py --reports {asked.reports} --seeds {asked.seeds}`: forces of {asked.reports:,} "
        f"reports, seeds {first} to {last}, in the scenarios `gaming` and `steady`, with what was planted. The words "
        "for a second victim were written on seeds 1 to 6; these were not looked at.", "",
        *fault_lines(states), "",
        "A fault counts as found where the report's state says it. Precision: of the reports in that state, those with "
        "such a fault. Signals (corrected chance at most 0.01, half as many again as expected, at least 20 cases and 5 "
        "hits); every unit of `gaming` games alike:", "",
        *signal_lines(signals),
    ]  # fmt: skip
    written(RESULTS, "\n".join(text))


if __name__ == "__main__":
    main()
