"""How varied the simulated language is, beside real narratives; and how well a model trained on it reads the rest.

    python bench/language.py [--reports 20000] [--results bench/RESULTS.md]

Both versions of the generator's words, two seeds each; the real texts of `../shared/data` (FULLCOUNT_DATA) where they
are. What is found goes into its own section of the results. Everything is drawn from fixed seeds.
"""

import argparse
import platform
import resource
import time
from pathlib import Path
from types import ModuleType

import language_tables as tables
import language_variety as variety
import numpy as np
from language_texts import Forces, Texts, real, simulated

reading: ModuleType | None
try:
    import language_reading as reading
except ModuleNotFoundError:  # scikit-learn is pinned for the bench alone
    reading = None

HERE = Path(__file__).parent
HEADING = "# The simulated language"
BEFORE = "# The rulebook"
VERSIONS = (1, 2)


def all_forces(reports: int) -> Forces:
    """Return so many logs of each version and seed; under seed 0 half as many more of seed 1's force."""
    forces: Forces = {}
    for version in VERSIONS:
        first = simulated(version, 1, reports + reports // 2)
        order = tables.drawn(8).permutation(len(first.texts))
        forces[version, 1], forces[version, 0] = (first.take(np.sort(part)) for part in np.split(order, [reports]))
        forces[version, 2] = simulated(version, 2, reports)
    return forces


def section(reports: int) -> str:
    begun = time.monotonic()
    forces = all_forces(reports)
    beside = list(real())
    sets = [tables.held(texts) for texts in (forces[1, 1], forces[1, 2], forces[2, 1], *beside)]
    lexis, lexis_found = tables.lexis_part(sets)
    doubles, alike_found = tables.alike_part(sets)
    again, again_found = tables.repeated_part(sets)
    lines = [
        HEADING, "", "Written by `make bench` (`python bench/language.py`); drawn from fixed seeds.", "",
        f"{reports:,} reports of a steady force for each version of the generator's words and each seed; the time and "
        "collar number that a system prints before each entry are taken away. Versions 1 and 2 of one seed tell the "
        "same happenings in other words; the force of one seed need not speak all the fragments of its version. Real "
        "texts: USC's summaries (the last published of each report), Chicago's comments (voids left out), UCSD's "
        "summaries (a few words each) and Cornell's narratives; Laguna Beach, Seattle and Reno have no free text."
        + ("" if beside else " **The real texts are not here: only the simulated are measured.**"), "",
        "## Types and tokens", "", *lexis, *tables.lexis_words(lexis_found),
        "## Near doubles", "",
        f"Jaccard similarity of the sets of {variety.SHINGLE} words running, each text with every other of a sample of "
        f"at most {tables.MOST_ALIKE:,} ({tables.MOST_CUT:,} of the cut ones), exact; texts of at least "
        f"{variety.FEWEST_WORDS} words.", "",
        *doubles, f"Runs of {variety.RUN} words that another text of the sample has too:", "", *again,
        *tables.alike_words(alike_found, again_found),
        "## Words in common", "",
        f"Among {tables.SHARED_WORDS:,} words of each, digits and names left out:", "", *tables.shared_part(sets),
        "## Does a model read the generator", "", *_read(forces, beside),
        f"Python {platform.python_version()}; {time.monotonic() - begun:.0f} s, peak memory "
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB.", "",
    ]  # fmt: skip
    return "\n".join(lines)


def _read(forces: Forces, beside: list[Texts]) -> list[str]:
    if reading is None:
        return ["Left out: scikit-learn is not installed (`requirements/bench.txt`).", ""]
    return list(reading.reading(forces, beside))


def written(results: Path, text: str) -> None:
    """Put the section into the results in the place of an older one, else before the rulebook's, else at the end."""
    lines = results.read_text(encoding="utf-8").splitlines() if results.is_file() else []
    if HEADING in lines:
        first = lines.index(HEADING)
        last = next((n for n in range(first + 1, len(lines)) if lines[n].startswith("# ")), len(lines))
    else:
        first = last = lines.index(BEFORE) if BEFORE in lines else len(lines)
    parts = ("\n".join(lines[:first]).rstrip(), text.rstrip(), "\n".join(lines[last:]).rstrip())
    results.write_text("\n\n".join(part for part in parts if part) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--results", type=Path, default=HERE / "RESULTS.md")
    chosen = parser.parse_args()
    section_ = section(chosen.reports)
    written(chosen.results, section_)
    print(section_)
