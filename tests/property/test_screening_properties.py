"""Any pool, any draw, any answers: the order holds every report once, and the certificate never runs backwards."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.audit.screening.certificate import Reached, Sample, certified_recall, least_bad, most_behind, most_missed
from fullcount.audit.screening.order import CRIME, UNREAD, Pool, replayed

SHARE = st.floats(0.5, 0.99)
ROWS = st.lists(st.tuples(st.integers(-1, 2), st.floats(-5, 5)), min_size=1, max_size=80)


@given(st.integers(1, 2_000), st.data())
def test_more_behind_never_makes_more_certain(pool, data):
    sample = Sample(pool, data.draw(st.integers(0, pool)))
    behind = data.draw(st.integers(0, sample.drawn))
    found = data.draw(st.integers(behind, pool))
    fewer = Reached(found, max(behind - 1, 0))
    assert certified_recall(fewer, sample) >= certified_recall(Reached(found, behind), sample)
    assert most_missed(fewer, sample) <= most_missed(Reached(found, behind), sample) <= pool - sample.drawn


@given(st.integers(1, 2_000), SHARE, st.data())
def test_more_found_never_allows_fewer_behind(pool, recall, data):
    sample = Sample(pool, data.draw(st.integers(0, pool)))
    found = data.draw(st.integers(0, pool - 1))
    one, two = (most_behind(many, sample, recall) for many in (found, found + 1))
    assert (-1 if one is None else one) <= (-1 if two is None else two)
    assert least_bad(found, recall) <= least_bad(found + 1, recall)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(-1, 2), st.floats(-5, 5)), min_size=1, max_size=80),
    st.integers(1, 30),
    st.integers(0, 9),
)
def test_every_report_is_in_the_order_or_the_queue_once(rows, least, seed):
    answers = np.array([answer for answer, _ in rows], dtype=np.int8)
    score = np.array([value for _, value in rows])
    pool = Pool(None, score, np.random.default_rng(seed).permutation(len(rows)))
    reading = replayed(pool, answers, least)
    assert sorted([*reading.order, *reading.queue]) == list(range(len(rows)))
    assert (answers[reading.order] != UNREAD).all()
    assert (answers[reading.next_batch] == UNREAD).all()
    assert bool(reading.next_batch.size) == bool((answers == UNREAD).any())
    flipped = np.where(np.isin(np.arange(len(rows)), reading.order), answers, CRIME).astype(np.int8)
    again = replayed(pool, flipped, least)
    assert again.order[: reading.order.size].tolist() == reading.order.tolist()
