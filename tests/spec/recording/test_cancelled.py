"""Rightly cancelled or not, at first depth: CRR 2026/27 p25-26."""

import polars as pl
import pytest

from fullcount.rulebook.cancellation import apply_cancellations

# title | code | additional information given | class | valid | reason
CANCELLATIONS = [
    ("transferred", "C1", None, "49", True, "cancellation-allowed"),
    ("additional information in the record", "C2", True, "8N", True, "cancellation-evidence-given"),
    ("no additional information", "C2", False, "8N", False, "cancellation-without-evidence"),
    ("the extract cannot say", "C2", None, "8N", None, "cancellation-evidence-not-known"),
    ("duplicate", "C3", False, "8N", True, "cancellation-allowed"),
    ("recorded in error", " c4: error", None, "8N", True, "cancellation-allowed"),
    ("self-defence, assault with injury", "C5", None, "8N", True, "cancellation-allowed"),
    ("self-defence, robbery", "C5", None, "34B", False, "cancellation-self-defence-class"),
    ("self-defence, class not known", "C5", None, None, None, "cancellation-class-not-known"),
    ("no code", None, True, "8N", False, "cancellation-without-code"),
    ("blank code", "  ", True, "8N", False, "cancellation-without-code"),
    ("the force's own code", "NC7", True, "8N", None, "cancellation-code-not-known"),
    ("C50 is not C5", "C50", True, "8N", None, "cancellation-code-not-known"),
]


@pytest.mark.parametrize(("title", "code", "evidence", "class_", "valid", "reason"), CANCELLATIONS)
def test_cancelled(pack, title, code, evidence, class_, valid, reason):
    columns = {"cancelled_code": pl.String, "cancelled_evidence_given": pl.Boolean, "class": pl.String}
    table = pl.DataFrame([(code, evidence, class_)], schema=columns, orient="row")
    assert apply_cancellations(table, pack).rows() == [(valid, reason)], title


def test_a_force_that_supplies_no_codes_is_not_found_wrong(pack):
    found = apply_cancellations(pl.DataFrame({"class": ["8N", "49"]}), pack)
    assert found["valid"].to_list() == [None, None]
    assert apply_cancellations(pl.DataFrame({"class": pl.Series([], dtype=pl.String)}), pack).height == 0
