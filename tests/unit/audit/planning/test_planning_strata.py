"""Strata: merged by the stated rule, shared out in whole numbers, and none without a chance."""

import numpy as np
import pytest

from fullcount.audit.planning import by_score
from fullcount.audit.planning.allocation import shared_out
from fullcount.audit.planning.strata import blind_spots, merged
from fullcount.audit.results import Refusal


def out(n: int, weights: list[float], sizes: list[int], least: int) -> list[int]:
    made = shared_out(n, np.array(weights), np.array(sizes), least)
    assert not isinstance(made, Refusal), made
    return made.tolist()


def test_small_strata_go_with_their_kin_and_never_across_linked_and_unlinked() -> None:
    sizes = {"linked / a / x": 9, "linked / a / y": 60, "linked / b / x": 45, "unlinked / a / x": 9}
    final = merged(sizes, 50)
    assert final["linked / a / y"] == "linked / a / y"
    assert final["linked / a / x"] == final["linked / b / x"] == "linked / other"
    assert final["unlinked / a / x"] == "unlinked / a / x", "alone it keeps its name"


def test_small_ones_that_are_enough_together_stay_with_their_parent() -> None:
    final = merged({"unlinked / a / x": 30, "unlinked / a / y": 30, "unlinked / b / x": 80}, 50)
    assert final["unlinked / a / x"] == final["unlinked / a / y"] == "unlinked / a / other"


def test_a_stratum_called_other_takes_the_small_ones_in() -> None:
    final = merged({"unlinked / a / other": 90, "unlinked / a / x": 3, "unlinked / a": 70}, 50)
    assert final == {
        "unlinked / a / other": "unlinked / a / other", "unlinked / a / x": "unlinked / a / other",
        "unlinked / a": "unlinked / a",
    }  # fmt: skip


def test_nothing_is_merged_where_nothing_is_small() -> None:
    sizes = {"linked": 5, "unlinked / " + "=cmd / ": 7, "": 3}
    assert merged(sizes, 0) == {name: name for name in sizes}
    assert merged({}, 50) == {}


def test_neyman_gives_more_where_answers_differ_more() -> None:
    assert out(100, [400 * 1.0, 200 * 2.0, 200 * 5.0], [400, 200, 200], 1) == [22, 22, 56]


def test_no_stratum_gets_less_than_the_least_nor_more_than_it_has() -> None:
    assert out(100, [1000, 10, 3], [1000, 10, 3], 5) == [92, 5, 3]
    assert out(20, [0.0, 0.0, 100.0], [50, 50, 10], 2) == [5, 5, 10]
    assert out(13, [5, 5, 3], [5, 5, 3], 8) == [5, 5, 3]


def test_a_plan_that_leaves_a_stratum_without_a_chance_is_refused() -> None:
    made = shared_out(10, np.array([1e6, 1.0]), np.array([1_000_000, 1]), 0)
    assert isinstance(made, Refusal)
    assert "1 of 2 strata would have no chance" in made.why


def test_too_few_reports_for_the_minima_are_refused() -> None:
    made = shared_out(9, np.array([1.0, 1.0]), np.array([50, 50]), 5)
    assert isinstance(made, Refusal)
    assert "too few" in made.why
    assert isinstance(shared_out(101, np.array([1.0]), np.array([100]), 1), Refusal)


def test_ways_of_closing_that_a_frame_lacks_are_told() -> None:
    told = blind_spots(
        ["unlinked / Duplicate / 101", "linked / anti-social behaviour", "unlinked / resolved on arrival"]
    )
    assert told == ["anti-social behaviour"], "linked reports are not where missed crime hides"


def test_chances_and_the_part_of_what_has_no_score_by_hand() -> None:
    assert by_score.chances(np.array([0.0, 0.5]), 1) == pytest.approx([0.3171, 0.6829], abs=1e-4)
    assert by_score.unscored_part(np.full(100, 0.5), 100, 0.1) == pytest.approx(0.5)
    assert by_score.unscored_part(np.array([0.0, 0.5] * 50), 100, 0.0) == pytest.approx(
        0.4330 / (0.4330 + 0.28873), abs=1e-4
    )
    assert by_score.unscored_part(np.full(100, 0.5), 0, 0.1) == 0.0


def test_chances_sum_to_the_number_drawn_and_none_is_nought_or_above_one() -> None:
    score = np.random.default_rng(2).beta(0.1, 3.0, 400)
    for n in (0, 1, 50, 399, 400):
        made = by_score.chances(score, n)
        assert made.sum() == pytest.approx(n)
        assert made.max() <= 1.0
        assert made.min() > 0.0 or n == 0
