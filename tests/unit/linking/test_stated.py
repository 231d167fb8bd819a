"""Whether a stated reference is believed, and which number a slip of the hand stands for."""

import numpy as np
import polars as pl
import pytest

from fullcount.linking.references import one_slip_away
from fullcount.linking.stated import BELIEVED, accidental, learnt_trust


def drawn(wrong):
    """Return the evidence of 2,000 stated references of which a share is wrong, with which are, and of accidents."""
    rng = np.random.default_rng(4)
    is_wrong = rng.random(2000) < wrong
    return np.where(is_wrong, rng.normal(-12, 8, 2000), rng.normal(45, 15, 2000)), is_wrong, rng.normal(-12, 8, 2000)


@pytest.mark.parametrize("wrong", [0.02, 0.10, 0.25])
def test_trust_tells_slips_from_references(wrong):
    stated, is_wrong, thrown = drawn(wrong)
    trust = learnt_trust(stated, thrown)
    assert trust is not None
    assert trust.share == pytest.approx(1 - is_wrong.mean(), abs=0.02)
    frame = pl.DataFrame({"evidence": stated})
    held = frame.select(trust.belief(pl.col("evidence"), pl.lit(trust.stated_prior)) >= BELIEVED).to_series().to_numpy()
    assert (held == ~is_wrong).mean() > 0.97


def test_a_reference_that_looks_accidental_is_believed_as_often_as_it_is_right():
    """A fifth of the right references look just as accidental ones do, and one in fifty is wrong: of those that look
    accidental ten in eleven are right, however strong the evidence against them."""
    rng = np.random.default_rng(6)
    is_wrong = rng.random(20_000) < 0.02
    unlike = is_wrong | (rng.random(20_000) < 0.2)
    stated = np.where(unlike, rng.normal(-20, 8, 20_000), rng.normal(45, 15, 20_000))
    trust = learnt_trust(stated, rng.normal(-20, 8, 20_000), stated[~is_wrong][::3])
    assert trust is not None
    belief = pl.DataFrame({"evidence": [-45.0, -30.0, -15.0, 45.0]}).select(
        trust.belief(pl.col("evidence"), pl.lit(trust.stated_prior))
    )
    assert trust.share == pytest.approx(0.98, abs=0.01)
    assert belief.to_series().to_list() == sorted(belief.to_series().to_list())
    assert belief.item(0, 0) > BELIEVED
    assert belief.item(3, 0) > 0.999


def test_evidence_that_tells_nothing_gives_no_trust():
    rng = np.random.default_rng(5)
    assert learnt_trust(rng.normal(-3, 1, 500), rng.normal(3, 1, 500)) is None
    assert learnt_trust(np.array([]), np.array([])) is None


def test_pairs_thrown_together_are_of_other_records_and_near_in_number():
    stated = pl.DataFrame({"report_id": [f"R{n:03}" for n in range(300)], "crime_id": [f"C{n:03}" for n in range(300)]})
    thrown = accidental(stated)
    assert thrown.height == 300
    assert thrown.join(stated, on=["report_id", "crime_id"], how="semi").is_empty()
    apart = thrown.select(
        (pl.col("crime_id").str.slice(1).cast(int) - pl.col("report_id").str.slice(1).cast(int)) % 300
    ).to_series()
    assert set(apart) == {1, 2, 3, 5, 10, 20, 50, 100}
    assert accidental(stated.clear()).is_empty()


@pytest.mark.parametrize(
    ("stated", "number", "near"),
    [
        ("77CR001225", "77CR001235", True),
        ("77CR001225", "77CR002125", True),
        ("77CR001225", "77CR001226", True),
        ("77CR001225", "77CR001225", False),  # itself
        ("77CR001225", "77CR001336", False),  # two digits
        ("77CR001225", "77CS001225", False),  # a letter is not a digit
        ("77CR001225", "77CR00122", False),
        ("77CR001225", "77CR0012250", False),
        ("12", "21", True),
        ("1" * 50, "1" * 49 + "2", False),  # longer than any number is
    ],
)
def test_one_slip_away(stated, number, near):
    found = one_slip_away(
        pl.DataFrame({"key": ["R1"], "number": [stated]}), pl.DataFrame({"id": ["C1"], "number": [number]})
    )
    assert found.rows() == ([("R1", stated, "C1")] if near else [])


def test_nothing_stated_is_near_nothing():
    empty = pl.DataFrame(schema={"key": pl.String, "number": pl.String})
    assert one_slip_away(empty, pl.DataFrame({"id": ["C1"], "number": ["12"]})).is_empty()
