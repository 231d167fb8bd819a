"""How the tables in this folder are read: each line is a report and what the rules say should be done with it.

Both evaluators answer every line: the one that explains a single report, and the one that reads whole tables.
"""

from datetime import UTC, datetime

import polars as pl
import pytest

from fullcount.core.facts import FACTS, FactKind
from fullcount.pipeline.resources import rule_pack
from fullcount.rulebook.case import Case, decide
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.table import apply, fired

MAY_2026 = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)
DTYPES = {FactKind.YES_NO: pl.Boolean, FactKind.CHOICE: pl.String, FactKind.NUMBER: pl.Int64}


@pytest.fixture(scope="session")
def pack() -> Pack:
    return rule_pack(None)


@pytest.fixture
def answer(pack: Pack):
    """Return a function from a report to its answer, by both evaluators (which must agree)."""

    def of(facts, opened=None, closed=None, text=True, at=MAY_2026):
        case = Case("r", at, opened, closed, text, facts)
        one = decide(case, pack)
        row = {"reported_at": at, "opening_class": opened, "closing_class": closed, "has_text": text, **facts}
        schema = {fact.name: DTYPES[fact.kind] for fact in FACTS if fact.name in facts}
        table = pl.DataFrame(
            [row],
            schema={
                "reported_at": pl.Datetime("us", "UTC"), "opening_class": pl.String, "closing_class": pl.String,
                "has_text": pl.Boolean, **schema,
            },
        )  # fmt: skip
        (many,) = apply(table, pack).to_dicts()
        assert many["decision"] == one.decision
        assert (many["class"], many["extra_classes"]) == (one.class_, " ".join(one.extra_classes))
        assert (many["crimes_due"], many["reason"], many["deadline"]) == (one.crimes_due, one.reason, one.deadline)
        assert many["question"] == one.question
        assert fired(many["rules"], pack) == list(one.rules)
        return one

    return of
