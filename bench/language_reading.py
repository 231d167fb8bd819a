"""Tables of how well models read texts that they were not trained on, and what they mean in words."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from language_model import FEWEST_OF_GROUP, Score, Scores, scored, taught
from language_tables import drawn, ratio, table
from language_texts import WORD, Forces, Texts, stamped_entries
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

OPENING = 6
Found = dict[tuple[str, str, str], Scores]  # by what was read, trained on, tested on
WHOLE, ENTRY = "whole log", "first entry"
AGENCY = "2015 to 2017"


def _early(texts: Texts) -> Texts:
    return texts.take(np.flatnonzero(texts.early))


CUTS: dict[str, Callable[[Texts], Texts]] = {
    WHOLE: Texts.without_stamps,
    ENTRY: lambda texts: _early(texts).first_entries(),
}
FIRST_WORDS = f"the first {OPENING} words"
LITTLE = "the little words of the first entry (a, the, and, was: scikit-learn's stop words)"
PARTS: dict[str, Callable[[str], str]] = {
    FIRST_WORDS: lambda text: " ".join(stamped_entries(text)[0].split()[:OPENING]),
    LITTLE: lambda text: " ".join(w for w in WORD.findall(stamped_entries(text)[0].lower()) if w in ENGLISH_STOP_WORDS),
    "the entries between the first and the last": lambda text: " . ".join(stamped_entries(text)[1:-1]),
    "the last entry": lambda text: stamped_entries(text)[-1] if len(stamped_entries(text)) > 1 else "",
}


def reading(forces: Forces, beside: list[Texts]) -> list[str]:
    """Return the part of the results that says whether a model reads the generator."""
    labelled = [texts for texts in beside if (texts.crime >= 0).any()]
    found = _simulated(forces, labelled) | _real({texts.name: texts for texts in labelled})
    rows = [_row(scores, f"{trained}, {cut}", tested) for (cut, trained, tested), scores in found.items()]
    head = ["trained on", "tested on", "texts; with a crime", "AUC", "balanced accuracy",
            "nothing recorded: texts; missed crimes", "AUC", "balanced accuracy",
            "crimes; groups", "AUC", "balanced accuracy"]  # fmt: skip
    parts, areas = _parts(forces, next((texts for texts in labelled if texts.name == "USC"), None))
    return [
        "TF-IDF of one and two words running (those of at least 3 texts; nothing that holds a digit, so that no crime "
        "number tells) and logistic regression, classes weighted alike. Trained on seed 1; tested on other reports of "
        "the same force, and on seed 2: other people, places and happenings. *First entry*: what the caller tells, of "
        "logs that disclose it there. *Nothing recorded*: of those reports of which no crime was recorded, the ones "
        "that the product has to tell apart. The group is one of eight (violence with harassment, sexual, robbery, "
        "burglary, theft, damage, drugs, weapons), "
        f"those that a test has at least {FEWEST_OF_GROUP} of; its AUC is the mean of each against the rest.", "",
        "Real labels: a crime is what the agency's category calls one and England and Wales would record "
        "(`USC_CRIMES`, `CHICAGO_CRIMES` in `bench/language_texts.py`; Chicago's \"Information / Robbery\" is a "
        "robbery); none is service, property lost and found, traffic, fire, alarms, illness, disputes. Neither, and "
        "left out: alcohol, warrants, vehicle code, trespass, disorder, obscene calls, fraud, plain \"Information\". "
        "In halves the same words never stand in both.", "",
        *table(head, rows), *_words(found, areas),
        "A crime or none, told from parts of a log that need not tell it (AUC; trained on seed 1, tested on seed 2):",
        "",
        *parts,
    ]  # fmt: skip


def _area(value: float) -> str:
    if math.isnan(value):
        return ""
    return f"{value:.4f}" if value < 0.99995 else "over 0.9999"


def _row(scores: Scores, trained: str, tested: str) -> list[str]:
    row = [trained, tested]
    for score in (scores.crime, scores.unrecorded, scores.group):
        count = f"{score.texts:,}; {score.positive:,}" if score.texts else ""
        row += [count, _area(score.auc), ratio(score.balanced)]
    return row


def _name(version: int, seed: int) -> str:
    return f"version {version}, {'the same' if seed == 0 else 'another'} seed"


def _simulated(forces: Forces, labelled: list[Texts]) -> Found:
    found: Found = {}
    for cut, made in CUTS.items():
        for version in (1, 2):
            reader = taught(made(forces[version, 1]))
            for tested, seed in ((version, 0), (version, 2), (3 - version, 2)):
                scores = scored(reader, made(forces[tested, seed]), recorded_known=True)
                found[cut, f"version {version}", _name(tested, seed)] = scores
            for texts in labelled if cut == ENTRY else []:
                found[cut, f"version {version}", texts.name] = scored(reader, texts)
    return found


def _halves(texts: Texts) -> tuple[Texts, Texts]:
    """Return two halves; the same words are never in both."""
    different = list(dict.fromkeys(texts.texts))
    which = dict(zip(different, (drawn(7).random(len(different)) < 0.5).tolist(), strict=True))
    first = np.array([which[text] for text in texts.texts])
    return texts.take(np.flatnonzero(first)), texts.take(np.flatnonzero(~first))


def _real(by_name: dict[str, Texts]) -> Found:
    found: Found = {}
    for name, texts in by_name.items():
        one, other = _halves(texts)
        found["one half", name, f"{name}, the other half"] = scored(taught(one), other)
    if {"USC", "Chicago"} <= set(by_name):
        usc, chicago = by_name["USC"], by_name["Chicago"]
        early = taught(usc.take(np.flatnonzero(usc.year <= 2017)))
        found[AGENCY, "USC", "USC, 2018 and 2019"] = scored(early, usc.take(np.flatnonzero(usc.year > 2017)))
        found[AGENCY, "USC", "Chicago"] = scored(early, chicago)
        found["all", "Chicago", "USC"] = scored(taught(chicago), usc)
    return found


def _parts(forces: Forces, usc: Texts | None) -> tuple[list[str], dict[tuple[str, str], Score]]:
    """Return the table of what a model makes of parts of a log, and the scores by part and source."""
    found: dict[tuple[str, str], Score] = {}
    rows = []
    for what, cut in PARTS.items():
        row = [what]
        for version in (1, 2):
            one, other = (_cut(_early(forces[version, seed]), cut) for seed in (1, 2))
            scores = scored(taught(one), other, recorded_known=True)
            found[what, f"version {version}"] = scores.unrecorded
            row += [_area(scores.crime.auc), _area(scores.unrecorded.auc)]
        if usc is not None and what in {FIRST_WORDS, LITTLE}:
            one, other = (_cut(half, cut) for half in _halves(usc))
            found[what, "USC"] = scored(taught(one), other).crime
        rows.append([*row, _area(found[what, "USC"].auc) if (what, "USC") in found else ""])
    head = ["a model given only", "version 1", "version 1, nothing recorded", "version 2",
            "version 2, nothing recorded", "USC"]  # fmt: skip
    return table(head, rows), found


def _cut(texts: Texts, cut: Callable[[str], str]) -> Texts:
    return replace(texts, texts=[cut(text) for text in texts.texts])


def _words(found: Found, parts: dict[tuple[str, str], Score]) -> list[str]:
    lines = []
    for cut in CUTS:
        steps = [found[cut, "version 1", _name(*where)] for where in ((1, 0), (1, 2), (2, 2))]
        crime, missed = (
            " → ".join(_area(score.auc) for score in scores)
            for scores in ([step.crime for step in steps], [step.unrecorded for step in steps])
        )
        balanced = " → ".join(ratio(step.crime.balanced) for step in steps)
        group = " → ".join(ratio(step.group.balanced) for step in steps)
        lines.append(
            f"- **The measured difference, {cut}: trained on version 1; tested on the same force → another seed → "
            f"version 2: AUC {crime}** (balanced accuracy {balanced}); where nothing was recorded AUC {missed}; of the "
            f"group, balanced accuracy {group}."
        )
    if (AGENCY, "USC", "Chicago") in found:
        own, other = found[AGENCY, "USC", "USC, 2018 and 2019"], found[AGENCY, "USC", "Chicago"]
        lines.append(
            f"- For scale, trained on one real agency: {_area(own.crime.auc)} on its later years and "
            f"{_area(other.crime.auc)} on another agency (balanced accuracy {own.crime.balanced:.3f} and "
            f"{other.crime.balanced:.3f}; of the group {own.group.balanced:.3f} and {other.group.balanced:.3f})."
        )
    for (_, trained, tested), scores in found.items():
        if trained.startswith("version") and not tested.startswith("version"):
            area = scores.crime.auc
            verdict = ": worse than chance" if area < 0.45 else ": no better than chance" if area < 0.55 else ""
            lines.append(
                f"- From {trained} to {tested}: AUC {area:.3f} for a crime or none{verdict}; {scores.group.auc:.3f} "
                f"for the group, balanced accuracy {scores.group.balanced:.3f}."
            )
    same, seed, words = (_area(found[ENTRY, "version 1", _name(*at)].crime.auc) for at in ((1, 0), (1, 2), (2, 2)))

    def told(part: str) -> str:
        return ", ".join(f"{_area(score.auc)} in {source}" for (what, source), score in parts.items() if what == part)

    matter = ", which begins with the matter" if (FIRST_WORDS, "USC") in parts else ""
    lines += [
        f"- A model reads the very force it was trained on (AUC {same}), another seed of the same version less "
        f"({seed}) and other words less again ({words}). So a score within a force says nothing of how a model would "
        "read a real force's English: only scores on version 2 and on real texts do.",
        f"- What tells besides the matter, by AUC where nothing was recorded: the first {OPENING} words, mostly who "
        f"calls and how: {told(FIRST_WORDS)}{matter}; the little words of the first entry alone: "
        f"{told(LITTLE)}. No leak would be 0.5; some is lifelike, for who calls does go with what "
        "is told; what there is above the real figure is the generator's own doing.",
    ]  # fmt: skip
    return [*lines, ""]
