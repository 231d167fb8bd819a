"""What a design is expected to give, what a half-width takes, and how soon a grade is certain."""

import numpy as np
import polars as pl
import pytest

from fullcount.audit.intervals import wilson
from fullcount.audit.planning.certainty import until_certain
from fullcount.audit.planning.design import NOT_SCORED, Allocate, Design, layout
from fullcount.audit.planning.frame import expected_of, in_order
from fullcount.audit.planning.precision import Wanted, half_width, reports_needed, ways
from fullcount.audit.planning.prospect import Prospect
from fullcount.audit.planning.sizes import unlinked_size
from fullcount.audit.results import Rate, Refusal
from fullcount.audit.scored.cuts import allocated, cut


def frame(linked: int = 800, unlinked: int = 1_200, missed: int = 90, seed: int = 1) -> pl.DataFrame:
    rng = np.random.default_rng(seed)
    is_missed = rng.permutation(unlinked) < missed
    score = np.clip(rng.beta(0.4, 8.0, unlinked) + is_missed * rng.beta(3.0, 3.0, unlinked), 0.001, 0.999)
    names = np.array(["asb / 101", "duplicate / 999", "resolved / 101"])
    made = pl.DataFrame(
        {
            "report_id": [f"R{i:05}" for i in range(linked + unlinked)],
            "linked": [True] * linked + [False] * unlinked,
            "crimes_recorded": [1] * linked + [0] * unlinked,
            "score": [None] * linked + score.tolist(),
            "stratum": ["crime / 101"] * linked + names[rng.integers(0, 3, unlinked)].tolist(),
        }
    )
    ordered = in_order(made)
    assert isinstance(ordered, pl.DataFrame)
    return ordered


def prospect(rate: float | None = 0.9) -> Prospect:
    rows = frame()
    return Prospect.of(rows, expected_of(rows, rate))


def test_what_is_likely_sums_to_what_is_expected() -> None:
    about = prospect(0.9)
    assert about.expected.missed == pytest.approx(800 * (1 / 0.9 - 1))
    assert about.likely.sum() == pytest.approx(about.expected.missed, rel=1e-3)
    by_scores = prospect(None)
    assert by_scores.expected.says == "by the scores"
    assert by_scores.likely.sum() == pytest.approx(by_scores.expected.missed)


def test_a_frame_without_scores_supposes_the_usual_rate() -> None:
    rows = frame().drop("score")
    expected = expected_of(rows)
    assert (expected.rate, expected.says) == (0.9, "supposed")
    about = Prospect.of(rows, expected)
    assert np.ptp(about.likely) == 0.0
    n = reports_needed(about, Design(1, Allocate.PROPORTIONAL, leaves_out_linked=True), Wanted(0.03))
    assert n == pytest.approx(unlinked_size(0.9, 0.03, (800, 1_200)), abs=3)


def test_the_number_that_a_half_width_takes_is_the_fewest() -> None:
    about = prospect()
    for allocate in Allocate:
        design = Design(1, allocate, leaves_out_linked=allocate is not Allocate.PROPORTIONAL)
        n = reports_needed(about, design, Wanted(0.03))
        assert isinstance(n, int)
        at, before = half_width(about, design.of(n)), half_width(about, design.of(n - 1))
        assert isinstance(at, float)
        assert at <= 0.03
        assert isinstance(before, Refusal) or before > 0.03


def test_the_score_takes_fewer_than_chance_and_the_inspectorate() -> None:
    about = prospect()
    n = reports_needed(about, Design(1, Allocate.SCORE, leaves_out_linked=True), Wanted(0.03))
    other = ways(about.expected, Wanted(0.03))
    assert isinstance(n, int)
    assert n < other["unlinked reports at random"] < other["the inspectorate's way"]


def test_the_draw_and_the_estimate_cut_the_score_alike() -> None:
    about = prospect()
    made = layout(about, Design(150, Allocate.SCORE, leaves_out_linked=True))
    assert not isinstance(made, Refusal)
    scores = about.frame.filter(~pl.col("linked"))["score"].to_numpy()
    cuts = cut(scores, 150)
    assert len(made.strata) > 8
    assert [one.reports for one in made.strata] == cuts.size.tolist()
    assert [one.drawn for one in made.strata] == allocated(cuts.size, cuts.wanted, 150).tolist()
    assert made.of_report[about.is_unlinked].tolist() == cuts.strata_of(scores).tolist()


def test_unlinked_reports_without_a_score_are_a_stratum_of_their_own() -> None:
    rows = frame().with_columns(pl.when(pl.int_range(pl.len()) >= 1_900).then(None).otherwise("score").alias("score"))
    about = Prospect.of(rows, expected_of(rows, 0.9))
    made = layout(about, Design(150, Allocate.SCORE, leaves_out_linked=True))
    assert not isinstance(made, Refusal)
    first = made.strata[0]
    assert (first.name, first.reports) == (NOT_SCORED, 100)
    assert first.drawn > 150 * 100 / 1_200, "more in doubt than most"
    assert sum(one.drawn for one in made.strata) == 150
    few = layout(about, Design(6, Allocate.SCORE, leaves_out_linked=True))
    assert isinstance(few, Refusal)
    assert "no score" in few.why


def test_the_expected_half_width_is_what_simulated_draws_give() -> None:
    rows = frame()
    rng = np.random.default_rng(3)
    score = rows["score"].drop_nulls().to_numpy()
    truth = rng.random((2_000, score.size)) < score  # the scores are the truth's own chances
    about = Prospect.of(rows, expected_of(rows))
    design = Design(200, Allocate.NEYMAN, leaves_out_linked=True)
    made = layout(about, design)
    assert not isinstance(made, Refusal)
    where = made.of_report[about.is_unlinked]
    total = np.zeros(2_000)
    for place, one in enumerate(made.strata):
        inside = np.flatnonzero(where == place)
        order = rng.random((2_000, inside.size)).argsort(axis=1)[:, : one.drawn]
        total += one.reports * np.take_along_axis(truth[:, inside], order, axis=1).mean(axis=1)
    rate, true = 800 / (800 + total), 800 / (800 + truth.sum(axis=1))
    expected = half_width(about, design)
    assert isinstance(expected, float)
    assert 1.96 * np.std(rate - true) == pytest.approx(expected, rel=0.08)


def test_reviews_so_far_move_what_is_likely_in_their_stratum_alone() -> None:
    rows = frame().drop("score")
    about = Prospect.of(rows, expected_of(rows, 0.9))
    mine = rows.filter(~pl.col("linked") & pl.col("stratum").str.starts_with("asb")).head(92)
    seen = mine.select(
        "report_id", pl.Series("crimes_disclosed", [1] * 9 + [0] * 83), pl.lit(0).alias("crimes_recorded")
    )
    learnt = about.learnt(seen)
    of_asb = (rows["stratum"].str.starts_with("asb") & ~rows["linked"]).filter(~rows["linked"]).to_numpy()
    theta = about.likely[of_asb].mean()
    assert learnt.likely[of_asb].mean() == pytest.approx((9 + 8 * theta) / 100)
    assert learnt.likely[~of_asb] == pytest.approx(about.likely[~of_asb])


def test_designs_that_cannot_be_drawn_are_refused() -> None:
    about = prospect()
    bare = Prospect.of(frame().drop("score"), expected_of(frame().drop("score"), 0.9))
    assert isinstance(layout(bare, Design(50, Allocate.SCORE)), Refusal)
    assert isinstance(layout(about, Design(0)), Refusal)
    assert isinstance(layout(about, Design(1_500, Allocate.SCORE, leaves_out_linked=True)), Refusal)
    none_linked = frame(linked=0)
    unlinked = Prospect.of(none_linked, expected_of(none_linked, 0.9))
    assert isinstance(half_width(unlinked, Design(50, Allocate.SCORE, leaves_out_linked=True)), Refusal)


def test_linked_reports_left_out_are_counted_and_drawn_ones_are_a_stratum() -> None:
    about = prospect()
    left = layout(about, Design(100, Allocate.SCORE, leaves_out_linked=True))
    assert not isinstance(left, Refusal)
    assert left.left_out == 800
    drawn = layout(about, Design(100, Allocate.SCORE))
    assert not isinstance(drawn, Refusal)
    assert drawn.left_out == 0
    assert next(one.drawn for one in drawn.strata if one.name == "linked") == 5
    assert sum(one.drawn for one in drawn.strata) == 100
    names = drawn.names()
    assert (names.filter(about.frame["linked"]) == "linked").all()
    assert not (names.filter(~about.frame["linked"]) == "linked").any()


def rate(successes: int, n: int) -> Rate:
    found = wilson(successes, n)
    return Rate(found.estimate, found.low, found.high, 0.95, "Wilson", n, n, successes)


def test_a_certain_grade_takes_no_more() -> None:
    made = until_certain(rate(360, 400), {"good": 85}, 50_000)
    assert not isinstance(made, Refusal)
    assert (made.grade, made.is_certain, made.wanted) == ("good", True, ())
    assert isinstance(until_certain(rate(360, 400), {}, 50_000), Refusal)


def test_the_chance_of_a_certain_grade_is_what_simulation_gives() -> None:
    bands = {"good": 85.0}
    made = until_certain(rate(344, 400), bands, 1_000_000)
    assert not isinstance(made, Refusal)
    assert made.grade == "good or inadequate"
    told = next(point for point in made.curve if point.reviews == 3_200)
    rng = np.random.default_rng(4)
    true = rng.beta(344.5, 56.5, 1_500)
    share = (344 + rng.binomial(3_200, true)) / 3_600
    ends = [wilson(value * 3_600, 3_600) for value in share]
    certain = np.mean([(end.low >= 0.85) == (end.high >= 0.85) for end in ends])
    assert told.chance == pytest.approx(certain, abs=0.04)
    chances = [point.chance for point in made.curve]
    assert max(chances) > 0.9
    more = dict(made.wanted)
    assert more[0.5] is not None
    assert more[0.8] is not None
    assert 1_000 < more[0.5] < more[0.8]


def test_an_edge_at_the_very_rate_is_seldom_certain_before_all_is_read() -> None:
    made = until_certain(rate(360, 400), {"good": 90}, 2_000)
    assert not isinstance(made, Refusal)
    assert dict(made.wanted)[0.95] is None or dict(made.wanted)[0.95] > 1_200  # type: ignore[operator]
