"""Agreement: the published values, the small-sample intervals, what is refused; a reviewer who begins to differ."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from fullcount.audit.agreement import agreement_by_rule, drifts
from fullcount.audit.agreement.by_rule import COHEN, POOLED
from fullcount.audit.agreement.coefficients import ac1, ac1_error, cohen, pooled_kappa_error, raw_agreement
from fullcount.audit.agreement.drift import KNOWN, SECOND, highest_evidence
from fullcount.audit.agreement.small_sample import cohen_ends, drawn_ends
from fullcount.audit.intervals import clopper_pearson
from fullcount.audit.results import Refusal

GWET = """1 1 0 1 | 2 2 3 2 | 3 3 3 3 | 3 3 3 3 | 2 2 2 2 | 1 2 3 4 | 4 4 4 4 | 1 1 2 1 | 2 2 2 2 | 0 5 5 5 | 0 0 1 1
| 0 0 3 0"""
"""Gwet 2014: four reviewers, twelve reports, five marks; 0 is no mark."""
ROWS = np.array([[int(mark) for mark in row.split()] for row in GWET.replace("\n", " ").split("|")])
FOUR = np.stack([(mark == ROWS).sum(axis=1) for mark in range(1, 6)], axis=1).astype(float)


def test_gwets_four_reviewers():
    assert raw_agreement(FOUR) == pytest.approx(0.8181818, abs=1e-7)
    found, kappa = ac1_error(FOUR), pooled_kappa_error(FOUR)
    assert (float(found.value), float(found.error)) == pytest.approx((0.77544, 0.14295), abs=5e-6)
    assert (float(kappa.value), float(kappa.error)) == pytest.approx((0.76117, 0.15302), abs=5e-6)


@pytest.mark.parametrize(
    ("table", "kappa", "error"),
    [
        ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], 0.492, None),  # Cohen 1960
        ([[106, 10, 4], [22, 28, 10], [2, 12, 6]], 0.429, 0.0537),  # Fleiss, Cohen & Everitt 1969: variance 0.002885
        ([[13, 0, 0], [0, 20, 7], [0, 4, 56]], 0.7964094, 0.05891072),  # irrCAC, cont3x3abstractors
        ([[118, 5], [2, 0]], -0.0234, None),  # Gwet 2008
    ],
)
def test_cohens_kappa_of_published_tables(table, kappa, error):
    found = cohen(np.array(table, dtype=float))
    assert float(found.value) == pytest.approx(kappa, abs=5e-4)
    if error:
        assert float(found.error) == pytest.approx(error, abs=5e-5)


def test_ac1_where_kappa_misleads():
    marks = np.array([[2.0, 0.0]] * 118 + [[1.0, 1.0]] * 7)
    assert float(ac1(marks)) == pytest.approx(0.9408, abs=5e-5)


def test_many_tables_at_once_are_each_as_alone():
    tables = np.random.default_rng(1).integers(1, 30, (5, 3, 3)).astype(float)
    both = cohen(tables)
    for place in range(5):
        one = cohen(tables[place])
        assert float(one.value) == pytest.approx(both.value[place])
        assert float(one.error) == pytest.approx(both.error[place])


def test_no_disagreement_in_twenty_reports_is_not_perfect_agreement():
    marks = np.array([[2.0, 0.0]] * 17 + [[0.0, 2.0]] * 3)
    low, high = drawn_ends(marks, ac1, 0.95, np.random.default_rng(1))
    assert float(ac1_error(marks).error) == 0.0
    assert 0.6 < low < 0.95
    assert high == pytest.approx(1.0, abs=0.01)


def test_the_small_sample_interval_nears_the_large_sample_one():
    table = np.array([[400.0, 30.0], [40.0, 130.0]])
    found = cohen(table)
    low, high = cohen_ends(table, lambda drawn: cohen(drawn).value, 0.95, np.random.default_rng(1))
    assert low == pytest.approx(float(found.value - 1.96 * found.error), abs=0.015)
    assert high == pytest.approx(float(found.value + 1.96 * found.error), abs=0.015)


def marks_of(*rows):
    return pl.DataFrame(rows, schema=["report_id", "rule", "reviewer", "mark"], orient="row")


def test_rules_are_told_apart_and_in_order():
    rows = [(f"r{i}", "theft", who, "crime" if i % 2 else "none") for i in range(20) for who in ("A", "B")]
    rows += [
        (f"r{i}", "assault", who, "crime" if (i + (who == "B")) % 2 else "none") for i in range(20) for who in "AB"
    ]
    assault, theft = agreement_by_rule(marks_of(*rows))
    assert (assault.rule, theft.rule) == ("assault", "theft")
    assert (theft.raw.estimate, assault.raw.estimate) == (1.0, 0.0)
    assert (theft.kappa.estimate, assault.kappa.estimate) == pytest.approx((1.0, -1.0))
    assert theft.kappa.method == COHEN
    assert theft.raw.low == pytest.approx(clopper_pearson(20, 20).low)
    assert assault.together == {("crime", "none"): 10, ("none", "crime"): 10}


def test_not_enough_in_the_log_is_a_mark_like_any_other():
    rows = [(f"r{i}", "theft", who, "not enough in the log" if i < 10 else "crime") for i in range(20) for who in "AB"]
    (rule,) = agreement_by_rule(marks_of(*rows))
    assert rule.ac1.estimate == pytest.approx(1.0)
    assert rule.marks == ("crime", "not enough in the log")


def test_more_than_two_reviewers_and_marks_left_out():
    rows = [
        (f"r{i}", "theft", f"R{place}", str(mark))
        for i, row in enumerate(ROWS) for place, mark in enumerate(row) if mark
    ]  # fmt: skip
    (rule,) = agreement_by_rule(marks_of(*rows))
    assert rule.reports == 11
    assert rule.kappa.method == POOLED
    assert rule.ac1.estimate == pytest.approx(0.77544, abs=5e-6)
    assert rule.ac1.low < rule.ac1.estimate < rule.ac1.high
    assert rule.raw.estimate == pytest.approx(0.8181818, abs=1e-7)


def test_too_few_reports_and_one_mark_alone_are_refused():
    few = agreement_by_rule(marks_of(*((f"r{i}", "theft", who, "crime") for i in range(9) for who in "AB")))[0]
    same = agreement_by_rule(marks_of(*((f"r{i}", "theft", who, "crime") for i in range(30) for who in "AB")))[0]
    assert isinstance(few.ac1, Refusal)
    assert "9 report(s)" in few.ac1.why
    assert isinstance(same.kappa, Refusal)
    assert same.raw.estimate == 1.0


def test_marks_all_the_same_where_both_marked_leave_no_kappa():
    rows = [(f"r{i}", "theft", who, "crime") for i in range(20) for who in "AB"] + [("x", "theft", "A", "none")]
    (rule,) = agreement_by_rule(marks_of(*rows))
    assert isinstance(rule.kappa, Refusal)
    assert rule.ac1.estimate == pytest.approx(1.0)


def test_evidence_stays_low_without_a_difference_and_grows_with_many():
    usual = np.full(60, 0.1)
    assert (highest_evidence(np.zeros(60), usual) < 1.0).all()
    assert highest_evidence(np.ones(60), usual)[-1] > 1e6


def test_the_evidence_is_a_martingale_where_nothing_changes():
    # exact: over all ways that four comparisons can turn out, the mean of the evidence is what one began with
    usual = np.array([0.1, 0.3, 0.2, 0.4])
    ways = np.array([[(way >> bit) & 1 for bit in range(4)] for way in range(16)], dtype=float)
    chance = np.prod(np.where(ways > 0, usual, 1 - usual), axis=1)
    mean = (chance[:, None] * highest_evidence(ways, np.broadcast_to(usual, ways.shape))).sum(axis=0)
    assert mean == pytest.approx(np.ones(4))


def team(rng, change=None, known=True, reviewers=6, reports=300):
    rows = []
    for i in range(reports):
        truth = "crime" if rng.random() < 0.3 else "none"
        for who in rng.choice(reviewers, 1 if known else 2, replace=False):
            wrong = 0.4 if who == 0 and change is not None and i >= change else 0.05
            mark = {"crime": "none", "none": "crime"}[truth] if rng.random() < wrong else truth
            day = date(2026, 1, 1) + timedelta(days=i)
            rows.append((f"r{i}", "theft", f"R{who}", mark, day, truth if known else None))
    schema = {"report_id": pl.String, "rule": pl.String, "reviewer": pl.String, "mark": pl.String, "date": pl.Date}
    return pl.DataFrame(rows, schema={**schema, "known_answer": pl.String}, orient="row")


@pytest.mark.parametrize("known", [True, False])
def test_a_reviewer_who_begins_to_differ_is_seen_and_nobody_else(known):
    reports = 900 if known else 500
    found = drifts(team(np.random.default_rng(3), change=reports // 3, known=known, reports=reports))
    assert [drift.reviewer for drift in found] == [f"R{i}" for i in range(6)]
    assert [drift.has_sign for drift in found] == [True, False, False, False, False, False]
    first = found[0]
    assert first.against == (KNOWN if known else SECOND)
    changed = date(2026, 1, 1) + timedelta(days=reports // 3)
    assert abs((first.since - changed).days) < 90
    assert first.differing > 2 * first.usual
    assert all(drift.since is None and drift.differing == 0 for drift in found[1:])


def test_what_is_usual_is_taken_from_the_others_alone():
    # R0 differs on every report that R0 shares; the others never differ among themselves
    rows = [
        (f"r{i}", "theft", who, "crime", date(2026, 1, 1 + i % 28), None) for i in range(40) for who in ("R1", "R2")
    ]
    rows += [(f"s{i}", "theft", "R1", "crime", date(2026, 2, 1 + i % 28), None) for i in range(30)]
    rows += [(f"s{i}", "theft", "R0", "none", date(2026, 2, 1 + i % 28), None) for i in range(30)]
    frame = pl.DataFrame(rows, schema=[*marks_of().columns, "date", "known_answer"], orient="row")
    first = next(drift for drift in drifts(frame) if drift.reviewer == "R0")
    assert first.has_sign
    assert first.usual == pytest.approx(30 * (10 * (1 / 42)) / (40 * 2 + 10), abs=0.5)
    assert first.usual < 1.0


def test_nobody_is_named_where_nothing_changed_or_too_little_is_known():
    assert not any(drift.has_sign for drift in drifts(team(np.random.default_rng(4))))
    few = drifts(team(np.random.default_rng(4), reports=60))
    assert not any(drift.is_enough for drift in few)
