"""Survey estimates against sums done by hand; R's own values are in tests/parity."""

import numpy as np
import pytest

from fullcount.audit.survey.calibrated import calibrated, greg_total
from fullcount.audit.survey.design import design, variance
from fullcount.audit.survey.replicates import jackknife_error
from fullcount.audit.survey.totals import mean, ratio, total

Y = np.array([1.0, 3.0, 2.0, 6.0])


def test_a_simple_sample_by_hand():
    """Four of 20: total 5 * 12 = 60; variance 20^2 (1 - 4/20) s^2 / 4 with s^2 = 14/3."""
    drawn = design(np.full(4, 5.0), clusters_in_frame=20.0)
    figure = total(Y, drawn)
    assert figure.estimate == 60.0
    assert figure.error**2 == pytest.approx(400 * 0.8 * (14 / 3) / 4)
    assert mean(Y, drawn).estimate == 3.0
    assert mean(Y, drawn).error == pytest.approx(figure.error / 20)


def test_strata_take_their_own_means_off():
    """Two strata of 10, two read in each: (10/2)^2 (1 - 2/10) * 2 s_h^2 with s_h^2 = 2 and 8."""
    drawn = design(np.full(4, 5.0), stratum=np.array([0, 0, 1, 1]), clusters_in_frame=10.0)
    assert total(Y, drawn).error ** 2 == pytest.approx(25 * 0.8 * (2 * 2 + 2 * 8))
    assert drawn.freedom == 2


def test_two_stages_add_what_was_left_unread_inside():
    """Two of 4 clusters, two of 4 units in each: between 16 and 32 at 1 - 2/4, within at 2/4 (1 - 2/4)."""
    drawn = design(np.full(4, 4.0), cluster=np.array([7, 7, 8, 8]), clusters_in_frame=4.0, units_in_cluster=4.0)
    sums = np.array([4.0 * 4.0, 4.0 * 8.0])
    first = 0.5 * 2 * ((sums - sums.mean()) ** 2).sum()
    second = 0.5 * 0.5 * 2 * 16 * (2.0 + 8.0)
    assert variance(4.0 * Y, drawn) == pytest.approx(first + second)


def test_a_stratum_with_one_cluster_has_no_variance_unless_it_is_all_there_is():
    alone = design(np.full(4, 1.0), stratum=np.array([0, 0, 0, 1]), clusters_in_frame=np.array([9.0, 9.0, 9.0, 5.0]))
    assert np.isnan(variance(Y, alone))
    whole = design(np.full(4, 1.0), stratum=np.array([0, 0, 0, 1]), clusters_in_frame=np.array([9.0, 9.0, 9.0, 1.0]))
    assert np.isfinite(variance(Y, whole))


def test_a_ratio_and_weights_that_know_the_totals():
    x = np.array([2.0, 3.0, 4.0, 7.0])
    drawn = design(np.full(4, 5.0))
    assert ratio(Y, x, drawn).estimate == pytest.approx(12 / 16)
    known = np.stack([np.ones(4), x], axis=1)
    weight = calibrated(known, np.array([20.0, 90.0]), drawn.weight)
    assert known.T @ weight == pytest.approx([20.0, 90.0])
    line = greg_total(3.0 + 2.0 * x, known, np.array([20.0, 90.0]), drawn)
    assert line.estimate == pytest.approx(3 * 20 + 2 * 90)
    assert line.error == pytest.approx(0.0, abs=1e-9)


def test_the_jackknife_of_a_total_is_the_variance_between_clusters():
    cluster, weight = np.array([0, 0, 1, 2]), np.full(4, 2.0)
    error = jackknife_error(lambda w: float((w * Y).sum()), weight, cluster)
    assert error**2 == pytest.approx(variance(weight * Y, design(weight, cluster=cluster)))
