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
    assert apply_cancellations(table, pack).select("valid", "reason").rows() == [(valid, reason)], title


def test_a_force_that_supplies_no_codes_is_not_found_wrong(pack):
    found = apply_cancellations(pl.DataFrame({"class": ["8N", "49"]}), pack)
    assert found["valid"].to_list() == [None, None]
    assert apply_cancellations(pl.DataFrame({"class": pl.Series([], dtype=pl.String)}), pack).height == 0


# title | code | what became known | other facts | valid | reason | rule
DEEPER = [
    ("no crime is shown", "C2", "no-crime", {}, True, "cancellation-stands", None),
    ("a withdrawal and nothing else", "C2", "withdrawal", {}, False, "cancellation-fails-a-rule", "CAN2-WITHDRAWAL"),
    ("nothing is said", "C2", None, {}, None, "cancellation-information-not-told", "CAN2-ASK"),
    ("a slip", "C4", "mistake", {}, True, "cancellation-stands", None),
    ("no slip", "C4", "nothing", {}, False, "cancellation-fails-a-rule", "CAN4-CRIME-HAPPENED"),
    ("which slip is not said", "C4", None, {}, None, "cancellation-information-not-told", "CAN4-ASK"),
    ("rape, and who decided is not said", "C2", "no-crime", {"class": "19C"}, None,
     "cancellation-decider-not-told", "CAN2-RAPE-HOMICIDE-ASK"),
    ("rape, decided by the registrar", "C2", "no-crime", {"class": "19C", "decided_by_rank": "registrar"}, True,
     "cancellation-stands", None),
    ("transferred, and no number told", "C1", None, {"happened_in": "another-force"}, None,
     "cancellation-number-not-told", "CAN1-NUMBER-ASK"),
    ("transferred with its number", "C1", None, {"happened_in": "another-force", "other_force_number": True}, True,
     "cancellation-stands", None),
    ("the officer in the case decided", "C4", "mistake", {"decider_independent": False}, False,
     "cancellation-fails-a-rule", "CAN-NOT-INDEPENDENT"),
    ("no code", None, "no-crime", {}, False, "cancellation-without-code", "CANCEL-NO-CODE"),
    ("the force's own code", "NC7", "no-crime", {}, None, "cancellation-code-not-known", "CANCEL-OTHER-CODE"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "code", "information", "facts", "valid", "reason", "rule"), DEEPER)
def test_cancelled_where_the_reason_is_given(pack, title, code, information, facts, valid, reason, rule):
    row = {"cancelled_code": code, "later_information": information, "class": "8N", "cancelled_evidence_given": None}
    schema = {"cancelled_code": pl.String, "later_information": pl.String, "cancelled_evidence_given": pl.Boolean}
    found = apply_cancellations(pl.DataFrame([row | facts], schema_overrides=schema), pack)
    assert found.select("valid", "reason", "rule").rows() == [(valid, reason, rule)], title
    is_asked = reason.endswith("-not-told")
    assert (found["question"].item() is not None) is is_asked, title


def test_a_force_that_gives_no_reasons_keeps_the_first_depth(pack):
    """Who decided is told, and no reason of any cancellation: that C4 is allowed is all that can be said."""
    found = apply_cancellations(pl.DataFrame({"cancelled_code": ["C4"], "decided_by_rank": ["decision-maker"]}), pack)
    assert found.select("valid", "reason").rows() == [(True, "cancellation-allowed")]
