"""Measures `fullcount audit screen`: how soon it finds, how fast, and whether its certificate holds and what it costs.

    python bench/audit_screen.py [--only certificate clef loss million] [--replicates 4000] [--seed 20260101]
                                 [--asreview PYTHON] [--reports 1000000]

The loss is set beside ASReview's default model, which needs packages that Fullcount's bench does not pin (a web server
among them), so it runs in an environment of its own: python -m venv oracle; oracle/bin/pip install asreview==3.0.8;
then --asreview oracle/bin/python. Without it that part says so and gives our loss alone. The real texts and rankings
are looked for in FULLCOUNT_DATA or ../shared/data, and left out where they are not.
"""

import argparse
import os
import sys
from pathlib import Path

import numpy as np
from audit_screen_large import million_section
from audit_screen_learning import loss_section
from audit_screen_stopping import (
    MOST_BETWEEN,
    RECALL,
    drawn_runs,
    estimate_alone,
    given_runs,
    in_a_row,
    looks_of,
    oracle_reads,
    ours,
    qbcb,
    ranking,
)
from sections import written
from simulated_pages import page_written

from fullcount.audit.screening import drawing
from fullcount.audit.screening.certificate import Sample
from fullcount.audit.screening.plan import guesses_by, guesses_without, planned

HERE = Path(__file__).parent
RESULTS, PAGE = HERE / "RESULTS.md", HERE.parent / "docs" / "audit" / "screen.md"
DATA = Path(os.environ.get("FULLCOUNT_DATA", HERE.parent / ".." / "shared" / "data"))
POOL, RANKINGS, SEEDS = 120_000, 10, 200
ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS"), "1")
DISCLOSING = 90_000
"""Of 200,000 reports 45% disclose a crime: at 10% unrecorded 9,000 crimes stand among some 120,000 unlinked."""
CELLS = [
    *((unrecorded, auc, 0.0) for unrecorded in (0.10, 0.03, 0.25, 0.01) for auc in (0.80, 0.90, 0.95, 0.98)),
    (0.10, 0.90, 0.15), (0.10, 0.95, 0.15),
]  # fmt: skip


def certificate_table(replicates: int, seed: int) -> str:
    """Return the table of cells: each on RANKINGS rankings with replicates / RANKINGS draws of the planned sample."""
    lines = [
        f"{POOL:,} unlinked reports, {replicates:,} runs a cell ({RANKINGS} rankings), seed {seed}; promised: "
        f"{RECALL:.0%} of the crimes, with 95% confidence.",
        "",
        "Reads as a ratio to the oracle's, who has the same ranking, knows the truth and draws nothing; in brackets",
        f"the share of runs that ended below the promise (it may be 5%). Looked at every {MOST_BETWEEN} reports.",
        "",
        "| unrecorded | AUC | drawn | oracle | **Fullcount** | QBCB, same draw | estimate alone | 200 none in a row |",
        "|---|---|---|---|---|---|---|---|",
    ]
    worst, dear = 0.0, 0.0
    for number, cell in enumerate(CELLS):
        drawn, oracle, ends = certificate_cell(cell, replicates, np.random.default_rng([seed, number]))
        unrecorded, auc, blind = cell
        worst = max(worst, ends[0][1])
        dear = max(dear, ends[0][0]) if unrecorded == 0.10 and auc <= 0.95 else dear
        said = " | ".join(f"{times:.2f} ({below:.1%})" for times, below in ends)
        seen = f"{auc:.2f}" + (f", blind to {blind:.0%}" if blind else "")
        lines.append(f"| {unrecorded:.0%} | {seen} | {drawn:,} | {oracle:,.0f} | {said} |")
    error = 100 * (0.05 * 0.95 / replicates) ** 0.5
    lines += [
        "",
        f"Worst share below the promise: {worst:.1%} (Monte Carlo error of a cell at 5%: {error:.1f} points). Dearest "
        f"at 10% unrecorded and AUC up to 0.95: {dear:.2f} times the oracle.",
    ]
    return "\n".join(lines)


def certificate_cell(
    cell: tuple[float, float, float], replicates: int, rng: np.random.Generator
) -> tuple[int, float, list[tuple[float, float]]]:
    """Return reports drawn, the oracle's mean reads, and for each way to stop (times the oracle, share below)."""
    unrecorded, auc, blind = cell
    crimes, looks = round(DISCLOSING * unrecorded), looks_of(POOL)
    rankings = [ranking(POOL, crimes, auc, blind, rng) for _ in range(RANKINGS)]
    sample = Sample(POOL, planned(guesses_by(rankings[0][1])).drawn)
    ends, reads = [], []
    for is_crime, _ in rankings:
        oracle = oracle_reads(is_crime)
        runs = drawn_runs(is_crime, sample.drawn, replicates // RANKINGS, rng, looks)
        ways = (ours(runs, sample), qbcb(runs), estimate_alone(runs, sample))
        found, read = in_a_row(is_crime, 200)
        row = (read / oracle, float(found < RECALL * crimes - 1e-9))
        ends.append([*((way.times(oracle), way.below(crimes)) for way in ways), row])
        reads.append(oracle)
    return sample.drawn, float(np.mean(reads)), [tuple(way) for way in np.mean(ends, axis=0).tolist()]


def clef_table(seeds: int) -> str:
    """Return what as many draws of each CLEF TAR 2017 topic came to, on three participants' rankings."""
    import polars as pl

    folder = DATA / "screening_truth"
    if not folder.is_dir():
        return "The CLEF rankings are not here (FULLCOUNT_DATA): left out."
    runs = pl.read_parquet(folder / "clef_tar_2017_runs.parquet")
    truth = pl.read_parquet(folder / "clef_tar_qrels_2017.parquet").filter(pl.col("level") == "abs")
    truth = truth.unique(["topic", "pmid"]).sort("topic", "pmid")
    names = runs["run"].unique().sort().to_list()
    shares: dict[str, list[float]] = {name: [] for name in names}
    costs: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    for (topic,), judged in truth.group_by("topic", maintain_order=True):
        keys = judged["pmid"].to_list()
        size = planned(guesses_without(len(keys))).drawn
        is_drawn = np.array([drawing.lots(keys, seed) < size for seed in range(seeds)])
        for name in names:
            mine = runs.filter((pl.col("run") == name) & (pl.col("topic") == topic)).select("pmid", "rank")
            placed = judged.with_row_index("place").join(mine, on="pmid", how="left")
            placed = placed.sort("rank", "place", nulls_last=True)
            order, is_crime = placed["place"].to_numpy(), (placed["label"] == "1").to_numpy()
            end = ours(given_runs(is_crime, is_drawn[:, order], looks_of(len(keys), 10)), Sample(len(keys), size))
            shares[name].append(end.below(int(is_crime.sum())))
            costs[name].append((float(end.reads.mean() / len(keys)), oracle_reads(is_crime) / len(keys)))
    return clef_lines(shares, costs, seeds)


def clef_lines(shares: dict[str, list[float]], costs: dict[str, list[tuple[float, float]]], seeds: int) -> str:
    """Return the table by ranking. shares: of runs below the promise by topic; costs: (reads, oracle's), of all."""
    every = np.array(list(shares.values()))
    error = 100 * (0.05 * 0.95 / seeds) ** 0.5
    lines = [
        f"CLEF TAR 2017, {every.shape[1]} topics, {seeds} seeds each (the product's own draw by SHA-256); promised: "
        f"{RECALL:.0%} with 95% confidence; sample sizes as planned without a score.",
        "",
        "| ranking | runs below the promise | worst topic | topics above 5% | reads, of all (by topic) | oracle's |",
        "|---|---|---|---|---|---|",
    ]
    for name, by_topic in shares.items():
        share, cost = np.array(by_topic), np.array(costs[name])
        lines.append(
            f"| {name} | {share.mean():.1%} | {share.max():.1%} | {(share > 0.05).sum()} | {cost[:, 0].mean():.0%} "
            f"| {cost[:, 1].mean():.0%} |"
        )
    lines += [
        "",
        f"All rankings: {every.mean():.2%} of runs below the promise; of {every.size} topics and rankings "
        f"{(every > 0.05).sum()} above 5% by the {seeds} seeds (Monte Carlo error of one at 5%: {error:.1f} points), "
        f"the worst {every.max():.1%}.",
    ]
    return "\n".join(lines)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = ("certificate", "clef", "loss", "million")
    options.add_argument("--only", nargs="+", choices=parts, default=parts)
    options.add_argument("--replicates", type=int, default=4000, help="runs a cell of the certificate")
    options.add_argument("--seed", type=int, default=20260101)
    options.add_argument("--asreview", default=sys.executable, help="a Python that has ASReview 3")
    options.add_argument("--reports", type=int, default=1_000_000, help="of the large pool")
    chosen = options.parse_args()
    if not os.environ.items() >= ONE_CORE.items():  # CPU seconds are compared: nobody spins a second core
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | ONE_CORE)
    made = {}
    for part in chosen.only:
        if part == "certificate":
            made[part] = "# Audit: when a screening may stop\n\n" + certificate_table(chosen.replicates, chosen.seed)
        elif part == "clef":
            made[part] = "# Audit: when a screening may stop, CLEF\n\n" + clef_table(SEEDS)
        elif part == "loss":
            made[part] = "# Audit: how soon a screening finds\n\n" + loss_section(DATA, chosen.asreview)
        else:
            made[part] = "# Audit: screening a large pool\n\n" + million_section(chosen.reports)
        command = f"python bench/audit_screen.py --only {part}"
        if part == "certificate":
            command += f" --replicates {chosen.replicates} --seed {chosen.seed}"
        written(RESULTS, f"{made[part]}\n\n`{command}`")
        print(made[part], flush=True)
    if {"certificate", "clef"} <= made.keys():
        page_written(PAGE, "\n\n".join(made[part].split("\n", 2)[2] for part in ("certificate", "clef")))


if __name__ == "__main__":
    main()
