"""Opened as one offence, closed as another: which way, and for what reason."""

import polars as pl
import pytest

from fullcount.ledgers.reclassified import by_pair, reclassified

GROUPS = pl.DataFrame({"class": ["8N", "105A", "49"], "group": ["V", "V", "T"], "harm": [0.5, 0.3, 0.1]})
REPORT = {
    "report_id": "R1", "reported_at": None, "opening_class": "8N", "closing_class": "105A", "reason": "asked",
    "class": None, "contrary": False, "disposition_means": None, "other_force_ref": None, "opening_code": ["A"],
    "closing_code": ["B"], "state": "unknown", "district": "D", "unit": "U",
}  # fmt: skip
TYPES = {"reported_at": pl.Datetime("us", "UTC"), "class": pl.String, "disposition_means": pl.String,
         "other_force_ref": pl.String, "closing_class": pl.String, "opening_class": pl.String}  # fmt: skip


def standing(**facts):
    """Return direction, reason and whether a person is needed of one report; None if it was not reclassified."""
    rows = reclassified(pl.DataFrame([REPORT | facts], schema_overrides=TYPES), GROUPS)
    return rows.select("direction", "reason", "needs_person").row(0) if rows.height else None


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({}, ("lesser", "no-reason-given", True), id="made lesser, and nothing says why"),
        pytest.param({"opening_class": "49"}, ("graver", "no-reason-given", False), id="made graver"),
        pytest.param({"closing_class": "not-notifiable"}, ("no-crime", "no-reason-given", True), id="closed as none"),
        pytest.param({"class": "105A", "reason": "text-discloses-crime"},
                     ("lesser", "words-tell-closing-class", False), id="the words tell of the lesser one"),
        pytest.param({"class": "8N", "reason": "text-discloses-crime"}, ("lesser", "no-reason-given", True),
                     id="the words tell of the graver one"),
        pytest.param({"contrary": True}, ("lesser", "evidence-against", False), id="evidence against it"),
        pytest.param({"disposition_means": "duplicate"}, ("lesser", "duplicate", False), id="a second report of it"),
        pytest.param({"other_force_ref": "X1"}, ("lesser", "left-to-another-force", False), id="another force's"),
        pytest.param({"closing_class": "8N"}, None, id="closed as it was opened"),
        pytest.param({"closing_class": None}, None, id="no closing code"),
        pytest.param({"closing_class": "unclear"}, None, id="a closing code that says nothing"),
        pytest.param({"opening_class": "not-notifiable"}, None, id="opened as no crime"),
    ],
)  # fmt: skip
def test_one_report(facts, expected):
    assert standing(**facts) == expected


def test_pairs_add_up_to_the_reports():
    made = [REPORT | {"report_id": f"R{n}", "contrary": n % 2 == 0} for n in range(6)]
    made.append(REPORT | {"report_id": "R9", "opening_class": "49"})
    rows = reclassified(pl.DataFrame(made, schema_overrides=TYPES), GROUPS)
    pairs = by_pair(rows)
    assert pairs.select("opened_class", "closed_class", "count").rows() == [("8N", "105A", 6), ("49", "105A", 1)]
    assert pairs["evidence-against"].to_list() == [3, 0]
    assert pairs["count"].sum() == rows.height
