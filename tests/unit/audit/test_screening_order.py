"""The order of reading: the same whoever was drawn, and whatever was read out of turn; learning makes it better."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.sparse import csr_array

from fullcount.audit.screening.drawing import lots, thinned
from fullcount.audit.screening.learner import fitted, row_weights
from fullcount.audit.screening.order import CRIME, NO_CRIME, UNDECIDED, UNREAD, Pool, replayed

SIZE = 400


@pytest.fixture(scope="module")
def truth() -> tuple[Pool, np.ndarray]:
    """Forty crimes among 400 reports of sixty possible words, five of which crimes use more."""
    rng = np.random.default_rng(3)
    is_crime = np.arange(SIZE) < 40
    rate = np.where(is_crime[:, None] & (np.arange(60) < 5), 0.5, 0.1)
    matrix = csr_array((rng.random((SIZE, 60)) < rate).astype(np.float32) / 3)
    return Pool(matrix, None, rng.permutation(SIZE)), is_crime.astype(np.int8)


def test_learning_finds_crimes_sooner_than_lot(truth):
    pool, answers = truth
    learnt, by_lot = (replayed(p, answers, 10).order for p in (pool, Pool(None, None, pool.lot)))
    assert sorted(learnt) == list(range(SIZE))
    assert answers[learnt[:120]].sum() > 2 * answers[by_lot[:120]].sum()


def test_an_answer_given_out_of_turn_changes_nothing_before_its_turn(truth):
    pool, whole = truth
    rng = np.random.default_rng(5)
    order = replayed(pool, whole, 10).order
    for reached in (0, 25, 90):
        answers = np.full(SIZE, UNREAD, dtype=np.int8)
        early = rng.choice(SIZE, 80, replace=False)
        answers[order[:reached]] = whole[order[:reached]]
        answers[early] = whole[early]
        found = replayed(pool, answers, 10)
        assert found.order.tolist() == order[: found.order.size].tolist()
        assert found.order.size >= reached
        assert (answers[found.next_batch] == UNREAD).all()
        assert found.next_batch[0] == order[found.order.size]
        assert sorted([*found.order, *found.queue]) == list(range(SIZE))


def test_reading_batch_by_batch_is_the_whole_replay(truth):
    pool, whole = truth
    answers = np.full(SIZE, UNREAD, dtype=np.int8)
    while (batch := replayed(pool, answers, 40).next_batch).size:
        answers[batch[: max(1, batch.size - 9)]] = whole[batch[: max(1, batch.size - 9)]]
    assert replayed(pool, answers, 40).order.tolist() == replayed(pool, whole, 40).order.tolist()


def test_batches_grow_by_a_twentieth(truth):
    pool, answers = truth
    looks = replayed(pool, answers, 5).looks
    for before, after in pairwise(looks[:-1].tolist()):
        assert after - before == max(5, -(-before // 20))
    assert replayed(pool, answers, 5, most=57).looks[-1] == 57


def test_a_score_begins_the_order_and_ties_go_by_lot():
    score = np.array([0.1, 0.9, 0.5, 0.5])
    pool = Pool(None, score, np.array([0, 1, 3, 2]))
    assert replayed(pool, np.zeros(4, dtype=np.int8), 1).order.tolist() == [1, 3, 2, 0]


def test_a_score_steers_the_learner(truth):
    pool, answers = truth
    rng = np.random.default_rng(8)
    score = np.where(answers == CRIME, rng.random(SIZE) + 0.4, rng.random(SIZE))
    both = replayed(Pool(pool.matrix, score, pool.lot), answers, 10).order
    assert answers[both[:80]].sum() > answers[replayed(pool, answers, 10).order[:80]].sum()


def test_undecided_logs_are_reached_and_teach_nothing(truth):
    pool, answers = truth
    blank = np.where(answers == NO_CRIME, UNDECIDED, answers).astype(np.int8)
    found = replayed(pool, blank, 10)
    assert (found.refits, found.order.size) == (0, SIZE)


def test_the_learner_minimises_its_loss():
    rng = np.random.default_rng(2)
    matrix = csr_array(rng.normal(size=(60, 4)))
    is_crime = rng.random(60) < 0.3
    fit = fitted(matrix, is_crime)
    weight, sign = 0.11 * row_weights(is_crime), np.where(is_crime, 1, -1)

    def loss(w, b):
        return weight @ np.maximum(1 - sign * (matrix @ w + b), 0) ** 2 + (w @ w + b * b) / 2

    best = loss(fit.weights, fit.intercept)
    for step in 0.02 * rng.normal(size=(50, 5)):
        assert loss(fit.weights + step[:4], fit.intercept + step[4]) > best
    assert row_weights(is_crime).mean() == pytest.approx(1)
    assert weight[is_crime].sum() == pytest.approx(9.8 * weight[~is_crime].sum())


def test_the_draw_can_be_checked_by_anybody():
    place = lots(["R1", "R2", "R3", "R4"], 7)
    assert sorted(place) == [0, 1, 2, 3]
    assert place.tolist() == lots(["R4", "R3", "R2", "R1"], 7)[::-1].tolist(), "the order of the rows says nothing"
    assert lots([f"R{n}" for n in range(50)], 7).tolist() != lots([f"R{n}" for n in range(50)], 8).tolist()
    import hashlib

    first = min(range(1, 5), key=lambda n: hashlib.sha256(f"7 draw R{n}".encode()).digest())
    assert place[first - 1] == 0


def test_unlike_chances_are_thinned_to_the_least():
    chance = np.array([0.1] * 50 + [0.4] * 400)
    kept, least = thinned(chance, np.random.default_rng(1).permutation(450))
    assert least == 0.1
    assert kept[:50].all()
    assert 70 < kept[50:].sum() < 130


def test_a_pool_that_does_not_fit_together():
    with pytest.raises(ValueError, match="length"):
        Pool(None, np.zeros(3), np.arange(4))
    with pytest.raises(ValueError, match="one lot"):
        Pool(None, None, np.zeros(4, dtype=np.int64))
