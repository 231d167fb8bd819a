"""References that are missing and mistyped in a synthetic force: as many as asked, one slip each, at random or not."""

import numpy as np
import polars as pl
import pytest

from fullcount.linking.references import one_slip_away
from fullcount.simulate.force import SimulatedForce, Wanted, simulate_force
from fullcount.simulate.references import ReferenceFaults, mistype


def joined(force: SimulatedForce) -> pl.DataFrame:
    """Return the true pairs with the numbers that either side states (blank: none) and the crime's mechanism."""
    reports = force.tables["reports.csv"].unique("Incident No", keep="last")
    crimes = force.tables["crimes.csv"].unique("Crime Number", keep="last")
    said = reports.select(report_id="Incident No", said=pl.col("Crime No").fill_null(""))
    named = crimes.select(crime_id="Crime Number", named=pl.col("Incident Ref").fill_null(""))
    made = force.truth["links.parquet"].join(said, on="report_id").join(named, on="crime_id")
    return made.join(force.truth["crimes.parquet"].select("crime_id", "mechanism"), on="crime_id")


@pytest.mark.parametrize("worse", [False, True])
def test_as_many_are_missing_and_mistyped_as_asked(worse: bool) -> None:
    force = simulate_force(Wanted(8000, 3, people=False, references=ReferenceFaults(0.35, 0.05, worse)))
    pairs = joined(force)
    missing = pairs.filter((pl.col("said") == "") & (pl.col("named") == ""))
    assert missing.height / pairs.height == pytest.approx(0.35, abs=0.03)
    right = pl.col("said").str.split(";").list.contains(pl.col("crime_id")) | (pl.col("named") == pl.col("report_id"))
    mistyped = pairs.join(missing, on=["report_id", "crime_id"], how="anti").filter(~right)
    assert mistyped.height / pairs.height == pytest.approx(0.05, abs=0.012)
    late = pl.col("mechanism") == "recorded-late"
    gap = missing.select(late.mean()).item() - pairs.select(late.mean()).item()
    assert (gap > 0.02) is worse


def test_a_slip_is_one_digit_or_two_exchanged() -> None:
    numbers = pl.Series("number", [f"77CR/{number:07}/25" for number in range(500)] + ["", None])
    which = np.arange(502) % 2 == 0
    found = mistype(np.random.default_rng(1), numbers, which)
    plain = [numbers.str.replace_all("/", ""), found.str.replace_all("/", "")]
    assert found.filter(pl.Series(~which)).equals(numbers.filter(pl.Series(~which)), null_equal=True)
    for before, after in list(zip(*plain, strict=True))[:500:2]:
        one = pl.DataFrame({"key": ["k"], "number": [after]}), pl.DataFrame({"id": ["i"], "number": [before]})
        assert one_slip_away(*one).height == 1, (before, after)
    assert found[500] == ""
