"""The truth of the aftermath: what was planted, by name, with the rule that it breaks."""

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.aftermath.cancelling import MECHANISMS as CANCELLING
from fullcount.simulate.aftermath.cancelling import RULES as CANCELLING_RULES
from fullcount.simulate.aftermath.cancelling import Cancellations
from fullcount.simulate.aftermath.closing import Closings
from fullcount.simulate.aftermath.contacts import KINDS, Contacts, Told
from fullcount.simulate.aftermath.crimes import CrimesOfBatch
from fullcount.simulate.aftermath.duties import RIGHTS, RULES, Duties
from fullcount.simulate.aftermath.mechanisms import CLOSURES, COLUMN, Closure, Right
from fullcount.simulate.aftermath.mix import OUTCOMES
from fullcount.simulate.aftermath.tables import named
from fullcount.simulate.aftermath.tables_of_victims import contact_ids, victim_ids
from fullcount.simulate.aftermath.victims import Victims
from fullcount.simulate.calendar import Seconds
from fullcount.simulate.context import Context

Flags = npt.NDArray[np.bool_]

_PROPER = COLUMN[Closure.PROPER]
_ALL_LINES = "CPIA Code of Practice 3.5"  # all reasonable lines of inquiry are to be pursued
_RED_FLAG = "red flag of closure (field/victims.md 6)"  # no rule by itself
_RIGHTS = tuple(Right)


def instants(utc: Seconds) -> pl.Series:
    """Return the instants as UTC times, null where negative."""
    return pl.Series(np.where(utc < 0, 0, utc) * 1_000_000).cast(pl.Datetime("us", "UTC")).set(pl.Series(utc < 0), None)


def not_told(context: Context, closings: Closings, told: Told) -> Flags:
    """Return whose victim had not heard of the outcome when it was due and the last export was made, `(m,)`."""
    return closings.is_closed & (told.at < 0) & (told.due >= 0) & (told.due < context.year.export)


def _rules(closings: Closings, principal: npt.NDArray[np.int64]) -> npt.NDArray[np.object_]:
    """Return the rule that each closure's principal mechanism breaks, None for proper ones, `(m,)`."""
    of = closings.is_closed_as
    withdrawn, brief = of("14", "16"), of("8", "10", "21", "22")
    by_mechanism = {
        Closure.NAMED_AS_NONE: np.where(of("14"), "OUT14-NAMED", "OUT18-NAMED"),
        Closure.WITHOUT_WORDS: np.where(
            closings.unreached, np.where(of("14"), "OUT14-NOT-REACHED", "OUT16-NOT-REACHED"), "OUT-SUPPORT-NOT-RECORDED"
        ),
        Closure.LOW_RANK: np.where(of("8"), "OUT8-INSPECTOR", np.where(of("22"), "OUT22-DOMESTIC", "OUT-CLOSURE-RANK")),
        Closure.WITHOUT_ENQUIRIES: np.where(of("18"), "OUT18-LINES", _ALL_LINES),
        Closure.WITHIN_HOURS: np.where(withdrawn, _RED_FLAG, _ALL_LINES),
        Closure.MASS: np.full(len(principal), _RED_FLAG),
        Closure.COPIED: np.where(brief, "OUT-BRIEF-REASONS", _RED_FLAG),
        Closure.CONTACT_GAP: np.full(len(principal), "Victims' Code right 6"),
        Closure.NOT_TOLD: np.where(of("5", "20"), "OUT-BODY-VICTIM-NOT-TOLD", "OUT-VICTIM-NOT-TOLD"),
    }
    rule = np.full(len(principal), None, dtype=np.object_)
    for mechanism, rules in by_mechanism.items():
        rule = np.where(principal == COLUMN[mechanism], rules.astype(np.object_), rule)
    return rule


def closures_truth(context: Context, crimes: CrimesOfBatch, closings: Closings, told: Told) -> pl.DataFrame:
    """Return crime_id, outcome, given_at, mechanism (principal by the order of Closure), rule, also, domestic."""
    faults = closings.faults.copy()
    faults[:, COLUMN[Closure.NOT_TOLD]] = not_told(context, closings, told)
    faults[:, _PROPER] = ~faults[:, :_PROPER].any(axis=1)
    principal = faults.argmax(axis=1)
    others = faults.copy()
    others[np.arange(len(crimes)), principal] = False
    row, which = np.nonzero(others)
    also = pl.DataFrame({"row": row, "name": pl.Series(CLOSURES).cast(pl.String).gather(which)})
    lists = also.group_by("row", maintain_order=True).agg(pl.col("name").alias("also"))
    table = pl.DataFrame({
        "row": np.arange(len(crimes)), "crime_id": context.crime_numbers(crimes.number),
        "outcome": named(OUTCOMES, closings.outcome), "given_at": instants(closings.given),
        "mechanism": named(tuple(m.value for m in CLOSURES), principal),
        "rule": pl.Series(list(_rules(closings, principal)), dtype=pl.String), "domestic": crimes.domestic,
    })  # fmt: skip
    table = table.join(lists, on="row", how="left", maintain_order="left").drop("row")
    empty = pl.lit([], dtype=pl.List(pl.String))
    return table.with_columns(pl.col("also").fill_null(empty)).filter(pl.Series(closings.is_closed))


def rights_truth(context: Context, crimes: CrimesOfBatch, victims: Victims, duties: Duties) -> pl.DataFrame:
    """Return victim_id, crime_id, right, owed_from, due_at, given_at, mechanism, rule (null where kept)."""
    given, due = duties.given, duties.due
    state = np.select(
        [(given >= 0) & duties.declined, (given >= 0) & (given <= due), given >= 0, due > context.year.export],
        [_RIGHTS.index(r) for r in (Right.DECLINED, Right.IN_TIME, Right.LATE, Right.NOT_YET_DUE)],
        default=_RIGHTS.index(Right.NEVER),
    )  # fmt: skip
    broken = np.isin(state, [_RIGHTS.index(Right.LATE), _RIGHTS.index(Right.NEVER)])
    return pl.DataFrame({
        "victim_id": victim_ids(crimes, victims).gather(duties.victim),
        "crime_id": context.crime_numbers(crimes.number[victims.crime[duties.victim]]),
        "right": named(RIGHTS, duties.right), "owed_from": instants(duties.owed), "due_at": instants(due),
        "given_at": instants(given), "mechanism": named(tuple(r.value for r in _RIGHTS), state),
        "rule": named(RULES, np.where(broken, duties.right, -1)),
    })  # fmt: skip


def contacts_truth(crimes: CrimesOfBatch, victims: Victims, contacts: Contacts) -> pl.DataFrame:
    """Return contact_id and mechanism."""
    return pl.DataFrame({
        "contact_id": contact_ids(crimes, victims, contacts),
        "mechanism": named(tuple(kind.value for kind in KINDS), contacts.kind),
    })  # fmt: skip


def cancellations_truth(context: Context, crimes: CrimesOfBatch, cancelled: Cancellations) -> pl.DataFrame:
    """Return crime_id, code, right (whether the record should be off), mechanism, rule."""
    rules = tuple(CANCELLING_RULES.get(mechanism, "") for mechanism in CANCELLING)
    rule = named(rules, cancelled.mechanism).replace("", None)
    return pl.DataFrame({
        "crime_id": context.crime_numbers(crimes.number[cancelled.crime]), "code": cancelled.code,
        "right": cancelled.right, "mechanism": named(tuple(m.value for m in CANCELLING), cancelled.mechanism),
        "rule": rule,
    })  # fmt: skip
