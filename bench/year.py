"""The main job on a generated force-year, as a ratio to bare DuckDB reading the same CSVs into Parquet in the same run.

    python bench/year.py [--reports 1200000] [--results bench/RESULTS.md]

Every measure is a process of its own: wall seconds, CPU seconds and peak memory by the operating system's account.
The year is generated once (bench/data/, not in the repository) and its last day is kept apart as the new day.
"""

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
DATA = HERE / "data"
AS_AT = "2026-01-01"
LAST_DAY = "31/12/2025"
DATED = {"reports": "Reported", "crimes": "Date Recorded", "calls": "Arrived"}


@dataclass(frozen=True)
class Measure:
    """What one process took."""

    seconds: float
    cpu: float
    megabytes: float
    steps: list[tuple[float, str]]


def measured(*arguments: str) -> Measure:
    """Run this file as a child with these arguments and return what it took, start-up included."""
    begun = time.monotonic()
    child = subprocess.Popen([sys.executable, __file__, *arguments], stdout=subprocess.PIPE, text=True)
    said = child.stdout.read() if child.stdout else ""
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.monotonic() - begun
    if status != 0:
        sys.exit(f"{arguments} failed")
    steps = [tuple(item) for item in json.loads(said)] if said.strip() else []
    return Measure(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, steps)


def child_floor(force: Path, target: Path) -> None:
    """Bare DuckDB: the same CSVs into Parquet, nothing else."""
    import duckdb

    with duckdb.connect() as connection:
        for path in sorted(force.glob("*.csv")):
            if path.name != "codes.csv":
                rows = f"SELECT * FROM read_csv('{path}', all_varchar=true)"
                connection.execute(f"COPY ({rows}) TO '{target / path.stem}.parquet' (FORMAT parquet)")


def child_run(force: Path, out: Path) -> None:
    """The whole of `fullcount run`; prints when each step began."""
    from datetime import date

    from fullcount.pipeline.run import RunRequest, run

    begun = time.monotonic()
    steps: list[tuple[float, str]] = []
    run(
        RunRequest(force, out, as_at=date.fromisoformat(AS_AT)),
        lambda what: steps.append((round(time.monotonic() - begun, 2), what)),
    )
    steps.append((round(time.monotonic() - begun, 2), "done"))
    print(json.dumps(steps))


def generate(reports: int) -> tuple[Path, Path]:
    """Return (the year's force without its last day, the folder of that day's files), generated if not there."""
    import polars as pl

    from fullcount.pipeline.simulated import write_force
    from fullcount.simulate.force import Wanted

    force, day = DATA / f"year-{reports}", DATA / f"day-{reports}"
    if (day / "done").is_file():
        return force, day
    shutil.rmtree(force, ignore_errors=True)
    shutil.rmtree(day, ignore_errors=True)
    write_force(force, Wanted(reports, 7))
    day.mkdir(parents=True)
    for name, column in DATED.items():
        frame = pl.read_csv(force / f"{name}.csv", infer_schema=False)
        last = pl.col(column).str.starts_with(LAST_DAY).fill_null(value=False)
        frame.filter(last).write_csv(day / f"{name}-{AS_AT}.csv")
        frame.filter(~last).write_csv(force / f"{name}.csv")
    (day / "done").touch()
    return force, day


def rows(force: Path) -> dict[str, int]:
    import polars as pl

    return {
        path.stem: pl.scan_csv(path, infer_schema=False).select(pl.len()).collect().item()
        for path in sorted(force.glob("*.csv"))
        if path.name != "codes.csv"
    }


def bench(reports: int, results: Path) -> None:
    force, day = generate(reports)
    counted = rows(force)
    scratch = DATA / "scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    (scratch / "floor").mkdir(parents=True)
    for name in sorted(force.glob("*.csv")):
        with name.open("rb") as stream:
            while stream.read(1 << 24):
                pass
    first = measured("--child", "floor", str(force), str(scratch / "floor"))
    whole = measured("--child", "run", str(force), str(scratch / "out"))
    second = measured("--child", "floor", str(force), str(scratch / "floor"))
    floor = min(first, second, key=lambda measure: measure.seconds)
    grown = scratch / "grown"
    shutil.copytree(force, grown, ignore=shutil.ignore_patterns("truth"))
    for path in day.glob("*.csv"):
        shutil.copy(path, grown / path.name)
    new_day = measured("--child", "run", str(grown), str(scratch / "out"))
    size = sum(p.stat().st_size for p in force.glob("*.csv"))
    written(results, report(counted, (first, second, floor), whole, new_day, size))
    shutil.rmtree(scratch)
    print(results.read_text(encoding="utf-8"))


def written(results: Path, section: str) -> None:
    """Put the section first in the results, in the place of an older one; the sections of other benches stay."""
    lines = results.read_text(encoding="utf-8").splitlines() if results.is_file() else []
    others = next((n for n, line in enumerate(lines) if n and line.startswith("# ")), len(lines))
    rest = "\n".join(lines[others:]).strip()
    results.write_text(section.rstrip() + "\n" + (f"\n{rest}\n" if rest else ""), encoding="utf-8")


def _row(what: str, measure: Measure) -> str:
    return f"| {what} | {measure.seconds:.1f} | {measure.cpu:.1f} | {measure.megabytes:,.0f} |"


def report(
    counted: dict[str, int], floors: tuple[Measure, Measure, Measure], whole: Measure, new_day: Measure, size: int
) -> str:
    floor = floors[2]
    table = ", ".join(f"{count:,} rows of {name}" for name, count in counted.items())
    lines = [
        "# Measured", "", "Written by `make bench` (`python bench/year.py`); figures of one run on one machine.", "",
        f"Machine: {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}.",
        f"Input: {table}; {size / 1e6:,.0f} MB of CSV.", "",
        "| what | wall, s | CPU, s | peak memory, MB |", "|---|---|---|---|",
        _row("bare DuckDB, the same CSVs to Parquet (first of two)", floors[0]),
        _row("bare DuckDB (second of two)", floors[1]),
        _row("`fullcount run`, the whole of it", whole),
        _row("a new day on top of it", new_day), "",
        f"**Whole run over the floor (the faster of the two): {whole.seconds / floor.seconds:.1f} times** "
        f"(asked: at most 6; {whole.cpu / floor.cpu:.1f} times in CPU).",
        f"**Peak memory: {whole.megabytes / 1024:.1f} GB** (asked: under 4). "
        f"**A new day: {new_day.seconds:.1f} s** (asked: under 5).", "",
    ]  # fmt: skip
    for title, measure in (("The whole run", whole), ("The new day", new_day)):
        lines += [f"{title}, seconds from the start at which each step began:", "", "| s | step |", "|---|---|"]
        lines += [f"| {seconds:.1f} | {what} |" for seconds, what in measure.steps]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        kind, force_, out_ = sys.argv[2:5]
        {"floor": child_floor, "run": child_run}[kind](Path(force_), Path(out_))
    else:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        parser = argparse.ArgumentParser()
        parser.add_argument("--reports", type=int, default=1_200_000)
        parser.add_argument("--results", type=Path, default=HERE / "RESULTS.md")
        chosen = parser.parse_args()
        bench(chosen.reports, chosen.results)
