"""The score: which words it may weigh, how it is fitted, and that what it says is what its numbers say."""

import json

import numpy as np
import polars as pl
import pytest
from scipy.sparse import csr_array

from fullcount.core.errors import RuleError
from fullcount.reading.score.card import model_card
from fullcount.reading.score.choose import chosen_terms
from fullcount.reading.score.fit import fit_classes, fit_score
from fullcount.reading.score.kernel import LITTLE, fold_of, moved, moved_words, scorer_of, scores, sums
from fullcount.reading.score.lessons import Lessons, log_odds, moved_to, reviewed_line, shares_of, without_doubtful
from fullcount.reading.score.linear import level, logistic
from fullcount.reading.score.measures import auc, tenths
from fullcount.reading.score.model import ScoreModel, calibrated, score_model
from fullcount.reading.score.terms import blocks

CRIMES = ("he punched me in the face", "she was kicked and punched", "my bike was stolen from the shed")
INCIDENTS = ("loud music again tonight", "a dog is loose on the road", "she lost her purse on the bus")
UNREADABLE = float("nan")


def made(many: int = 400) -> tuple[pl.Series, pl.Series, Lessons]:
    """Return reports, half of them crimes; of the crimes every tenth was never recorded."""
    kind = np.arange(many) % 2
    said = [(INCIDENTS, CRIMES)[one][number % 3] for number, one in enumerate(kind.tolist())]
    text = pl.Series(
        [f"{words} caller {number} | 10:01 4471 seen | 10:02 4471 closed" for number, words in enumerate(said)]
    )
    missed = (kind == 1) & (np.arange(many) % 20 == 1)
    tells = np.where(missed, 0.0, kind).astype(np.float64)
    keys = pl.Series([f"R{number:05}" for number in range(many)])
    return keys, text, Lessons(tells, np.full(many, UNREADABLE), tells == 0)


@pytest.fixture(scope="module")
def model() -> ScoreModel:
    keys, texts, lessons = made()
    found = fit_score(keys, texts, lessons, {"taught_by": "crime records"})
    assert found is not None
    return found


def words_of(text: str, left_out: int) -> list[str]:
    (_, words, _, _), *_ = blocks(pl.Series([text]), left_out)
    return [words.lower[s : s + n].tobytes().decode() for s, n in zip(words.start, words.length, strict=True)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("he hit me | 10:01 4471 seen | 10:02 4471 closed", "he hit me"),
        ("he hit me | 10:01 4471 seen | 10:02 4471 sat | 10:03 4471 closed", "he hit me 10 01 4471 seen"),
        ("10:00 4471 he hit me | 10:02 4471 closed", "10 00 4471 he hit me"),
        ("10:00 4471 he hit me", "10 00 4471 he hit me"),
        ("he hit me at 10:00 today", "he hit me at 10 00 today"),
        ("", ""),
    ],
)
def test_the_last_entries_are_not_read_and_the_first_always_is(text: str, read: str) -> None:
    assert " ".join(words_of(text, 2)) == read


def test_entries_of_one_text_end_no_other() -> None:
    texts = pl.Series(["no entries here", "one | 10:01 4471 two | 10:02 4471 three", None, "none"])
    (_, words, row, _), *_ = blocks(texts, 2)
    assert row.tolist() == [0, 0, 0, 1, 3]
    assert words.length.size == 5


def test_names_and_numbers_are_no_terms() -> None:
    texts = pl.Series([f"the man Zebedee hit the door of flat 12b and left, said {name}" for name in ["Ann"] * 9])
    found = chosen_terms(texts, 8, 100)
    assert "the man" in found
    assert "hit the" in found
    assert not any("zebedee" in term or "ann" in term.split() or "12b" in term for term in found)


def test_at_most_so_many_terms_the_commonest() -> None:
    texts = pl.Series(["a b", "a b", "a c", "a c", "a"])
    assert chosen_terms(texts, 2, 2) == ["a", "a b"]


def test_a_fitted_line_has_no_slope_left() -> None:
    """At the least of the loss its gradient is nought: 0 = weights + C sum of counts (share - label) x."""
    lot = np.random.default_rng(1)
    values, labels = lot.random((200, 4)), (lot.random(200) < 0.4).astype(np.float64)
    counts = lot.integers(1, 4, 200).astype(np.float64)
    line = logistic(csr_array(values), labels, counts, 2.0)
    wrong = counts * (shares_of(line.of(csr_array(values))) - labels)
    assert np.abs(line.weights + 2.0 * values.T @ wrong).max() < 0.2
    assert abs(wrong.sum()) < 0.2


def test_levels_never_fall() -> None:
    shares = level(np.array([1.0, 2.0, 2.0, 3.0]), np.array([1.0, 0.0, 0.0, 1.0]), np.ones(4))
    assert shares.tolist() == pytest.approx([1 / 3, 1 / 3, 1 / 3, 1.0])


def test_a_share_is_moved_to_other_reports() -> None:
    """Half of those taught tell of a crime, a tenth of the others: EM finds the tenth from well told odds."""
    odds = np.concatenate([np.full(900, -8.0), np.full(100, 8.0)])
    shift = moved_to(odds, np.ones(1000, dtype=np.bool_), 0.5)
    assert shift == pytest.approx(float(log_odds(np.array([0.1]))[0]), abs=0.05)
    assert moved_to(odds, np.zeros(1000, dtype=np.bool_), 0.5) == 0.0


def test_few_reviews_move_little_and_many_move_to_what_was_seen() -> None:
    odds = np.full(2000, 2.0)
    few = reviewed_line(odds[:2], np.zeros(2))
    many = reviewed_line(odds, (np.arange(2000) % 4 == 0).astype(np.float64))
    assert few[0] + few[1] * 2.0 > -1.0
    assert float(shares_of(np.array([many[0] + many[1] * 2.0]))[0]) == pytest.approx(0.25, abs=0.03)


def test_who_may_be_a_miss_teaches_nothing_unless_a_reviewer_read_it() -> None:
    lessons = Lessons(
        np.array([0.0, 0.0, 1.0, UNREADABLE]), np.array([UNREADABLE, 0.0, UNREADABLE, UNREADABLE]),
        np.array([True, True, False, True]),
    )  # fmt: skip
    assert without_doubtful(lessons, np.full(4, 0.9)).tolist() == [0.0, 5.0, 1.0, 0.0]
    assert without_doubtful(lessons, np.full(4, 0.1)).tolist() == [1.0, 5.0, 1.0, 0.0]


def test_missed_crimes_come_before_incidents(model: ScoreModel) -> None:
    keys, texts, lessons = made()
    likely = scores(keys, texts, scorer_of(model)).to_numpy()
    missed = (np.arange(400) % 2 == 1) & lessons.is_open
    assert likely[missed].min() > likely[np.arange(400) % 2 == 0].max()


def test_a_reviewer_outweighs_the_records() -> None:
    keys, texts, lessons = made()
    dogs = np.array(["dog is loose" in text for text in texts.to_list()])
    saw = np.where(dogs, 1.0, UNREADABLE)
    before = fit_score(keys, texts, lessons, {})
    after = fit_score(keys, texts, Lessons(lessons.tells, saw, lessons.is_open), {})
    assert before is not None
    assert after is not None
    dog, key = pl.Series(["a dog is loose on the road"]), pl.Series(["X1"])
    assert scores(key, dog, scorer_of(after)).item() > 0.5 > scores(key, dog, scorer_of(before)).item()


def test_too_few_teach_no_score() -> None:
    keys, texts, lessons = made(150)
    assert fit_score(keys, texts, lessons, {}) is None


def test_frozen_and_read_again_it_is_the_same(model: ScoreModel) -> None:
    again = score_model(model.to_json())
    assert again.to_json() == model.to_json()
    assert again.sha256 == model.sha256
    keys, texts, lessons = made()
    second = fit_score(keys, texts, lessons, {"taught_by": "crime records"})
    assert second is not None
    assert second.to_json() == model.to_json()


@pytest.mark.parametrize(
    "spoil", [{"format": 9}, {"weights": []}, {"idf": [1.0]}, {"knots": []}, {"terms": ["a b c"]}, {"left_out": -1},
     {"card": {"threshold": float("nan")}}, {"intercepts": [1e300] * 5}, {"idf": [float("inf")]}]
)  # fmt: skip
def test_a_spoilt_file_is_refused(model: ScoreModel, spoil: dict[str, object]) -> None:
    with pytest.raises(RuleError):
        score_model(json.dumps(json.loads(model.to_json()) | spoil))
    with pytest.raises(RuleError):
        score_model("[" * 100_000)


def test_a_report_is_scored_by_the_fold_that_did_not_see_it(model: ScoreModel) -> None:
    keys, texts, _ = made()
    fold = fold_of(keys, 5)
    every = sums(texts, scorer_of(model))
    mine = calibrated(every[np.arange(400), fold], model)
    assert scores(keys, texts, scorer_of(model)).to_list() == mine.tolist()
    assert set(fold.tolist()) == {0, 1, 2, 3, 4}


def test_scored_alone_or_together_is_the_same(model: ScoreModel) -> None:
    keys, texts, _ = made(40)
    together = scores(keys, texts, scorer_of(model)).to_list()
    alone = [scores(keys[n : n + 1], texts[n : n + 1], scorer_of(model)).item() for n in range(40)]
    assert together == alone


def test_the_words_shown_add_up_to_the_sum(model: ScoreModel) -> None:
    key, text = pl.Series(["R7"]), pl.Series(["he punched me, loud music"])
    fold = int(fold_of(key, 5)[0])
    added = moved(key, text, scorer_of(model), most=100)["added"].sum()
    assert added == pytest.approx(sums(text, scorer_of(model))[0, fold] - model.intercepts[fold], abs=0.01)
    assert "punched +" in (moved_words(key, text, scorer_of(model)).item() or "")


def test_little_words_come_last(model: ScoreModel) -> None:
    shown = moved(pl.Series(["R7"]), pl.Series(["he punched me and the door, loud music"]), scorer_of(model), most=100)
    little = [LITTLE.issuperset(term.split(" ")) for term in shown["term"].to_list()]
    assert little == sorted(little)
    assert not little[0]


@pytest.mark.parametrize("text", ["", "   ", None])
def test_no_words_no_score(model: ScoreModel, text: str | None) -> None:
    one = pl.Series([text], dtype=pl.String)
    assert scores(pl.Series(["R1"]), one, scorer_of(model)).item() is None
    assert moved_words(pl.Series(["R1"]), one, scorer_of(model)).item() is None


def test_measures() -> None:
    assert auc(np.array([1.0, 2.0, 3.0, 4.0]), np.array([0.0, 1.0, 0.0, 1.0])) == 0.75
    assert auc(np.ones(4), np.array([0.0, 1.0, 0.0, 1.0])) == 0.5
    assert auc(np.ones(2), np.ones(2)) is None
    assert [row["so"] for row in tenths(np.arange(20.0), (np.arange(20) >= 10) * 1.0)] == [0.0] * 5 + [1.0] * 5


def test_the_card_says_what_it_rests_on_and_what_it_is_not_for(model: ScoreModel) -> None:
    card = model_card(model)
    assert model.sha256[:16] in card
    assert "Fitted on 400 reports" in card
    assert "punched" in card
    assert "say anything of a person" in card
    assert not any(f"R{number:05}" in card for number in range(400))


def test_classes_by_the_largest_sum() -> None:
    texts = pl.Series([*CRIMES * 5, *INCIDENTS * 5])
    names = ["theft" if "stolen" in text else "violence" if text in CRIMES else "none" for text in texts.to_list()]
    found = fit_classes(texts, names, {})
    said = np.array(found.columns)[sums(texts, scorer_of(found)).argmax(axis=1)]
    assert said.tolist() == names
