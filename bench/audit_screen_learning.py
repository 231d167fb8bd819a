"""How soon a screening finds, beside ASReview's default on the same texts; and what a large pool takes.

python bench/audit_screen_learning.py oracle SETS.npz      ASReview on every set, as JSON (run by its own Python)
python bench/audit_screen_learning.py learn POOL.parquet   10,000 labels on a large pool
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent
SIZE, SIMULATED_SIZE = 4_000, 3_000
FEWEST, MOST = 15, 700
SIM_FEWEST, SIM_MOST, SIM_CLASSES = 20, 150, 6
CLOSE = 0.005


def loss(labels: NDArray[np.int64]) -> float:
    """Return ASReview's loss: the area between the recall curve and the perfect one, over the largest there can be.

    ASReview 3, `asreview.metrics.loss`. Check: 1, 0, 0 gives 0; 0, 0, 1 gives 1.
    """
    ones, every = int(labels.sum()), labels.size
    return float((ones * (every - (ones - 1) / 2) - labels.cumsum().sum()) / (ones * (every - ones)))


def sets_of(data: Path) -> dict[str, Any]:
    """Return named sets: texts, labels and two priors (one of each label): USC narratives by class, simulated logs."""
    made: dict[str, Any] = {}
    _usc_sets(data / "usc" / "narratives_2015_2019.parquet", made)
    _simulated_sets(made)
    return made


def _usc_sets(path: Path, made: dict[str, Any]) -> None:
    import polars as pl

    if not path.is_file():
        print("The USC narratives are not here (FULLCOUNT_DATA): left out.")
        return
    rows = pl.read_parquet(path).select("summary", "category").unique("summary", maintain_order=True)
    rows = rows.filter(pl.col("summary").str.len_chars() > 0)
    rng = np.random.default_rng(1)
    rows = rows[np.sort(rng.permutation(rows.height)[:SIZE]).tolist()]
    for name, many in rows["category"].value_counts().sort("category").iter_rows():
        if FEWEST <= many <= MOST:
            _add(made, f"USC {name.lower()}", "usc", rows["summary"], (rows["category"] == name).to_numpy(), rng)


def _simulated_sets(made: dict[str, Any]) -> None:
    import polars as pl

    from fullcount.pipeline.simulated import write_force
    from fullcount.simulate.force import Wanted

    with tempfile.TemporaryDirectory() as folder:
        write_force(Path(folder) / "force", Wanted(20_000, 7))
        rows = simulated_reports(Path(folder) / "force")
    rng = np.random.default_rng(2)
    unlinked = rows.filter(pl.col("crimes_recorded") == 0)
    unlinked = unlinked[np.sort(rng.permutation(unlinked.height)[:SIMULATED_SIZE]).tolist()]
    _add(
        made, "simulated, unrecorded", "unlinked", unlinked["text"], (unlinked["crimes_disclosed"] > 0).to_numpy(), rng
    )
    rows = rows[np.sort(rng.permutation(rows.height)[:SIMULATED_SIZE]).tolist()]
    classes = rows["class"].drop_nulls().value_counts().sort("class")
    classes = classes.filter(pl.col("count").is_between(SIM_FEWEST, SIM_MOST)).head(SIM_CLASSES)
    for name in classes["class"].to_list():
        is_one = (rows["class"] == name).fill_null(value=False).to_numpy()
        _add(made, f"simulated, class {name}", "reports", rows["text"], is_one, rng)


def simulated_reports(force: Path) -> Any:
    """Return the simulated reports with their words and truth, one row a report."""
    import polars as pl

    said = pl.read_csv(force / "reports.csv", infer_schema=False, columns=["Incident No", "Log Text"])
    said = said.rename({"Incident No": "report_id", "Log Text": "text"}).drop_nulls()
    said = said.unique("report_id", keep="last", maintain_order=True)
    truth = pl.read_parquet(force / "truth" / "reports.parquet")
    return said.join(truth, on="report_id").select("report_id", "text", "crimes_disclosed", "crimes_recorded", "class")


def _add(made: dict[str, Any], name: str, source: str, texts: Any, labels: Any, rng: np.random.Generator) -> None:
    made[f"t_{source}"] = np.array(texts.to_list(), dtype=object)
    made[f"s_{name}"] = source
    made[f"y_{name}"] = labels
    made[f"p_{name}"] = np.array([rng.choice(np.flatnonzero(labels)), rng.choice(np.flatnonzero(~labels))])


def our_run(texts: NDArray, labels: Any, priors: list[int]) -> tuple[float, float]:
    """Return the loss and CPU seconds of the product's learner, batches of a twentieth, from these two priors.

    As ASReview does, it is timed up to the last of those looked for; a run before, not timed, tells where that is.
    """
    lot = np.arange(labels.size) + 2
    lot[priors] = [0, 1]  # before anything is learnt the order is by lot: the priors come first
    whole = _order(texts, labels, lot, None)
    needed = int(np.flatnonzero(labels[whole])[-1]) + 1
    begun = time.process_time()
    order = _order(texts, labels, lot, needed)
    used = time.process_time() - begun
    found = labels[order[2:]].astype(np.int64)
    return loss(np.concatenate([found, np.zeros(labels.size - order.size, dtype=np.int64)])), used


def _order(texts: NDArray, labels: Any, lot: NDArray, most: int | None) -> NDArray:
    import polars as pl

    from fullcount.audit.screening.order import Pool, replayed
    from fullcount.reading.score.hashed import columns_of, hashed_matrix

    words = pl.Series("text", texts.tolist(), pl.String)
    matrix = hashed_matrix([words], columns_of(words))
    return replayed(Pool(matrix, None, lot), labels.astype(np.int8), least=1, most=most).order


def oracle(path: Path) -> None:
    """Run ASReview's default model on every set and print {name: [loss, CPU seconds, labels]}."""
    import pandas as pd
    from asreview.learner import ActiveLearningCycle
    from asreview.metrics import loss as their_loss
    from asreview.models.models import get_ai_config
    from asreview.simulation.simulate import Simulate

    sets, made = np.load(path, allow_pickle=True), {}
    for name in [key[2:] for key in sets.files if key.startswith("y_")]:
        texts, labels = list(sets[f"t_{sets[f's_{name}']}"]), sets[f"y_{name}"].astype(int)
        begun = time.process_time()
        cycle = ActiveLearningCycle.from_meta(get_ai_config()["value"])
        frame = pd.DataFrame({"title": texts, "abstract": [""] * len(texts)})
        run = Simulate(frame, pd.Series(labels), cycle, print_progress=False)
        run.label(sets[f"p_{name}"].astype(int).tolist())
        run.review()
        used = time.process_time() - begun
        said = [int(label) for label in run._results.dropna(axis=0, subset=["training_set"])["label"]]
        padded = said + [0] * (len(labels) - len(run._results))
        made[name] = [their_loss(padded), used, len(run._results)]
        print(f"{name}: {made[name]}", file=sys.stderr)
    print(json.dumps(made))


def loss_section(data: Path, python: str) -> str:
    """Return the table of losses and CPU seconds, ours beside ASReview's where its Python is there."""
    sets = sets_of(data)
    names = [key[2:] for key in sets if key.startswith("y_")]
    mine = {}
    for name in names:
        texts, priors = sets[f"t_{sets[f's_{name}']}"], sets[f"p_{name}"].tolist()
        mine[name] = our_run(texts, sets[f"y_{name}"], priors)
    theirs = _asked(sets, python)
    lines = [
        "| set | texts | with | Fullcount | ASReview | difference | CPU, s | ASReview, s |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name in names:
        labels, (ours, used), other = sets[f"y_{name}"], mine[name], theirs.get(name)
        beside = f"| | {used:.2f} |"
        if other:
            beside = f"{other[0]:.4f} | {ours - other[0]:+.4f} | {used:.2f} | {other[1]:.1f}"
        lines.append(f"| {name} | {labels.size:,} | {int(labels.sum()):,} | {ours:.4f} | {beside} |")
    if not theirs:
        return "\n".join(["ASReview is not installed in the Python given (--asreview): our loss alone.", "", *lines])
    both = np.array([[*mine[name], *theirs[name][:2]] for name in names])
    ours, used, loss_there, used_there = both.T
    gaps = ours - loss_there
    summary = (
        f"{len(names)} sets, one run each from the same two labelled texts. **Mean loss {ours.mean():.4f} against "
        f"{loss_there.mean():.4f}** (mean difference {gaps.mean():+.4f}, standard error "
        f"{gaps.std(ddof=1) / gaps.size**0.5:.4f}; {int((gaps > CLOSE).sum())} sets worse by more than {CLOSE}, "
        f"{int((gaps < -CLOSE).sum())} better). **CPU {used.sum():.0f} s against {used_there.sum():.0f} s: "
        f"1/{used_there.sum() / used.sum():.0f}.**"
    )
    return "\n".join([summary, "", *lines])


def _asked(sets: dict[str, Any], python: str) -> dict[str, list[float]]:
    python = str(Path(shutil.which(python) or python).absolute())
    with tempfile.TemporaryDirectory() as folder:
        there = subprocess.run([python, "-c", "import asreview"], capture_output=True, check=False, cwd=folder)
    if there.returncode:
        print("ASReview is not installed in that Python: see the head of bench/audit_screen.py.")
        return {}
    with tempfile.TemporaryDirectory() as folder:
        np.savez(Path(folder) / "sets.npz", **sets)
        command = [python, str(HERE / "audit_screen_learning.py"), str(Path(folder) / "sets.npz")]
        # its packages leave a cache in the folder they are called in
        done = subprocess.run(command, capture_output=True, check=True, text=True, cwd=folder)
        return json.loads(done.stdout)


if __name__ == "__main__":
    oracle(Path(sys.argv[1]))
