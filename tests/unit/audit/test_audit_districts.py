"""Districts: the cells, the posterior beside a brute one, the direct estimate, what is refused."""

import numpy as np
import polars as pl
import pytest

from fullcount.audit.districts import Districts, districts
from fullcount.audit.districts.cells import Bands, band_of, cells_of
from fullcount.audit.districts.direct import design_total, direct_share
from fullcount.audit.districts.posterior import MODEST, ODD, ODD_SPREAD, TAUS, posterior
from fullcount.audit.intervals import clopper_pearson
from fullcount.audit.results import Refusal


def force(seed=1, districts_=8, reports=12_000, reviews=900, spread=0.4, **columns):
    rng = np.random.default_rng(seed)
    place, own = rng.integers(0, districts_, reports), rng.normal(0, spread, districts_)
    linked, odds = rng.random(reports) < 0.4, rng.normal(-3.5, 2.0, reports)
    missed = (rng.random(reports) < 1 / (1 + np.exp(-odds - own[place]))) & ~linked
    ids = [f"r{i:05d}" for i in range(reports)]
    frame = pl.DataFrame(
        {
            "report_id": ids,
            "district": [f"D{d}" for d in place],
            "linked": linked,
            "crimes_recorded": linked.astype(int),
            "score": 1 / (1 + np.exp(-odds)),
            "group": ["theft" if i % 3 else "violence" for i in range(reports)],
        }
    )
    drawn = rng.choice(np.nonzero(~linked)[0], reviews, replace=False)
    sample = pl.DataFrame(
        {
            "report_id": [ids[i] for i in drawn],
            "crimes_disclosed": missed[drawn].astype(int),
            "crimes_recorded": np.zeros(reviews, int),
            "weight": np.full(reviews, (~linked).sum() / reviews),
        }
    )
    truth = (
        pl.DataFrame({"district": frame["district"], "missed": missed}).group_by("district").agg(pl.col("missed").sum())
    )
    return sample, frame, dict(truth.iter_rows())


def test_bands_rise_with_the_score_and_equal_scores_share_one():
    score = np.array([0.5, 0.01, 0.01, 0.9, 0.2, 0.01, 0.6, 0.3])
    band = band_of(score, 4)
    assert len({*band[score == 0.01]}) == 1
    assert (np.diff(band[np.argsort(score)]) >= 0).all()
    assert sorted(set(band.tolist())) == list(range(band.max() + 1))


def test_high_scores_have_narrower_bands():
    score = np.linspace(0.001, 0.5, 10_000) ** 2
    many = np.bincount(band_of(score, 8))
    assert many[0] > 2 * many[-1]


def test_the_design_of_a_cell_is_one_the_logit_and_its_group():
    counts = np.zeros((1, 2, 4))
    cells = cells_of(counts, counts, counts, Bands((0.1, 0.4), ("a", "b")), np.array([5.0, 1.0, 3.0, 1.0]))
    assert cells.design.shape == (4, 3)
    assert cells.design[:, 2].tolist() == [0, 1, 0, 1]  # b beside a, the commoner
    assert cells.design[2, 1] - cells.design[0, 1] == pytest.approx(np.log(0.4 / 0.6) - np.log(0.1 / 0.9))


def brute(cells, draws, rng):
    """The same posterior from the prior alone, weighed by the likelihood: no peak, no grid of intercepts."""
    taus = np.array(TAUS)
    prior = np.gradient(taus) * taus / (1 + (taus / MODEST) ** 2)
    tau = rng.choice(taus, draws, p=prior / prior.sum())
    term = rng.normal(cells.centre[0], 1 / np.sqrt(cells.precision[0]), draws)
    shape = (draws, cells.reviewed.shape[1])
    wide = rng.random(shape) < ODD
    own = rng.normal(0, np.where(wide, ODD_SPREAD, tau[:, None]))
    eta = term[:, None] + own
    reviewed, found = cells.reviewed[0, :, 0], cells.found[0, :, 0]
    logs = (found * eta - reviewed * np.log1p(np.exp(eta))).sum(axis=1)
    weight = np.exp(logs - logs.max())
    weight /= weight.sum()
    expected = cells.unread[0, :, 0] / (1 + np.exp(-eta))
    mean = weight @ expected
    return mean, np.sqrt(weight @ (expected - mean) ** 2), np.array([weight[tau == t].sum() for t in taus])


def test_the_posterior_is_that_of_the_model_and_its_priors():
    reviewed, found = np.array([[[60.0], [40.0], [80.0], [50.0]]]), np.array([[[6.0], [1.0], [20.0], [5.0]]])
    cells = cells_of(reviewed, found, np.full((1, 4, 1), 1000.0), Bands((), ("all",)), np.array([4000.0]))
    mean, error, tau = brute(cells, 2_000_000, np.random.default_rng(5))
    post = posterior(cells, np.random.default_rng(1), 20_000)
    assert post.expected[0].mean(axis=0) == pytest.approx(mean, rel=0.03)
    assert post.expected[0].std(axis=0) == pytest.approx(error, rel=0.05)
    assert post.tau[0] == pytest.approx(tau, abs=0.03)


def test_many_samples_at_once_are_each_as_alone():
    rng = np.random.default_rng(2)
    reviewed = rng.integers(5, 30, (3, 6, 4)).astype(float)
    found = rng.binomial(reviewed.astype(int), 0.1).astype(float)
    bands, weights = Bands((0.1, 0.5), ("a", "b")), np.ones(4)
    both = posterior(cells_of(reviewed, found, reviewed * 50, bands, weights), np.random.default_rng(1), 4000)
    for place in range(3):
        part = slice(place, place + 1)
        alone = cells_of(reviewed[part], found[part], reviewed[part] * 50, bands, weights)
        one = posterior(alone, np.random.default_rng(1), 4000)
        assert one.tau[0] == pytest.approx(both.tau[place], abs=0.02)
        assert one.expected[0].mean(axis=0) == pytest.approx(both.expected[place].mean(axis=0), rel=0.06)


def test_a_district_without_a_review_or_without_a_case_has_a_finite_estimate():
    reviewed = np.array([[[0.0], [300.0], [30.0], [200.0]]])
    found = np.array([[[0.0], [30.0], [0.0], [20.0]]])
    cells = cells_of(reviewed, found, np.full((1, 4, 1), 1000.0), Bands((), ("all",)), np.array([4000.0]))
    post = posterior(cells, np.random.default_rng(1), 4000)
    middle, error = np.median(post.expected[0], axis=0), post.expected[0].std(axis=0)
    assert np.isfinite(post.expected).all()
    assert 0 < middle[2] < middle[0] < 300  # without a case: below the one that nobody has read
    assert error[0] > 2 * error[1]


def test_the_direct_share_is_clopper_and_pearsons_where_weights_are_alike():
    share, exact = direct_share(np.array([1.0, *[0.0] * 24]), np.full(25, 7.0)), clopper_pearson(1, 25)
    assert (share.estimate, share.low, share.high) == pytest.approx((exact.estimate, exact.low, exact.high))
    assert direct_share(np.zeros(25), np.ones(25)).high == pytest.approx(0.1372, abs=1e-4)
    assert direct_share(np.ones(1), np.ones(1)) is None


def test_unlike_weights_widen_the_direct_share():
    missed = np.array([1.0, 0.0] * 10)
    alike, unlike = direct_share(missed, np.ones(20)), direct_share(missed, np.repeat([1.0, 9.0], 10))
    assert unlike.high - unlike.low > alike.high - alike.low


def test_the_draws_total_is_post_stratified():
    total = design_total(
        np.array([1000.0, 100.0]), np.array([10.0, 40.0]), np.array([500.0, 80.0]), np.array([50.0, 40.0])
    )
    assert total.estimate == pytest.approx(1000 * 10 / 500 + 100 * 40 / 80)
    assert total.low < total.estimate < total.high


def test_a_band_without_a_miss_still_widens_the_draws_total():
    none = design_total(np.array([1000.0]), np.array([0.0]), np.array([500.0]), np.array([50.0]))
    assert none.estimate == 0.0
    assert none.high > 10


def test_the_rate_of_every_district_lies_near_the_truth():
    sample, frame, truth = force()
    found = districts(sample, frame)
    assert isinstance(found, Districts)
    assert [row.name for row in found.rows] == sorted(truth)
    held = [row.unrecorded.low <= truth[row.name] <= row.unrecorded.high for row in found.rows]
    assert sum(held) >= 7
    for row in found.rows:
        assert row.rate.low <= row.rate.estimate <= row.rate.high
        assert row.rate.estimate == pytest.approx(row.recorded / (row.recorded + row.unrecorded.estimate))
    assert found.modelled.low <= sum(truth.values()) <= found.modelled.high
    assert found.terms == ("score", "group")


def test_it_is_narrower_than_the_districts_own_reviews():
    sample, frame, _ = force()
    rows = districts(sample, frame).rows
    assert sum(r.rate.high - r.rate.low for r in rows) < 0.8 * sum(r.direct.high - r.direct.low for r in rows)


def test_without_a_score_or_groups_it_still_answers():
    sample, frame, _ = force()
    found = districts(sample, frame.drop("score", "group"))
    assert found.terms == ()
    assert all(row.rate for row in found.rows)


def test_the_order_of_rows_does_not_matter_and_the_seed_does_little():
    sample, frame, _ = force()
    one, again = districts(sample, frame), districts(sample.reverse(), frame.sample(fraction=1.0, shuffle=True, seed=3))
    assert one.rows == again.rows
    other = districts(sample, frame, seed=2)
    for a, b in zip(one.rows, other.rows, strict=True):
        assert a.rate.estimate == pytest.approx(b.rate.estimate, abs=0.01)


def test_benchmarked_districts_sum_to_the_draws_own_total():
    sample, frame, _ = force()
    plain, held = districts(sample, frame), districts(sample, frame, is_benchmarked=True)
    by = held.designed.estimate / held.modelled.estimate
    for a, b in zip(plain.rows, held.rows, strict=True):
        assert b.unrecorded.estimate == pytest.approx(a.unrecorded.estimate * by)


def test_reports_with_several_crimes_count_them_all():
    sample, frame, _ = force()
    doubled = districts(sample.with_columns(pl.col("crimes_disclosed") * 2), frame)
    once = districts(sample, frame)
    assert doubled.modelled.estimate == pytest.approx(2 * once.modelled.estimate, rel=0.02)
    assert doubled.designed.estimate == pytest.approx(2 * once.designed.estimate)


def test_too_little_is_refused():
    sample, frame, _ = force()
    few = districts(sample.head(99), frame)
    assert isinstance(few, Refusal)
    assert "99" in few.why
    none = districts(sample.with_columns(crimes_disclosed=pl.lit(0)), frame)
    assert isinstance(none, Refusal)
    one = districts(sample, frame.with_columns(district=pl.lit("all")))
    assert isinstance(one, Refusal)
    assert "one district" in one.why


def test_reviews_of_linked_reports_say_nothing_here():
    sample, frame, _ = force()
    linked = (
        frame.filter("linked")
        .head(50)
        .select("report_id", crimes_disclosed=pl.lit(1), crimes_recorded=pl.lit(0), weight=pl.lit(1.0))
    )
    more = pl.concat([sample, linked.select(sample.columns).cast(dict(sample.schema))])
    assert districts(more, frame).rows == districts(sample, frame).rows
