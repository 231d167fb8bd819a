"""The chance that a disclosed crime is recorded: by class, relation, route, district, team and day, set to a level."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from fullcount.simulate.calendar import DAY, Seconds, Year, year_of_demand
from fullcount.simulate.disclosures import Disclosures, draw_disclosures
from fullcount.simulate.offences import (
    GROUP_NUMBER,
    GROUPS,
    OFFENCES,
    RELATION_NAMES,
    REPORTER_NAMES,
    VIOLENT,
    class_shares,
)
from fullcount.simulate.routing import ROUTE_EFFECTS
from fullcount.simulate.scenarios.scenario import Scenario
from fullcount.simulate.staff.teams import TEAMS

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

REFERENCE = 120_000  # reports by which the levels are set
ONE_OF_SEVERAL = 0.25  # share of recorded reports with several crimes of which one is missed
# Log-odds before the level is set. Violence against those at home and conduct crime were recorded worst of all,
# rape, robbery and burglary best (HMICFRS reports of 2016 to 2020); the sizes are ours.
_GROUP_SCORE = {"rape": 1.2, "robbery": 1.0, "burglary": 1.0, "drugs": 1.5, "weapons": 1.2, "theft": 0.3,
                "order": -0.6, "behavioural": -0.6}  # fmt: skip
_CLASS_SCORE = {"8U": -0.5, "8Q": -0.2, "3B": -0.2, "5D": 1.5, "8S": 1.5, "104": 1.2, "48": 0.8, "46": 0.4,
                "36": -0.3, "106": -0.6}  # fmt: skip
_SCORE = np.array([_GROUP_SCORE.get(o.group, 0.0) + _CLASS_SCORE.get(o.cls, 0.0) for o in OFFENCES])
DOMESTIC_EFFECT = -0.45
REFERRED_EFFECT = -0.35
_DOMESTIC = [RELATION_NAMES.index(name) for name in ("family", "partner", "ex-partner")]


def _logistic(score: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-score)))


def team_effects(scenario: Scenario, seed: int) -> Floats:
    """Return what each team adds to recording in log-odds, its district's half-size part included, `(teams,)`."""
    rng = np.random.default_rng([seed, 79])
    own = rng.normal(0, scenario.team_spread, len(TEAMS))
    district = rng.normal(0, scenario.team_spread / 2, 10)
    of_district = [district[team.district] if team.district >= 0 else 0.0 for team in TEAMS]
    return np.asarray(own + np.array(of_district))


def is_domestic(relation: Ints) -> npt.NDArray[np.bool_]:
    """Return whether the offender is a partner, an ex-partner or family."""
    return np.isin(relation, _DOMESTIC)


def _scores(scenario: Scenario, seed: int, year: Year, seen: Disclosures, reported: Seconds) -> Floats:
    """Return log-odds of recording before levels and training, `(n,)`."""
    through = (reported - year.start) / (365 * DAY) - 0.5
    return np.asarray(
        _SCORE[seen.offence]
        + DOMESTIC_EFFECT * is_domestic(seen.relation)
        + REFERRED_EFFECT * (seen.reporter == REPORTER_NAMES.index("professional"))
        + ROUTE_EFFECTS[seen.route]
        + team_effects(scenario, seed)[seen.team]
        + scenario.drift * through
    )


def _level(score: Floats, disclosed: Ints, target: float) -> float:
    """Return what to add to the scores so that `target` of the crimes are expected to be recorded, by bisection."""
    low, high = -8.0, 8.0
    parts = 1 - ONE_OF_SEVERAL * (disclosed > 1) / disclosed
    for _ in range(40):  # the expected share rises with the level
        middle = (low + high) / 2
        if np.sum(_logistic(score + middle) * disclosed * parts) / np.sum(disclosed) < target:
            low = middle
        else:
            high = middle
    return low


@dataclass(frozen=True, slots=True)
class Levels:
    """What each calibration group adds in log-odds, `(len(GROUPS),)`."""

    of_group: Floats


def _targets(scenario: Scenario) -> dict[str, float]:
    """Return the rate of each group that the scenario names; violence is solved from all violent crime."""
    rates = dict(scenario.rates)
    if "violent" in rates:
        shares = class_shares(scenario.mix)
        of = {group: float(shares[GROUPS.index(group) == GROUP_NUMBER].sum()) for group in VIOLENT}
        total = rates.pop("violent") * (of["violence"] + of["behavioural"])
        rates["violence"] = (total - rates["behavioural"] * of["behavioural"]) / of["violence"]
    return rates


@lru_cache(maxsize=16)
def _levels(name: str, seed: int, year: int, scenario_key: "_Key") -> Levels:
    del name
    scenario = scenario_key.scenario
    demand = year_of_demand(year, scenario.clock_changes)
    rng = np.random.default_rng([seed, 80])
    shares = class_shares(scenario.mix)
    offence = np.searchsorted(np.cumsum(shares), (np.arange(REFERENCE) + 0.5) / REFERENCE).clip(0, len(shares) - 1)
    reported = rng.permutation(demand.reported(rng, 0.0, 1.0, REFERENCE))
    seen = draw_disclosures(rng, scenario, offence, demand.local(reported))
    score = _scores(scenario, seed, demand, seen, reported)
    group = GROUP_NUMBER[offence]
    level = np.zeros(len(GROUPS))
    targets = _targets(scenario)
    for of_group, rate in targets.items():
        held = group == GROUPS.index(of_group)
        level[GROUPS.index(of_group)] = _level(score[held], seen.disclosed[held], rate)
    named = np.isin(group, [GROUPS.index(of_group) for of_group in targets])
    crimes = seen.disclosed
    done = sum(rate * crimes[group == GROUPS.index(of_group)].sum() for of_group, rate in targets.items())
    rest = (scenario.recording_rate * crimes.sum() - done) / crimes[~named].sum()
    if not 0 < rest < 1:
        raise ValueError(f"the rates of scenario {scenario.name} cannot make {scenario.recording_rate}")
    shared = _level(score[~named], crimes[~named], rest)
    return Levels(np.where([of_group in targets for of_group in GROUPS], level, shared))


class _Key:
    """A scenario as a key of the cache: equal where the scenario is the same object or equal."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.scenario == other.scenario

    def __hash__(self) -> int:
        return hash(self.scenario.name)


def levels(scenario: Scenario, seed: int, year: int) -> Levels:
    """Return the levels that give the scenario its rates, training left out. Raises ValueError for rates that clash."""
    return _levels(scenario.name, seed, year, _Key(scenario))


def recording_chance(
    scenario: Scenario, seed: int, year: Year, seen: Disclosures, reported: Seconds, trained: npt.NDArray[np.bool_]
) -> Floats:
    """Return each disclosing report's chance of being recorded, `(n,)`; trained teams gain the roll-out's effect."""
    score = _scores(scenario, seed, year, seen, reported)
    score = score + levels(scenario, seed, year.year).of_group[GROUP_NUMBER[seen.offence]]
    if scenario.roll_out is not None:
        score = score + scenario.roll_out.effect * trained
    return _logistic(score)
