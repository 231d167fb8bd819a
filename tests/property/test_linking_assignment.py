"""Assignment: each crime answers one report, whatever the order of the pairs; references survive any writing."""

import random

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from fullcount.linking.assignment import LINK, SECOND, assigned, near_misses
from fullcount.linking.posterior import TERMS, Calibration, probabilities
from fullcount.pipeline.judging.stated import named

PAIRS = {
    "report_id": pl.String,
    "crime_id": pl.String,
    "probability": pl.Float64,
    "weight": pl.Float64,
    "gap": pl.Float64,
}
CHANCE = st.integers(0, 1000).map(lambda n: n / 1000)


@st.composite
def scored(draw):
    """Draw pairs of a few reports and crimes, each once, with ties in probability and in time."""
    keys = draw(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), unique=True, max_size=25))
    rows = []
    for report, crime in keys:
        p = draw(CHANCE)
        rows.append(
            (f"R{report}", f"C{crime}", p, round(p * 20, 1), draw(st.none() | st.sampled_from([0.0, 60.0, 3600.0])))
        )
    return pl.DataFrame(rows, schema=PAIRS, orient="row")


@given(scored())
@settings(max_examples=200, deadline=None)
def test_each_crime_answers_one_report(pairs):
    links = assigned(pairs)
    assert not links.get_column("crime_id").is_duplicated().any()
    assert (links.get_column("probability") >= LINK).all()
    further = links.sort("report_id", "probability", descending=[False, True]).filter(
        pl.int_range(pl.len()).over("report_id") > 0
    )
    assert (further.get_column("probability") >= SECOND).all()
    assert links.join(pairs, on=["report_id", "crime_id", "probability"], how="anti").is_empty()


@given(scored())
@settings(max_examples=200, deadline=None)
def test_nothing_likely_is_left_between_two_that_are_free(pairs):
    links = assigned(pairs)
    free = pairs.filter(pl.col("probability") >= LINK)
    free = free.join(links, on="report_id", how="anti").join(links, on="crime_id", how="anti")
    assert free.is_empty()


@given(scored(), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_the_order_of_pairs_does_not_matter(pairs, chance: random.Random):
    mixed = pl.DataFrame(chance.sample(pairs.rows(), pairs.height), schema=PAIRS, orient="row")
    assert assigned(pairs).rows() == assigned(mixed).rows()
    assert near_misses(pairs, assigned(pairs)).rows() == near_misses(mixed, assigned(mixed)).rows()


@given(scored())
@settings(max_examples=100, deadline=None)
def test_links_and_near_misses_are_apart(pairs):
    links = assigned(pairs)
    misses = near_misses(pairs, links)
    assert misses.join(links, on=["report_id", "crime_id"], how="semi").is_empty()
    assert misses.join(pairs, on=["report_id", "crime_id"], how="semi").height == misses.height


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=8, unique=True), st.data())
@settings(max_examples=100, deadline=None)
def test_a_reference_is_found_in_any_writing(numbers, data):
    """Spaces, slashes, dashes, dots and case are put in at will; the pairs stated stay the same."""
    written = []
    for number in numbers:
        signs = data.draw(st.lists(st.sampled_from(["", " ", "/", "-", ".", "  "]), min_size=12, max_size=12))
        text = "".join(sign + letter for sign, letter in zip(signs, f"cr{number}", strict=False))
        written.append(text.upper() if data.draw(st.booleans()) else text)
    reports = pl.DataFrame({"report_id": [f"R{n}" for n in numbers], "crime_ref": [[text] for text in written]})
    crimes = pl.DataFrame(
        {"crime_id": [f"CR{n}" for n in numbers], "report_ref": [None] * len(numbers)},
        schema={"crime_id": pl.String, "report_ref": pl.List(pl.String)},
    )
    reports = reports.with_columns(pl.lit(None, pl.String).alias("other_force_ref"))
    no_words = pl.DataFrame(schema={"key": pl.String, "text": pl.String})
    assert set(named(reports, crimes, no_words).pairs.rows()) == {(f"R{n}", f"CR{n}") for n in numbers}


@given(
    st.lists(st.tuples(st.floats(-60, 60), st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=30),
    st.lists(st.floats(0, 3), min_size=len(TERMS) - 1, max_size=len(TERMS) - 1),
    st.floats(0.01, 0.99),
)
@settings(max_examples=100, deadline=None)
def test_no_crime_is_likelier_than_one_to_have_its_report(rows, slopes, share):
    """Whatever the coefficients: the probabilities of a crime's pairs sum to one at most, each from 0 to 1."""
    columns = ["weight", "says_crime", "is_duplicate", "in_words"]
    pairs = pl.DataFrame(rows, schema=columns, orient="row").with_row_index("row")
    pairs = pairs.select(
        pl.format("R{}", "row").alias("report_id"), pl.format("C{}", pl.col("row") % 3).alias("crime_id"), *columns
    )
    found = pairs.with_columns(probabilities(pairs, Calibration((-5.0, *slopes), 0.8, share)))
    assert found["probability"].is_between(0, 1).all()
    assert (found.group_by("crime_id").agg(pl.col("probability").sum())["probability"] <= 1 + 1e-6).all()
