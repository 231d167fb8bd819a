"""Numbers that records state themselves, in whatever writing."""

import polars as pl
import pytest

from fullcount.linking.references import numbers_not_found, stated_links

REPORTS = {"report_id": pl.String, "crime_ref": pl.List(pl.String)}
CRIMES = {"crime_id": pl.String, "report_ref": pl.List(pl.String)}


def links(reports, crimes):
    found = stated_links(
        pl.DataFrame(reports, schema=REPORTS, orient="row"), pl.DataFrame(crimes, schema=CRIMES, orient="row")
    )
    return found.rows()


@pytest.mark.parametrize(
    ("written", "number", "same"),
    [
        ("CR/12345/26", "CR/12345/26", True),
        ("cr 12345-26", "CR/12345/26", True),
        (" CR.12345.26 ", "CR1234526", True),
        ("ＣＲ12345", "CR12345", False),  # full-width letters are letters of another kind: not guessed
        ("CR/12345/25", "CR/12345/26", False),
        ("CR/012345/26", "CR/12345/26", False),  # a leading nought makes another number
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
    reports = pl.DataFrame(
        [("R1", ["C1", "C9"]), ("R2", None), ("R3", ["c/1"]), ("R4", ["", "-"])], schema=REPORTS, orient="row"
    )
    crimes = pl.DataFrame([("C1", None)], schema=CRIMES, orient="row")
    assert numbers_not_found(reports, crimes).rows() == [("R1", "C9")]
