"""Election audits' sequential tests, played with the product's own bets: Arlo's and SHANGRLA's published values.

A recording rate and a winner's share are the same question: the mean of 0/1 draws from a finite population. BRAVO,
ALPHA, Kaplan-Markov and Kaplan-Wald differ from each other, and from the product, in their stakes alone. SuperSimple is
another quantity (ballots read beside their machine records, with errors of each sign allowed for): of it only the bet
is checked.
"""

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from fullcount.audit.monitoring.bets import played

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("FULLCOUNT_DATA", ROOT.parent / "shared" / "data"))


@pytest.fixture(scope="module")
def vectors():
    path = DATA.parent / "vectors" / "vec_rla.csv"
    if not path.exists():
        pytest.skip("needs vectors/vec_rla.csv beside the data folder (FULLCOUNT_DATA)")
    with path.open(encoding="utf-8", newline="") as lines:
        return [(row["kind"], row["case"], float(row["value"])) for row in csv.DictReader(lines)]


def of(vectors, kind):
    found = [(case, value) for name, case, value in vectors if name.startswith(kind)]
    assert found
    return found


def wealth(draws, null, stake):
    """Wealth after each draw, at a constant stake against the mean `null`, with nothing held back."""
    money, path = np.ones(1), []
    for draw in draws:
        money = played(money, np.array([stake]), np.array([null]), np.array([draw - null]), largest=1.0)
        path.append(money[0])
    return np.array(path)


def test_kaplan_markov(vectors):
    """Stake 1 / (t + g): each factor is (x + g) / (t + g)."""
    values = dict(of(vectors, "Kaplan-Markov"))
    assert 1 / wealth(np.ones(5), 0.5, 1 / 0.5)[-1] == pytest.approx(values["5 ones, t=1/2"])
    path = wealth(np.array([1, 1, 1, 1, 1, 0.0]), 0.5, 1 / 0.6)
    assert 1 / path.max() == pytest.approx(values["1,1,1,1,1,0 g=.1"], rel=1e-6)


def test_kaplan_wald(vectors):
    """Stake (1 - g) / t: each factor is (1 - g) x / t + g."""
    path = wealth(np.array([1, 1, 1, 1, 1, 0.0]), 0.5, 0.9 / 0.5)
    assert 1 / path.max() == pytest.approx(of(vectors, "Kaplan-Wald")[0][1], rel=1e-6)


@pytest.mark.parametrize(("case", "draw"), [("all x=1", 1.0), ("all x=0.75", 0.75)])
def test_alpha_s_sample_sizes(vectors, case, draw):
    """ALPHA bets (eta - m) / (m (1 - m)) on the mean m of what is left of 1,000, until wealth 20: reviews needed."""
    money, total, size, eta = np.ones(1), 0.0, 1000, 0.75
    for n in range(1, 100):
        m = (size * 0.5 - total) / (size - n + 1)
        stake = np.array([(eta - m) / (m * (1 - m))])
        money = played(money, stake, np.array([m]), np.array([draw - m]), largest=1.0)
        total += draw
        if money[0] >= 20:
            break
    assert n == dict(of(vectors, "ALPHA"))[case]


GAINS = (0.5, -0.5, 0.0)
DECISIVE = {"300/200 of 700": (200, 100), "600/300 of 1000": (300, 100)}
"""Arlo's contests with two winners and a third candidate of 100 votes: the pair that takes longest."""


def test_bravo_s_expected_sample_sizes(vectors):
    """The mean of 4,000 simulated audits beside Wald's approximation, which Arlo prints: within 4% or 2 ballots."""
    rng = np.random.default_rng(20260403)
    for case, value in of(vectors, "BRAVO"):
        votes, ballots = case.split(" of ")
        winner, loser = DECISIVE.get(case) or (int(v) for v in votes.split("/"))
        share = winner / (winner + loser)
        chances = np.array([winner, loser, int(ballots) - winner - loser]) / int(ballots)
        stake = np.full(4000, (share - 0.5) / 0.25)
        money, stopped = np.ones(4000), np.zeros(4000)
        for n in range(6000):
            money = played(money, stake, np.full(4000, 0.5), rng.choice(GAINS, 4000, p=chances), largest=1.0)
            stopped[(money >= 10) & (stopped == 0)] = n + 1
            if (stopped > 0).all():
                break
        assert (stopped > 0).all()
        assert stopped.mean() == pytest.approx(value, rel=0.04, abs=2), case


GAMMA = 1.03905


@pytest.mark.parametrize(
    ("contest", "margin"), [("Contest A", 0.2), ("Contest D", 2 / 15), ("Two-winner Contest", 0.2)]
)
def test_supersimple_s_sizes_suffice_for_the_bet_they_plan(vectors, contest, margin):
    """A clean ballot multiplies the risk by 1 - margin / (2 gamma); one error of a vote each way is planned for."""
    size = int(dict(of(vectors, "SuperSimple"))[contest])

    def after(ballots):
        null = 1 - margin / (2 * GAMMA)
        return wealth(np.ones(ballots), null, 1 / null)[-1] * (1 - 1 / (2 * GAMMA)) * (1 + 1 / (2 * GAMMA))

    assert after(size) >= 10
    assert after(int(size * 0.85)) < 10
