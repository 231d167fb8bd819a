"""`fullcount audit screen`: a pool and the decisions so far, to what is certain, what is left and what to read next."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from fullcount.audit.planning.order import Purpose
from fullcount.audit.screening import drawing
from fullcount.audit.screening.certificate import Sample
from fullcount.audit.screening.learner import Flags, Index, Numbers
from fullcount.audit.screening.order import (
    CRIME,
    NO_CRIME,
    UNDECIDED,
    UNREAD,
    Answers,
    Pool,
    Reading,
    replayed,
)
from fullcount.audit.screening.plan import Plan, guesses_by, guesses_without, planned
from fullcount.audit.screening.standing import Promise, Standing, standing
from fullcount.core.errors import Fault, InputError
from fullcount.pipeline.auditing.pool import Unlinked, read_pool
from fullcount.pipeline.auditing.tables import TYPES, Column, Kind, read_table
from fullcount.pipeline.report.spreadsheet import safe_cell

DECISIONS = (
    Column("report_id", Kind.TEXT, required=True, blank=False, unique=True),
    Column("is_crime", Kind.YES_NO, required=True),
    Column("date", Kind.DAY),
    Column("drawn", Kind.YES_NO),
    Column("inclusion_probability", Kind.CHANCE),
)
MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a screening. decisions: the file of decisions, or None before the first; random: reports to draw
    at random, or None: as many as the plan says; is_drawn_elsewhere: the sample is what the decisions say was drawn."""

    pool: Path
    decisions: Path | None
    promise: Promise
    random: int | None
    is_drawn_elsewhere: bool
    least: int
    seed: int


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """The random sample: (n,) who is in it, what the certificate takes it for, and how large it was planned to be
    (None where it was given)."""

    is_drawn: Flags
    sample: Sample
    plan: Plan | None


@dataclass(frozen=True, slots=True, eq=False)
class Screening:
    """What a screening came to. answers: (n,) of the pool's reports; standing: None while a report drawn at random is
    unread; strangers: decisions about reports that are not in the pool."""

    pool: Unlinked
    answers: Answers
    drawn: Drawn
    reading: Reading
    standing: Standing | None
    lot: Index
    strangers: int

    @property
    def to_read(self) -> Index:
        """Return the places of the reports to read now: those drawn and the next batch, mixed by lot, so that nobody
        can tell by the list why a report is in it."""
        unread_drawn = np.flatnonzero(self.drawn.is_drawn & (self.answers == UNREAD))
        places = np.union1d(unread_drawn, self.reading.next_batch)
        return places[np.argsort(self.lot[places])]


def screened(asked: Asked) -> Screening:
    """Return where the screening stands and what is to be read next: the same for the same files, options and seed.

    Raises InputError where a file cannot be used, or where the decisions name reports as drawn that this seed and size
    do not draw.
    """
    pool = read_pool(asked.pool)
    told, strangers = _decisions(asked.decisions, pool.keys)
    answers = np.full(len(pool.keys), UNREAD, dtype=np.int8)
    said = pl.when(pl.col("is_crime").is_null()).then(UNDECIDED).when("is_crime").then(CRIME).otherwise(NO_CRIME)
    answers[told["place"].to_numpy()] = told.select(said.cast(pl.Int8)).to_series().to_numpy()
    keys = pool.keys.to_list()
    drawn = _given(asked, told, len(keys)) if asked.is_drawn_elsewhere else _drawn(asked, pool, keys, told)
    matrix = pool.texts.matrix() if pool.texts is not None and (answers == CRIME).any() else None
    lot = drawing.lots(keys, asked.seed, Purpose.TIES)
    reading = replayed(Pool(matrix, pool.score, lot), answers, asked.least)
    stands = None
    if not (answers[drawn.is_drawn] == UNREAD).any():
        stands = standing(reading, answers, drawn.is_drawn, drawn.sample, asked.promise)
    return Screening(pool, answers, drawn, reading, stands, lot, strangers)


def _decisions(path: Path | None, keys: pl.Series) -> tuple[pl.DataFrame, int]:
    """Return (row, place, is_crime, drawn, inclusion_probability) of the decisions about the pool's reports, and how
    many are about others. A number may have come back from a spreadsheet with the apostrophe that made it safe."""
    blank = {column.name: pl.lit(None, dtype=TYPES[column.kind]).alias(column.name) for column in DECISIONS}
    table = pl.DataFrame(schema={name: TYPES[column.kind] for name, column in zip(blank, DECISIONS, strict=True)})
    if path is not None:
        table = read_table(path, DECISIONS)
    table = table.with_columns(value for name, value in blank.items() if name not in table.columns)
    known = pl.DataFrame({"report_id": keys}).with_row_index("place").with_columns(pl.col("place").cast(pl.Int64))
    safe = known.with_columns(safe_cell("report_id")).join(known, on="report_id", how="anti")
    known = pl.concat([known, safe]).unique("report_id", keep="first")
    told = table.with_row_index("row", offset=2).join(known, on="report_id", how="left", maintain_order="left")
    mine = told.drop_nulls("place").unique("place", keep="last", maintain_order=True)
    return mine, told["place"].null_count()


def _given(asked: Asked, told: pl.DataFrame, pool: int) -> Drawn:
    """Return the sample that the decisions say was drawn: a simple one, or thinned to one where chances are unlike."""
    rows = told.filter(pl.col("drawn").fill_null(value=False))
    if not rows.height:
        where = asked.decisions.name if asked.decisions else "--decisions"
        fault = Fault(f"{where} column drawn", "says of no report that it was drawn", "write yes for those drawn")
        raise InputError("there is no random sample", [fault])
    is_drawn = np.zeros(pool, dtype=np.bool_)
    places = rows["place"].to_numpy()
    chance = rows["inclusion_probability"]
    if chance.null_count() == rows.height or (chance.n_unique() == 1 and round(chance[0] * pool) == rows.height):
        is_drawn[places] = True
        return Drawn(is_drawn, Sample(pool, rows.height), None)
    if chance.null_count():
        lines = rows.filter(pl.col("inclusion_probability").is_null())["row"].head(MOST_TOLD)
        raise InputError(
            "the random sample cannot be used",
            [
                Fault(f"row {row} column inclusion_probability", "is blank", "give the chance to be drawn")
                for row in lines
            ],
        )
    kept, least = drawing.thinned(
        chance.to_numpy(), drawing.lots(rows["report_id"].to_list(), asked.seed, Purpose.THINNING)
    )
    is_drawn[places[kept]] = True
    return Drawn(is_drawn, Sample(pool, int(kept.sum()), least if least < 1 else None), None)


def _drawn(asked: Asked, pool: Unlinked, keys: list[str], told: pl.DataFrame) -> Drawn:
    """Return the sample that this seed draws from this pool; the decisions may not name others as drawn."""
    plan = planned(_guesses(pool), asked.promise.recall, asked.promise.confidence)
    size = min(plan.drawn if asked.random is None else asked.random, len(keys))
    is_drawn = drawing.lots(keys, asked.seed) < size
    others = told.filter(pl.col("drawn") & ~pl.Series(is_drawn)[told["place"].to_list()] if told.height else False)
    if others.height:
        todo = "give the --seed and --random of the first call, or --drawn-elsewhere if they were drawn by other means"
        what = "says drawn, but this seed and size do not draw it"
        faults = [Fault(f"row {row} column drawn", what, todo) for row in others["row"].head(MOST_TOLD)]
        raise InputError(f"{others.height:,} decision(s) do not fit the random sample", faults)
    return Drawn(is_drawn, Sample(len(keys), size), plan)


def _guesses(pool: Unlinked) -> list[Numbers]:
    """Return what a plan takes for the chances: the scores where they are shares."""
    if pool.score is None or pool.score.min() < 0 or pool.score.max() > 1 or pool.score.max() == 0:
        return guesses_without(len(pool.keys))
    return guesses_by(pool.score)
