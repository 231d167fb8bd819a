"""What codes mean for reports and records, and what is unknown because nothing given says it."""

from datetime import UTC, datetime

import polars as pl
import pytest

from fullcount.core.tables import CRIMES
from fullcount.pipeline.intake.assemble import with_columns_of
from fullcount.pipeline.judging.cancelling import Readers
from fullcount.pipeline.judging.codes import read_codes
from fullcount.pipeline.judging.judge import classed_crimes, code_classes, meanings
from fullcount.pipeline.resources import lexicon, reasons_lexicon, rule_pack

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
TABLE = """kind,code,means,note
type,FIGHT,8N,
type,ODD,unclear,
type,NOISE,not-notifiable,
offence,ASSLT,8N,
offence,INFO,not-notifiable,
status,CANC,cancelled,
status,OPEN,live,
disposition,R1,report-taken,
"""


@pytest.fixture
def codes(tmp_path):
    (tmp_path / "codes.csv").write_text(TABLE)
    return read_codes([tmp_path / "codes.csv"], rule_pack(None))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (["FIGHT"], "8N"),
        (["fight "], "8N"),
        (["NOISE"], "not-notifiable"),
        (["ODD"], "unclear"),
        (["WHAT"], "unmapped"),
        (["NOISE", "FIGHT"], "8N"),
        (["NOISE", "WHAT"], "unmapped"),
        (["WHAT", "ODD"], "unclear"),
        (None, None),
        (["105A"], "105A"),
    ],
)
def test_code_classes(codes, cell, expected):
    column = pl.Series("opening_code", [cell, ["NOISE"]], dtype=pl.List(pl.String))
    assert code_classes(column, "type", codes, rule_pack(None)).to_list() == [expected, "not-notifiable"]


def test_meanings(codes):
    column = pl.Series("disposition", ["R1", None, "R9", "r1"])
    assert meanings(column, "disposition", codes).to_list() == ["report-taken", None, "unmapped", "report-taken"]


def classed(codes, *rows):
    frame = pl.DataFrame(
        [{"crime_id": f"C{n}"} | row for n, row in enumerate(rows)],
        schema_overrides={"offence_code": pl.List(pl.String)},
    )
    types = {
        "cancelled_at": pl.Datetime("us", "UTC"),
        "offence_code": pl.List(pl.String),
        "cancelled_evidence": pl.String,
    }
    made = with_columns_of(frame, CRIMES).with_columns(pl.col(name).cast(dtype) for name, dtype in types.items())
    found, _ = classed_crimes(made, None, (codes, rule_pack(None)), Readers(lexicon(), reasons_lexicon()))
    return found.to_dicts()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (["ASSLT"], ("8N", True)),
        (["INFO"], (None, False)),
        (["WHAT"], (None, None)),
        (None, (None, None)),
        (["INFO", "ASSLT"], ("8N", True)),
    ],
)
def test_is_a_record_notifiable(codes, code, expected):
    (row,) = classed(codes, {"offence_code": code})
    assert (row["class"], row["is_notifiable"]) == expected


@pytest.mark.parametrize(
    ("facts", "cancelled"),
    [
        ({"status": "OPEN"}, False),
        ({"status": "CANC"}, True),
        ({"status": "?"}, False),
        ({}, False),
        ({"cancelled_at": NOON}, True),
        ({"cancelled_code": "C2"}, True),
    ],
)
def test_is_a_record_cancelled(codes, facts, cancelled):
    (row,) = classed(codes, {"offence_code": ["ASSLT"]} | facts)
    assert row["is_cancelled"] is cancelled


def test_an_extract_that_never_gives_codes_is_not_thereby_wrong(codes):
    (row,) = classed(codes, {"offence_code": ["ASSLT"], "status": "CANC"})
    assert row["cancellation_valid"] is None
    without, bare = classed(
        codes, {"offence_code": ["ASSLT"], "status": "CANC"},
        {"offence_code": ["ASSLT"], "status": "CANC", "cancelled_code": "C2", "cancelled_evidence": None},
    )  # fmt: skip
    assert (without["cancellation_valid"], bare["cancellation_valid"]) == (False, None)
