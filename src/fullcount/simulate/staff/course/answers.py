"""Answers to the course's items: right more often the abler the person and the easier the item.

Two-parameter logistic model (Birnbaum, in Lord and Novick, "Statistical Theories of Mental Test Scores", 1968):
P(right) = 1 / (1 + exp(-a (ability - difficulty))).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.context import Context

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

ITEMS, ITEMS_AN_ATTEMPT, ATTEMPTS = 60, 12, 4
RIGHT_TO_PASS = 10  # of 12: the field notes' 80%
_LEARNT = 0.6  # gained in ability from attempt to attempt


@dataclass(frozen=True, slots=True)
class Items:
    """The course's items, each `(60,)`; one of them is marked by a wrong key."""

    difficulty: Floats
    discrimination: Floats
    wrong_key: Flags

    @property
    def ids(self) -> pl.Series:
        """Return C001 to C060."""
        return "C" + pl.Series(np.arange(1, ITEMS + 1)).cast(pl.String).str.zfill(3)


@dataclass(frozen=True, slots=True)
class Sittings:
    """What everybody would answer: items and answers `(p, attempts, 12)`, in the order asked."""

    item: Ints
    right: Flags

    def count_right(self) -> Ints:
        """Return how many answers of each attempt are right, `(p, attempts)`."""
        return np.asarray(self.right.sum(axis=2), dtype=np.int64)

    def passing(self) -> Ints:
        """Return the first attempt that passes, `(p,)`; ATTEMPTS where none does."""
        passes = self.count_right() >= RIGHT_TO_PASS
        return np.where(passes.any(axis=1), passes.argmax(axis=1), ATTEMPTS)


def draw_items(context: Context) -> Items:
    """Return items of many difficulties, mostly easy for an officer who has done the course."""
    rng = context.rng("course items")
    difficulty = rng.normal(-2.1, 0.9, ITEMS)
    discrimination = rng.lognormal(0.15, 0.3, ITEMS)
    return Items(difficulty, discrimination, np.arange(ITEMS) == rng.integers(0, ITEMS))


def draw_sittings(context: Context, items: Items, ability: Floats) -> Sittings:
    """Return the answers of people of those abilities, `(p,)`; no item comes twice to one person."""
    rng, people = context.rng("course answers"), len(ability)
    asked = np.argsort(rng.random((people, ITEMS), dtype=np.float32), axis=1)[:, : ATTEMPTS * ITEMS_AN_ATTEMPT]
    item = asked.reshape(people, ATTEMPTS, ITEMS_AN_ATTEMPT)
    able = ability[:, None, None] + _LEARNT * np.arange(ATTEMPTS)[None, :, None]
    chance = 1 / (1 + np.exp(-items.discrimination[item] * (able - items.difficulty[item])))
    chance = np.where(items.wrong_key[item], 1 - chance, chance)
    return Sittings(item, rng.random(item.shape) < chance)


def items_truth(items: Items) -> pl.DataFrame:
    """Return `course_items.parquet`: each item's true parameters and whether its key is wrong."""
    return pl.DataFrame({"item_id": items.ids, "difficulty": items.difficulty,
                         "discrimination": items.discrimination, "wrong_key": items.wrong_key})  # fmt: skip
