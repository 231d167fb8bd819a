"""What fills the slots of a log's words: names, places, goods, hours, drawn for every log."""

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.context import Context
from fullcount.simulate.grammar.book import Book
from fullcount.simulate.happenings import Happenings
from fullcount.simulate.offences import OFFENCES, RELATION_NAMES, REPORTER_NAMES
from fullcount.simulate.people import full_names, phones, phones_of, plates, strangers
from fullcount.simulate.places import street_names, venue_names

Ints = npt.NDArray[np.int64]

_WOMEN = {"female", "woman", "women", "lady", "girl", "girlfriend", "wife", "sister", "mother", "mum", "mam", "mom",
          "stepmum", "stepmother", "daughter", "aunt", "auntie", "aunty", "nan", "gran", "grandma", "niece", "lass",
          "missus", "her", "she", "girls", "stepsister", "ladies", "fem", "mistress", "bride"}  # fmt: skip
_RAPE = np.array([offence.group == "rape" for offence in OFFENCES])
_CALLSIGNS = ("A", "B", "K", "M", "Q", "T", "V", "Y", "JXA", "RBT", "NDX")
DRAWN = ("v2", "org", "tm", "body", "inj", "thing", "blade", "spot", "room", "mood", "freq", "kin", "job", "look",
          "way", "part", "drug", "num", "day", "item")  # fmt: skip


def _drawn(rng: np.random.Generator, choices: tuple[str, ...], number: int) -> pl.Series:
    """Return choices, the first few far commoner than the last, as words are."""
    skewed = rng.beta(0.8, 1.5, number) * len(choices)
    return pl.Series(choices, dtype=pl.String).gather(skewed.astype(np.int64))


def _grouped(rng: np.random.Generator, groups: list[tuple[str, ...]], which: Ints) -> pl.Series:
    """Return one of the choices of each row's group."""
    length = np.array([len(group) for group in groups])[which]
    start = np.cumsum([0, *(len(group) for group in groups)])[which]
    flat = pl.Series([choice for group in groups for choice in group], dtype=pl.String)
    return flat.gather(start + (rng.random(len(which)) * length).astype(np.int64))


def _men(words: Book) -> list[tuple[str, ...]]:
    """Return the offenders of each relation that are not said to be women."""
    groups = [words.offenders[name] for name in RELATION_NAMES]
    return [tuple(who for who in group if not _WOMEN & set(who.replace("'", " ").split())) for group in groups]


def _amounts() -> tuple[str, ...]:
    return tuple(f"£{pounds}" for pounds in (*range(12, 100, 7), *range(100, 900, 35), 1200, 1500, 2400, 4000))


def slot_values(context: Context, words: Book, happened: Happenings, crime_numbers: pl.Series) -> dict[str, pl.Series]:
    """Return what fills each slot in every log, one series of `(n,)` a slot."""
    rng, n, seed = context.rng("slots"), len(happened), context.seed
    colour, car = _drawn(rng, words.values["colour"], n), _drawn(rng, words.values["car"], n)
    by_anybody = _grouped(rng, [words.offenders[name] for name in RELATION_NAMES], happened.relation)
    by_men = _grouped(rng, _men(words), happened.relation)
    only_men = pl.Series(happened.is_crime & _RAPE[happened.offence])
    return {slot: _drawn(rng, words.values[slot], n) for slot in DRAWN} | {
        "who": by_men.zip_with(only_men, by_anybody),
        "v": _grouped(rng, [words.victims[name] for name in REPORTER_NAMES], happened.reporter),
        "caller": full_names(seed, happened.caller),
        "name": full_names(seed, strangers(context.first, n, 3)),
        "st": street_names(seed, happened.places), "shop": venue_names(seed, happened.places),
        "veh": "a " + colour + " " + car, "plate": plates(rng, n),
        "amt": _drawn(rng, _amounts(), n), "ph": phones(phones_of(happened.caller, seed)),
        "cs": _drawn(rng, _CALLSIGNS, n) + pl.Series(rng.integers(10, 99, n)).cast(pl.String),
        "ref": crime_numbers, "log": context.report_numbers(happened.earlier),
        "age": pl.Series(rng.integers(18, 88, n)).cast(pl.String),
    }  # fmt: skip
