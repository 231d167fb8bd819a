"""The recording rate from a sample: what is given, what is refused and why."""

import polars as pl
import pytest

from fullcount.audit.estimate import BETA, COMPLETE, WILSON, by_domain, estimate
from fullcount.audit.intervals import clopper_pearson, wilson
from fullcount.audit.results import Rate, Refusal

HUGE = {None: 10_000_000}


def reviews_of(*kinds, **columns):
    """Return reviews from (how many reports, crimes disclosed, crimes recorded, *values of the columns named)."""
    rows = [(f"R{k}-{i}", *kind[1:]) for k, kind in enumerate(kinds) for i in range(kind[0])]
    schema = {"report_id": pl.String, "crimes_disclosed": pl.Int64, "crimes_recorded": pl.Int64, **columns}
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_single_crimes_from_a_large_frame_give_nearly_wilson():
    rate = estimate(reviews_of((265, 1, 1), (123, 1, 0), (500, 0, 0)), HUGE)
    assert isinstance(rate, Rate)
    assert rate.method == WILSON
    assert (rate.reports_reviewed, rate.crimes_disclosed, rate.crimes_recorded) == (888, 388, 265)
    assert rate.estimate == pytest.approx(265 / 388)
    assert (rate.low, rate.high) == pytest.approx((wilson(265, 388).low, wilson(265, 388).high), abs=0.001)


def test_few_missed_gives_at_least_the_exact_interval():
    rate, exact = estimate(reviews_of((328, 1, 1), (4, 1, 0)), HUGE), clopper_pearson(328, 332)
    assert rate.method == BETA
    assert rate.low <= exact.low
    assert rate.high == pytest.approx(exact.high, abs=0.001)


@pytest.mark.parametrize("recorded", [0, 1])
def test_none_or_all_missed_still_has_width_and_stays_inside(recorded):
    rate, exact = estimate(reviews_of((60, 1, recorded)), HUGE), clopper_pearson(60 * recorded, 60)
    assert rate.estimate == recorded
    assert (rate.low, rate.high) == pytest.approx((exact.low, exact.high), abs=0.004)
    assert 0 <= rate.low < rate.high <= 1


def test_crimes_of_one_report_are_not_independent():
    alone = estimate(reviews_of((320, 1, 1), (80, 1, 0)), HUGE)
    clustered = estimate(reviews_of((80, 4, 4), (20, 4, 0)), HUGE)
    assert clustered.estimate == alone.estimate == pytest.approx(0.8)
    assert (clustered.high - clustered.low) > 1.9 * (alone.high - alone.low)


def test_the_printed_check_values():
    assert estimate(reviews_of((60, 1, 1)), HUGE).low == pytest.approx(1 - 0.0621, abs=5e-5)
    half_read = estimate(reviews_of((100, 1, 1)), {None: 200})
    assert 0.970 < half_read.low <= clopper_pearson(100, 100, population=200).low == 0.975


def test_reports_that_happen_to_be_alike_do_not_make_it_certain():
    rate = estimate(reviews_of((40, 2, 1)), HUGE)
    assert rate.high - rate.low >= wilson(40, 80).high - wilson(40, 80).low


def test_the_next_miss_may_be_a_report_of_several_crimes():
    singles, fours = estimate(reviews_of((120, 1, 1)), HUGE), estimate(reviews_of((30, 4, 4)), HUGE)
    assert 1 - fours.low > 3.9 * (1 - singles.low)


def test_a_frame_wholly_read_has_no_error():
    rate = estimate(reviews_of((90, 1, 1), (10, 1, 0)), {None: 100})
    assert (rate.low, rate.estimate, rate.high, rate.method) == pytest.approx((0.9, 0.9, 0.9, COMPLETE))


def test_reading_more_of_the_frame_narrows_the_interval():
    reviews = reviews_of((450, 1, 1), (50, 1, 0))
    widths = [rate.high - rate.low for rate in (estimate(reviews, {None: n}) for n in (510, 1_000, 100_000))]
    assert widths == sorted(widths)
    assert widths[1] == pytest.approx(widths[2] * 0.5**0.5, rel=0.01)


def test_strata_are_weighted_by_the_reports_they_hold():
    # 900 x 0.2 x 0.9 + 100 x 1.0 x 0.5 recorded, of 180 + 100 disclosed
    reviews = reviews_of(
        (18, 1, 1, "A"), (2, 1, 0, "A"), (80, 0, 0, "A"), (25, 1, 1, "B"), (25, 1, 0, "B"), stratum=pl.String
    )
    rate = estimate(reviews, {"A": 900, "B": 100})
    assert rate.estimate == pytest.approx((162 + 50) / 280)
    assert rate.method == BETA + ", stratified"
    assert rate.crimes_recorded / rate.crimes_disclosed == pytest.approx(43 / 70)


def test_a_thin_stratum_in_which_nothing_was_missed_still_widens_the_interval():
    def reviews(thin):
        return reviews_of((thin, 1, 1, "thin"), (400 - thin, 1, 1, "thick"), stratum=pl.String)

    frame = {"thin": 50_000, "thick": 50_000}
    assert estimate(reviews(20), frame).low < estimate(reviews(200), frame).low - 0.05


def test_more_recorded_than_disclosed_is_capped_and_said():
    rate = estimate(reviews_of((40, 1, 1), (5, 1, 3), (5, 1, 0), (3, 0, 2)), HUGE)
    assert (rate.crimes_disclosed, rate.crimes_recorded) == (50, 45)
    assert rate.warnings == (
        "In 8 reviewed report(s) more crimes were recorded than disclosed; the 16 beyond those disclosed are left "
        "out of the rate.",
    )


def test_a_rate_that_rests_on_a_few_large_reports_says_so():
    rate = estimate(reviews_of((90, 1, 1), (4, 20, 20), (2, 20, 0)), HUGE)
    assert rate.high - rate.low > 0.4
    assert len(rate.warnings) == 1
    assert "rests on about 6;" in rate.warnings[0]
    assert estimate(reviews_of((90, 1, 1), (4, 20, 20), (2, 20, 0)), {None: 96}).warnings == ()


STRATA = reviews_of((30, 1, 1, "A"), (30, 1, 0, "B"), stratum=pl.String)
REFUSED = [
    (reviews_of(), HUGE, "No report has been reviewed"),
    (reviews_of((29, 1, 1)), HUGE, "29 crime"),
    (reviews_of((19, 4, 4)), HUGE, "19 report"),
    (reviews_of((30, 1, 1)), {None: 29}, "holds only 29"),
    (pl.concat([reviews_of((30, 1, 1))] * 2), HUGE, "30 review"),
    (reviews_of((30, 1, 1), (1, 1, None)), HUGE, "1 review"),
    (reviews_of((30, 1, 1), (1, 2, -1)), HUGE, "fewer than no"),
    (STRATA, HUGE, "The reviews name strata"),
    (STRATA, {"A": 100}, 'stratum "B" holds is not known'),
    (reviews_of((30, 1, 1, "A"), stratum=pl.String), {"A": 100, None: 50}, "Only 0 of the 50"),
    (STRATA, {"A": 100, "B": 100, "C": 100}, 'stratum "C"'),
]


@pytest.mark.parametrize(("reviews", "population", "why"), REFUSED)
def test_too_little_is_refused_with_its_reason(reviews, population, why):
    answer = estimate(reviews, population)
    assert isinstance(answer, Refusal)
    assert why in answer.why


def test_thirty_crimes_in_twenty_reports_are_enough():
    assert isinstance(estimate(reviews_of((10, 1, 1), (10, 2, 1)), HUGE), Rate)


def test_one_stratum_or_none_named_is_a_simple_sample():
    one = reviews_of((60, 1, 1, "all"), (20, 1, 0, "all"), stratum=pl.String)
    plain = estimate(one.drop("stratum"), {None: 5_000})
    assert estimate(one, {None: 5_000}) == estimate(one, {"all": 5_000}) == plain
    assert estimate(one.drop("stratum"), {"A": 2_000, "B": 3_000}).why.startswith("The frame is counted by strata")


DISTRICTS = reviews_of(
    (60, 1, 1, "North"), (20, 1, 0, "North"), (200, 0, 0, None), (31, 1, 1, "west"), (9, 1, 1, None),
    (3, 1, 0, "East"),
    district=pl.String,
)  # fmt: skip


def test_domains_come_in_order_with_small_ones_refused_and_the_nameless_last():
    answers = by_domain(DISTRICTS, "district", HUGE)
    assert [name for name, _ in answers] == ["East", "North", "west", "unknown"]
    rates = dict(answers)
    assert isinstance(rates["East"], Refusal)
    assert "3 crime(s)" in rates["East"].why
    assert rates["North"].estimate == pytest.approx(0.75)
    assert (rates["North"].reports_reviewed, rates["North"].crimes_disclosed) == (80, 80)
    assert rates["west"].estimate == 1.0
    assert isinstance(rates["unknown"], Refusal)


def test_a_domain_with_everything_inside_is_the_whole():
    reviews = reviews_of((60, 1, 1, "x"), (20, 1, 0, "x"), group=pl.String)
    assert by_domain(reviews, "group", HUGE) == [("x", estimate(reviews, HUGE))]


def test_districts_that_are_the_strata_are_each_estimated_alone():
    reviews = reviews_of(
        (45, 1, 1, "A", "A"), (5, 1, 0, "A", "A"), (50, 1, 1, "B", "B"), stratum=pl.String, district=pl.String
    )
    frame = {"A": 500, "B": 1_000_000}
    alone = estimate(reviews.filter(pl.col("stratum") == "A"), {"A": 500})
    rate = dict(by_domain(reviews, "district", frame))["A"]
    assert (rate.low, rate.high) == pytest.approx((alone.low, alone.high))


def test_a_group_of_crime_may_hide_in_every_stratum():
    reviews = reviews_of((50, 1, 1, "A", "theft"), (50, 1, 1, "B", "rape"), stratum=pl.String, group=pl.String)
    hidden = reviews.with_columns(group=pl.when(pl.col("report_id") == "R1-0").then(None).otherwise(pl.col("group")))
    nested = dict(by_domain(reviews, "group", {"A": 500, "B": 100_000}))["theft"]
    anywhere = dict(by_domain(hidden, "group", {"A": 500, "B": 100_000}))["theft"]
    assert anywhere.low < nested.low


def test_an_unusable_sample_refuses_every_domain():
    answers = by_domain(DISTRICTS, "district", {None: 5})
    assert all(isinstance(answer, Refusal) for _, answer in answers)
    assert len(answers) == 4
