"""Weights become probabilities that can be believed."""

import math

import numpy as np
import polars as pl
import pytest

from fullcount.linking.posterior import (
    TERMS,
    Calibration,
    fit_calibration,
    fitted_to_share,
    likeness,
    probabilities,
    same_event,
    terms,
)


def pairs(*rows):
    schema = {"report_id": pl.String, "crime_id": pl.String, "weight": pl.Float64}
    return plainly(pl.DataFrame(rows, schema=schema, orient="row"))


def plainly(frame):
    """Return pairs of reports that say crime, were not closed as duplicates and name nobody in their words."""
    said = {"says_crime": True, "is_duplicate": False, "in_words": False}
    return frame.with_columns(pl.lit(value).alias(name) for name, value in said.items())


def term(frame, name):
    return terms(frame)[:, TERMS.index(name)].tolist()


def test_rivals_press_only_where_they_are_near():
    frame = pairs(("R1", "C1", 20.0), ("R2", "C1", 20.0), ("R3", "C2", 30.0), ("R4", "C2", 2.0), ("R5", "C3", 1.0))
    assert term(frame, "rivals of the crime") == pytest.approx([15, 15, 0, 30, 0], abs=1e-6)
    assert term(frame, "rivals of the report") == [0, 0, 0, 0, 0]


def drawn(seed, share, crimes=3000):
    """Return pairs of crimes of which `share` have their report among their two pairs, with the truth."""
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(crimes):
        real = rng.random() < share
        rows.append((f"R{2 * number}", f"C{number}", rng.normal(9 if real else 1, 4), real))
        rows.append((f"R{2 * number + 1}", f"C{number}", rng.normal(1, 4), False))
    schema = ["report_id", "crime_id", "weight", "is_match"]
    return plainly(pl.DataFrame(rows, schema=schema, orient="row"))


def worst_band(frame, chance):
    told = frame.with_columns(chance, (chance * 5).floor().clip(0, 4).alias("band"))
    bands = told.group_by("band").agg(pl.len(), pl.col("probability").mean(), pl.col("is_match").mean().alias("share"))
    return (bands.filter(pl.col("len") >= 100).select((pl.col("probability") - pl.col("share")).abs().max())).item()


def test_probabilities_are_as_often_right_as_they_say():
    known, other = drawn(1, 0.8), drawn(2, 0.8)
    calibration = fit_calibration(known)
    assert calibration is not None
    assert worst_band(other, probabilities(other, calibration)) < 0.06


def test_another_share_is_found_without_labels():
    """Fitted where 80% of the crimes have their report, used where 40% have: the shift is found, and needed."""
    calibration, other = fit_calibration(drawn(1, 0.8)), drawn(3, 0.4)
    assert calibration is not None
    moved = fitted_to_share(other, calibration)
    assert moved.share_here == pytest.approx(0.4, abs=0.03)
    assert probabilities(other, moved).sum() == pytest.approx(0.4 * 3000, rel=0.06)
    assert probabilities(other, calibration).sum() > 1.1 * 0.4 * 3000


def test_nothing_known_gives_no_calibration():
    frame = drawn(1, 0.8, 50)
    assert fit_calibration(frame.with_columns(pl.lit(value=False).alias("is_match"))) is None
    assert fit_calibration(frame.clear()) is None
    calibration = Calibration((0.0,) * len(TERMS), 0.5, 0.5)
    assert fitted_to_share(frame.clear(), calibration) == calibration


def test_a_second_report_of_an_event_is_not_pressed_by_the_first():
    coefficients = dict.fromkeys(TERMS, 0.0) | {
        "constant": 3.0,
        "rivals of the crime": -1.0,
        "closed as a duplicate": -9.0,
    }
    calibration = Calibration(tuple(coefficients.values()), 0.5, 0.5)
    frame = pairs(("R1", "C1", 20.0), ("R2", "C1", 20.0))
    assert probabilities(frame, calibration).to_list() == pytest.approx([1 / (1 + math.exp(12))] * 2, abs=1e-9)
    frame = frame.with_columns(pl.lit(value=True).alias("is_duplicate"))
    assert same_event(frame, calibration).to_list() == pytest.approx([1 / (1 + math.exp(-3))] * 2, abs=1e-9)


def test_known_pairs_count_for_more_where_they_are_as_those_to_be_linked():
    """Of the known a tenth are late, of those to be linked half: the late known count nine times the others."""
    late = np.repeat([1.0, 0.0], [100, 900])
    known = np.column_stack([np.ones(1000), late])
    here = np.column_stack([np.ones(200), np.repeat([1.0, 0.0], 100)])
    counts = likeness(known, here, np.ones(200))
    assert counts[0] / counts[-1] == pytest.approx(9.0, rel=0.02)
    assert likeness(known, known, np.ones(1000)) == pytest.approx(np.ones(1000), abs=1e-6)


def test_no_slope_of_the_weight_falls():
    """Weak pairs that happen to be right oftener than middling ones don't make a weak pair likelier than a middling."""
    rows = [
        (f"R{number}", f"C{number}", weight, number % of == 0)
        for number, (weight, of) in enumerate([(-5.0, 4), (3.0, 20), (14.0, 2), (30.0, 1)] * 400)
    ]
    frame = plainly(pl.DataFrame(rows, schema=["report_id", "crime_id", "weight", "is_match"], orient="row"))
    calibration = fit_calibration(frame)
    assert calibration is not None
    ladder = pairs(*[("R", f"C{weight}", float(weight)) for weight in range(-40, 45)])
    ladder = ladder.with_columns(pl.int_range(pl.len()).cast(pl.String).alias("report_id"))
    chances = probabilities(ladder, calibration).to_list()
    assert chances == sorted(chances)
    assert chances[0] < chances[-1]


def test_what_the_words_name_and_how_the_log_was_closed_are_terms():
    frame = pairs(("R1", "C1", 5.0), ("R2", "C2", 5.0))
    frame = frame.with_columns(pl.Series("in_words", [True, False]), pl.Series("is_duplicate", [False, True]))
    assert term(frame, "named in the words") == [1.0, 0.0]
    assert term(frame, "closed as a duplicate") == [0.0, 1.0]
