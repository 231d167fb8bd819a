"""Which sections of the grammar a log's matter and its ending are taken from."""

import numpy as np
import numpy.typing as npt

from fullcount.simulate.calendar import DAY
from fullcount.simulate.context import Context
from fullcount.simulate.happenings import Happenings
from fullcount.simulate.incidents import INCIDENTS
from fullcount.simulate.mechanisms import LOOKALIKES, NEVER_RECORDED, Mechanism
from fullcount.simulate.offences import OFFENCES

Ints = npt.NDArray[np.int64]

# How a log ends by what happened to its crime; with a crime number where `-ref` has words for it.
ENDS = {
    Mechanism.RECORDED: "recorded", Mechanism.WRONGLY_CANCELLED: "recorded", Mechanism.RIGHTLY_CANCELLED: "recorded",
    Mechanism.OVER_RECORDED: "recorded", Mechanism.LATE: "late", Mechanism.BACK_DATED: "recorded",
    Mechanism.ONE_MISSED: "one-missed", Mechanism.WRONG_CLASS: "wrong-class", Mechanism.UNDER_LIMIT: "wrong-class",
    Mechanism.WRONG_ASSESSMENT: "wrong-assessment", Mechanism.WAITING_FOR_STATEMENT: "waiting-for-statement",
    Mechanism.VICTIM_NOT_SUPPORTING: "victim-not-supporting", Mechanism.SUSPECT_DENIES: "suspect-denies",
    Mechanism.THIRD_PARTY_IGNORED: "third-party-ignored", Mechanism.DOMESTIC_FORM_ONLY: "domestic-form-only",
    Mechanism.PROMISED: "promised", Mechanism.DOWNGRADED: "downgraded", Mechanism.LOST_PROPERTY: "lost-property",
}  # fmt: skip


# A duplicate tells what the earlier report told: it has no words of its own.
_OF_THEIR_OWN = tuple(name for name in LOOKALIKES if name is not Mechanism.DUPLICATE_LOG)


def matter_keys() -> list[str]:
    """Return the bank's key of each kind of matter: classes first, then incidents, then look-alikes."""
    return [f"crime:{offence.cls}" for offence in OFFENCES] + [f"incident:{i.key}" for i in INCIDENTS] + [
        f"lookalike:{name.value}" for name in _OF_THEIR_OWN]  # fmt: skip


def matters(happened: Happenings) -> Ints:
    """Return each log's matter as an index into `matter_keys()`, `(n,)`."""
    matter = np.where(happened.is_crime, happened.offence, len(OFFENCES) + happened.incident)
    told_again = np.maximum(happened.offence[np.maximum(happened.earlier, 0)], 0)
    for number, name in enumerate(_OF_THEIR_OWN):
        matter = np.where(happened.has(name), len(OFFENCES) + len(INCIDENTS) + number, matter)
    return np.where(happened.has(Mechanism.DUPLICATE_LOG), told_again, matter)


def ending_keys(context: Context, happened: Happenings, named: npt.NDArray[np.bool_]) -> tuple[list[str], Ints]:
    """Return the closing sections and which each log takes; `named` logs give the crime's number."""
    keys = ["end:incident", "end:recorded-ref", "end:late-ref", "end:backlog"]
    which = np.zeros(len(happened), dtype=np.int64)
    for mechanism, end in ENDS.items():
        keys.append(f"end:{end}")
        of_it = happened.has(mechanism) & happened.is_crime
        with_number = f"end:{end}-ref"
        at = np.where(named, keys.index(with_number), len(keys) - 1) if with_number in keys else len(keys) - 1
        which = np.where(of_it, at, which)
    # The same words close a log whether a crime was told in it or not: that is how it is missed.
    draw = context.rng("alike ends").random(len(happened))
    vague = happened.has(Mechanism.WRONG_ASSESSMENT, Mechanism.DOWNGRADED, Mechanism.THIRD_PARTY_IGNORED)
    which = np.where(vague & (draw < 0.45) | happened.has(*NEVER_RECORDED) & (draw < 0.15), 0, which)
    silent = happened.has(Mechanism.WRONG_CLASS, Mechanism.UNDER_LIMIT, Mechanism.ONE_MISSED) & (draw < 0.85)
    silent |= happened.has(Mechanism.LATE) & (draw < 0.5)
    which = np.where(silent, keys.index("end:recorded") - named * (keys.index("end:recorded") - 1), which)
    shared = np.where(draw < 0.18, keys.index("end:wrong-assessment"), keys.index("end:downgraded"))
    which = np.where(happened.has(Mechanism.NOT_A_CRIME) & (draw < 0.32), shared, which)
    for name in LOOKALIKES:
        keys.append(f"ended:{name.value}")
        which = np.where(happened.has(name), len(keys) - 1, which)
    backlog = context.scenario.backlog
    if backlog is not None:
        day = (happened.reported - context.year.start) // DAY
        inside = (day >= backlog.first_day) & (day < backlog.first_day + backlog.days) & (happened.recorded > 0)
        waits = inside & ~named & (context.rng("backlog ends").random(len(happened)) < 0.5)
        which = np.where(waits, keys.index("end:backlog"), which)
    return keys, which
