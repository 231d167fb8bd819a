"""Who stands in what relation to whom, who reports, by which route, where, and to which team: before any decision."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fullcount.simulate.calendar import Seconds
from fullcount.simulate.offences import CLASS_NUMBER, OFFENCES, RELATION_NAMES, RELATIONS, REPORTERS, class_shares
from fullcount.simulate.places import DISTRICT_SHARE
from fullcount.simulate.routing import draw_routes, teams_of
from fullcount.simulate.scenarios.scenario import Scenario

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

# Classes of which a second victim of the same event is believable, and crimes against somebody else on the way.
SAME = ("8N", "105A", "3B", "8R", "9A", "8L", "34B", "39", "45", "58C")
OTHER = ("58C", "105A", "8N", "58A", "49")
OTHER_AFTER = ("8N", "105A", "9A", "5D", "34B", "8L", "59", "3B")  # classes after which one of OTHER may follow

_RELATION = np.array([RELATIONS[offence.relations] for offence in OFFENCES])
_REPORTER = np.array([REPORTERS[offence.reporters] for offence in OFFENCES])
_SAME = np.array([offence.cls in SAME for offence in OFFENCES])
_OTHER_AFTER = np.array([offence.cls in OTHER_AFTER for offence in OFFENCES])
_OTHER = np.array([CLASS_NUMBER[cls] for cls in OTHER])
_PARTNERS = [RELATION_NAMES.index(name) for name in ("partner", "ex-partner")]


@dataclass(frozen=True, slots=True)
class Disclosures:
    """Reports that disclose a crime, each array `(n,)`."""

    offence: Ints  # index into OFFENCES
    relation: Ints
    reporter: Ints  # index into REPORTER_NAMES
    route: Ints
    district: Ints
    team: Ints
    disclosed: Ints  # crimes disclosed: 1, or 2 where somebody else was harmed too
    extra: Ints  # class of the second crime as an index into OFFENCES, -1 where there is none


def choose(rng: np.random.Generator, shares: Floats) -> Ints:
    """Return one choice for each row of `shares`, `(n, choices)`, whose rows sum to one."""
    cumulative = np.cumsum(shares, axis=1)
    chosen: Ints = np.minimum((rng.random(len(shares))[:, None] > cumulative).sum(axis=1), shares.shape[1] - 1)
    return chosen


def _extra(rng: np.random.Generator, scenario: Scenario, offence: Ints, relation: Ints) -> Ints:
    """Return the class of a second crime: of the same kind, or another against somebody else."""
    same, other = _SAME[offence], _OTHER_AFTER[offence] & ~np.isin(relation, _PARTNERS)
    may = same | other
    shares = class_shares(scenario.mix)
    chance = scenario.several / max(1e-9, float(shares[_SAME | _OTHER_AFTER].sum()))
    several = may & (rng.random(len(offence)) < min(0.9, chance))
    is_other = other & (~same | (rng.random(len(offence)) < 0.45))
    drawn = _OTHER[rng.integers(0, len(_OTHER), len(offence))]
    return np.where(several, np.where(is_other & (drawn != offence), drawn, np.where(same, offence, -1)), -1)


def draw_disclosures(
    rng: np.random.Generator, scenario: Scenario, offence: Ints, local: Seconds, district: Ints | None = None
) -> Disclosures:
    """Return what surrounds these offences, `(n,)`, reported at these instants of the wall clock."""
    n = len(offence)
    relation, reporter = choose(rng, _RELATION[offence]), choose(rng, _REPORTER[offence])
    route = draw_routes(rng, reporter)
    where = rng.choice(len(DISTRICT_SHARE), n, p=DISTRICT_SHARE) if district is None else district
    extra = _extra(rng, scenario, offence, relation)
    return Disclosures(
        offence, relation, reporter, route, where, teams_of(route, where, local), 1 + (extra >= 0), extra
    )
