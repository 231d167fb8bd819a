from datetime import UTC, datetime

import polars as pl
import pytest

from fullcount.core.facts import FACT
from fullcount.rulebook.case import Case, decide
from fullcount.rulebook.pack import parse_pack
from fullcount.rulebook.table import RESULT, apply, fired
from fullcount.rulebook.trail import trail_of

AT = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)
VIOLENCE = "classification-violence.toml"


def test_an_empty_table_has_the_columns_of_the_result(pack):
    found = apply(pl.DataFrame(schema={"report_key": pl.UInt32}), pack)
    assert dict(found.schema) == RESULT and found.height == 0


def test_a_table_of_keys_alone_knows_nothing(pack):
    found = apply(pl.DataFrame({"report_key": [1, 2, 3]}), pack)
    assert dict(found.schema) == RESULT
    assert found["reason"].to_list() == ["no-code-no-text"] * 3


def test_choices_may_come_as_enum_categorical_or_text(pack):
    base = {"violence_used": [True, True], "has_text": [True, True], "opening_class": ["unclear", "unclear"]}
    answers = []
    for dtype in (pl.String, pl.Categorical, pl.Enum(["minor", "none"])):
        table = pl.DataFrame(base | {"injury": pl.Series(["minor", None]).cast(dtype)})
        answers.append(apply(table.with_columns(pl.col("opening_class").cast(pl.Categorical)), pack)["class"].to_list())
    assert answers == [["8N", "105A"]] * 3


def test_order_is_kept_and_columns_of_nulls_are_unknown(pack):
    table = pl.DataFrame(
        {"closing_class": ["8N", None, "46"], "injury": [None] * 3, "victim_found": [None] * 3, "has_text": [None] * 3}
    )
    assert apply(table, pack)["class"].to_list() == ["8N", None, "46"]


def test_times_of_another_unit_are_read(pack):
    table = pl.DataFrame({"reported_at": pl.Series([AT]).cast(pl.Datetime("ms", "UTC")), "closing_class": ["8N"]})
    assert apply(table, pack)["deadline"].to_list() == [datetime(2026, 5, 13, 9, 30, tzinfo=UTC)]


def test_the_trail_names_what_decided(pack):
    table = pl.DataFrame({"violence_used": [True], "drugs_found": [True], "reported_at": [AT], "has_text": [True]})
    (trail,) = apply(table, pack)["rules"].to_list()
    assert fired(trail, pack) == ["REC-TEXT", "CLOCK-24", "VIOL-NO-INJURY", "DRUGS-FOUND"]


def test_a_trail_is_written_and_read():
    trail = trail_of([["A", "B"], ["C"], ["D", "E", "F"]])
    assert trail.fits
    assert list(trail.read(trail.write([2, 0, 3]))) == ["B", "F"]
    assert list(trail.read(trail.write([0, 0, 0]))) == []
    assert not trail_of([["A"]] * 64).fits


def test_a_question_that_would_settle_the_class(pack):
    table = pl.DataFrame(
        {"violence_used": [True, True], "injury": [None, "none"]}, schema_overrides={"injury": pl.String}
    )
    assert apply(table, pack)["question"].to_list() == [FACT["injury"].question, None]


def test_an_explanation_tells_what_was_tried_and_what_is_unknown(pack):
    found = decide(Case("r", AT, "unclear", None, True, {"violence_used": True, "reporter": "other"}), pack)
    tried = {rule.id: rule for rule in found.tried}
    third = tried["REC-CONFIRMATION-UNKNOWN"]
    assert third.decided and third.outcome is True
    assert third.facts_used["reporter"] == "other" and "victim_confirms" in third.unknown
    assert str(third.citation) == "CRR p8"
    assert tried["VIOL-INJURY"].outcome is None and "injury" in tried["VIOL-INJURY"].unknown
    assert tried["REC-THIRD-PARTY"].outcome is None
    assert tried["REC-TEXT"].outcome is True and not tried["REC-TEXT"].decided
    assert "DRUGS-FOUND" not in tried  # nothing told touches it


@pytest.mark.parametrize("victims", [70_000, 10**9])
def test_a_number_of_victims_beyond_belief_does_not_overflow(pack, victims):
    table = pl.DataFrame({"violence_used": [True], "number_of_victims": [victims], "has_text": [True]})
    found = apply(table, pack)["crimes_due"].to_list()
    case = Case("r", None, None, None, True, {"violence_used": True, "number_of_victims": victims})
    assert found == [decide(case, pack).crimes_due] == [60_000]


@pytest.mark.parametrize(("at", "class_"), [
    (datetime(2022, 12, 31, 23, 59, 59, 999999, tzinfo=UTC), "8N"), (datetime(2023, 1, 1, tzinfo=UTC), "105A"),
])  # fmt: skip
def test_a_rule_ends_with_its_last_day(files, at, class_):
    dated = files[VIOLENCE].replace("from = 2022-06-07", "from = 2022-06-07, to = 2022-12-31")
    pack = parse_pack(files | {VIOLENCE: dated})
    table = pl.DataFrame({"strangulation": [True], "reported_at": [at], "has_text": [True]})
    assert apply(table, pack)["class"].to_list() == [class_]
    assert decide(Case("r", at, None, None, True, {"strangulation": True}), pack).class_ == class_


def test_drugs_named_by_type_and_by_words_are_one_crime(pack):
    """CRR p91: one drug offence; the log's type says cannabis (92E), its words only drugs (92D). Both evaluators."""
    reported = datetime(2026, 5, 1, 12, tzinfo=UTC)
    table = pl.DataFrame(
        {
            "report_key": ["a", "b"],
            "reported_at": [reported, reported],
            "opening_class": [None, None],
            "closing_class": ["92E", "8N"],
            "has_text": [True, True],
            "drugs_found": [True, True],
        }
    )
    made = apply(table, pack)
    assert made["crimes_due"].to_list() == [1, 2]
    assert made["extra_classes"].to_list() == ["", "92D"]
    for row, due in zip(table.to_dicts(), (1, 2), strict=True):
        case = Case(row["report_key"], reported, None, row["closing_class"], has_text=True, facts={"drugs_found": True})
        assert decide(case, pack).crimes_due == due
