"""How a report came in and how its log was typed and closed: route, type codes, result, unit."""

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.calendar import DAY, HOUR
from fullcount.simulate.codes import DOMESTIC_HIDING_PLACES, HIDING_PLACES, TYPE_CODES
from fullcount.simulate.happenings import NEVER_RECORDED, Happenings, Mechanism
from fullcount.simulate.incidents import INCIDENTS, LOOKALIKES
from fullcount.simulate.offences import OFFENCES, RELATION_NAMES, REPORTER_NAMES

Ints = npt.NDArray[np.int64]

ROUTES = ("999", "101", "ONLINE", "FRONT DESK", "PARTNER", "OFFICER")
_ROUTE_SHARES = {
    "victim": (0.27, 0.40, 0.24, 0.07, 0.0, 0.02), "parent": (0.24, 0.46, 0.22, 0.07, 0.0, 0.01),
    "professional": (0.05, 0.18, 0.05, 0.0, 0.71, 0.01), "business": (0.20, 0.38, 0.41, 0.01, 0.0, 0.0),
    "friend": (0.42, 0.46, 0.10, 0.02, 0.0, 0.0), "officer": (0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
    "": (0.28, 0.44, 0.13, 0.04, 0.05, 0.06),
}  # fmt: skip
_RESULTS = ("R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08", "R09", "R10", "R11", "R12")
_RESULT_SHARES = {
    "recorded": (0.70, 0.02, 0.12, 0, 0, 0, 0, 0, 0, 0, 0.06, 0.10),
    Mechanism.CLOSED_AS_INCIDENT: (0, 0, 0.01, 0.30, 0.24, 0.05, 0.10, 0, 0, 0, 0.20, 0.10),
    Mechanism.PROMISED: (0, 1.0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    Mechanism.DOWNGRADED: (0, 0, 0, 0.06, 0.34, 0.04, 0, 0, 0, 0, 0.56, 0),
    Mechanism.CRIME_RELATED_INCIDENT: (0, 0, 0, 0.15, 0.10, 0, 0.65, 0, 0, 0, 0, 0.10),
    Mechanism.CONTRARY_EVIDENCE: (0, 0, 0, 0.85, 0.10, 0, 0, 0, 0, 0, 0.05, 0),
    Mechanism.ANOTHER_FORCE: (0, 0, 0, 0, 0, 0, 0, 0, 1.0, 0, 0, 0),
    Mechanism.DUPLICATE_LOG: (0, 0, 0, 0, 0, 0, 0, 1.0, 0, 0, 0, 0),
    "incident": (0, 0, 0, 0.04, 0.14, 0.06, 0.08, 0.01, 0.03, 0.003, 0.38, 0.257),
}  # fmt: skip
_CODES = pl.Series(TYPE_CODES, dtype=pl.String)
_CODE_NUMBER = {code: number for number, code in enumerate(TYPE_CODES)}
_OF_OFFENCE = np.array([_CODE_NUMBER[offence.type_code] for offence in OFFENCES])
_OF_INCIDENT = np.array([_CODE_NUMBER[incident.type_code] for incident in INCIDENTS])
_CLOSED_AS = {"crime-related-incident": "PSW-SUS", "contrary-evidence": "ADM-MSG", "another-force": "ADM-MSG",
              "duplicate-log": "ADM-UPD"}  # fmt: skip
_AT_HOME = [RELATION_NAMES.index(name) for name in ("family", "partner", "ex-partner")]


def _pick(rng: np.random.Generator, shares: tuple[float, ...], number: int) -> Ints:
    weights = np.asarray(shares, dtype=np.float64)
    return rng.choice(len(shares), number, p=weights / weights.sum())


def draw_routes(rng: np.random.Generator, happened: Happenings) -> Ints:
    """Return each report's route as an index into ROUTES, by who reports."""
    route = _pick(rng, _ROUTE_SHARES[""], len(happened))
    for number, name in enumerate(REPORTER_NAMES):
        of_it = (happened.offence >= 0) & (happened.reporter == number)
        route[of_it] = _pick(rng, _ROUTE_SHARES[name], int(of_it.sum()))
    return route


def type_codes(rng: np.random.Generator, happened: Happenings) -> tuple[pl.Series, pl.Series]:
    """Return opening and closing type codes; a missed crime is closed, and a downgraded one opened, as an incident."""
    n = len(happened)
    domestic = np.isin(happened.relation, _AT_HOME)
    hidden = np.array([_CODE_NUMBER[code] for code in HIDING_PLACES])[rng.integers(0, len(HIDING_PLACES), n)]
    at_home = np.array([_CODE_NUMBER[code] for code in DOMESTIC_HIDING_PLACES])
    hidden = np.where(domestic, at_home[rng.integers(0, len(at_home), n)], hidden)
    proper = np.where(happened.offence >= 0, _OF_OFFENCE[happened.offence], _OF_INCIDENT[happened.incident])
    draw, crime = rng.random(n), happened.offence >= 0
    opening = np.where(crime & (draw < 0.09), hidden, proper)
    swapped = np.where(crime, _OF_OFFENCE[rng.integers(0, len(OFFENCES), n)], _OF_INCIDENT[rng.integers(0, 30, n)])
    opening = np.where(draw > 0.95, swapped, opening)
    opening = np.where(happened.has(Mechanism.DOWNGRADED), hidden, opening)
    closing = np.where(happened.has(Mechanism.CLOSED_AS_INCIDENT, Mechanism.DOWNGRADED), hidden, proper)
    for name, _, code in LOOKALIKES:
        of_it = happened.has(Mechanism(name))
        opening = np.where(of_it, _CODE_NUMBER[code], opening)
        closing = np.where(of_it, _CODE_NUMBER[_CLOSED_AS[name]], closing)
    closed = _CODES.gather(closing)
    second = pl.Series(crime & domestic & ~happened.has(*NEVER_RECORDED) & (rng.random(n) < 0.3))
    return _CODES.gather(opening), closed.zip_with(~second, closed + ";PSW-DOM")


def results(rng: np.random.Generator, happened: Happenings) -> pl.Series:
    """Return the local result code with which each log was closed."""
    picked = _pick(rng, _RESULT_SHARES["incident"], len(happened))
    crime = happened.offence >= 0
    picked[crime] = _pick(rng, _RESULT_SHARES["recorded"], int(crime.sum()))
    for name, shares in _RESULT_SHARES.items():
        if isinstance(name, Mechanism):
            of_it = happened.has(name)
            picked[of_it] = _pick(rng, shares, int(of_it.sum()))
    return pl.Series(_RESULTS, dtype=pl.String).gather(picked)


def units(happened: Happenings, route: Ints) -> pl.Series:
    """Return the team that dealt with each report: a shift of a district, or the crime bureau for online reports."""
    names = [f"RESP D{district + 1} {shift}" for district in range(10) for shift in "ABCDE"]
    rota = (happened.reported - 7 * HOUR) // (8 * HOUR) + (happened.reported // DAY)
    which = happened.places.district * 5 + rota % 5
    return pl.Series([*names, "CRIME BUREAU"]).gather(np.where(route == ROUTES.index("ONLINE"), len(names), which))
