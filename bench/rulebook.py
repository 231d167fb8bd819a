"""The rulebook measured: cases a second, one case explained, both evaluators equal, and other engines beside it.

    python bench/rulebook.py [--rows 1000000] [--comparisons 10000000] [--results bench/RESULTS.md]

Every measure is a process of its own. The cases are made from a seed (`rulebook_cases`). What is found goes into its
own section of the results. Exits with 1 if `decide` and `apply`, or the two evaluators of a rule, ever differ.
"""

import argparse
import json
import math
import multiprocessing
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import rulebook_cases as made
import rulebook_peers as peers

from fullcount.pipeline.resources import rule_pack
from fullcount.rulebook.allegation import known_facts, truth
from fullcount.rulebook.answer import decide_report
from fullcount.rulebook.case import decide
from fullcount.rulebook.case_json import read_case
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.rule import AnyRule
from fullcount.rulebook.table import apply, fired, truths

HERE = Path(__file__).parent
DATA = HERE / "data"
SCENARIOS = HERE.parent / "tests" / "spec" / "scenarios.jsonl"
HEADING = "# The rulebook"
SEED = 20260401
TIMES = 5
EXPLAINED = 1000
WHOLE_ANSWERS = 20_000
UNLIKE_SHOWN = 10
BARE = pl.col("violence_used") & (pl.col("injury") == "wound")
"""The bare column expression that `apply` is set against."""


def table_file(kind: str, rows: int) -> Path:
    return DATA / f"rulebook-{kind}-{rows}.parquet"


def memory(name: str) -> float:
    """Return this process's memory now (VmRSS) or at its highest (VmHWM), in megabytes."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    return math.nan


def seconds_of(times: int, work: Callable[[], object]) -> list[float]:
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return found


def child_generate(kind: str, rows: str) -> dict[str, Any]:
    """Make the table; how full it is."""
    frame = made.table(kind, int(rows), SEED, rule_pack(None))
    DATA.mkdir(exist_ok=True)
    frame.write_parquet(table_file(kind, int(rows)))
    return made.values_of(frame)


def child_apply(kind: str, rows: str) -> dict[str, Any]:
    """`apply` over a table in memory, and the bare column expression over the same."""
    pack = rule_pack(None)
    table = pl.read_parquet(table_file(kind, int(rows))).rechunk()
    apply(table.head(1000), pack)
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the highest mark begins anew
    before = memory("VmRSS")
    taken = seconds_of(TIMES, lambda: apply(table, pack))
    peak = memory("VmHWM")
    bare = seconds_of(TIMES, lambda: table.select(BARE))
    found = apply(table, pack)
    told = found.select(
        (pl.col("decision") == "record").mean().alias("recorded"), pl.col("class").n_unique().alias("classes"),
        (pl.col("extra_classes") != "").mean().alias("beside"), pl.col("rules").n_unique().alias("trails"),
    ).row(0, named=True)  # fmt: skip
    small = statistics.median(seconds_of(TIMES, lambda: apply(table.head(10), pack)))
    return {"seconds": taken, "bare": bare, "before": before, "peak": peak, "small": small, **told}


def child_decide(*_: str) -> dict[str, Any]:
    """One case after another with its full explanation."""
    pack = rule_pack(None)
    found = {}
    for kind in made.KINDS:
        many = list(made.cases(made.table(kind, EXPLAINED, SEED + 1, pack)))
        found[f"`decide`, {kind}"] = [seconds_of(1, partial(decide, case, pack))[0] for case in many]
    worked = [
        read_case(json.loads(line)["case"], pack)
        for line in SCENARIOS.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    repeated = worked * max(1, EXPLAINED // max(1, len(worked)))
    name = f"`decide_report`, the {len(worked)} worked cases"
    found[name] = [seconds_of(1, partial(decide_report, case, pack))[0] for case in repeated]
    return {
        name: {"median": float(np.median(taken)), "p99": float(np.quantile(taken, 0.99)), "cases": len(taken)}
        for name, taken in found.items()
        if taken
    }


def compared(asked: tuple[str, int, int]) -> dict[str, Any]:
    """Compare the truth of every classification and counting rule of some rows by both evaluators."""
    kind, rows, seed = asked
    pack = rule_pack(None)
    rules: tuple[AnyRule, ...] = (*pack.classification, *pack.counting)
    frame = made.table(kind, rows, seed, pack)
    by_column = [series.to_list() for _, series in truths(frame, pack, rules)]
    unlike: list[str] = []
    counts = {True: 0, False: 0, None: 0}
    for row, case in enumerate(made.cases(frame)):
        known = known_facts(case)
        for rule, column in zip(rules, by_column, strict=True):
            one = truth(rule, case, known)
            counts[one] += 1
            if one is not column[row]:
                unlike.append(f"{kind} seed {seed} row {row} {rule.id}: {one} by `evaluate`, {column[row]} by column")
    return {"true": counts[True], "false": counts[False], "unknown": counts[None], "unlike": unlike}


def answers(asked: tuple[str, int, int]) -> dict[str, Any]:
    """Compare the whole answers of `decide` and `apply` for some rows."""
    kind, rows, seed = asked
    pack = rule_pack(None)
    frame = made.table(kind, rows, seed, pack)
    unlike = []
    for case, row in zip(made.cases(frame), apply(frame, pack).iter_rows(named=True), strict=True):
        one = decide(case, pack)
        first = (
            one.decision.value, one.class_, one.code, " ".join(one.extra_classes), one.crimes_due, one.deadline,
            one.reason, one.question, list(one.rules), round(one.certainty, 5),
        )  # fmt: skip
        names = ("decision", "class", "code", "extra_classes", "crimes_due", "deadline", "reason", "question")
        second = (*(row[name] for name in names), fired(row["rules"], pack), round(row["certainty"], 5))
        if first != second:
            unlike.append(f"{kind} seed {seed} row {case.report_key}: {first} by `decide`, {second} by `apply`")
    return {"rows": rows, "unlike": unlike}


def parts(rows: int, seed: int) -> Iterator[tuple[str, int, int]]:
    """Yield (kind, rows, seed) of small tables, half of them sparse, with at least so many rows together."""
    size = 500
    for number in range(math.ceil(rows / size)):
        yield made.KINDS[number % 2], size, seed + number


def child_equal(comparisons: str) -> dict[str, Any]:
    """Both evaluators over generated cases, on every core."""
    pack = rule_pack(None)
    rules = len(pack.classification) + len(pack.counting)
    begun = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        truths_found = pool.map(compared, parts(math.ceil(int(comparisons) / rules), SEED + 10), chunksize=1)
        middle = time.perf_counter()
        answers_found = pool.map(answers, parts(WHOLE_ANSWERS, SEED + 100_000), chunksize=1)
    unlike = [text for found in (*truths_found, *answers_found) for text in found["unlike"]]
    return {
        **{name: sum(found[name] for found in truths_found) for name in ("true", "false", "unknown")},
        "answers": sum(found["rows"] for found in answers_found),
        "seconds": [middle - begun, time.perf_counter() - middle],
        "unlike": unlike[:UNLIKE_SHOWN],
        "unlike_count": len(unlike),
    }


def child_peer(name: str, kind: str) -> dict[str, Any]:
    return peers.measured(name, kind, SEED)


CHILDREN: dict[str, Callable[..., dict[str, Any]]] = {
    "generate": child_generate, "apply": child_apply, "decide": child_decide, "equal": child_equal,
    "peer": child_peer,
}  # fmt: skip


def run(*arguments: str) -> dict[str, Any]:
    """Run a child of this file and return what it found; the text of its last error as `error` if it failed."""
    command = [sys.executable, __file__, "--child", *arguments]
    begun = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    print(f"{' '.join(arguments)}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        return {"error": last}
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def needed(*arguments: str) -> dict[str, Any]:
    found = run(*arguments)
    if "error" in found:
        sys.exit(f"{' '.join(arguments)} failed: {found['error']}")
    return found


def bench(rows: int, comparisons: int) -> tuple[str, bool]:
    """Return the section of the results, and whether everything agreed."""
    pack = rule_pack(None)
    tables = {kind: needed("generate", kind, str(rows)) for kind in made.KINDS}
    applied = {kind: needed("apply", kind, str(rows)) for kind in made.KINDS}
    for kind in made.KINDS:
        table_file(kind, rows).unlink()
    explained = needed("decide")
    beside = {(name, kind): run("peer", name, kind) for name in peers.PEERS for kind in made.KINDS}
    equal = needed("equal", str(comparisons))
    lines = [
        *_heading(pack, rows), *_applied(tables, applied, rows, _rules(pack)), *_explained(explained), *_equal(equal),
        *_peers(beside, applied, rows),
    ]  # fmt: skip
    return "\n".join(lines), equal["unlike_count"] == 0


def _rules(pack: Pack) -> int:
    """Return how many rules `apply` tries."""
    return sum(map(len, (pack.classification, pack.recording, pack.counting, pack.clock)))


def _heading(pack: Pack, rows: int) -> list[str]:
    return [
        HEADING, "", "Written by `make bench` (`python bench/rulebook.py`); figures of one run on one machine.", "",
        f"Machine: {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, Polars "
        f"{pl.__version__}, NumPy {np.__version__}. Pack: {pack.name}, {_rules(pack)} rules that `apply` tries "
        f"({len(pack.classification)} of classification in {len(pack.families)} families, {len(pack.recording)} of "
        f"recording), {len(made.USED)} facts.", "",
        f"Input: {rows:,} made reports of 2013 to 2027 with a column for every fact. *Sparse*: each tells what one "
        "rule asks for and up to three facts more. *Dense*: every fact told at random, a third unknown.", "",
    ]  # fmt: skip


def _applied(tables: dict[str, Any], applied: dict[str, Any], rows: int, rules: int) -> list[str]:
    lines = [
        "| `apply`, with reasons | sparse | dense | asked |", "|---|---|---|---|",
    ]  # fmt: skip

    def row(what: str, asked: str, text: Any) -> None:
        lines.append(f"| {what} | {' | '.join(text(tables[kind], applied[kind]) for kind in made.KINDS)} | {asked} |")

    row("facts told a report", "", lambda table, _: f"{table['told']:.1f}")
    row("seconds, best of 5", "", lambda _, one: f"{min(one['seconds']):.2f}")
    row("seconds, median of 5", "", lambda _, one: f"{statistics.median(one['seconds']):.2f}")
    row("**cases a second, best**", "800,000", lambda _, one: f"**{rows / min(one['seconds']):,.0f}**")
    row("**cases a second, median**", "", lambda _, one: f"**{rows / statistics.median(one['seconds']):,.0f}**")
    row("one bare column expression, ms", "",
        lambda _, one: f"{1000 * statistics.median(one['bare']):.1f}")  # fmt: skip
    row("times the bare expression", "",
        lambda _, one: f"{statistics.median(one['seconds']) / statistics.median(one['bare']):,.0f}")  # fmt: skip
    row("the same, for each rule tried", "",
        lambda _, one: f"{statistics.median(one['seconds']) / statistics.median(one['bare']) / rules:.1f}")  # fmt: skip
    row("the table itself, MB", "", lambda table, _: f"{table['megabytes']:,.0f}")
    row("peak memory above the process with its table, MB", "",
        lambda _, one: f"{one['peak'] - one['before']:,.0f}")  # fmt: skip
    row("**peak memory of the process, MB**", "2,048", lambda _, one: f"**{one['peak']:,.0f}**")
    row("ten cases, ms", "", lambda _, one: f"{1000 * one['small']:.0f}")
    row("recorded; with a crime beside", "", lambda _, one: f"{one['recorded']:.0%}; {one['beside']:.0%}")
    row("different classes; different reasonings", "", lambda _, one: f"{one['classes']}; {one['trails']:,}")
    bare = "violence_used and injury is wound"
    return [*lines, "", f"The bare expression is `{bare}`, over the same table in the same process.", ""]


def _explained(explained: dict[str, Any]) -> list[str]:
    lines = ["| one case with its full explanation | cases | median, ms | 99th of 100, ms | asked, ms |",
             "|---|---|---|---|---|"]  # fmt: skip
    lines += [
        f"| {name} | {one['cases']:,} | {1000 * one['median']:.2f} | {1000 * one['p99']:.2f} | 5 |"
        for name, one in explained.items()
    ]
    return [*lines, ""]


def _equal(equal: dict[str, Any]) -> list[str]:
    number = equal["true"] + equal["false"] + equal["unknown"]
    taken = equal["seconds"]
    lines = [
        f"**Both evaluators: {number:,} truths of rules compared ({equal['true']:,} true, {equal['false']:,} false, "
        f"{equal['unknown']:,} unknown) and {equal['answers']:,} whole answers of `decide` and `apply`: "
        f"{equal['unlike_count']:,} differ** (asked: ten million, none). Half sparse, half dense; {taken[0]:.0f} s and "
        f"{taken[1]:.0f} s on {os.cpu_count()} cores. The truths are those of the classification and counting rules; "
        "the recording rules, which rest on them, are compared in the whole answers.", "",
    ]  # fmt: skip
    return [*lines, *(f"- {text}" for text in equal["unlike"]), *([""] if equal["unlike"] else [])]


def _peers(beside: dict[tuple[str, str], Any], applied: dict[str, Any], rows: int) -> list[str]:
    lines = [
        "The same conditions in other engines, translated by `bench/rulebook_peers.py`: all families and the ruling; "
        "not which crime is principal, how many are due, the deadline or the question, which `apply` also gives. "
        "Neither knows a third truth: each test is written as what surely holds (`x is true`, `x is told and is "
        "not`), so that the rules that fire are the same, but what is unknown, and so what to ask, is not told.", "",
        "| engine | cases | of them checked against `decide` | unlike | cases a second | `apply` is faster, times |",
        "|---|---|---|---|---|---|",
    ]  # fmt: skip
    notes = []
    for (name, kind), one in beside.items():
        if "error" in one:
            lines.append(f"| {name}, {kind} | left out: {one['error'][:150]} | | | | |")
            continue
        ours = rows / statistics.median(applied[kind]["seconds"])
        lines.append(
            f"| {name} {one['version']}, {kind}, {one['reasons']} | {one['rows']:,} | {one['checked']:,} "
            f"| {one['unlike']:,} | {one['rate']:,.0f} | {_times(ours / one['rate'])} |"
        )
        notes += [note for note in one["notes"] if note not in notes]
    asked = "Asked: at least 300 times zen-engine (2,000 to 4,000 a second)."
    return [*lines, "", " ".join([asked, *notes]), ""]


def _times(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}"


def written(results: Path, section: str) -> None:
    """Put the section into the results, in the place of an older one."""
    text = results.read_text(encoding="utf-8") if results.is_file() else ""
    before = text.split(f"{HEADING}\n", maxsplit=1)[0].rstrip("\n")
    results.write_text(f"{before}\n\n{section}" if before else section, encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        print(json.dumps(CHILDREN[sys.argv[2]](*sys.argv[3:])))
    else:
        parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
        parser.add_argument("--rows", type=int, default=1_000_000)
        parser.add_argument("--comparisons", type=int, default=10_000_000)
        parser.add_argument("--results", type=Path, default=HERE / "RESULTS.md")
        chosen = parser.parse_args()
        section_, agreed = bench(chosen.rows, chosen.comparisons)
        written(chosen.results, section_)
        print(section_)
        sys.exit(0 if agreed else 1)
