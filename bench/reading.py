"""How fast the words are read beside a bare automaton, and how much is understood of logs that strangers wrote.

    python bench/reading.py [--reports 30000] [--misses FILE] [--results bench/RESULTS.md]

Speed: one core, the same texts, the same phrases; the automaton only says where a phrase stands. Understanding: the
whole product on the words alone of logs whose authors saw neither lexicon nor simulator (`tests/blind`). --misses
writes what was not understood into a file of your own, to be looked at.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import polars as pl
from sections import written

HERE = Path(__file__).parent
BLIND = HERE.parent / "tests" / "blind"
sys.path.insert(0, str(BLIND))

from words_alone import Verdict, logs_in, verdicts  # noqa: E402

HEADING = "# Reading"
ROUNDS = 3
BYTES = 100_000_000
"""So many bytes of each kind of text are searched (the texts repeated), that building the automaton is lost in it."""
SETS = {
    "logs.jsonl": "logs by a stranger (first set; half of it was shown to the authors later)",
    "logs_second.jsonl": "logs by a second stranger (the half that no author was shown)",
    "logs_third.jsonl": "logs by a third stranger (the even lines, which no author was shown)",
    "adversarial.jsonl": "no crime, written to mislead (first set; half of it was shown to the authors later)",
    "adversarial_second.jsonl": "no crime, written to mislead (second set, the half not shown)",
    "adversarial_third.jsonl": "no crime, written to mislead (third set, the even lines, not shown)",
    "adversarial_pairs.jsonl": "crimes that look like those (first set; half shown later)",
    "adversarial_second_pairs.jsonl": "crimes that look like those (second set, the half not shown)",
    "adversarial_third_pairs.jsonl": "crimes that look like those (third set, the even lines, not shown)",
}


def child_speed(reports: str) -> None:
    """Print texts a second of the reader and of the automaton, each the best of three, on the core we are held to."""
    from language_texts import real, simulated

    from fullcount.pipeline.lexicon_cache import compiled
    from fullcount.pipeline.resources import lexicon_texts
    from fullcount.reading.lexicon import parse_lexicon
    from fullcount.reading.read import read_texts

    carried = lexicon_texts()
    compiling = _seconds(lambda: parse_lexicon(carried))
    words = compiled(carried)
    loading = _seconds(lambda: compiled(carried))
    plain = words.said.head(words.frames.state.size).implode()
    sets = {"simulated logs": pl.Series(simulated(1, 3, int(reports)).texts, dtype=pl.String)}
    sets |= {found.name: pl.Series(found.texts, dtype=pl.String) for found in real() if len(found.texts) >= 10_000}
    sizes = words.said.len() - words.frames.ends.size + 1, (words.frames.ends >= 0).sum()
    print(f"|{sizes[0]}|{sizes[1]}|{compiling:.2f}|{loading:.2f}")
    for name, once in sets.items():
        texts = pl.concat([once] * (BYTES // int(once.str.len_bytes().sum()) + 1))
        keys = pl.Series(range(len(texts)))
        reader = min(_seconds(lambda k=keys, t=texts: read_texts(k, t, words)) for _ in range(ROUNDS))
        bare = min(_searching(texts, plain) for _ in range(ROUNDS))
        size = texts.str.len_bytes().mean()
        print(f"{name}|{len(texts)}|{size:.0f}|{len(texts) / reader:.0f}|{len(texts) / bare:.0f}|{bare / reader:.2f}")


def _searching(texts: pl.Series, phrases: pl.Series) -> float:
    """Return the seconds of the search alone: those of one text, in which the automaton is built, taken away."""
    building = _seconds(lambda: texts.head(1).str.find_many(phrases, ascii_case_insensitive=True))
    return _seconds(lambda: texts.str.find_many(phrases, ascii_case_insensitive=True)) - building


def _seconds(job) -> float:
    begun = time.monotonic()
    job()
    return time.monotonic() - begun


def speed(reports: int) -> list[str]:
    environment = os.environ | {"POLARS_MAX_THREADS": "1"}
    command = [sys.executable, __file__, "--child", str(reports)]
    held = ["taskset", "-c", "0", *command]
    lines = subprocess.run(held, env=environment, capture_output=True, text=True, check=True).stdout.splitlines()
    _, phrases, frames, compiling, loading = lines[0].split("|")
    rows = [line.split("|") for line in lines[1:]]
    return [
        f"The lexicon: {int(phrases):,} phrases, {int(frames):,} terms with gaps, compiled in {compiling} s, read from "
        f"the cache in {loading} s. One core; the automaton (Aho-Corasick by Polars, built beforehand) looks for the "
        "same phrases and tells only where each stands.", "",
        "| texts | searched | bytes each | read with scopes, a second | bare automaton | times (asked: 0.5) |",
        "|---|---|---|---|---|---|",
        *(f"| {n} | {int(c):,} | {b} | {int(r):,} | {int(a):,} | **{t}** |" for n, c, b, r, a, t in rows), "",
    ]  # fmt: skip


def understood(misses: Path | None) -> list[str]:
    rows, by_scope, missed = [], [], []
    for name, what in SETS.items():
        if not (BLIND / name).is_file():
            continue
        with tempfile.TemporaryDirectory() as scratch:
            found = verdicts(logs_in(BLIND / name), Path(scratch))
        rows.append(_row(what, found))
        missed += [f"{name} {v.log['id']} {v.state} {v.classes} {v.reason}" for v in found if v.is_crime != v.wanted]
        if any("scope" in v.log for v in found) and not any(v.wanted for v in found):
            by_scope += _by_scope(what, found)
    if misses is not None:
        misses.write_text("\n".join(missed) + "\n", encoding="utf-8")
    return [
        "| set | logs | crimes | found | recall | precision | classes right of found | asked about | false |",
        "|---|---|---|---|---|---|---|---|---|", *rows, "",
        "Found: the product says that a crime is due; asked about: it says what must be known first. The population of "
        "the last column is the logs without a crime.", "", *by_scope,
    ]  # fmt: skip


def _row(what: str, found: list[Verdict]) -> str:
    crimes = [v for v in found if v.wanted]
    hit, false = sum(v.is_crime for v in crimes), sum(v.is_crime for v in found if not v.wanted)
    right = sum(v.classes_right for v in crimes if v.is_crime)
    recall = f"**{hit / len(crimes):.1%}**" if crimes else ""
    precision = f"**{hit / (hit + false):.1%}**" if crimes and len(crimes) < len(found) else ""
    none = len(found) - len(crimes)
    share = f"**{false} ({false / none:.1%})**" if none else ""
    asked = sum(v.state == "unknown" for v in found)
    classes = f"{right} of {hit}" if crimes else ""
    return f"| {what} | {len(found)} | {len(crimes)} | {hit} | {recall} | {precision} | {classes} | {asked} | {share} |"


def _by_scope(what: str, found: list[Verdict]) -> list[str]:
    scopes: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in found:
        scopes[verdict.log["scope"]].append(verdict)
    told = (f"{scope} {sum(v.is_crime for v in mine)} of {len(mine)}" for scope, mine in sorted(scopes.items()))
    return [f"False by kind, {what}: {', '.join(told)}.", ""]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child_speed(sys.argv[2])
    else:
        parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
        parser.add_argument("--reports", type=int, default=30_000)
        parser.add_argument("--misses", type=Path)
        parser.add_argument("--results", type=Path, default=HERE / "RESULTS.md")
        chosen = parser.parse_args()
        parts = [HEADING, "", "Written by `make bench` (`python bench/reading.py`).", "", "## Speed", ""]
        parts += [*speed(chosen.reports), "## What is understood", "", *understood(chosen.misses)]
        section = "\n".join([*parts, f"Python {platform.python_version()}."])
        written(chosen.results, section)
        print(section)
