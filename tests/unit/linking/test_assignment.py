"""From scored pairs to links and near misses."""

import polars as pl
import pytest

from fullcount.linking.assignment import LINK, SECOND, assigned, near_misses

PAIRS = {
    "report_id": pl.String,
    "crime_id": pl.String,
    "probability": pl.Float64,
    "weight": pl.Float64,
    "gap": pl.Float64,
}


def pairs(*rows):
    """Return scored pairs of (report, crime, probability[, gap]); the weight grows with the probability."""
    made = [(report, crime, p, p * 10, gap[0] if gap else None) for report, crime, p, *gap in rows]
    return pl.DataFrame(made, schema=PAIRS, orient="row")


def links(*rows):
    return assigned(pairs(*rows)).select("report_id", "crime_id").rows()


def test_each_takes_its_likeliest():
    assert links(("R1", "C1", 0.9), ("R1", "C2", 0.8), ("R2", "C1", 0.85), ("R2", "C2", 0.6)) == [
        ("R1", "C1"),
        ("R2", "C2"),
    ]


@pytest.mark.parametrize(("probability", "linked"), [(LINK, True), (LINK - 0.001, False)])
def test_a_link_is_more_likely_than_not(probability, linked):
    assert bool(links(("R1", "C1", probability))) is linked


@pytest.mark.parametrize(("probability", "joined"), [(SECOND, True), (SECOND - 0.001, False)])
def test_a_second_crime_joins_a_report_only_when_it_is_very_likely(probability, joined):
    found = links(("R1", "C1", 0.99), ("R1", "C2", probability))
    assert found == ([("R1", "C1"), ("R1", "C2")] if joined else [("R1", "C1")])


def test_a_crime_never_answers_two_reports():
    assert links(("R1", "C1", 0.99), ("R2", "C1", 0.98)) == [("R1", "C1")]


def test_equals_are_told_apart_by_time_then_by_number():
    assert links(("R1", "C1", 0.9, 60.0), ("R2", "C1", 0.9, 5.0)) == [("R2", "C1")]
    assert links(("R2", "C1", 0.9, 5.0), ("R1", "C1", 0.9, 5.0)) == [("R1", "C1")]
    assert links(("R1", "C1", 0.9, None), ("R2", "C1", 0.9, 5.0)) == [("R2", "C1")]


def test_no_pairs_no_links():
    assert links() == []
    assert near_misses(pairs(), assigned(pairs())).rows() == []


def test_near_misses_are_the_likeliest_that_did_not_become_links():
    scored = pairs(
        ("R1", "C1", 0.99),
        ("R1", "C2", 0.4),
        ("R1", "C3", 0.3),
        ("R1", "C4", 0.2),
        ("R1", "C5", 0.1),
        ("R1", "C6", 0.009),
    )
    found = near_misses(scored, assigned(scored), most=2)
    # C4 and C5 are no near miss of R1, which has two likelier ones; but R1 is the likeliest report of C4 and of C5
    assert found.rows() == [("R1", "C2", 0.4), ("R1", "C3", 0.3), ("R1", "C4", 0.2), ("R1", "C5", 0.1)]
    assert (
        near_misses(pairs(("R1", "C1", 0.99)), pairs(("R1", "C1", 0.99)).select("report_id", "crime_id")).rows() == []
    )


def test_near_misses_are_few_for_each_report_and_each_crime():
    scored = pairs(*((f"R{r}", f"C{c}", 0.1 + r / 100 + c / 1000) for r in range(6) for c in range(6)))
    found = near_misses(scored, assigned(scored), most=1)
    best_of_report = {(f"R{r}", "C5") for r in range(6)}
    best_of_crime = {("R5", f"C{c}") for c in range(6)}
    assert {row[:2] for row in found.rows()} == best_of_report | best_of_crime
