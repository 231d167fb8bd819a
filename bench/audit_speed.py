"""How long an estimate over a year of scores takes, beside merely reading the frame.

    python bench/audit_speed.py [--reports 1200000] [--reviews 3000] [--times 5] [--seed 20260203]

Each line is a command of its own, from its start to its end: `fullcount audit estimate` over the frame, and a Python
that imports polars and reads the same file. The best of some runs: other work on the machine lengthens the clock, the
processor's seconds less. Writes its section of bench/RESULTS.md.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl
from sections import written

RESULTS = Path(__file__).with_name("RESULTS.md")
ASKED = 2.0
READ = "import sys, polars as pl; (pl.read_parquet if sys.argv[1].endswith('parquet') else pl.read_csv)(sys.argv[1])"
ROUTES = np.array(["999", "101", "online", "front counter", "another agency"])
CLOSED = np.array(["anti-social behaviour", "duplicate", "resolved on arrival", "advice given"])


def frame_and_sample(reports: int, reviews: int, seed: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return a frame as `fullcount audit frame` makes one (but its districts), and reviews of it drawn simply."""
    rng = np.random.default_rng(seed)
    is_linked = rng.random(reports) < 0.42
    score = rng.beta(0.3, 4.0, reports).round(6)
    route, closed = ROUTES[rng.integers(0, 5, reports)], CLOSED[rng.integers(0, 4, reports)]
    frame = pl.DataFrame(
        {
            "report_id": [f"I26-{number:07}" for number in range(reports)],
            "linked": np.where(is_linked, "yes", "no"),
            "crimes_recorded": is_linked.astype(np.int64),
            "score": score,
            "route": route,
            "closed": closed,
            "cluster": [f"team {number:03}" for number in rng.integers(0, 200, reports)],
        }
    )
    row = np.sort(rng.choice(np.flatnonzero(~is_linked), reviews, replace=False))
    is_missed = rng.random(reviews) < score[row]
    sample = pl.DataFrame(
        {
            "report_id": frame["report_id"].gather(row),
            "crimes_disclosed": is_missed.astype(np.int64),
            "crimes_recorded": np.zeros(reviews, np.int64),
        }
    )
    return frame, sample


def seconds(command: list[str], times: int) -> tuple[float, float]:
    """Return the least time by the clock and the least of the processor over some runs of a command."""
    clock, processor = [], []
    for _ in range(times):
        before, start = os.times(), time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = os.times()
        clock.append(time.perf_counter() - start)
        processor.append(sum(after[2:4]) - sum(before[2:4]))
    return min(clock), min(processor)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=1_200_000)
    options.add_argument("--reviews", type=int, default=3_000)
    options.add_argument("--times", type=int, default=5)
    options.add_argument("--seed", type=int, default=20260203)
    chosen = options.parse_args()
    frame, sample = frame_and_sample(chosen.reports, chosen.reviews, chosen.seed)
    lines = [
        "# Audit: speed of the estimate",
        "",
        f"`python bench/audit_speed.py --reports {chosen.reports} --reviews {chosen.reviews} --times {chosen.times} "
        f"--seed {chosen.seed}`: {chosen.reviews:,} reviews, {chosen.reports:,} reports with scores; whole commands, "
        f"the best of {chosen.times}; {os.cpu_count()} cores, {os.getloadavg()[0]:.0f} other tasks waiting at the "
        f"start. Asked: under {ASKED:.0f} seconds.",
        "",
        "| frame | estimate, by the clock | of the processor | reading alone, by the clock | of the processor | "
        "processor, times reading | asked |",
        "|---|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        reviews = Path(folder) / "sample.csv"
        sample.write_csv(reviews)
        for kind in ("csv", "parquet"):
            file = Path(folder) / f"frame.{kind}"
            (frame.write_csv if kind == "csv" else frame.write_parquet)(file)
            estimate = [sys.executable, "-m", "fullcount.cli", "audit", "estimate", str(reviews), "--population"]
            wall, cpu = seconds([*estimate, str(file), "--format", "json"], chosen.times)
            wall_read, cpu_read = seconds([sys.executable, "-c", READ, str(file)], chosen.times)
            told = [f"{figure:.2f}" for figure in (wall, cpu, wall_read, cpu_read)]
            told += [f"{cpu / cpu_read:.1f}", "met" if wall < ASKED else "not met"]
            lines.append(f"| {' | '.join([kind, *told])} |")
            print(lines[-1], flush=True)
    written(RESULTS, "\n".join(lines))


if __name__ == "__main__":
    main()
