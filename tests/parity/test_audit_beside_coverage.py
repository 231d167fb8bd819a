"""Districts, agreement, the cross-check and the backlog keep their promises, in short (in full: bench/)."""

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench"


def _bench(name):
    sys.path.insert(0, str(BENCH))
    try:
        spec = importlib.util.spec_from_file_location(name, BENCH / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(BENCH))
    return module


districts, agreement = _bench("audit_districts"), _bench("audit_agreement")
lists, backlog = _bench("audit_crosscheck"), _bench("audit_backlog")
BY_NAME = {scenario.name: scenario for scenario in districts.SCENARIOS}


@pytest.mark.parametrize(
    ("name", "most", "widest"),
    [
        ("as usual", 0.48, 0.12),
        ("simple in each district", 0.45, 0.14),
        ("districts all alike", 0.32, 0.11),
        ("score blind in 8 districts", 0.48, 0.14),
    ],
)
def test_districts_err_less_than_alone_and_their_intervals_hold(name, most, widest):
    found = districts.measured(BY_NAME[name], 50, 3)
    error, direct = np.sqrt((found.error**2).mean()), np.sqrt(np.nanmean(found.direct**2))
    assert error / direct < most
    assert found.holds.mean() >= 0.94
    assert found.width.mean() < widest


def test_the_districts_of_the_bench_are_what_they_say():
    scenario = BY_NAME["as usual"]
    levels = districts.world(scenario)
    samples = districts.drawn(replace(scenario, tau=0.0), levels, 20, np.random.default_rng(1))
    assert samples.reviews.sum() / 20 == pytest.approx(1000, abs=15)
    truth = samples.recorded.sum() / (samples.recorded.sum() + samples.misses.sum())
    assert truth == pytest.approx(0.90, abs=0.003)


def test_the_interval_of_agreement_holds_with_few_reports():
    small, large, small_kappa, _ = agreement.covered((0.8, 0.15, 0.05), 0.9, 50, 150, np.random.default_rng(2))
    assert min(small, small_kappa) >= 0.90
    assert large < 0.85  # what one would otherwise reach for


def test_reviewers_who_do_not_differ_are_hardly_ever_named_and_a_careless_one_is_within_200():
    calm = agreement.evidence(60, 1.0, np.random.default_rng(3)).max(axis=-1) >= 100.0
    assert calm.mean() <= 0.025
    careless = agreement.evidence(60, 5.0, np.random.default_rng(4))[:, 0] >= 100.0
    assert careless[:, : agreement.CHANGE + 200].any(axis=-1).mean() > 0.95


def test_the_samples_chance_holds_where_every_other_assumption_fails():
    rng = np.random.default_rng(5)
    every = [lists.found(lists.SCENARIOS[3], rng) for _ in range(40)]
    held = {method: sum(one[method].low <= lists.SIZE <= one[method].high for one in every) for method in lists.METHODS}
    assert held["sample's chance"] >= 35
    assert held["Chapman, helpline × partners"] == 0


def test_the_day_when_it_is_done_lies_in_the_interval():
    scenario = next(scenario for scenario in backlog.SCENARIOS if scenario.name == "small")
    held = backlog.measured(scenario, 60, 6)
    assert len(held.holds) == 60
    assert sum(held.holds) >= 52
    assert np.median(held.widths) < 1.2 * np.median(held.middles)
