"""Tables of how varied texts are, and what they mean in words."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import language_variety as variety
import numpy as np
from language_texts import Texts, written_words

from fullcount.simulate.grammar.bank import expand
from fullcount.simulate.grammar.book import book

SEED = 20261124
MOST_ALIKE = 10_000
MOST_CUT = 5_000
SHORT, LONG = 15, 60
LONG_DRAWS = 20
FEWEST_LONG = 20  # a real set with fewer texts of LONG words is not asked for them
SHARED_WORDS = 150_000
FIRST, SECOND = "version 1, seed 1", "version 2, seed 1"
WITHOUT_SLIPS = ", no slips"
TOLD = ("USC", "Chicago")  # the real sets that are large enough for the sentences


def drawn(*purpose: int) -> np.random.Generator:
    """Return a generator of its own for each purpose."""
    return np.random.default_rng([SEED, *purpose])


def table(head: list[str], rows: Iterable[list[str]]) -> list[str]:
    """Return a table in Markdown with a blank line after it."""
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)] + [""]


def ratio(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.3f}"


def share(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.1%}"


@dataclass(frozen=True)
class Held:
    """One set of texts with its words: all, and without digits and names."""

    texts: Texts
    words: variety.Tokens
    bare: variety.Tokens

    @property
    def name(self) -> str:
        return self.texts.name


def held(texts: Texts) -> Held:
    words = variety.tokens(texts.without_stamps().texts if texts.version else texts.texts)
    return Held(texts, words, variety.without(words, texts.names))


def lexis_part(sets: list[Held]) -> tuple[list[str], dict[str, variety.Lexis]]:
    """Return the tables of types and tokens, and each set's figures without names."""
    counts = [f"TTR of {count:,}" for count in variety.COUNTS]
    head = ["texts of", "texts", "mean words", *counts, f"MATTR of {variety.WINDOW}", "types that occur once"]
    found: dict[str, variety.Lexis] = {}
    whole, bare = [], []

    def row(name: str, words: variety.Tokens, figures: variety.Lexis) -> list[str]:
        told = [f"{len(words):,}", f"{np.mean([len(text) for text in words]):.1f}"]
        return [name, *told, *(ratio(value) for value in figures.ratio), ratio(figures.moving), share(figures.hapaxes)]

    for one in sets:
        whole.append(row(one.name, one.words, variety.lexis(one.words, drawn(1))))
        found[one.name] = variety.lexis(one.bare, drawn(1))
        bare.append(row(one.name, one.bare, found[one.name]))
        if one.texts.version:
            clean = variety.without(one.words, one.texts.names, written_words(one.texts.version))
            slips = 1 - sum(map(len, clean)) / sum(map(len, one.bare))
            found[one.name + WITHOUT_SLIPS] = variety.lexis(clean, drawn(1))
            name = f"{one.name}, without slips ({slips:.1%} of words)"
            bare.append(row(name, clean, found[one.name + WITHOUT_SLIPS]))
    return ["All words:", "", *table(head, whole), "Without digits and names:", "", *table(head, bare)], found


def lexis_words(found: dict[str, variety.Lexis]) -> list[str]:
    """Return what the tables of types and tokens mean."""
    lines = [
        "A name is, in the simulated texts, any word of the simulator's pools of forenames, surnames, streets, venues "
        "and districts (some are ordinary words, such as *blue*: they go too), and in the real ones a word that begins "
        "with a capital more often than not where no sentence begins. A slip is a word that nothing in the book "
        "can print: a random typing error, which would otherwise buy types for nothing."
    ]
    ours = {"version 1": found[FIRST + WITHOUT_SLIPS], "version 2": found[SECOND + WITHOUT_SLIPS]}
    real = {name: found[name] for name in TOLD if name in found}
    if not real:
        return [*lines, ""]
    at = variety.COUNTS[1]
    bounds = [figures.ratio[1] for figures in real.values()]
    places = [
        f"{name} {'above' if one > max(bounds) else 'below' if one < min(bounds) else 'among'} the real ones"
        for name, one in ((name, figures.ratio[1]) for name, figures in ours.items())
    ]
    told = ", ".join(f"{figures.ratio[1]:.3f} in {name}" for name, figures in (ours | real).items())
    lines.append(
        f"**At {at:,} words, without names and slips, the type–token ratio is {told}**: {', '.join(places)}. "
        "That is a low bar: the real texts are edited summaries of one to "
        "three sentences in a house style, and nobody publishes a control room's logs to set beside these."
    )
    grown = {
        name: figures.ratio[2] * variety.COUNTS[2] / (figures.ratio[1] * at) - 1
        for name, figures in (ours | real).items()
        if not math.isnan(figures.ratio[2])
    }
    if {"version 1", "version 2", "USC"} <= set(grown):
        told = ", ".join(f"{value:.0%} in {name}" for name, value in grown.items())
        once = ", ".join(f"{figures.hapaxes:.0%} in {name}" for name, figures in (ours | real).items())
        lines.append(
            f"From {at:,} to {variety.COUNTS[2]:,} words the number of types grows by {told}; types that occur once at "
            f"{at:,} words: {once}."
        )
        if max(grown["version 1"], grown["version 2"]) < grown["USC"]:
            lines.append(
                "**Here the simulated texts are worse: real language goes on bringing new words, a book ends.**"
            )
    return [" ".join(lines), ""]


def alike_part(sets: list[Held]) -> tuple[list[str], dict[tuple[str, str], variety.Alike]]:
    """Return the table of near doubles, and the figures by set and what of its texts was compared."""
    rows, found = [], {}
    for one in sets:
        compared = {
            "whole": variety.alike(one.words, drawn(2), MOST_ALIKE),
            "whole, no names": variety.alike(one.bare, drawn(2), MOST_ALIKE),
            f"first {SHORT} words": variety.alike(variety.longer(one.words, SHORT), drawn(2), MOST_CUT),
            f"any {SHORT} words": variety.alike(variety.windows(one.words, SHORT, drawn(3)), drawn(2), MOST_CUT),
        }
        for what, figures in compared.items():
            found[one.name, what] = figures
            shares = (share(value) for value in (figures.same, figures.near, figures.half))
            rows.append([one.name, what, f"{figures.texts:,}", *shares])
    return table(["texts of", "compared", "texts", "the same words", "0.8 alike", "0.5 alike"], rows), found


def repeated_part(sets: list[Held]) -> tuple[list[str], dict[tuple[str, int], float]]:
    """Return the table of runs of words that come again, and the figures by set and how many first words.

    Of LONG words as many texts are taken as the real set with the fewest of that length has.
    """
    counts = [len(variety.longer(one.words, LONG)) for one in sets]
    few = min((count for count in counts if count >= FEWEST_LONG), default=0)
    rows, found = [], {}
    for one, count in zip(sets, counts, strict=True):
        cuts = (variety.longer(one.words, SHORT), variety.windows(one.words, SHORT, drawn(3)))
        again = [variety.repeated(cut, drawn(4), MOST_CUT) for cut in cuts]
        long = variety.longer(one.words, LONG)
        draws = LONG_DRAWS if count >= few > 0 else 0
        repeats = [variety.repeated(long, drawn(5, number), few) for number in range(draws)]
        found[one.name, SHORT] = again[0]
        found[one.name, LONG] = float(np.mean(repeats)) if repeats else math.nan
        many = variety.repeated(long, drawn(4), MOST_CUT) if count >= MOST_CUT else math.nan
        texts = f"{min(len(cuts[0]), MOST_CUT):,}"
        rows.append([one.name, texts, *(share(value) for value in (*again, found[one.name, LONG], many))])
    head = ["texts of", "texts", f"first {SHORT} words", f"any {SHORT} words",
            f"first {LONG} words, {few} texts (mean of {LONG_DRAWS} draws)",
            f"first {LONG} words, {MOST_CUT:,} texts"]  # fmt: skip
    return table(head, rows), found


def alike_words(found: dict[tuple[str, str], variety.Alike], again: dict[tuple[str, int], float]) -> list[str]:
    """Return what near doubles and repeated runs mean."""
    names = {FIRST: "version 1", SECOND: "version 2"} | {name: name for name in TOLD if (name, "whole") in found}

    def told(what: str) -> str:
        return ", ".join(f"{found[key, what].half:.1%} in {name}" for key, name in names.items())

    cut = f"first {SHORT} words"
    lines = [
        f"**Whole texts at least 0.5 alike to another: {told('whole')}** (at least 0.8: "
        + ", ".join(f"{found[key, 'whole'].near:.1%} in {name}" for key, name in names.items())
        + "). That no whole log is near another says little: a log strings some ten fragments together, each drawn "
        f"for itself. Cut to the {cut}, 0.5 alike: {told(cut)}.",
        f"Runs of words are the fairer measure. Of the {cut}, "
        + ", ".join(f"{again[key, SHORT]:.0%} in {name}" for key, name in names.items())
        + f" of the runs of {variety.RUN} words stand in another text of the sample too.",
    ]
    if "Chicago" in names:
        worse = [name for key, name in names.items() if name.startswith("version") and _is_worse(key, found, again)]
        lines.append(f"More alike or more repeated than Chicago's: {' and '.join(worse) or 'neither version'}.")
    if not math.isnan(again.get(("USC", LONG), math.nan)):
        usc = again["USC", LONG]
        worse = [name for key, name in names.items() if name.startswith("version") and again[key, LONG] > usc]
        lines.append(
            f"Of the first {LONG} words, among as few texts as USC has of that length: {again[FIRST, LONG]:.1%} in "
            f"version 1, {again[SECOND, LONG]:.1%} in version 2, {usc:.1%} in USC"
            + (f"; **worse than real: {' and '.join(worse)}.**" if worse else ".")
        )
    return [" ".join(lines), ""]


def _is_worse(key: str, found: dict[tuple[str, str], variety.Alike], again: dict[tuple[str, int], float]) -> bool:
    cut = f"first {SHORT} words"
    return found[key, cut].half > found["Chicago", cut].half or again[key, SHORT] > again["Chicago", SHORT]


def shared_part(sets: list[Held]) -> list[str]:
    """Return the table of words that two sets share, with what of the fragments is in both versions."""
    by_name = {one.name: one for one in sets}
    pairs = [(FIRST, "version 1, seed 2"), (FIRST, SECOND), (SECOND, FIRST), ("USC", "Chicago"), ("Chicago", "USC"),
             (FIRST, "USC"), ("USC", FIRST), ("USC", SECOND)]  # fmt: skip
    rows = []
    for one, other in pairs:
        if one in by_name and other in by_name:
            mine, theirs = (Counter(variety.line(by_name[name].bare, drawn(1), SHARED_WORDS)) for name in (one, other))
            types = sum(word in theirs for word in mine) / len(mine)
            words = sum(count for word, count in mine.items() if word in theirs) / mine.total()
            rows.append([one, other, f"{len(mine):,}", share(types), share(words)])
    head = ["words of", "that are also in", "types", "shared types", "shared, by how often they are used"]
    return [*table(head, rows), *_fragments()]


def _fragments() -> list[str]:
    """Return what the two books hold and have in common."""
    forms, fragments = [], []
    for version in (1, 2):
        texts = {text for section in book(version).sections.values() for text in section}
        fragments.append(texts)
        rng = drawn(6, version)
        forms.append({form for text in sorted(texts) for form in expand(text, rng)})
    runs = [variety.runs_of(variety.tokens(sorted(one)), variety.RUN) for one in forms]
    types = [written_words(version) for version in (1, 2)]
    held_by = "; ".join(
        f"version {number + 1}: {len(fragments[number]):,} fragments in {len(forms[number]):,} forms kept, "
        f"{len(types[number]):,} different words" for number in (0, 1)
    )  # fmt: skip
    both = types[0] & types[1]
    return [
        f"The books hold, {held_by}. In both: {len(fragments[0] & fragments[1]):,} fragments, "
        f"{len(forms[0] & forms[1]):,} forms, {len(runs[0] & runs[1]) / max(1, len(runs[1])):.2%} of version 2's runs "
        f"of {variety.RUN} words, {len(both) / len(types[0]):.0%} of version 1's different words and "
        f"{len(both) / len(types[1]):.0%} of version 2's.", "",
    ]  # fmt: skip
