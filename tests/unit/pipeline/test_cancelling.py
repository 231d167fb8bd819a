"""The table of cancellations beside the crimes, and what is worked out from both."""

from datetime import UTC, datetime

import polars as pl
import pytest

from fullcount.core.tables import CANCELLATIONS, CRIMES, Table
from fullcount.pipeline.intake.columns import TYPES
from fullcount.pipeline.judging.cancelling import Readers, judged_cancellations, with_cancellations
from fullcount.pipeline.resources import lexicon, reasons_lexicon, rule_pack

READERS = Readers(lexicon(), reasons_lexicon())
MISTAKE = "Keyed against the wrong nominal."


def at(day: int) -> datetime:
    return datetime(2026, 3, day, tzinfo=UTC)


def typed(given: list[dict], table: Table) -> pl.DataFrame:
    schema = {column.name: TYPES[column.kind] for column in table.columns} | {"is_cancelled": pl.Boolean}
    schema["class"] = pl.String()
    named = [{name: row.get(name) for name in schema} for row in given]
    return pl.DataFrame(named, schema=schema)


def rows(*given: dict) -> pl.DataFrame:
    return typed([{"cancellation_id": f"X{n}"} | row for n, row in enumerate(given)], CANCELLATIONS)


def crimes(*given: dict) -> pl.DataFrame:
    return typed([{"class": "8N", "is_cancelled": True, "offence_code": ["008/06"]} | row for row in given], CRIMES)


def judged(made: pl.DataFrame, cancelled: pl.DataFrame | None = None) -> list[dict]:
    return judged_cancellations(with_cancellations(made, cancelled), rule_pack(None), READERS).to_dicts()


def test_the_last_row_of_the_table_beats_the_record() -> None:
    own = crimes({"crime_id": "CR/0000001/26", "cancelled_code": "C2", "cancelled_evidence": "Victim has withdrawn."})
    table = rows(
        {"crime_id": "cr 0000001 26", "code": "C4", "evidence": MISTAKE, "cancelled_at": at(9), "decided_by": "DDM"},
        {"crime_id": "CR/0000001/26", "code": "C3", "evidence": "Duplicate", "cancelled_at": at(2)},
        {"crime_id": "CR/0000009/26", "code": "C3", "evidence": "of no record", "cancelled_at": at(2)},
    )
    (row,) = with_cancellations(own, table).to_dicts()
    assert (row["cancelled_code"], row["cancelled_evidence"], row["decided_by"]) == ("C4", MISTAKE, "DDM")
    assert row["cancelled_at"] == at(9)
    assert [one["valid"] for one in (*judged(own, table), *judged(own))] == [True, False]


def test_what_a_row_leaves_blank_the_record_tells() -> None:
    own = crimes({"crime_id": "CR/0000001/26", "cancelled_evidence": MISTAKE})
    (row,) = with_cancellations(own, rows({"crime_id": "CR/0000001/26", "code": "C4"})).to_dicts()
    assert (row["cancelled_code"], row["cancelled_evidence"]) == ("C4", MISTAKE)


@pytest.mark.parametrize(
    ("decided_by", "decider", "valid", "rule"),
    [
        ("Designated Decision Maker", "D1", True, None),
        ("Force Crime Registrar", "D1", True, None),
        ("PC 7712 (OIC)", "D1", False, "CAN-NOT-INDEPENDENT"),
        ("Designated Decision Maker", "7712", False, "CAN-NOT-INDEPENDENT"),
        ("Det Sgt", "D1", False, "CAN2-DECIDER"),
        (None, None, True, None),
    ],
)
def test_who_may_cancel(decided_by: str | None, decider: str | None, valid: bool, rule: str | None) -> None:
    own = crimes({"crime_id": "C1", "officer_id": "7712"})
    table = rows({"crime_id": "C1", "code": "C2", "evidence": "CCTV shows that he fell.", "decided_by": decided_by,
                  "decided_by_id": decider})  # fmt: skip
    (row,) = judged(own, table)
    assert (row["valid"], row["rule"]) == (valid, rule)


@pytest.mark.parametrize(
    ("named", "stands", "valid"),
    [
        ("CR/0000002/26", True, True),
        ("CR/0000002/26", False, False),
        ("cr 2 26", True, True),
        ("CR/0000007/26", True, True),
    ],
)
def test_the_twin_of_a_duplicate_must_stand(named: str, stands: bool, valid: bool) -> None:
    own = crimes(
        {"crime_id": "CR/0000001/26", "cancelled_code": "C3", "cancelled_evidence": f"Duplicate of {named}"},
        {"crime_id": "CR/0000002/26", "is_cancelled": not stands, "cancelled_code": "C4"},
    )
    assert judged(own)[0]["valid"] is valid


def test_no_reason_at_all() -> None:
    """C2 without information does not stand; of a C4 it is asked what the mistake was. Marks are no words."""
    found = judged(crimes(
        {"crime_id": "C1", "cancelled_code": "C2", "cancelled_evidence": None},
        {"crime_id": "C2", "cancelled_code": "C4", "cancelled_evidence": None},
        {"crime_id": "C3", "cancelled_code": "C2", "cancelled_evidence": "\x00 \u202e ......."},
        {"crime_id": "C4", "cancelled_code": "C2", "cancelled_evidence": "Victim has withdrawn."},
    ))  # fmt: skip
    assert [row["valid"] for row in found] == [False, None, False, False]
    assert found[1]["question"]


def test_what_was_read_is_kept_with_its_place() -> None:
    text = "Café CCTV shows that he fell."
    (row,) = judged(crimes({"crime_id": "C1", "cancelled_code": "C2", "cancelled_evidence": text}))
    (said, *_) = row["said"]
    assert (said["value"], said["counts"]) == ("no-crime", True)
    assert text.encode()[said["start"] : said["end"]].decode() == "CCTV shows that he fell"


def test_of_no_cancelled_crime_nothing() -> None:
    assert judged(crimes({"crime_id": "C1", "is_cancelled": False})) == []
