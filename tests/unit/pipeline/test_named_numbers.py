"""Numbers that records state themselves, in whatever writing."""

import polars as pl
import pytest

from fullcount.linking.methods import BY_SLIP
from fullcount.pipeline.judging.links import not_found
from fullcount.pipeline.judging.stated import named

REPORTS = {"report_id": pl.String, "crime_ref": pl.List(pl.String), "other_force_ref": pl.String}
CRIMES = {"crime_id": pl.String, "report_ref": pl.List(pl.String)}


def said(reports, crimes, *words):
    """Return what is named by reports (number, crimes named, another force's number), crimes and words."""
    rows = [(*row, None)[:3] for row in reports]
    return named(
        pl.DataFrame(rows, schema=REPORTS, orient="row"), pl.DataFrame(crimes, schema=CRIMES, orient="row"),
        pl.DataFrame(words, schema={"key": pl.String, "text": pl.String}, orient="row"),
    )  # fmt: skip


def links(reports, crimes, *words):
    return said(reports, crimes, *words).pairs.rows()


@pytest.mark.parametrize(
    ("written", "number", "same"),
    [
        ("CR/12345/26", "CR/12345/26", True),
        ("cr 12345-26", "CR/12345/26", True),
        (" CR.12345.26 ", "CR1234526", True),
        ("ＣＲ12345", "CR12345", False),  # full-width letters are letters of another kind: not guessed
        ("CR/12345/25", "CR/12345/26", False),
        ("CR/012345/26", "CR/12345/26", True),  # a leading nought is one form of the number
        ("12345", "CR/12345/26", False),
    ],
)
def test_one_number_in_two_writings(written, number, same):
    assert links([("R1", [written])], [(number, None)]) == ([("R1", number)] if same else [])
    assert links([(number, None)], [("C1", [written])]) == ([(number, "C1")] if same else [])


def test_both_sides_state_the_same_pair_once():
    assert links([("R1", ["C1", "c-1"])], [("C1", ["r1", "R-1"])]) == [("R1", "C1")]


def test_one_report_several_crimes_and_one_crime_several_reports():
    found = links([("R1", ["C1", "C2"]), ("R2", ["C1"])], [("C1", None), ("C2", None), ("C3", ["R2"])])
    assert found == [("R1", "C1"), ("R1", "C2"), ("R2", "C1"), ("R2", "C3")]


@pytest.mark.parametrize("nothing", [None, [], [""], ["-"], ["n/a"]])
def test_a_reference_that_names_nothing_links_nothing(nothing):
    assert links([("R1", nothing)], [("C1", None), ("--", None), ("", ["/"])]) == []


def test_numbers_that_no_record_has():
    known = said([("R1", ["C1", "C9"]), ("R2", None), ("R3", ["c/1"]), ("R4", ["", "-"])], [("C1", None)])
    assert known.unknown_crimes.rows() == [("R1", "C9")]
    made = pl.DataFrame({"report_id": ["R1"], "method": ["reference"]})
    assert not_found(known, made)["report_id"].to_list() == ["R1"]
    assert not_found(known, made.with_columns(method=pl.lit(BY_SLIP))).is_empty()


def test_a_form_that_two_numbers_share_joins_neither():
    assert links([("R1", ["12345/26"])], [("CR/12345/26", None)]) == [("R1", "CR/12345/26")]
    assert links([("R1", ["12345/26"])], [("CR/12345/26", None), ("XY/012345/2026", None)]) == []


def test_what_both_sides_state_is_told_apart():
    found = said([("R1", ["C1"]), ("R2", ["C2"]), ("R3", None)], [("C1", ["R1"]), ("C2", None), ("C3", ["R3"])])
    assert found.both.rows() == [("R1", "C1")]
    assert found.pairs.rows() == [("R1", "C1"), ("R2", "C2"), ("R3", "C3")]


def test_a_number_in_running_words_is_found():
    crimes = [(f"77CR/{number:07}/26", None) for number in range(1, 300)]
    words = ("R1", "sgt content, see 77cr 0000012-26, log can close"), ("R2", "ring 0114 496 0012 re 4 units")
    assert links([("R1", None), ("R2", None)], crimes, *words) == [("R1", "77CR/0000012/26")]


def test_another_forces_number_is_not_one_that_no_record_has():
    found = said([("R1", None, "XY/77/26"), ("R2", None, "XY-88")], [("C1", ["xy 88"]), ("C2", ["Z/9"])])
    assert found.pairs.rows() == [("R2", "C1")]
    assert found.unknown_crimes.is_empty()
    assert found.unknown_reports.rows() == [("C2", "Z9")]
