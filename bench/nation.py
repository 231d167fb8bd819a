"""A nation on one machine: forces run one after the other, and what that comes to for 25 million reports.

    python bench/nation.py [--reports 1200000 2500000 5000000] [--force 625000] [--alone 1250000 2500000]
                           [--results bench/RESULTS.md]

Forces of --force reports are simulated, run as `fullcount nation` runs them (a process each, so that peak memory is
the operating system's account of it) and removed again, until the largest of --reports is reached: no more than one
force's extracts and results are on the disk at once. Simulating is not counted. --alone runs single forces of other
sizes, since what a large force takes is what bounds the memory. Wall and CPU seconds of one nation of 25 million
reports follow by a straight line through the totals at the sizes asked for, and by the last stretch alone.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sections import written

HERE = Path(__file__).parent
DATA = HERE / "data" / "nation"
HEADING = "# A nation"
NATION = 25_000_000
MEMORY_GB = 16


@dataclass(frozen=True)
class Force:
    """What one force took: its reports and crimes, seconds, CPU seconds, peak megabytes, megabytes on the disk."""

    reports: int
    crimes: int
    seconds: float
    cpu: float
    peak: float
    extracts: float
    store: float


def child_simulate(folder: str, reports: str, seed: str) -> None:
    """Simulate a force, batch by batch; its truth is not needed."""
    from fullcount.pipeline.simulated import write_force
    from fullcount.simulate.force import Wanted

    write_force(Path(folder), Wanted(int(reports), int(seed)))
    shutil.rmtree(Path(folder) / "truth")


def child_run(folder: str, out: str) -> None:
    """Run a force as `fullcount nation` does and print what it came to."""
    from fullcount.pipeline.nation import run_force

    print(run_force(json.dumps(["force", folder, out, None, None, 1, None])))


def child(*arguments: str) -> tuple[str, float, float, float]:
    """Return what a process of its own printed, its wall and CPU seconds, and its peak memory in MB."""
    begun = time.monotonic()
    process = subprocess.Popen([sys.executable, __file__, "--child", *arguments], stdout=subprocess.PIPE, text=True)
    said = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{arguments} failed")
    return said, time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / 1e6


def force(reports: int, seed: int) -> Force:
    """Return what one force of so many reports took; nothing of it stays on the disk."""
    shutil.rmtree(DATA, ignore_errors=True)
    DATA.mkdir(parents=True)
    folder, out = DATA / "force", DATA / "out"
    child("simulate", str(folder), str(reports), str(seed))
    said, seconds, cpu, peak = child("run", str(folder), str(out))
    found = json.loads(said)
    if found["fault"] is not None:
        sys.exit(found["fault"])
    made = Force(found["reports"], found["crimes"], seconds, cpu, peak, megabytes(folder), megabytes(out))
    shutil.rmtree(DATA)
    print(f"{reports:,} reports: {seconds:.0f} s, {peak:,.0f} MB", file=sys.stderr)
    return made


def line(at: list[float], values: list[float], wanted: float) -> float:
    """Return the value at `wanted` of the straight line of least squares; of one point, in proportion to it."""
    if len(at) == 1:
        return values[0] / at[0] * wanted
    slope, start = np.polyfit(at, values, 1)
    return float(start + slope * wanted)


def totals(forces: list[Force]) -> tuple[float, float, float]:
    """Return reports, seconds and CPU seconds of some forces together."""
    return tuple(sum(getattr(one, name) for one in forces) for name in ("reports", "seconds", "cpu"))  # type: ignore[return-value]


def section(sizes: list[int], made: list[Force], alone: list[Force]) -> list[str]:
    points, rows = [], []
    for size in sizes:
        count = next(n for n in range(1, len(made) + 1) if sum(f.reports for f in made[:n]) >= size or n == len(made))
        mine = made[:count]
        reports, seconds, cpu = totals(mine)
        points.append((reports, seconds, cpu))
        crimes, peak = sum(f.crimes for f in mine), max(f.peak for f in mine)
        rows.append(
            f"| {reports:,} | {count} | {crimes:,} | {seconds:,.0f} | {cpu:,.0f} | {peak:,.0f} "
            f"| {seconds / reports * 1e6:.1f} |"
        )
    at = [point[0] for point in points]
    hours, cpu_hours = (line(at, [point[n] for point in points], NATION) / 3600 for n in (1, 2))
    last = points[-1]
    before = points[-2] if len(points) > 1 else (0, 0.0, 0.0)
    steep = (last[1] + (last[1] - before[1]) / (last[0] - before[0]) * (NATION - last[0])) / 3600
    every = [*made, *alone]
    peak, disk = (max(values) / 1000 for values in ([f.peak for f in every], [f.extracts + f.store for f in every]))
    store = sum(f.store for f in made) / sum(f.reports for f in made) * NATION / 1e3
    return [
        "| reports | forces | crimes in the ledgers | wall, s | CPU, s | peak memory of a force, MB | s a million |",
        "|---|---|---|---|---|---|---|", *rows, "",
        f"**25 million reports: {hours:.1f} hours on these {os.cpu_count()} cores** ({cpu_hours:.1f} CPU hours; "
        f"straight line through the rows above; {steep:.1f} hours if all goes on as between the last two), "
        f"**{peak:.1f} GB at most** (asked: {MEMORY_GB}). Forces are run one after the other, so that time grows with "
        "their number alone; what grows faster than its reports is one large force:", "",
        "| one force of | wall, s | peak memory, MB | s a million | MB of extracts | MB kept |",
        "|---|---|---|---|---|---|",
        *(
            f"| {f.reports:,} | {f.seconds:,.0f} | {f.peak:,.0f} | {f.seconds / f.reports * 1e6:.1f} "
            f"| {f.extracts:,.0f} | {f.store:,.0f} |"
            for f in (made[0], *alone)
        ), "",
        f"On the disk at once: {disk:.1f} GB here; what is kept of 25 million reports: {store:,.0f} GB.",
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, nargs="+", default=[1_200_000, 2_500_000, 5_000_000])
    parser.add_argument("--force", type=int, default=625_000)
    parser.add_argument("--alone", type=int, nargs="*", default=[1_250_000, 2_500_000])
    parser.add_argument("--results", type=Path, default=HERE / "RESULTS.md")
    chosen = parser.parse_args()
    sizes, made, done = sorted(chosen.reports), [], 0
    while done < sizes[-1]:
        made.append(force(min(chosen.force, sizes[-1] - done), 1 + len(made)))
        done += min(chosen.force, sizes[-1] - done)
    alone = [force(size, 1) for size in sorted(chosen.alone)]
    text = "\n".join([
        HEADING, "", "Written by `python bench/nation.py`; steady synthetic forces, each with a seed of its own.", "",
        *section(sizes, made, alone), "", f"Python {platform.python_version()}, {platform.machine()}.",
    ])  # fmt: skip
    written(chosen.results, text)
    print(text)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        {"simulate": child_simulate, "run": child_run}[sys.argv[2]](*sys.argv[3:])
    else:
        main()
