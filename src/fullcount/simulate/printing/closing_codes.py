"""How a log was typed and closed: opening and closing type codes, qualifiers, local results."""

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.context import Context
from fullcount.simulate.happenings import Happenings
from fullcount.simulate.incidents import INCIDENTS, LOOKALIKE_CLOSED, LOOKALIKE_OPENED
from fullcount.simulate.mechanisms import LOOKALIKES, NEVER_RECORDED, Mechanism
from fullcount.simulate.offences import OFFENCES
from fullcount.simulate.printing.codes import DOMESTIC_HIDING_PLACES, HIDING_PLACES, TYPE_CODES
from fullcount.simulate.routing import pick

Ints = npt.NDArray[np.int64]

_RESULTS = ("R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08", "R09", "R10", "R11", "R12")
_ASSESSED = (0, 0, 0.01, 0.30, 0.24, 0.05, 0.10, 0, 0, 0, 0.20, 0.10)
_RESULT_SHARES: dict[str, tuple[float, ...]] = {
    "recorded": (0.70, 0.02, 0.12, 0, 0, 0, 0, 0, 0, 0, 0.06, 0.10),
    Mechanism.WRONG_ASSESSMENT: _ASSESSED,
    Mechanism.WAITING_FOR_STATEMENT: (0, 0.15, 0, 0.05, 0.35, 0, 0, 0, 0, 0, 0.30, 0.15),
    Mechanism.VICTIM_NOT_SUPPORTING: (0, 0, 0, 0.25, 0.35, 0.10, 0, 0, 0, 0, 0.20, 0.10),
    Mechanism.SUSPECT_DENIES: (0, 0, 0, 0.55, 0.15, 0, 0, 0, 0, 0, 0.15, 0.15),
    Mechanism.THIRD_PARTY_IGNORED: (0, 0, 0, 0.15, 0.30, 0, 0, 0, 0, 0, 0.55, 0),
    Mechanism.DOMESTIC_FORM_ONLY: (0, 0, 0, 0.40, 0.15, 0, 0, 0, 0, 0, 0.15, 0.30),
    Mechanism.PROMISED: (0.14, 0.72, 0, 0, 0, 0, 0, 0, 0, 0, 0.06, 0.08),
    Mechanism.DOWNGRADED: (0, 0, 0, 0.06, 0.34, 0.04, 0, 0, 0, 0, 0.56, 0),
    Mechanism.LOST_PROPERTY: (0, 0, 0, 0.10, 0.30, 0, 0, 0, 0, 0, 0.60, 0),
    Mechanism.CRIME_RELATED_INCIDENT: (0, 0, 0, 0.15, 0.10, 0, 0.65, 0, 0, 0, 0, 0.10),
    Mechanism.CONTRARY_EVIDENCE: (0, 0, 0, 0.85, 0.10, 0, 0, 0, 0, 0, 0.05, 0),
    Mechanism.ANOTHER_FORCE: (0, 0, 0, 0, 0, 0, 0, 0, 0.85, 0, 0.10, 0.05),
    Mechanism.DUPLICATE_LOG: (0, 0, 0, 0, 0.03, 0, 0, 0.87, 0, 0, 0.10, 0),
    "incident": (0, 0, 0, 0.04, 0.14, 0.06, 0.08, 0.01, 0.03, 0.003, 0.38, 0.257),
}
_CODES = pl.Series(TYPE_CODES, dtype=pl.String)
_CODE_NUMBER = {code: number for number, code in enumerate(TYPE_CODES)}
_OF_OFFENCE = np.array([_CODE_NUMBER[offence.type_code] for offence in OFFENCES])
_OF_INCIDENT = np.array([_CODE_NUMBER[incident.type_code] for incident in INCIDENTS])
HATE = np.array([o.cls in {"105B", "8P", "8M", "9B", "58J"} for o in OFFENCES])


def _one_of(rng: np.random.Generator, codes: tuple[str, ...], number: int) -> Ints:
    return np.array([_CODE_NUMBER[code] for code in codes])[rng.integers(0, len(codes), number)]


def type_codes(context: Context, happened: Happenings) -> tuple[pl.Series, pl.Series]:
    """Return opening and closing type codes; a missed crime is closed, and a downgraded one opened, as an incident."""
    rng, n = context.rng("types"), len(happened)
    crime = happened.is_crime
    hidden = np.array([_CODE_NUMBER[code] for code in HIDING_PLACES])[rng.integers(0, len(HIDING_PLACES), n)]
    at_home = np.array([_CODE_NUMBER[code] for code in DOMESTIC_HIDING_PLACES])
    hidden = np.where(happened.domestic, at_home[rng.integers(0, len(at_home), n)], hidden)
    proper = np.where(crime, _OF_OFFENCE[happened.offence], _OF_INCIDENT[happened.incident])
    draw = rng.random(n)
    opening = np.where(crime & (draw < 0.09), hidden, proper)
    by_mistake = _OF_INCIDENT[rng.integers(0, len(INCIDENTS), n)]
    swapped = np.where(crime | (rng.random(n) < 0.6), _OF_OFFENCE[rng.integers(0, len(OFFENCES), n)], by_mistake)
    opening = np.where(draw > np.where(crime, 0.95, 0.90), swapped, opening)
    opening = np.where(happened.comes_late, _OF_INCIDENT[happened.incident], opening)
    opening = np.where(happened.has(Mechanism.DOWNGRADED, Mechanism.THIRD_PARTY_IGNORED), hidden, opening)
    not_by_promise = [name for name in NEVER_RECORDED if name is not Mechanism.PROMISED]
    closing = np.where(happened.has(*not_by_promise), hidden, proper)
    closing = np.where(~crime & (rng.random(n) < 0.05), by_mistake, closing)
    lost = happened.has(Mechanism.LOST_PROPERTY)
    closing = np.where(lost, _CODE_NUMBER["PSW-LST"], closing)
    for name in LOOKALIKES:
        of_it = happened.has(name)
        opening = np.where(of_it, _one_of(rng, LOOKALIKE_OPENED[name], n), opening)
        closing = np.where(of_it, _one_of(rng, LOOKALIKE_CLOSED[name], n), closing)
    closed = _CODES.gather(closing)
    second = pl.Series(crime & happened.domestic & ~happened.has(*NEVER_RECORDED) & (rng.random(n) < 0.3))
    return _CODES.gather(opening), closed.zip_with(~second, closed + ";PSW-DOM")


def results(context: Context, happened: Happenings) -> pl.Series:
    """Return the local result code with which each log was closed."""
    rng, crime = context.rng("results"), happened.is_crime
    picked = pick(rng, _RESULT_SHARES["incident"], len(happened))
    picked[crime] = pick(rng, _RESULT_SHARES["recorded"], int(crime.sum()))
    for name, shares in _RESULT_SHARES.items():
        if isinstance(name, Mechanism):
            of_it = happened.has(name)
            picked[of_it] = pick(rng, shares, int(of_it.sum()))
    return pl.Series(_RESULTS, dtype=pl.String).gather(picked)


def qualifiers(context: Context, happened: Happenings) -> pl.Series:
    """Return the qualifiers that hands remembered to set, parted by semicolons: domestic, hate, repeat, others."""
    rng, n = context.rng("qualifiers"), len(happened)
    crime = happened.is_crime
    at_home = happened.domestic & (crime | (happened.incident == 1))
    marks = {
        "DA": at_home & (rng.random(n) < 0.82),
        "HATE": crime & HATE[happened.offence] & (rng.random(n) < 0.85),
        "REPEAT": happened.repeat & (rng.random(n) < 0.45),
        "VULN": rng.random(n) < 0.08 + 0.10 * at_home,
        "ALCOHOL": rng.random(n) < 0.09,
        "YOUTH": rng.random(n) < 0.05,
    }
    held = [pl.when(pl.Series(flags)).then(pl.lit(name)) for name, flags in marks.items()]
    joined = pl.select(pl.concat_str(held, separator=";", ignore_nulls=True)).to_series()
    return joined.set(joined == "", None)


def crime_flags(context: Context, offence: Ints, domestic: npt.NDArray[np.bool_]) -> pl.Series:
    """Return the flags of crime records, parted by semicolons; some were forgotten."""
    rng, n = context.rng("flags"), len(offence)
    child = np.array([o.reporters == "child" for o in OFFENCES])[offence]
    knife = np.array([o.cls in {"5D", "10D"} for o in OFFENCES])[offence]
    marks = {
        "DOMESTIC ABUSE": domestic & (rng.random(n) < 0.90),
        "HATE": HATE[offence] & (rng.random(n) < 0.90),
        "CHILD": child & (rng.random(n) < 0.85),
        "KNIFE": knife & (rng.random(n) < 0.80),
    }
    held = [pl.when(pl.Series(flags)).then(pl.lit(name)) for name, flags in marks.items()]
    joined = pl.select(pl.concat_str(held, separator=";", ignore_nulls=True)).to_series()
    return joined.set(joined == "", None)
