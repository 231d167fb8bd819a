"""Sample sizes beside the figures that were published, or measured on populations of known truth."""

import pytest

from fullcount.audit.planning import sizes


def test_cochrans_example_of_a_finite_population() -> None:
    # Cochran 1977, 4.4: n0 = 400 (with z = 2), N = 3,200
    assert round(sizes.finite(400, 3_200)) == 356
    assert sizes.simple_size(0.5, 0.05) == pytest.approx(400 * (1.959964 / 2) ** 2, rel=1e-6)


def test_the_inspectorates_median_sample() -> None:
    # ../shared/field/inspection.md, section 7: p = 0.9, d = 0.0165
    assert round(sizes.simple_size(0.9, 0.0165)) == 1_270
    # half-widths of 1.43 to 2.16 points are the sizes seen: about 660 to 1,980 crimes
    assert 1_650 < sizes.simple_size(0.9, 0.0143) < 1_980
    assert 660 < sizes.simple_size(0.9, 0.0216) < 780


def test_both_ways_without_a_score_beside_what_simulation_needed() -> None:
    # ../shared/field/audit-methods.md: 1,912 to 1,946 in the inspectorate's way, 944 to 955 of the unlinked
    assert sizes.inspectorate_size(0.9, 0.02, 0.45, reports=200_000) == pytest.approx(1_926, rel=0.02)
    assert sizes.unlinked_size(0.9, 0.02, (81_000, 119_000)) == pytest.approx(950, rel=0.02)
    # 25% unrecorded: 4,037 and 1,653
    assert sizes.inspectorate_size(0.75, 0.02, 0.45, reports=200_000) == pytest.approx(4_037, rel=0.04)
    assert sizes.unlinked_size(0.75, 0.02, (67_500, 132_500)) == pytest.approx(1_653, rel=0.04)


def test_a_finite_frame_never_takes_more_than_it_has() -> None:
    assert sizes.finite(10_000, 300) < 300
    assert sizes.finite(10_000, 0) == 0
    assert sizes.finite(0.5, 300) <= 0.5


def test_whole_clusters_take_more() -> None:
    assert sizes.design_effect(20, 0.05) == pytest.approx(1.95)
    assert sizes.clustered_size(400, 20, 0.05) == (pytest.approx(780), 39)
    assert sizes.clustered_size(400, 1, 0.9) == (400, 400)


@pytest.mark.parametrize("bad", [(0.9, 0.0), (0.9, 1.0), (1.1, 0.02), (-0.1, 0.02)])
def test_what_cannot_be_is_no_size(bad: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        sizes.simple_size(*bad)


def test_without_a_crime_there_is_no_rate_to_be_planned() -> None:
    with pytest.raises(ValueError, match="no rate"):
        sizes.inspectorate_size(0.9, 0.02, 0.0)
    with pytest.raises(ValueError, match="no such rate"):
        sizes.unlinked_size(0.9, 0.02, (0, 100))
    with pytest.raises(ValueError, match="likeness"):
        sizes.design_effect(0.5, 0.1)
