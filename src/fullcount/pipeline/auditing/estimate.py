"""The sample and the frame of `fullcount audit estimate`, read and checked; the answer asked for."""

from dataclasses import replace
from pathlib import Path

import polars as pl

from fullcount.audit.estimating.answer import answered
from fullcount.audit.estimating.asked import Answer, Asked
from fullcount.audit.results import Refusal
from fullcount.core.errors import ConfigError, Fault, InputError
from fullcount.pipeline.auditing.tables import Column, Kind, read_table

MOST_FOLDS = 50
DISCLOSED, RECORDED = "crimes_disclosed", "crimes_recorded"
SAMPLE = (
    Column("report_id", Kind.TEXT, required=True, blank=False),
    Column("stratum", Kind.TEXT),
    Column("cluster", Kind.TEXT),
    Column("inclusion_probability", Kind.CHANCE),
    Column("score", Kind.SHARE),
    Column("reviewer", Kind.TEXT),
    Column("fold", Kind.TEXT),
)
FRAME = (
    Column("report_id", Kind.TEXT, required=True, blank=False, unique=True),
    Column("linked", Kind.YES_NO),
    Column("crimes_recorded", Kind.COUNT),
    Column("score", Kind.SHARE),
    Column("stratum", Kind.TEXT),
    Column("cluster", Kind.TEXT),
)


def estimate_of(sample: Path, population: str, asked: Asked, of: tuple[str | None, str | None]) -> Answer:
    """Return the answer for the sample in a file; `population` is a number of reports or the path of a frame.

    `of` names a yes-or-no (or count) column to be rated instead of the crimes recorded, and the count of what it is
    among (one each, if none is named). Raises InputError where the files cannot be used or the sample cannot answer,
    ConfigError where `population` is neither a number nor a file.
    """
    _is_no_other(of)
    reviews = _reviews(sample, of)
    frame: int | pl.DataFrame
    if population.strip().isdigit():
        frame = int(population)
        if not 0 < frame < 1 << 53:
            raise ConfigError(
                "--population cannot be used", [Fault("--population", "is no number of reports", "give one")]
            )
    elif Path(population).is_file():
        frame = read_table(Path(population), (*FRAME, *_fold_scores(reviews)))
        if of[0] is not None:
            frame = frame.drop("linked", RECORDED, strict=False)
    else:
        raise ConfigError(
            "--population cannot be used",
            [
                Fault(
                    "--population",
                    "is neither a whole number nor a file",
                    "give the number of reports, or the frame's file",
                )
            ],
        )
    answer = answered(reviews, frame, asked)
    if isinstance(answer, Refusal):
        todo = "give the frame that the draw wrote (--frame-out)" if _has_other_strata(reviews, frame) else ""
        raise InputError("No rate can be given", [Fault(sample.name, answer.why, todo)])
    return answer


def _has_other_strata(reviews: pl.DataFrame, frame: int | pl.DataFrame) -> bool:
    """Say whether the sample names strata that its frame has not: those that a draw merged or made by score."""
    if isinstance(frame, int) or "stratum" not in reviews.columns or "stratum" not in frame.columns:
        return False
    both = reviews.join(frame.select("report_id", pl.col("stratum").alias("of_frame")), on="report_id")
    return bool((both["stratum"] != both["of_frame"]).any())


def _is_no_other(of: tuple[str | None, str | None]) -> None:
    """Raise ConfigError where --of or --among names a column that says something else of a sample."""
    taken = {column.name for column in SAMPLE}
    for option, name in zip(("--of", "--among"), of, strict=True):
        if name is not None and name.strip() in taken:
            fault = Fault(option, "names a column that tells what was drawn or read", "name a column of counts")
            raise ConfigError(f"{option} cannot be used", [fault])


def _fold_scores(reviews: pl.DataFrame) -> list[Column]:
    """Return the columns of the frame that hold the scores fitted without each fold of the reviews."""
    folds = reviews["fold"].drop_nulls().unique().sort().to_list() if "fold" in reviews.columns else []
    return [Column(f"score_{fold}", Kind.SHARE) for fold in folds[:MOST_FOLDS]]


def _reviews(sample: Path, of: tuple[str | None, str | None]) -> pl.DataFrame:
    counted, among = of
    if counted is None:
        counts = (Column(DISCLOSED, Kind.COUNT, required=True), Column(RECORDED, Kind.COUNT, required=True))
        return read_table(sample, (*SAMPLE, *counts))
    kind = _kind(sample, counted)
    columns = [*SAMPLE, Column(counted, kind, required=True)]
    if among is not None and among != counted:
        columns.append(Column(among, Kind.COUNT, required=True))
    table = read_table(sample, columns)
    value = pl.col(counted).cast(pl.Int64)
    base = pl.col(among) if among is not None else pl.when(value.is_not_null()).then(1).otherwise(None)
    made = table.with_columns(base.alias(DISCLOSED), value.alias(RECORDED))
    return made.select(*(c.name for c in SAMPLE if c.name in table.columns), DISCLOSED, RECORDED)


def _kind(sample: Path, counted: str) -> Kind:
    """Return whether the column holds yes and no, or counts: yes and no where every cell reads so."""
    try:
        read_table(sample, (Column(counted, Kind.YES_NO, required=True),))
    except InputError:
        return Kind.COUNT
    return Kind.YES_NO


def asked_for(asked: Asked, reference: str | None) -> Asked:
    """Return the question with the reference reviewer's name as the sample writes it: no blanks about it."""
    return replace(asked, reference=None if reference is None else reference.strip())
