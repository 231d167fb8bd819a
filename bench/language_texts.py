"""The texts that `language.py` measures: simulated logs of both generator versions, and real ones where they are."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.force import Wanted, simulate_force
from fullcount.simulate.gazetteer import (
    COUNTIES,
    DISTRICTS,
    PUB_LAST,
    SHOP_LAST,
    STREET_FIRST,
    STREET_LAST,
    TOWN_ENDS,
    VENUE_FIRST,
)
from fullcount.simulate.grammar.book import Book, book
from fullcount.simulate.offences import OFFENCES
from fullcount.simulate.people import FORENAMES, SURNAMES
from fullcount.simulate.scenarios.named import SCENARIOS

DATA = Path(os.environ.get("FULLCOUNT_DATA") or Path(__file__).resolve().parents[1] / ".." / "shared" / "data")
WORD = re.compile(r"[a-z0-9£]+(?:'[a-z]+)*", re.IGNORECASE)
_STAMP = re.compile(r" ?\| \d\d:\d\d \S+ ")
_SENTENCE = re.compile(r"[.!?/|:;]\s+|\n")
_GROUPS = {
    "violence": "violence", "behavioural": "violence", "rape": "sexual", "sexual": "sexual", "robbery": "robbery",
    "burglary": "burglary", "theft": "theft", "damage": "damage", "drugs": "drugs", "weapons": "weapons",
}  # fmt: skip
_GROUP_OF_CLASS = {offence.cls: _GROUPS.get(offence.group, "") for offence in OFFENCES}

USC_CRIMES = {
    "THEFT-PETTY": "theft", "THEFT-GRAND": "theft", "THEFT-MOTOR VEHICLE": "theft", "THEFT-GRAND PERSON": "theft",
    "THEFT-GRAND AUTO": "theft", "THEFT-TRICK": "theft", "BURGLARY-MOTOR VEHICLE": "theft", "BURGLARY": "burglary",
    "VANDALISM": "damage", "ARSON": "damage", "BATTERY": "violence", "ASSAULT": "violence",
    "ASSAULT-OTHER": "violence", "DOMESTIC VIOLENCE": "violence", "CRIMINAL THREATS": "violence",
    "HARASSMENT": "violence", "KIDNAPPING": "violence", "HOMICIDE": "violence", "HATE CRIME": "violence",
    "SEX OFFENSE": "sexual", "ROBBERY": "robbery", "NARCOTICS": "drugs", "WEAPONS": "weapons", "EXTORTION": "theft",
}  # fmt: skip
USC_INCIDENTS = {"SERVICE", "PROPERTY", "TRAFFIC", "FIRE", "ALARM RESPONSE", "EH&S", "INCIDENT", "ADMINISTRATIVE",
                 "SUICIDE", "DEATH", "OFFICER STATUS", "PATROL", "FIELD INTERVIEW"}  # fmt: skip
# Words of Chicago's type, the first that is found; "Information / Robbery" is a robbery that another agency has.
CHICAGO_CRIMES = (
    ("non-criminal", None), ("sexual", "sexual"), ("robbery", "robbery"), ("burglary", "burglary"),
    ("theft", "theft"), ("criminal damage", "damage"), ("arson", "damage"), ("battery", "violence"),
    ("assault", "violence"), ("stalking", "violence"), ("harassment", "violence"), ("possession of", "drugs"),
    ("weapon", "weapons"),
)  # fmt: skip
CHICAGO_INCIDENTS = ("lost property", "found property", "lost/found", "injured person", "medical call", "assist other",
                     "mental health", "traffic crash", "traffic accident", "non-criminal", "fire", "irregular",
                     "missing person", "sick person", "accidental injury", "recovered")  # fmt: skip
_NO_REPORT = r"(?i)no (incident )?reports? this date|number generated in error|^void"


@dataclass(frozen=True)
class Texts:
    """Texts of one source. `crime` is 1, 0 or -1 (cannot be said); `group` is blank where there is none to tell."""

    name: str
    texts: list[str]
    names: frozenset[str]  # words in lower case that are names of people and places
    crime: npt.NDArray[np.int64]
    group: npt.NDArray[np.str_]
    recorded: npt.NDArray[np.bool_]  # a crime was recorded
    early: npt.NDArray[np.bool_]  # whatever is disclosed is in the first entry
    year: npt.NDArray[np.int64]
    version: int = 0  # of the generator; 0 for real texts

    def take(self, rows: npt.NDArray[np.int64]) -> "Texts":
        """Return the texts of those rows."""
        return replace(
            self, texts=[self.texts[row] for row in rows], crime=self.crime[rows], group=self.group[rows],
            recorded=self.recorded[rows], early=self.early[rows], year=self.year[rows],
        )  # fmt: skip

    def first_entries(self) -> "Texts":
        """Return what the caller tells: each log up to its first stamp."""
        return replace(
            self, name=f"{self.name}, first entry", texts=[_STAMP.split(t, maxsplit=1)[0] for t in self.texts]
        )

    def without_stamps(self) -> "Texts":
        """Return the texts without the time and collar number that a system prints before every later entry."""
        return replace(self, texts=[_STAMP.sub(" . ", text) for text in self.texts])


Forces = dict[tuple[int, int], Texts]
"""Simulated logs by version and seed."""


def stamped_entries(text: str) -> list[str]:
    """Return a log's entries without their stamps; always at least one."""
    return _STAMP.split(text)


def simulated(version: int, seed: int, number: int) -> Texts:
    """Return the logs of a steady force in a generator version's words: the last version of each, bad rows left out."""
    force = simulate_force(Wanted(number, seed, replace(SCENARIOS["steady"], grammar=version)))
    logs = force.tables["reports.csv"].select(report_id="Incident No", text="Log Text")
    truth = force.truth["reports.parquet"]
    table = truth.join(logs.unique("report_id", keep="last"), on="report_id", how="inner", maintain_order="left")
    n = table.height
    return Texts(
        f"version {version}, seed {seed}", table["text"].fill_null("").to_list(), _invented_names(),
        (table["crimes_disclosed"] > 0).to_numpy().astype(np.int64),
        np.array([_GROUP_OF_CLASS.get(cls, "") for cls in table["class"].fill_null("")]),
        (table["crimes_recorded"] > 0).to_numpy(), ~table["comes_late"].to_numpy(), np.full(n, 2025), version,
    )  # fmt: skip


def _invented_names() -> frozenset[str]:
    pools = (*FORENAMES, *SURNAMES, *STREET_FIRST, *VENUE_FIRST, *DISTRICTS, *COUNTIES)
    return frozenset(word.lower() for name in pools for word in WORD.findall(name))


def _names_by_capitals(texts: list[str]) -> frozenset[str]:
    """Return words that mostly begin with a capital where no sentence begins; those all in capitals are left out."""
    capital: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for text in texts:
        for sentence in _SENTENCE.split(text):
            for word in WORD.findall(sentence)[1:]:
                if word[0].islower():
                    plain[word] += 1
                elif word[0].isupper() and not word.isupper():
                    capital[word.lower()] += 1
    return frozenset(word for word, count in capital.items() if count > plain[word])


def _real(name: str, texts: pl.Series, crime: Iterable[int], group: Iterable[str], year: Iterable[int]) -> Texts:
    held, n = texts.to_list(), len(texts)
    return Texts(
        name, held, _names_by_capitals(held),
        np.array(list(crime), dtype=np.int64), np.array(list(group), dtype=np.str_),
        np.zeros(n, dtype=np.bool_), np.ones(n, dtype=np.bool_), np.array(list(year), dtype=np.int64),
    )  # fmt: skip


def usc() -> Texts:
    """Return USC's summaries, the last one published of each report."""
    table = pl.read_parquet(DATA / "usc" / "narratives_2015_2019.parquet").unique(
        "report_no", keep="last", maintain_order=True
    )
    table = table.filter(pl.col("summary").str.len_chars() > 0)
    kinds = table["category"].to_list()
    crime = (1 if kind in USC_CRIMES else 0 if kind in USC_INCIDENTS else -1 for kind in kinds)
    return _real("USC", table["summary"], crime, (USC_CRIMES.get(kind, "") for kind in kinds),
                 table["reported_ts"].dt.year())  # fmt: skip


def _chicago_kind(kind: str) -> tuple[int, str]:
    """Return whether a type of Chicago's tells of a crime (-1: it does not say) and its group."""
    kind = kind.lower()
    for word, group in CHICAGO_CRIMES:
        if word in kind:
            return (1, group) if group else (0, "")
    return (0, "") if any(word in kind for word in CHICAGO_INCIDENTS) else (-1, "")


def chicago() -> Texts:
    """Return Chicago's comments without the notes that there was nothing to report."""
    words = pl.col("Comments / Nature of Fire")
    table = pl.read_parquet(DATA / "chicago" / "incidents_2010_2019.parquet").filter(
        words.str.len_chars() > 0, ~words.str.contains(_NO_REPORT), pl.col("Incident").is_not_null()
    )
    table = table.unique(["UCPDI#", words.meta.output_name(), "Reported"], keep="last", maintain_order=True)
    kinds = [_chicago_kind(kind) for kind in table["Incident"]]
    return _real("Chicago", table[words.meta.output_name()], (one for one, _ in kinds), (group for _, group in kinds),
                 [0] * table.height)  # fmt: skip


def _plain(name: str, path: str, column: str) -> Texts:
    texts = pl.read_parquet(DATA / path)[column].drop_nulls()
    texts = texts.filter(texts.str.len_chars() > 0)
    n = len(texts)
    return _real(name, texts, [-1] * n, [""] * n, [0] * n)


def real() -> Iterator[Texts]:
    """Yield the real sets that are there. Laguna Beach, Seattle and Reno have codes and no free text."""
    if (DATA / "usc").is_dir():
        yield usc()
    if (DATA / "chicago").is_dir():
        yield chicago()
    if (DATA / "ucsd").is_dir():
        yield _plain("UCSD", "ucsd/calls_2020.parquet", "SUMMARY")
    if (DATA / "cornell").is_dir():
        yield _plain("Cornell", "cornell/cornell_2017_2018.parquet", "Narrative")


def written_words(version: int) -> frozenset[str]:
    """Return every word that a version's book can print, so that what is none of them is a slip of the keyboard."""
    return frozenset(word for text in _book_texts(book(version)) for word in WORD.findall(text.lower()))


def _book_texts(words: Book) -> Iterator[str]:
    for keyed in (words.sections, words.offenders, words.victims, words.values):
        for texts in keyed.values():
            yield from (re.sub(r"\{\w+\}", " ", re.sub(r"[\[\]|]", " ", text)) for text in texts)
    yield from (*STREET_LAST, *SHOP_LAST, *PUB_LAST, *TOWN_ENDS)
    for _, spellings in words.abbreviations:
        yield from spellings
    for _, spelling in (*words.slang, *words.misspelt):
        yield spelling
