"""What the words of a reason come to, where several things are said."""

import polars as pl
import pytest

from fullcount.pipeline.resources import lexicon, reasons_lexicon
from fullcount.reading.read import explain_text, read_texts
from fullcount.reading.reasons import given_reasons


def given(text: str | None, code: str | None = "C2") -> tuple[str | None, bool | None]:
    """Return the information and whether any is written."""
    texts = pl.Series([text], dtype=pl.String)
    reading = read_texts(pl.Series("report_key", ["C1"]), texts, reasons_lexicon())
    found = given_reasons(reading, texts, pl.Series([code], dtype=pl.String))
    return found.later_information.item(), found.information_written.item()


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("Victim has withdrawn. CCTV shows that he fell.", "C2", "no-crime"),
        ("Victim has withdrawn.", "C2", "withdrawal"),
        ("CCTV may show that he fell.", "C2", "doubt"),
        ("Suspect says that CCTV shows he fell.", "C2", "unchecked"),
        ("CCTV does not show that he fell.", "C2", "doubt"),
        ("Keyed against the wrong nominal. CCTV shows that he fell.", "C4", "mistake"),
        ("Keyed against the wrong nominal. CCTV shows that he fell.", "C2", "no-crime"),
        ("Recorded in error.", "C4", None),
        ("Recorded in error, no evidence.", "C4", "nothing"),
        ("Duplicate of the first crime but a different victim.", "C3", "another-event"),
        ("Footage from a different address shows that he fell.", "C2", "no-crime"),
        ("Phone has not been found at home.", "C2", None),
        (None, "C2", None),
        ("", None, None),
    ],
)
def test_the_information_given(text: str | None, code: str | None, expected: str | None) -> None:
    assert given(text, code)[0] == expected


@pytest.mark.parametrize(
    ("text", "written"),
    [("On review cancel.", False), (".", False), ("As per Sgt, remove", False), ("On review, found at home", None),
     ("Reviewed by Okonkwo", None), (None, None)],
)  # fmt: skip
def test_a_reason_that_only_says_cancel_gives_no_information(text: str | None, written: bool | None) -> None:
    assert given(text)[1] is written


def test_reasons_and_logs_have_words_of_their_own() -> None:
    """`No suspect` and the like decide a cancellation and state nothing in a log."""
    said = "No suspect identified, victim no longer supports, recorded in error"
    assert {mention.fact for mention in explain_text(said, reasons_lexicon())} >= {"later_information"}
    assert "later_information" not in {mention.fact for mention in explain_text(said, lexicon())}
