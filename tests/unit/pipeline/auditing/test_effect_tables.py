"""The reviews and the roll-out as tables: what is refused, with row and column, and what is set right."""

from pathlib import Path

import polars as pl
import pytest

from fullcount.audit.effect.lot import Lot
from fullcount.audit.effect.measure import Asked
from fullcount.audit.effect.rows import NEVER
from fullcount.core.errors import InputError
from fullcount.pipeline.auditing.effect import read_given, told

REVIEWS = "team,date,crimes_disclosed,crimes_recorded\nA,2026-01-05,2,2\nB,2026-01-06,1,0\n"
ROLL_OUT = "team,trained_on\nA,2026-02-02\nB,\n"


def both(folder: Path, reviews: str = REVIEWS, roll_out: str = ROLL_OUT) -> tuple[Path, Path]:
    paths = folder / "reviews.csv", folder / "rollout.csv"
    for path, text in zip(paths, (reviews, roll_out), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def faults(folder: Path, reviews: str = REVIEWS, roll_out: str = ROLL_OUT, lot: Lot | None = None) -> str:
    with pytest.raises(InputError) as raised:
        read_given(*both(folder, reviews, roll_out), lot)
    return str(raised.value)


def test_days_become_ordinals_and_a_blank_day_is_never(tmp_path: Path) -> None:
    held = read_given(*both(tmp_path), None)
    assert held.rows["day"].to_list() == [739_621, 739_622]
    assert held.roll_out.trained.tolist() == [739_649, NEVER]
    assert held.teams == ("A", "B")
    assert held.warnings == ()


def test_weeks_may_be_numbers(tmp_path: Path) -> None:
    reviews = "team,week,crimes_disclosed,crimes_recorded\nA,0,2,2\nA,5,2,2\n"
    held = read_given(*both(tmp_path, reviews, "team,trained_week,trained_on\nA,3,2026-01-01\nC,,\n"), None)
    assert held.rows["day"].to_list() == [1, 36]
    assert held.roll_out.trained.tolist() == [22, NEVER]
    assert held.warnings == ("1 team(s) of the roll-out have no review",)


def test_more_recorded_than_disclosed_is_capped_and_told(tmp_path: Path) -> None:
    held = read_given(*both(tmp_path, REVIEWS + "B,2026-01-07,1,3\n"), None)
    assert held.rows["crimes_recorded"].to_list() == [2, 0, 1]
    assert "1 row(s) have more crimes recorded" in held.warnings[0]


def test_every_fault_names_its_row_and_column_and_repeats_no_cell(tmp_path: Path) -> None:
    stranger = faults(tmp_path, REVIEWS + "SECRET,2026-01-07,1,1\n")
    assert "reviews.csv row 4 column team: is not in rollout.csv" in stranger
    assert "SECRET" not in stranger
    assert "reviews.csv row 4 column date: is not a date" in faults(tmp_path, REVIEWS + "A,07/01/2026,1,1\n")
    assert "reviews.csv row 4 column crimes_disclosed" in faults(tmp_path, REVIEWS + "A,2026-01-07,-1,1\n")
    assert "rollout.csv row 4 column team: is there twice" in faults(tmp_path, roll_out=ROLL_OUT + "A,\n")
    late = "team,date,crimes_disclosed,crimes_recorded,crimes_late\nA,2026-01-05,2,1,2\n"
    assert "reviews.csv row 2 column crimes_late: is more than" in faults(tmp_path, late)
    assert "column date: is not there" in faults(tmp_path, "team,crimes_disclosed,crimes_recorded\nA,1,1\n")
    weeks = "team,week,crimes_disclosed,crimes_recorded\nA,1,1,1\n"
    assert "rollout.csv column trained_week: is not there" in faults(tmp_path, weeks)
    assert "has no rows" in faults(tmp_path, "team,date,crimes_disclosed,crimes_recorded\n")


def test_many_faults_are_counted(tmp_path: Path) -> None:
    text = faults(tmp_path, REVIEWS + "X,2026-01-07,1,1\n" * 30)
    assert "10 more fault(s)" in text


def test_a_span_of_centuries_is_refused(tmp_path: Path) -> None:
    assert "weeks of 2 teams" in faults(tmp_path, REVIEWS + "A,1026-01-07,1,1\n")


def test_a_lot_of_cohorts_needs_cohorts_of_one_day(tmp_path: Path) -> None:
    assert "rollout.csv row 2 column cohort: is blank" in faults(tmp_path, lot=Lot.COHORT)
    apart = "team,trained_on,cohort\nA,2026-02-02,1\nB,2026-02-03,1\n"
    assert "row 3 column cohort: was trained on another day" in faults(tmp_path, roll_out=apart, lot=Lot.COHORT)


def test_parquet_is_read_as_csv_is(tmp_path: Path) -> None:
    reviews, roll_out = both(tmp_path)
    pl.read_csv(reviews, try_parse_dates=True).write_parquet(tmp_path / "reviews.parquet")
    assert read_given(tmp_path / "reviews.parquet", roll_out, None).rows.equals(
        read_given(reviews, roll_out, None).rows
    )


def test_the_balancing_shares_have_their_own_whole(tmp_path: Path) -> None:
    rows = ["team,week,crimes_disclosed,crimes_recorded,crimes_late,crimes_over_recorded"]
    rows += [f"T{team},{week},10,8,1,2" for team in range(12) for week in range(16)]
    plan = ["team,trained_week", *(f"T{team},{(6, 9, 12, '')[team % 4]}" for team in range(12))]
    result = told(read_given(*both(tmp_path, "\n".join(rows), "\n".join(plan)), None), Asked(), ())
    late, over = result["balancing"]
    cells = 3 * (6 + 9 + 12 + 16)
    assert (result["crimes"]["untrained"], result["rate_before"]) == (10 * cells, 0.8)
    assert (late["crimes"]["untrained"], late["rate_before"]) == (8 * cells, 0.125)
    assert (over["crimes"]["untrained"], over["rate_before"]) == (10 * cells, 0.2)
    assert told(read_given(*both(tmp_path), None), Asked(), ("late",))["balancing"][0]["why"] is not None
