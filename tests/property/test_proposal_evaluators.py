"""A table of proposals gets the answers of one proposal at a time, and what is not said never makes one valid."""

from datetime import UTC, datetime

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.core.facts import FACT, FACTS, FactKind
from fullcount.core.states import Decision
from fullcount.pipeline.resources import rule_pack
from fullcount.rulebook import condition
from fullcount.rulebook.proposal import judge_proposal
from fullcount.rulebook.proposal_table import apply_outcomes
from fullcount.rulebook.vocabulary import CANCELLATIONS, OUTCOMES

PACK = rule_pack(None)
DTYPES = {FactKind.YES_NO: pl.Boolean, FactKind.CHOICE: pl.String, FactKind.NUMBER: pl.Int64}
SCHEMA = {
    "outcome": pl.String, "cancellation": pl.String, "class": pl.String, "code": pl.String, "charged": pl.String,
    "recorded_at": pl.Datetime("us", "UTC"), "closed_at": pl.Datetime("us", "UTC"),
    **{fact.name: DTYPES[fact.kind] for fact in FACTS},
}  # fmt: skip
USED = sorted({test.fact for rule in PACK.outcomes for test in condition.tests(rule.when)} & set(FACT))
WORDED = ("domestic", "relationship", "risk_level", "rape_disclosed", "victim_age_group")
RECORDS = st.sampled_from(
    [("8N", "008/06"), ("8N", "008/01"), ("8N", None), ("105A", None), ("1", "001/01"), ("19C", "019/12"),
     ("19J", None), ("34A", "034/01"), (None, "034/01"), ("46", None), ("92D", None), ("106", None), ("N100", None),
     ("10D", "008/26"), ("NFIB3A", None), ("zz", None), (None, None)]
)  # fmt: skip
CHARGES = st.lists(st.sampled_from(["008/06", "105A", "049/10", "054/01", "004/01", "021/12", "58D", "?"]), max_size=2)
TIMES = st.sampled_from(
    [None, datetime(2015, 12, 31, 23, 59, tzinfo=UTC), datetime(2019, 3, 31, 23, tzinfo=UTC),
     datetime(2020, 3, 31, 22, 59, tzinfo=UTC), datetime(2020, 3, 31, 23, tzinfo=UTC), datetime(2026, 5, 4, tzinfo=UTC)]
)  # fmt: skip


def told(name: str) -> st.SearchStrategy:
    fact = FACT[name]
    if fact.kind is FactKind.YES_NO:
        return st.booleans()
    return st.sampled_from([*fact.values, "no such value"]) if fact.values else st.integers(0, 30)


@st.composite
def proposals(draw) -> dict:
    row = dict(zip(("class", "code"), draw(RECORDS), strict=True))
    names = draw(st.lists(st.sampled_from([*USED, *WORDED]), unique=True, max_size=8))
    word = draw(st.sampled_from(["outcome", "cancellation"]))
    row[word] = draw(st.sampled_from([*(OUTCOMES if word == "outcome" else CANCELLATIONS), "25"]))
    row |= {"charged": " ".join(draw(CHARGES)), "recorded_at": draw(TIMES), "closed_at": draw(TIMES)}
    return row | {name: draw(told(name)) for name in names}


def alone(row: dict):
    facts = {name: value for name, value in row.items() if name in FACT}
    proposed = {word: row[word] for word in ("outcome", "cancellation") if word in row}
    recorded = [{name: row[name] for name in ("class", "code", "recorded_at")}]
    proposed["charged"] = row["charged"].split()
    return judge_proposal(proposed, recorded, facts, None, row["closed_at"], PACK)


@settings(max_examples=12, deadline=None)
@given(st.lists(proposals(), min_size=40, max_size=60))
def test_a_table_is_judged_as_each_row_alone(rows):
    answers = apply_outcomes(pl.DataFrame(rows, schema=SCHEMA), PACK)
    for row, found in zip(rows, answers.iter_rows(named=True), strict=True):
        one = alone(row)
        assert found["decision"] == one.decision
        assert found["decided_by"] == (one.decided_by[0] if one.decided_by else None)
        if one.decided_by:
            assert found["question"] == one.next_question


@settings(max_examples=60, deadline=None)
@given(proposals())
def test_a_fault_found_stays_when_more_is_said_of_other_things(row):
    """Forgetting a fact that no true rule uses changes nothing of what is wrong."""
    one = alone(row)
    used = {name for rule in one.tried if rule.outcome for name in rule.facts_used}
    rest = {name: value for name, value in row.items() if name not in FACT or name in used}
    if one.decision in (Decision.OUTCOME_INVALID, Decision.CANCELLATION_INVALID):
        assert set(one.decided_by) <= {rule.id for rule in alone(rest).tried if rule.outcome is not False}


def test_a_table_without_rows_or_columns_is_judged_too():
    assert apply_outcomes(pl.DataFrame(schema=SCHEMA), PACK).height == 0
    assert (
        apply_outcomes(pl.DataFrame({"outcome": ["18", "nonsense", None]}), PACK)["decision"].to_list()
        == ["not-yet-known"] * 3
    )
