"""The forms in which one number is written, in fields and in words."""

import polars as pl
import pytest

from fullcount.linking.forms import loose_number, numbers_in, pattern_of, shape_of, shapes


def loose(number):
    return pl.DataFrame({"n": [number]}, schema={"n": pl.String}).select(loose_number(pl.col("n"))).item()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("CRI/06GG/0012345/25", "06GG/12345/25", True),
        ("CRI/06GG/0012345/25", "cri 06gg 12345 2025", True),
        ("06GG/12345/25", "06GG/12345/26", False),
        ("06GG/12345/25", "06GH/12345/25", False),
        ("log 123 of 3/4/25", "0123-03042025", False),  # a day without separators, day first, is not guessed
        ("log 123 of 3/4/25", "20250403-0123", True),
        ("log 123 of 3/4/25", "250403/0123", True),
        ("log 123 of 3/4/25", "123 of 03/04/2025", True),
        ("log 123 of 3/4/25", "03/04/2025 0123", True),
        ("Inc no 123 03/04/2025", "0123 250403", True),
        ("log 123 of 3/4/25", "log 124 of 3/4/25", False),
        ("log 123 of 3/4/25", "log 123 of 4/4/25", False),
        ("000123", "123", True),
        ("100", "1", False),
    ],
)
def test_one_number_in_two_forms(one, other, same):
    assert (loose(one) == loose(other)) is same


@pytest.mark.parametrize("nothing", [None, "", "-", "n/a", "CRI"])
def test_what_has_no_digit_is_no_number(nothing):
    assert loose(nothing) is None


def test_how_a_force_writes_its_numbers_is_learnt_from_them():
    assert shape_of("77CR/0000012/25") == "99AA-9999999-99"
    numbers = [f"77CR/{n:07}/25" for n in range(300)] + ["X1", "77CR/1"] * 2
    assert shapes(numbers) == ("99AA-9999999-99",)
    assert pattern_of(()) is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("crimed as 77CR/0000012/25, closed", ["77CR/0000012/25"]),
        ("see 77cr 0000012 25", ["77cr 0000012 25"]),
        ("crime no 77CR/012/25 and 77CR-0000013-25", ["77CR-0000013-25", "77CR/012/25"]),
        ("77CR000001225", ["77CR000001225"]),
        ("ring 01632 960012, ref 77CX5/25", []),
        ("177CR/0000012/25", []),
        (None, []),
    ],
)
def test_numbers_are_found_in_running_words(words, found):
    texts = pl.DataFrame({"key": ["R1"], "text": [words]}, schema={"key": pl.String, "text": pl.String})
    made = numbers_in(texts, [f"77CR/{n:07}/25" for n in range(50)])
    assert made.rows() == [("R1", number) for number in found]


def test_a_force_without_long_numbers_is_not_looked_for():
    texts = pl.DataFrame({"key": ["R1"], "text": ["12 punches"]})
    assert numbers_in(texts, ["12", "13"]).rows() == []
