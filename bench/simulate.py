"""How fast a synthetic force is made and in how much memory, beside bare Polars writing the same rows again.

    python bench/simulate.py [--reports 360000 --reports 1000000] [--results bench/RESULTS.md]

Every measure is a process of its own: wall seconds, CPU seconds and peak memory by the operating system's account.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
HEADING = "# Making a synthetic force"
ASKED = 360_000  # reports a minute
SCENARIO = "gmp-2020"


@dataclass(frozen=True)
class Measure:
    """What one process took."""

    seconds: float
    cpu: float
    megabytes: float


def measured(*arguments: str) -> Measure:
    """Run this file as a child with these arguments and return what it took, start-up included."""
    begun = time.monotonic()
    child = subprocess.Popen([sys.executable, __file__, "--child", *arguments])
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.monotonic() - begun
    if status != 0:
        sys.exit(f"{arguments} failed")
    return Measure(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def child_make(folder: str, reports: str) -> None:
    """The whole of `fullcount simulate`."""
    from fullcount.pipeline.simulated import write_force
    from fullcount.simulate.force import Wanted
    from fullcount.simulate.scenarios.named import SCENARIOS

    write_force(Path(folder), Wanted(int(reports), 1, SCENARIOS[SCENARIO]))


def child_copy(folder: str, target: str) -> None:
    """Bare Polars: the same CSVs read as text and written again, in a stream."""
    import polars as pl

    Path(target).mkdir()
    for path in sorted(Path(folder).glob("*.csv")):
        pl.scan_csv(path, infer_schema=False).sink_csv(Path(target) / path.name)


def section(sizes: list[int]) -> str:
    """Return the section of the results."""
    rows, said = [], []
    with tempfile.TemporaryDirectory(dir=HERE) as scratch:
        for reports in sizes:
            folder = Path(scratch) / f"force-{reports}"
            made = measured("make", str(folder), str(reports))
            size = sum(path.stat().st_size for path in folder.glob("*.csv"))
            copied = measured("copy", str(folder), str(Path(scratch) / "copy"))
            rows.append(
                f"| {reports:,} | {size / 1e6:,.0f} | {made.seconds:.1f} | {made.cpu:.1f} | {made.megabytes:,.0f} "
                f"| {reports / made.seconds * 60:,.0f} | {copied.seconds:.1f} | {made.seconds / copied.seconds:.1f} |"
            )
            said.append(made)
            shutil.rmtree(folder)
            shutil.rmtree(Path(scratch) / "copy")
    slowest = min(reports / made.seconds * 60 for reports, made in zip(sizes, said, strict=True))
    largest = max(made.megabytes for made in said)
    return "\n".join([
        HEADING, "", f"Written by `make bench` (`python bench/simulate.py`), {SCENARIO}, {os.cpu_count()} cores.",
        "All extracts and the truth, start-up included; beside it bare Polars reading and writing the same CSVs.", "",
        "| reports | MB of CSV | wall, s | CPU, s | peak memory, MB | reports a minute | bare Polars, s | times |",
        "|---|---|---|---|---|---|---|---|", *rows, "",
        f"**{slowest:,.0f} reports a minute at least** (asked: {ASKED:,}), **{largest / 1024:.1f} GB at most** (asked: "
        f"under 2); memory grew by {said[-1].megabytes - said[0].megabytes:,.0f} MB from {sizes[0]:,} to "
        f"{sizes[-1]:,} reports.", "",
    ])  # fmt: skip


def written(results: Path, text: str) -> None:
    """Put the section into the results in the place of an older one, else at the end."""
    lines = results.read_text(encoding="utf-8").splitlines() if results.is_file() else []
    first = lines.index(HEADING) if HEADING in lines else len(lines)
    last = next((n for n in range(first + 1, len(lines)) if lines[n].startswith("# ")), len(lines))
    parts = ("\n".join(lines[:first]).rstrip(), text.rstrip(), "\n".join(lines[last:]).rstrip())
    results.write_text("\n\n".join(part for part in parts if part) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        {"make": child_make, "copy": child_copy}[sys.argv[2]](*sys.argv[3:])
    else:
        parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
        parser.add_argument("--reports", type=int, action="append")
        parser.add_argument("--results", type=Path, default=HERE / "RESULTS.md")
        chosen = parser.parse_args()
        section_ = section(chosen.reports or [360_000, 1_000_000])
        written(chosen.results, section_)
        print(section_)
