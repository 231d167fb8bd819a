"""What a large pool takes: wall and CPU seconds and peak memory of ten thousand labels on a million simulated logs.

python bench/audit_screen_large.py POOL.parquet DECISIONS.csv      reach the labels, write them as decisions
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from audit_screen_learning import simulated_reports

HERE = Path(__file__).parent
LARGE = HERE / "data"
LABELS = 10_000
EACH = 200_000


def million_section(reports: int) -> str:
    """Return what 10,000 labels on a large pool take, and the command on the same pool and decisions."""
    pool = _large(reports)
    decisions, target = pool.with_name("decisions.csv"), pool.with_name("next.csv")
    learnt = _measured([sys.executable, str(HERE / "audit_screen_large.py"), str(pool), str(decisions)])
    options = [str(pool), "--decisions", str(decisions), "--batch", str(target), "--format", "json"]
    told = _measured([sys.executable, "-m", "fullcount.cli", "audit", "screen", *options])
    facts = json.loads(learnt[3])
    lines = [
        f"{facts['pool']:,} simulated logs of {facts['letters']:.0f} letters on average, {facts['crimes']:,} of them "
        f"unrecorded crimes; {facts['refits']} refits; {facts['found']:,} crimes among the {LABELS:,} reports reached.",
        "", "| what | wall, s | CPU, s | peak memory, MB |", "|---|---|---|---|",
    ]  # fmt: skip
    names = (f"learning from {LABELS:,} labels", "`fullcount audit screen` with the same decisions")
    for name, (wall, cpu, megabytes, _) in zip(names, (learnt, told), strict=True):
        lines.append(f"| {name} | {wall:.0f} | {cpu:.0f} | {megabytes:,.0f} |")
    return "\n".join([*lines, "", "Asked: at most 100 s and 2 GB."])


def _measured(arguments: list[str]) -> tuple[float, float, float, str]:
    begun = time.monotonic()
    child = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
    said = child.stdout.read() if child.stdout else ""
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{arguments} failed")
    return time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said


def _large(reports: int) -> Path:
    """Return a pool of so many simulated reports, from forces of EACH with seeds of their own; made once."""
    import polars as pl

    from fullcount.pipeline.simulated import write_force
    from fullcount.simulate.force import Wanted

    folder = LARGE / f"screen-{reports}"
    pool = folder / "pool.parquet"
    if pool.is_file():
        return pool
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in range(-(-reports // EACH)):
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            write_force(Path(scratch) / "force", Wanted(min(reports, EACH), 100 + number))
            rows = simulated_reports(Path(scratch) / "force")
        is_crime = pl.col("crimes_disclosed") > pl.col("crimes_recorded")
        made.append(
            rows.select((f"{number}-" + pl.col("report_id")).alias("report_id"), "text", is_crime.alias("is_crime"))
        )
    pl.concat(made).head(reports).write_parquet(folder / "new.parquet", row_group_size=20_000)
    (folder / "new.parquet").replace(pool)
    return pool


def learn(path: Path, decisions: Path) -> None:
    """Reach LABELS reports of the pool, learning as the product does; write their answers as decisions."""
    import polars as pl

    from fullcount.audit.planning.order import Purpose
    from fullcount.audit.screening import drawing
    from fullcount.audit.screening.order import Pool, replayed
    from fullcount.pipeline.auditing.pool import read_pool

    pool = read_pool(path)
    answers = pl.read_parquet(path, columns=["is_crime"])["is_crime"].cast(pl.Int8).to_numpy()
    lot = drawing.lots(pool.keys.to_list(), 1, Purpose.TIES)
    reading = replayed(Pool(pool.texts.matrix() if pool.texts else None, None, lot), answers, most=LABELS)
    said = ["yes" if answer else "no" for answer in answers[reading.order].tolist()]
    pl.DataFrame({"report_id": pool.keys[reading.order.tolist()], "is_crime": said}).write_csv(decisions)
    letters = pl.scan_parquet(path).select(pl.col("text").str.len_chars().mean()).collect(engine="streaming").item()
    facts = {"pool": answers.size, "letters": letters, "crimes": int(answers.sum()), "refits": reading.refits}
    print(json.dumps(facts | {"found": int(answers[reading.order].sum())}))


if __name__ == "__main__":
    learn(Path(sys.argv[1]), Path(sys.argv[2]))
