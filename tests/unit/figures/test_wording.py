"""How figures, days and strangers' text are written."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullcount.figures import wording

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0.0%"), (1, "100.0%"), (0.8642, "86.4%"), (0.99996, "over 99.9%"), (0.0002, "under 0.1%"), (0.9994, "99.9%")],
)
def test_a_share_is_never_rounded_to_all_or_nothing(share: float, words: str) -> None:
    assert wording.percent(share) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(80_112.4, "80,100"), (219.6, "220"), (12.06, "12"), (3.14, "3.1"), (0.0, "0.0"), (999.6, "1,000")],
)
def test_an_estimate_has_three_significant_figures(value: float, words: str) -> None:
    assert wording.estimated(value) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-05-31", "31 May 2026"),
        ("2026-05-31T22:30:00Z", "31 May 2026 at 23:30"),
        ("2026-05-31T23:30:00+00:00", "1 June 2026 at 00:30"),
        ("2026-01-01T00:00:00.5Z", "1 January 2026 at 00:00"),
    ],
)
def test_an_instant_is_told_in_the_forces_own_time(text: str, words: str) -> None:
    assert wording.instant(text, LONDON) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.5, "30 minutes"), (1, "1 hour"), (3.5, "3.5 hours"), (24, "24 hours"), (168, "7 days"), (60, "2.5 days")],
)
def test_a_length_of_time_is_told_in_words(value: float, words: str) -> None:
    assert wording.hours(value) == words


def test_hidden_characters_are_shown() -> None:
    assert wording.visible("a\u202eb\u2066c\x00d\ud800e\ufefff") == "a�b�c�d�e�f"
    assert wording.visible("Sân\u200cŠ 東京") == "Sân\u200cŠ 東京"


def test_a_blank_name_says_so() -> None:
    assert wording.named("  ") == "(no name)"


@given(st.text(max_size=200), st.floats(20, 400))
def test_shortened_text_fits_and_begins_as_the_whole_does(text: str, width: float) -> None:
    short = wording.shortened(text, width, 13)
    whole = " ".join(wording.visible(text).split())
    assert short == whole or (short.endswith("…") and whole.startswith(short[:-1]))
    assert wording.text_width(short, 13) <= max(width, 26)
