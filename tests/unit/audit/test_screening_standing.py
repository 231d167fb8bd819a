"""Where a screening stands, and how large its random sample should be."""

import numpy as np
import pytest

from fullcount.audit.screening.certificate import Sample
from fullcount.audit.screening.order import UNREAD, Pool, replayed
from fullcount.audit.screening.plan import assumed, guesses_by, guesses_without, planned
from fullcount.audit.screening.standing import Promise, standing

SIZE, DRAWN = 5_000, 600
PROMISE = Promise(0.9, 0.95)


@pytest.fixture(scope="module")
def pool() -> tuple[Pool, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(4)
    truth = (rng.random(SIZE) < 0.08).astype(np.int8)
    score = rng.normal(size=SIZE) + 2.5 * truth
    is_drawn = rng.permutation(SIZE) < DRAWN
    return Pool(None, score, rng.permutation(SIZE)), truth, is_drawn


def read(pool, reached):
    ready, truth, is_drawn = pool
    order = replayed(ready, truth).order
    answers = np.where(is_drawn, truth, UNREAD).astype(np.int8)
    answers[order[:reached]] = truth[order[:reached]]
    reading = replayed(ready, answers)
    return standing(reading, answers, is_drawn, Sample(SIZE, DRAWN), PROMISE), truth, answers


def test_it_counts_what_was_found_and_is_behind(pool):
    stands, truth, answers = read(pool, 500)
    assert stands.reached.found == int((answers == 1).sum())
    assert not stands.is_certified
    assert 0 < stands.certain < stands.points[-1].likely < 1
    assert stands.left_high > stands.left > 0
    missing = int(truth.sum()) - stands.reached.found
    assert stands.left == pytest.approx(missing, abs=60)
    assert stands.more is not None


def test_reading_as_much_more_as_it_says_is_about_enough(pool):
    before, _, answers = read(pool, 500)
    reads = int((answers != UNREAD).sum()) + before.more
    for reached in range(500, SIZE, 50):
        stands, truth, _ = read(pool, reached)
        if stands.is_certified:
            break
    assert stands.reached.found >= 0.9 * truth.sum()
    assert stands.stopped_at == pytest.approx(reads, rel=0.25)


def test_a_certificate_once_given_stays(pool):
    certified = [read(pool, reached)[0].is_certified for reached in range(500, SIZE, 300)]
    assert certified == sorted(certified)
    assert certified[-1]


def test_a_pool_read_to_its_end_is_certain(pool):
    stands, _, _ = read(pool, SIZE)
    assert (stands.certain, stands.left, stands.left_high) == (1.0, 0.0, 0)


def test_a_sample_that_is_not_wholly_read_certifies_nothing(pool):
    ready, _, is_drawn = pool
    answers = np.full(SIZE, UNREAD, dtype=np.int8)
    with pytest.raises(ValueError, match="must have been read"):
        standing(replayed(ready, answers), answers, is_drawn, Sample(SIZE, DRAWN), PROMISE)


def test_a_plan_reads_less_than_everything_where_the_score_is_good():
    good = planned([assumed(20_000, 0.08, 0.95)])
    poor = planned([assumed(20_000, 0.08, 0.75)])
    assert 100 < good.drawn < good.reads < poor.reads <= 20_000
    assert planned([assumed(30, 0.1, 0.9)]).drawn == 30


def test_a_plan_is_not_far_from_the_best_for_any_guess():
    for guesses in (guesses_by(assumed(20_000, 0.05, 0.95)), guesses_without(20_000)):
        size = planned(guesses)
        assert all(planned([guess]).reads <= 20_000 for guess in guesses)
        assert 300 < size.drawn < 8_000


def test_assumed_chances_are_what_they_say():
    chances = assumed(50_000, 0.075, 0.9)
    assert chances.mean() == pytest.approx(0.075, abs=1e-3)
    crimes, others = chances, 1 - chances
    below = (np.cumsum(others) - others / 2) / others.sum()
    assert (crimes / crimes.sum() * below).sum() == pytest.approx(0.9, abs=1e-3)
    assert assumed(4, 0.3, 0.5) == pytest.approx([0.3] * 4)
