"""How often a sequence that is looked at after every review is ever wrong, in small simulations with known truth.

The full grid: `bench/audit_monitor.py` and `bench/audit_alarms.py`.
"""

import numpy as np
import pytest

from fullcount.audit.monitoring.bets import Plan
from fullcount.audit.monitoring.draws import Scored, draw_chances
from fullcount.audit.monitoring.question import asked_of_reports, asked_of_scored, asked_of_unlinked
from fullcount.audit.monitoring.sequence import advanced, begun

RUNS, LOOKS, SIZE = 600, 800, 3000
ALLOWED = 0.05 + 3 * np.sqrt(0.05 * 0.95 / RUNS)
PLAN = Plan()


def ever_wrong(question, rate, found, out_of):
    held = question.only((question.low <= rate + 1e-12) & (rate <= question.high + 1e-12))
    assert len(held.low) >= 1
    state = advanced(begun(held, PLAN, (found.shape[1],)), held, PLAN, found, out_of).state
    return float((~state.standing.all(axis=-1)).mean())


def population(kind):
    rng = np.random.default_rng(20260404)
    unrecorded = (rng.random(SIZE) < 0.08).astype(float)
    score = {
        "good": np.clip(0.5 * unrecorded + 0.05, 0.02, 0.6),
        "blind to half": np.clip(0.6 * unrecorded * (rng.random(SIZE) < 0.5) + 0.03, 0.0, 0.7),
        "turned round": 0.6 - 0.55 * unrecorded,
    }[kind]
    return unrecorded, score


@pytest.mark.parametrize("kind", ["good", "blind to half", "turned round"])
def test_draws_by_score_are_seldom_ever_wrong_however_bad_the_score(kind):
    unrecorded, score = population(kind)
    frame = Scored(score, draw_chances(score))
    rng = np.random.default_rng(1)
    places = rng.choice(SIZE, (LOOKS, RUNS), p=frame.chance)
    found = frame.payment(places.ravel(), unrecorded[places.ravel()]).reshape(places.shape)
    rate = 2000 / (2000 + unrecorded.sum())
    question = asked_of_scored(frame, 2000, PLAN.aim)
    assert ever_wrong(question, rate, found, np.ones(found.shape)) <= ALLOWED


def test_simple_samples_without_return_are_seldom_ever_wrong():
    unrecorded, _ = population("good")
    rng = np.random.default_rng(2)
    places = np.stack([rng.permutation(SIZE)[:LOOKS] for _ in range(RUNS)], axis=1)
    rate = 2000 / (2000 + unrecorded.sum())
    question = asked_of_unlinked(SIZE, 2000, PLAN.aim)
    assert ever_wrong(question, rate, unrecorded[places], np.ones(places.shape)) <= ALLOWED


def test_the_ratio_of_a_simple_sample_of_all_reports_is_seldom_ever_wrong():
    unrecorded, _ = population("good")
    disclosed = np.maximum(unrecorded, (np.random.default_rng(5).random(SIZE) < 0.4).astype(float))
    rng = np.random.default_rng(3)
    places = np.stack([rng.permutation(SIZE)[:LOOKS] for _ in range(RUNS)], axis=1)
    rate = 1 - unrecorded.sum() / disclosed.sum()
    question = asked_of_reports(SIZE, PLAN.aim)
    assert ever_wrong(question, rate, unrecorded[places], disclosed[places]) <= ALLOWED
