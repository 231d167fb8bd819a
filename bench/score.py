"""What the learnt score finds, how its classes compare, how fast it is: writes its section of bench/RESULTS.md.

    python bench/score.py [--forces DIR ...] [--narratives FILE] [--ranked FILE] [--only force|usc|speed]

DIR: synthetic forces with their truth (three are made where none is named). --ranked: where the ranked list of
summaries goes, to be read by a person; never into this repository, for the text is not ours.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

RESULTS = Path(__file__).parent / "RESULTS.md"
MADE = ((1, "steady"), (2, "steady"), (3, "gmp-2020"))


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--forces", type=Path, nargs="*", default=[])
    asked.add_argument("--narratives", type=Path, default=None)
    asked.add_argument("--ranked", type=Path, default=None)
    asked.add_argument("--reports", type=int, default=60_000)
    asked.add_argument("--only", choices=("force", "usc", "speed", "fairness"), default=None)
    given = asked.parse_args()
    from sections import written

    data = Path(os.environ.get("FULLCOUNT_DATA", "../shared/data")) / "usc" / "narratives_2015_2019.parquet"
    narratives = given.narratives or data
    with tempfile.TemporaryDirectory(prefix="fullcount-score-") as scratch:
        folder = Path(scratch)
        if given.only in {None, "force"}:
            written(RESULTS, _force(given.forces or _made(folder, given.reports), folder))
        if given.only in {None, "usc"} and narratives.is_file():
            import score_usc

            written(RESULTS, score_usc.section(narratives, given.ranked))
        if given.only in {None, "speed"}:
            import score_speed

            first = given.forces[0] if given.forces else folder / "force-1"
            written(RESULTS, score_speed.section(first, narratives if narratives.is_file() else None))


def _made(folder: Path, reports: int) -> list[Path]:
    from fullcount.pipeline.simulated import simulate

    for seed, scenario in MADE:
        simulate(folder / f"force-{seed}", reports, seed, scenario)
    return [folder / f"force-{seed}" for seed, _ in MADE]


def _force(forces: list[Path], folder: Path) -> str:
    import json

    import score_force

    began, found = time.perf_counter(), {}
    for number, force in enumerate(forces):
        scenario = json.loads((force / "truth" / "scenario.json").read_text())
        name = f"{scenario.get('name', force.name)}, seed {scenario.get('seed', number + 1)}"
        found[name] = score_force.lists_of(force, folder / f"scratch-{number}")
    return "\n".join([
        "# The score on synthetic forces", "",
        "Written by `python bench/score.py`. Population: reports in which something reported was never recorded (nine "
        "mechanisms). Each list is cut at the last depth at which at least 60% of it was missed; recall is of all that "
        "was planted, also what links hid. *Rules alone*: findings that say unrecorded, the surest first, then those "
        "that ask. *Cold start*: taught by links alone. *500 reviewed*: so many reports without a record, by lot, "
        "read by simulated reviewers who err as the simulator's. *The audited sample*: the force's own.", "",
        "The simulator writes from banks of phrases, and a learner that has seen one use of a phrase knows the next "
        "(see `# Language`): recall here is the most to be hoped for, and says nothing of a real force's English.",
        "", score_force.told_of(found), "", f"{time.perf_counter() - began:.0f} s.",
    ])  # fmt: skip


if __name__ == "__main__":
    main()
