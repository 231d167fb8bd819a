"""The rate from a sample and its frame: which way is chosen, what it gives by hand, and what it will not answer."""

import numpy as np
import polars as pl
import pytest

from fullcount.audit.estimating.answer import answered
from fullcount.audit.estimating.asked import Asked, Way, rate_of
from fullcount.audit.estimating.cells import cells_of
from fullcount.audit.estimating.frame import framed_of
from fullcount.audit.estimating.reviewed import reviewed_of
from fullcount.audit.intervals import hypergeometric_exact
from fullcount.audit.results import Interval, Refusal
from fullcount.audit.scored.crossfit import FEWEST_KEPT


def reviews(rows, **more):
    """Return a sample: rows of (report, disclosed, recorded)."""
    names = ("report_id", "crimes_disclosed", "crimes_recorded")
    table = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.Int64), orient="row")
    return table.with_columns(pl.col("report_id").cast(pl.String)).with_columns(
        **{k: pl.Series(v) for k, v in more.items()}
    )


def frame(linked, unlinked, **more):
    """Return a frame whose first reports are linked, one crime each."""
    size = linked + unlinked
    is_linked = np.arange(size) < linked
    return pl.DataFrame({"report_id": [str(i) for i in range(size)], "linked": is_linked,
                         "crimes_recorded": is_linked.astype(int), **more})  # fmt: skip


def found(n, missed, first=0):
    return [(first + i, int(i < missed), 0) for i in range(n)]


def test_only_the_unlinked_are_read_and_the_ends_of_u_are_mapped():
    answer = answered(reviews(found(100, 4, 9_000)), frame(9_000, 3_000), Asked())
    exact = hypergeometric_exact(4, 100, 3_000)
    assert answer.unrecorded == Interval(120.0, exact.low * 3_000, exact.high * 3_000)
    assert answer.rate.estimate == pytest.approx(9_000 / 9_120)
    assert answer.rate.low == pytest.approx(9_000 / (9_000 + exact.high * 3_000))
    assert "exact" in answer.rate.method
    assert any("No linked report" in warning for warning in answer.warnings)


def test_a_year_and_a_day_follow_from_the_days_of_the_frame():
    answer = answered(reviews(found(100, 4, 9_000)), frame(9_000, 3_000), Asked(days=73.0))
    assert answer.per_day.estimate == pytest.approx(120 / 73)
    assert answer.per_year.high == pytest.approx(answer.unrecorded.high * 5)
    year = answered(reviews(found(100, 4, 9_000)), frame(9_000, 3_000), Asked(recorded=10_000.0))
    assert year.per_year.estimate == pytest.approx(10_000 * (1 / year.rate.estimate - 1))


def test_a_sample_of_all_reports_uses_both_sides_of_the_link():
    rows = [(i, 1, 1) for i in range(300)] + found(100, 4, 9_000)
    answer = answered(reviews(rows), frame(9_000, 3_000), Asked())
    assert answer.unrecorded.estimate == pytest.approx(120.0)
    ratio = answered(reviews(rows), 12_000, Asked())
    assert ratio.rate.estimate == pytest.approx(300 / 304)
    assert ratio.rate.method.startswith("ratio of recorded to disclosed")
    asked = answered(reviews(rows), frame(9_000, 3_000), Asked(way=Way.INSPECTORATE))
    assert asked.rate == ratio.rate


def test_crimes_that_linking_did_not_know_and_crimes_recorded_beyond_count():
    rows = [(i, 1, 1) for i in range(300)] + found(90, 9, 9_000) + [(9_090 + i, 1, 1) for i in range(10)]
    answer = answered(reviews(rows), frame(9_000, 3_000), Asked())
    assert answer.rate.estimate == pytest.approx(9_300 / (9_300 + 270))
    assert answer.rate.low < rate_of(answer.unrecorded, 9_300).low - 1e-6
    assert answer.rate.high > rate_of(answer.unrecorded, 9_300).high + 1e-6
    over = [(i, 1, 2 if i < 30 else 1) for i in range(300)] + found(100, 4, 9_000)
    doubled = frame(9_000, 3_000).with_columns(
        pl.when(pl.col("report_id").cast(pl.Int64) < 30).then(2).otherwise("crimes_recorded").alias("crimes_recorded")
    )
    told = answered(reviews(over), doubled, Asked())
    # 9,030 recorded in the frame; a tenth of the linked reports read hold one too many, so 900 of them come off
    assert told.rate.estimate == pytest.approx(8_130 / (8_130 + 120))
    assert any("more crimes were recorded than disclosed" in warning for warning in told.warnings)


def test_several_crimes_of_a_report_are_counted_and_widen():
    one = answered(reviews(found(200, 30, 9_000)), frame(9_000, 3_000), Asked())
    rows = [(9_000 + i, 3 * int(i < 10), 0) for i in range(200)]
    three = answered(reviews(rows), frame(9_000, 3_000), Asked())
    assert one.unrecorded.estimate == pytest.approx(three.unrecorded.estimate)
    assert three.unrecorded.high - three.unrecorded.low > 1.4 * (one.unrecorded.high - one.unrecorded.low)


def test_scores_of_the_frame_narrow_the_interval_and_scores_of_the_sample_alone_do_not():
    rng = np.random.default_rng(4)
    score = np.where(np.arange(4_000) < 300, rng.beta(4, 2, 4_000), rng.beta(1, 20, 4_000))
    whole = frame(12_000, 4_000).with_columns(score=pl.Series(np.concatenate([np.zeros(12_000), score])))
    drawn = rng.choice(4_000, 500, replace=False)
    sample = reviews([(12_000 + int(i), int(i < 300), 0) for i in drawn])
    with_scores, without = answered(sample, whole, Asked()), answered(sample, whole.drop("score"), Asked())
    assert "score-stratified" in with_scores.rate.method
    assert with_scores.rate.high - with_scores.rate.low < 0.9 * (without.rate.high - without.rate.low)
    learnt = answered(sample, whole, Asked(is_score_learnt_here=True))
    assert (learnt.rate.low, learnt.rate.high) == (without.rate.low, without.rate.high)


def test_scores_are_needed_of_the_reports_that_are_not_linked_and_of_no_other():
    score = [0.01] * 3_600 + [0.7] * 400
    whole = frame(12_000, 4_000, score=[0.0] * 12_000 + score)
    bare = frame(12_000, 4_000, score=[None] * 12_000 + score)
    sample = reviews([(12_000 + place, int(place % 40 < 3 and place >= 3_000), 0) for place in range(0, 4_000, 10)])
    assert answered(sample, bare, Asked()) == answered(sample, whole, Asked())
    by_difference = Asked(way=Way.DIFFERENCE)
    assert answered(sample, bare, by_difference) == answered(sample, whole, by_difference)
    both = pl.concat([sample, reviews([(place, 1, 1) for place in range(100)])])
    assert isinstance(answered(both, bare, by_difference), Refusal), "linked ones are drawn from, and have no score"
    assert "score-stratified" in answered(both, bare, Asked()).rate.method
    lacking = frame(12_000, 4_000, score=[None] * 12_001 + score[1:])
    answer = answered(sample, lacking, Asked())
    assert "score" not in answer.rate.method
    assert any("not linked have no score" in said for said in answer.warnings)
    folds = sample.with_columns(fold=pl.int_range(pl.len()) % 2)
    parts = bare.rename({"score": "score_0"}).with_columns(score_1="score_0")
    assert any("fitted without it" in said for said in answered(folds, parts, Asked()).warnings)


def test_a_draw_steered_by_the_score_is_seen_and_weighed_back_by_its_strata():
    rng = np.random.default_rng(5)
    score = np.append(np.zeros(9_000), np.where(np.arange(4_000) < 400, 0.6, 0.01))
    is_missed = rng.random(13_000) < score
    drawn = np.concatenate([rng.choice(400, 200, replace=False), 400 + rng.choice(3_600, 200, replace=False)]) + 9_000
    sample = reviews([(int(i), int(is_missed[i]), 0) for i in drawn])
    answer = answered(sample, frame(9_000, 4_000, score=score), Asked())
    assert answer.unrecorded.low < is_missed.sum() < answer.unrecorded.high
    assert any("went by them" in warning for warning in answer.warnings)


def test_strata_are_weighted_to_the_frame_and_each_has_its_own_rate():
    whole = frame(9_000, 3_000).with_columns(stratum=pl.Series(["town" if i % 10 else "moor" for i in range(12_000)]))
    rows = [(i, int(i % 10 == 0), 0) for i in range(9_000, 9_300)]
    answer = answered(reviews(rows), whole, Asked())
    assert answer.unrecorded.estimate == pytest.approx(300.0)
    parts = {part.stratum: part for part in answer.parts}
    assert parts["moor"].rate.estimate == pytest.approx(900 / 1_200)
    assert parts["town"].rate.estimate == 1.0
    assert parts["town"].unrecorded.high > 0.0
    assert sum(part.reports for part in answer.parts) == 12_000


def test_chances_weigh_and_clusters_widen():
    rng = np.random.default_rng(6)
    rows = [(i, 1, int(i % 4 > 0)) for i in range(400)]
    chance = [0.05 if i % 4 else 0.2 for i in range(400)]
    weighed = answered(reviews(rows, inclusion_probability=chance), 6_500, Asked())
    assert weighed.rate.estimate == pytest.approx(300 * 20 / (300 * 20 + 100 * 5))
    cluster = [f"team {i // 20}" for i in range(400)]
    clumped = [(i, 1, int((i // 20) % 4 > 0)) for i in range(400)]
    wide = answered(reviews(clumped, cluster=cluster), 6_500, Asked())
    loose = answered(reviews(clumped, cluster=rng.permutation(cluster)), 6_500, Asked())
    assert wide.rate.estimate == loose.rate.estimate == 0.75
    assert wide.rate.high - wide.rate.low > 2.5 * (loose.rate.high - loose.rate.low)


def test_two_readers_correct_and_one_reader_twice_is_refused():
    rows = found(300, 30, 9_000)
    second = [(i, int(i < 9_027), 0) for i in range(9_000, 9_150)]
    both = pl.concat([
        reviews(rows, reviewer=["a"] * 300), reviews(second, reviewer=["b"] * 150),
    ])  # fmt: skip
    plain, corrected = (
        answered(reviews(rows), frame(9_000, 3_000), Asked()),
        answered(both, frame(9_000, 3_000), Asked()),
    )
    assert corrected.n == 300
    assert corrected.rate.high - corrected.rate.low > plain.rate.high - plain.rate.low
    against = answered(both, frame(9_000, 3_000), Asked(reference="b"))
    assert against.unrecorded.estimate < plain.unrecorded.estimate
    right = answered(both, frame(9_000, 3_000), Asked(is_review_right=True))
    assert right.unrecorded == plain.unrecorded
    same = both.with_columns(reviewer=pl.lit("a"))
    assert "twice by the same reviewer" in answered(same, 12_000, Asked()).why


def test_reviews_that_could_not_be_decided_are_said_and_weighed_away():
    sample = reviews([*found(90, 9, 9_000), *((9_900 + i, None, None) for i in range(10))])
    answer = answered(sample, frame(9_000, 3_000), Asked())
    assert answer.n == 90
    assert answer.unrecorded.estimate == pytest.approx(300.0)
    assert any("10.0% of the sampled reports could not be decided" in warning for warning in answer.warnings)


@pytest.mark.parametrize(
    ("sample", "population", "why"),
    [
        (reviews([]), 100, "No report has been reviewed"),
        (reviews([(0, 1, 1), (0, 1, 0)]), 100, "reviewed before"),
        (reviews([(0, 1, 1), (7_000, 1, 1)]), frame(50, 50), "1 reviewed report(s) are not in the frame"),
        (reviews(found(40, 3)), 30, "holds only 30"),
        (reviews([(0, 1, 0)]), 500, "Too few"),
        (reviews([(0, None, None)]), 500, "says how many crimes"),
        (reviews(found(60, 3), stratum=["x"] * 60), frame(0, 60, stratum=["y"] * 60), "another stratum"),
        (reviews(found(30, 3)), frame(0, 60, stratum=["x"] * 30 + ["y"] * 30), "no review (y)"),
        (reviews(found(60, 3), inclusion_probability=[0.5] * 60), 6_000, "stands for about 120"),
        (reviews(found(60, 3), cluster=[str(i % 4) for i in range(60)]), 6_000, "Only 4 clusters"),
        (reviews(found(60, 0)), frame(0, 600), "nothing to rate"),
        (reviews(found(2, 1), inclusion_probability=[0.5, None]), 4, "no inclusion_probability"),
    ],
)  # fmt: skip
def test_what_is_refused_and_why(sample, population, why):
    answer = answered(sample, population, Asked())
    assert isinstance(answer, Refusal)
    assert why in answer.why


@pytest.mark.parametrize("way", [Way.SCORED, Way.DIFFERENCE, Way.CLUSTERS, Way.PROBABILITIES, Way.STRATIFIED])
def test_a_way_that_lacks_what_it_needs_is_refused(way):
    assert "needs" in answered(reviews(found(60, 30)), 600, Asked(way=way)).why
    assert f"The {way} way needs" in answered(reviews(found(60, 30, 50)), frame(50, 600), Asked(way=way)).why


def test_edges_have_sensible_answers():
    nothing = answered(reviews(found(100, 0, 9_000)), frame(9_000, 3_000), Asked())
    assert nothing.rate.estimate == nothing.rate.high == 1.0
    assert 0.98 < nothing.rate.low < 1.0
    everything = answered(reviews(found(3_000, 50, 9_000)), frame(9_000, 3_000), Asked())
    assert everything.rate.low == everything.rate.high == pytest.approx(9_000 / 9_050)
    alone = answered(reviews(found(1, 1, 9_000)), frame(9_000, 3_000), Asked())
    assert alone.rate.high - alone.rate.low > 0.2
    assert any("Only 1 review" in warning for warning in alone.warnings)
    assert rate_of(Interval(9_000, 7_000, 11_000), 81_000).low == pytest.approx(0.8804, abs=1e-4)


def test_strata_formed_after_the_draw_have_reviews_enough():
    rng = np.random.default_rng(9)
    table = frame(0, 5_000, score=rng.beta(0.2, 2.0, 5_000))
    drawn = rng.choice(5_000, 300, replace=False)
    kept = reviewed_of(reviews([(int(i), int(i % 9 == 0), 0) for i in drawn]), Asked())
    cells = cells_of(kept, framed_of(table, kept), by_score=True)
    assert cells.is_cut
    assert cells.read.min() >= FEWEST_KEPT
    assert cells.size.sum() == 5_000


def test_clusters_of_a_sample_by_reports_leave_it_about_as_wide_even_with_one_large_unit():
    rng = np.random.default_rng(11)
    rows = [(i, 1, int(i % 4 > 0)) for i in range(500)]
    plain = answered(reviews(rows), 4_000, Asked())
    for share in (0.0, 0.1, 0.2, 0.35):
        unit = np.where(rng.random(500) < share, "bureau", rng.integers(0, 80, 500).astype(str))
        answer = answered(reviews(rows, cluster=unit), 4_000, Asked())
        assert answer.rate.high - answer.rate.low < 1.35 * (plain.rate.high - plain.rate.low)
        assert answer.rate.high - answer.rate.low > 0.99 * (plain.rate.high - plain.rate.low)
        assert any("the wider of the two" in said for said in answer.warnings)


def test_the_simple_way_says_that_a_sample_was_not_simple():
    rows = found(300, 30, 9_000)
    chance = [0.05 if i % 2 else 0.2 for i in range(300)]
    unlike = answered(reviews(rows, inclusion_probability=chance), 3_750, Asked(way=Way.SIMPLE))
    assert any("biased" in said for said in unlike.warnings)
    whole = frame(9_000, 3_000, stratum=["town"] * 9_000 + ["town"] * 150 + ["moor"] * 2_850)
    assert any("biased" in said for said in answered(reviews(rows), whole, Asked(way=Way.SIMPLE)).warnings)
    even = frame(9_000, 3_000, stratum=["town", "moor"] * 6_000)
    assert not any("biased" in said for said in answered(reviews(rows), even, Asked(way=Way.SIMPLE)).warnings)


@pytest.mark.parametrize("way", [Way.CLUSTERS, Way.DIFFERENCE])
def test_a_stratum_that_was_not_drawn_from_leaves_every_way_an_answer(way):
    stratum = ["linked"] * 9_000 + ["town", "moor"] * 1_500
    whole = frame(9_000, 3_000, stratum=stratum, score=[0.5] * 9_000 + [i % 10 / 10 for i in range(3_000)])
    sample = reviews(found(300, 30, 9_000), cluster=[str(i % 30) for i in range(300)])
    answer = answered(sample, whole, Asked(way=way))
    assert answer.unrecorded.low < 300 < answer.unrecorded.high
    assert [part.unrecorded.high for part in answer.parts if part.stratum == "linked"] == [0.0]


def test_counts_and_chances_beyond_belief_are_refused_or_said():
    many = reviews([(0, 1_001, 0), *found(100, 50, 1)])
    assert "more than 1,000 crimes" in answered(many, 4_000, Asked()).why
    some = answered(reviews([(0, 51, 0), *found(100, 50, 1)]), 4_000, Asked())
    assert any("more than 50 crimes" in said for said in some.warnings)
    tiny = reviews(found(100, 50), inclusion_probability=[1e-12, *[0.1] * 99])
    assert "a thousandth" in answered(tiny, 1_000, Asked()).why
