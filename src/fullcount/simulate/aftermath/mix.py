"""Which outcomes crimes are given and after how long, by group of class.

The shares are in the spirit of the Home Office's "Crime outcomes in England and Wales" for the years to March 2023 and
2024 (table 2.2, outcomes by offence group; table on days to an outcome), set down from memory and rounded: the order
and rough size are meant, no single figure is. Overall there about 4 in 10 crimes end with no suspect (18), a quarter
with a victim not able to support action (14, 16), an eighth with other evidential difficulties (15), 6 in 100 with a
charge; half of all drug possession with something out of court; theft and burglary mostly with 18.
"""

import numpy as np
import numpy.typing as npt

from fullcount.simulate.aftermath.crimes import GROUPS

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

OUTCOMES = ("1", "1A", "2", "3", "4", "5", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "18", "20", "21",
            "22")  # fmt: skip
NUMBER = {outcome: number for number, outcome in enumerate(OUTCOMES)}

# Share, in percent, of the closures of crimes whose suspect is known. What is not listed is nought.
_SUSPECT_KNOWN: dict[str, dict[str, float]] = {
    "violence": {"1": 11, "1A": .4, "2": .4, "3": 1.2, "8": 4, "9": .3, "10": 1.2, "11": .6, "12": .2,
                 "13": .2, "15": 26,
                 "16": 50, "20": 1.2, "21": 1.5, "22": 1},
    "conduct": {"1": 7, "1A": .3, "3": .6, "8": 3, "9": .3, "10": 1.5, "12": .2, "15": 33, "16": 48, "20": 1, "21": 3,
                "22": 1},
    "rape": {"1": 8, "1A": .2, "5": .5, "9": .5, "12": .8, "15": 47, "16": 42, "20": 1},
    "sexual": {"1": 13, "1A": .5, "3": .7, "5": .4, "8": 1, "9": .4, "11": 2, "12": .8, "15": 45, "16": 33,
               "20": 2, "21": 1},
    "robbery": {"1": 32, "1A": 2, "4": .2, "15": 36, "16": 29, "20": .3},
    "burglary": {"1": 39, "1A": 1, "4": 3, "8": 1, "15": 36, "16": 19, "21": .5},
    "vehicle": {"1": 36, "1A": 1, "4": 4, "8": 2, "15": 41, "16": 15, "21": .5},
    "theft": {"1": 21, "1A": .5, "3": 1.5, "4": .5, "8": 7, "10": 2, "15": 36, "16": 29, "21": 2, "22": .8},
    "shoplifting": {"1": 46, "2": .3, "3": 3, "4": 1.5, "8": 14, "10": 1.5, "15": 17, "16": 15, "21": 1, "22": 1.5},
    "damage": {"1": 15, "1A": .3, "2": .4, "3": 2, "8": 9, "10": 1.5, "11": .8, "12": .3, "15": 33, "16": 34,
               "20": .4, "21": 2,
               "22": 1},
    "drugs": {"1": 28, "2": 1, "3": 4, "7": 14, "8": 26, "10": 1, "15": 13, "21": 2, "22": 11},
    "weapons": {"1": 50, "2": 2, "3": 4, "8": 8, "10": 1, "15": 26, "21": 1, "22": 6},
    "public order": {"1": 14, "2": .3, "3": 1.5, "8": 5, "9": .3, "10": 2, "12": .2, "15": 31, "16": 42,
                     "21": 2.5, "22": 1},
    "state": {"1": 33, "3": 1, "8": .5, "9": .4, "10": 2, "15": 60, "21": 2.5},
}  # fmt: skip
# Of crimes whose suspect is not known when they are recorded: found later; else the victim is not able to support
# action (14); the rest is 18.
_FOUND_LATER = {"violence": .25, "conduct": .25, "rape": .45, "sexual": .30, "robbery": .12, "burglary": .07,
                "vehicle": .03,
                "theft": .05, "shoplifting": .15, "damage": .08, "drugs": .80, "weapons": .75, "public order": .22,
                "state": .5}  # fmt: skip
_NOT_ABLE = {"violence": .27, "conduct": .24, "rape": .36, "sexual": .24, "robbery": .17, "burglary": .02,
             "vehicle": .01,
             "theft": .05, "shoplifting": .01, "damage": .05, "public order": .24}  # fmt: skip
# Median days to the outcome; spells are log-normal.
_DAYS = {"1": 36, "1A": 45, "2": 45, "3": 30, "4": 70, "5": 60, "7": 2, "8": 18, "9": 90, "10": 30, "11": 14,
         "12": 40, "13": 40,
         "14": 9, "15": 38, "16": 18, "18": 6, "20": 20, "21": 32, "22": 60}  # fmt: skip
_SLOWER = {"rape": 4.5, "sexual": 2.6, "robbery": 1.5, "burglary": 1.2}
DOMESTIC_DAYS = 20.0  # whatever the outcome, so that a share of domestic closures is not bent by what is still open
SPREAD = 1.05  # standard deviation of the logarithm


def _table() -> Floats:
    table = np.zeros((len(GROUPS), len(OUTCOMES)))
    for group, shares in _SUSPECT_KNOWN.items():
        for outcome, share in shares.items():
            table[GROUPS.index(group), NUMBER[outcome]] = share
    return np.asarray(table / table.sum(axis=1, keepdims=True))


def _by_group(shares: dict[str, float], otherwise: float = 0.0) -> Floats:
    return np.array([shares.get(group, otherwise) for group in GROUPS])


KNOWN = _table()  # (groups, outcomes)
FOUND_LATER, NOT_ABLE, SLOWER = _by_group(_FOUND_LATER), _by_group(_NOT_ABLE), _by_group(_SLOWER, 1.0)
DAYS = np.array([_DAYS[outcome] for outcome in OUTCOMES], dtype=np.float64)


def drawn(rng: np.random.Generator, shares: Floats, group: Ints) -> Ints:
    """Return an outcome for each crime by its group's row of `shares`, as numbers of OUTCOMES, `(m,)`."""
    edges = np.cumsum(shares / shares.sum(axis=1, keepdims=True), axis=1)[:, :-1]
    return np.asarray((rng.random(len(group))[:, None] >= edges[group]).sum(axis=1), dtype=np.int64)
