"""Which way a disclosed crime is missed, and which way a recorded one is wrong: by relation, route and class."""

import numpy as np
import numpy.typing as npt

from fullcount.simulate.disclosures import Disclosures, choose
from fullcount.simulate.mechanisms import NEVER_RECORDED, NUMBER, Mechanism
from fullcount.simulate.offences import OFFENCES, RELATION_NAMES, REPORTER_NAMES
from fullcount.simulate.recording import ONE_OF_SEVERAL, is_domestic
from fullcount.simulate.routing import ROUTES
from fullcount.simulate.scenarios.scenario import Scenario

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

# Shares of what goes wrong with recorded crimes. Cancellations wrong one time in five or more (HMIC 2014: 664 of
# 3,246); the rest is ours.
LATE, WRONG_CLASS, WRONGLY_CANCELLED, RIGHTLY_CANCELLED, OVER_RECORDED = 0.06, 0.05, 0.008, 0.012, 0.008
_MAY_BE_MISTAKEN = np.array([bool(offence.mistaken_for) for offence in OFFENCES])
_LOSABLE = np.array([offence.cls in {"34B", "39", "49", "44", "42"} for offence in OFFENCES])
_INJURED = np.array([offence.cls == "8N" for offence in OFFENCES])
_PERSONAL = np.array([offence.reporters in {"person", "sexual", "owner"} for offence in OFFENCES])
_THIRD = [REPORTER_NAMES.index(name) for name in ("parent", "professional", "friend")]
_BY_CALL = [ROUTES.index(name) for name in ("999", "101", "ONLINE")]


def never_recorded(rng: np.random.Generator, scenario: Scenario, seen: Disclosures) -> Ints:
    """Return the mechanism by which each would be missed, an index into MECHANISMS, `(n,)`."""
    domestic = is_domestic(seen.relation)
    personal = _PERSONAL[seen.offence]
    known = seen.relation != RELATION_NAMES.index("stranger")
    weights = {
        Mechanism.WRONG_ASSESSMENT: np.full(len(domestic), 0.30),
        Mechanism.WAITING_FOR_STATEMENT: 0.14 * personal,
        Mechanism.VICTIM_NOT_SUPPORTING: 0.16 * personal,
        Mechanism.SUSPECT_DENIES: 0.10 * known,
        Mechanism.THIRD_PARTY_IGNORED: 0.60 * np.isin(seen.reporter, _THIRD),
        Mechanism.DOMESTIC_FORM_ONLY: 0.30 * domestic,
        Mechanism.PROMISED: np.full(len(domestic), 0.08),
        Mechanism.DOWNGRADED: 0.30 * np.isin(seen.route, _BY_CALL),
        Mechanism.LOST_PROPERTY: (0.05 + 3 * scenario.gaming.lost_property) * _LOSABLE[seen.offence],
    }
    table: Floats = np.stack([weights[name] for name in NEVER_RECORDED], axis=1)
    numbers = np.array([NUMBER[name] for name in NEVER_RECORDED])
    return numbers[choose(rng, table / table.sum(axis=1, keepdims=True))]


def recorded_but_wrong(rng: np.random.Generator, scenario: Scenario, seen: Disclosures) -> Ints:
    """Return what is wrong with each if it is recorded, most often nothing: an index into MECHANISMS, `(n,)`."""
    n = len(seen.offence)
    draw, gaming = rng.random(n), scenario.gaming
    mechanism = np.full(n, NUMBER[Mechanism.RECORDED])
    low = 0.0
    for name, share in ((Mechanism.LATE, LATE), (Mechanism.WRONG_CLASS, WRONG_CLASS),
                        (Mechanism.WRONGLY_CANCELLED, WRONGLY_CANCELLED),
                        (Mechanism.RIGHTLY_CANCELLED, RIGHTLY_CANCELLED),
                        (Mechanism.OVER_RECORDED, OVER_RECORDED)):  # fmt: skip
        chosen = (draw >= low) & (draw < low + share)
        if name is Mechanism.WRONG_CLASS:
            chosen &= _MAY_BE_MISTAKEN[seen.offence]
        mechanism[chosen] = NUMBER[name]
        low += share
    late = mechanism == NUMBER[Mechanism.LATE]
    mechanism[late & (rng.random(n) < gaming.back_dated)] = NUMBER[Mechanism.BACK_DATED]
    mechanism[_INJURED[seen.offence] & (rng.random(n) < gaming.under_limits)] = NUMBER[Mechanism.UNDER_LIMIT]
    mechanism[(seen.disclosed > 1) & (rng.random(n) < ONE_OF_SEVERAL)] = NUMBER[Mechanism.ONE_MISSED]
    return mechanism
