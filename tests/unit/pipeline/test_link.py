"""Running the linkage: levels in SQL, scores against the formula by hand and Splink, fitting, scoring with memory."""

import math
from datetime import UTC, datetime, timedelta

import duckdb
import polars as pl
import pytest

from fullcount.linking.assignment import assigned
from fullcount.linking.comparisons import BLOCKS, COMPARISONS
from fullcount.linking.features import features, present_on_both
from fullcount.linking.model import LinkageModel
from fullcount.pipeline.judging.link import fit_model
from fullcount.pipeline.judging.link_memory import score_with_memory
from fullcount.pipeline.judging.scoring import levels_of, score, weighed

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
TIME = pl.Datetime("us", "UTC")
COLUMNS = {
    "id": pl.String,
    "occurred_from": TIME,
    "occurred_to": TIME,
    "heard": TIME,
    "place": pl.String,
    "postcode": pl.String,
    "latitude": pl.Float64,
    "longitude": pl.Float64,
    "class": pl.String,
    "offence_group": pl.String,
    "phone": pl.String,
    "surname": pl.String,
    "district": pl.String,
}
MODEL = LinkageModel(
    ("event begins", "place", "offence"), ("place and day of event", "minute of event"),
    {"event begins": (0.6, 0.2, 0.1, 0.06, 0.04), "place": (0.8, 0.1, 0.1), "offence": (0.7, 0.2, 0.1)},
    {"event begins": (0.001, 0.004, 0.015, 0.08, 0.9), "place": (0.01, 0.02, 0.97), "offence": (0.1, 0.2, 0.7)},
    0.01, "by hand",
)  # fmt: skip


def side(*rows):
    """Return the features of records given by their columns; what is not given is missing."""
    frame = pl.DataFrame([dict.fromkeys(COLUMNS) | row for row in rows], schema=COLUMNS)
    return features(frame, "id", pl.col("occurred_from"), pl.col("heard"))


def level(name, left, right):
    """Return the label of the level that a pair falls in, by DuckDB."""
    comparison = next(c for c in COMPARISONS if c.name == name)
    pair = (
        side(left | {"id": "l"}).rename(lambda c: f"{c}_l").hstack(side(right | {"id": "r"}).rename(lambda c: f"{c}_r"))
    )
    cases = " ".join(f"WHEN {step.condition} THEN '{step.label}'" for step in comparison.levels)
    with duckdb.connect() as connection:
        connection.register("pair", pair.to_arrow(compat_level=pl.CompatLevel.oldest()))
        found = connection.execute(
            f"SELECT CASE WHEN {comparison.missing} THEN 'missing' {cases} ELSE 'anything else' END FROM pair"
        )
        return found.fetchall()[0][0]


def at(column, **gap):
    return {column: NOON}, {column: NOON + timedelta(**gap)}


@pytest.mark.parametrize(
    ("name", "pair", "expected"),
    [
        ("event begins", at("occurred_from", seconds=59), "same minute"),
        ("event begins", at("occurred_from", seconds=-59), "same minute"),
        ("event begins", at("occurred_from", seconds=60), "within 15 minutes"),
        ("event begins", at("occurred_from", minutes=15), "within 15 minutes"),
        ("event begins", at("occurred_from", minutes=15, seconds=1), "within 2 hours"),
        ("event begins", at("occurred_from", hours=2), "within 2 hours"),
        ("event begins", at("occurred_from", hours=-24), "within a day"),
        ("event begins", at("occurred_from", hours=24, seconds=1), "anything else"),
        ("event begins", ({"occurred_from": NOON}, {}), "missing"),
        ("event ends", at("occurred_to", minutes=16), "within 2 hours"),
        ("recorded after report", at("heard", minutes=60), "within an hour"),
        ("recorded after report", at("heard", minutes=-5), "within an hour"),
        ("recorded after report", at("heard", minutes=61), "within a day"),
        ("recorded after report", at("heard", hours=25), "within a day"),
        ("recorded after report", at("heard", minutes=-6), "within four days"),
        ("recorded after report", at("heard", days=4), "within four days"),
        ("recorded after report", at("heard", days=4, seconds=1), "anything else"),
        ("recorded after report", at("heard", days=-2), "anything else"),
        ("place", ({"place": "12 High St."}, {"place": "12 HIGH ST"}), "same words"),
        ("place", ({"place": "High St"}, {"place": "12 High St, Northtown"}), "one contains the other"),
        ("place", ({"place": "High St"}, {"place": "Low St"}), "anything else"),
        ("place", ({"place": " ... "}, {"place": "Low St"}), "missing"),
        ("postcode", ({"postcode": "zz1 1ab"}, {"postcode": "ZZ11AB"}), "same"),
        ("distance", ({"latitude": 54.0, "longitude": -2.0}, {"latitude": 54.0008, "longitude": -2.0}), "within 100 m"),
        ("distance", ({"latitude": 54.0, "longitude": -2.0}, {"latitude": 54.001, "longitude": -2.0}), "within 500 m"),
        ("distance", ({"latitude": 54.0, "longitude": -2.0}, {"latitude": 54.0, "longitude": -2.001}), "within 100 m"),
        ("distance", ({"latitude": 54.0, "longitude": -2.0}, {"latitude": 54.0, "longitude": -2.02}), "anything else"),
        ("distance", ({"latitude": 54.0}, {"latitude": 54.0, "longitude": -2.0}), "missing"),
        ("offence", ({"class": "8N", "offence_group": "V"}, {"class": "8N", "offence_group": "V"}), "same class"),
        ("offence", ({"class": "8N", "offence_group": "V"}, {"class": "5D", "offence_group": "V"}), "same group"),
        ("offence", ({"class": "8N", "offence_group": "V"}, {"class": "49", "offence_group": "T"}), "anything else"),
        ("telephone", ({"phone": "+44 7700 900123"}, {"phone": "07700900123"}), "same"),
        ("telephone", ({"phone": "07700 900123"}, {"phone": "07700 900124"}), "anything else"),
        ("telephone", ({"phone": "999"}, {"phone": "999"}), "missing"),
        ("surname", ({"surname": "O'Neill"}, {"surname": "o neill"}), "same"),
        ("surname", ({"surname": "Smith"}, {"surname": "Smyth"}), "one letter off"),
        ("surname", ({"surname": "Smith"}, {"surname": "Smiht"}), "one letter off"),
        ("surname", ({"surname": "Smith"}, {"surname": "Jones"}), "anything else"),
    ],
)
def test_levels(name, pair, expected):
    assert level(name, *pair) == expected


def test_every_block_is_sql_that_brings_equals_together():
    row = {
        "occurred_from": NOON,
        "heard": NOON,
        "place": "High St",
        "postcode": "ZZ1 1AB",
        "latitude": 54.0,
        "longitude": -2.0,
        "phone": "07700900123",
        "surname": "Smith",
        "district": "North",
        "offence_group": "V",
    }
    left, right = side(row | {"id": "R"}), side(row | {"id": "C"})
    other = side({"id": "X", "occurred_from": NOON + timedelta(days=30), "place": "Low St"})
    with duckdb.connect() as connection:
        for name, frame in (("l", left), ("r", pl.concat([right, other]))):
            connection.register(name, frame.to_arrow(compat_level=pl.CompatLevel.oldest()))
        for block in BLOCKS:
            found = connection.execute(f"SELECT r.unique_id FROM l JOIN r ON {block.rule}").fetchall()
            assert found == [("C",)], block.name


PAIRS = [
    # a pair, and the level of each comparison that it falls in (None: nothing to compare)
    ({}, (0, 0, 0)),
    ({"occurred_from": NOON + timedelta(minutes=10)}, (1, 0, 0)),
    ({"occurred_from": NOON + timedelta(hours=11), "class": "5D"}, (3, 0, 1)),
    ({"class": None, "offence_group": None}, (0, 0, None)),
    ({"place": "Low St"}, (0, 2, 0)),
    ({"place": "corner of High St"}, (0, 1, 0)),
    ({"place": None, "class": "49", "offence_group": "T"}, (0, None, 2)),
]


def test_pairs_are_scored_as_the_formula_says():
    """odds = prior / (1 - prior) x product of m/u over what can be compared (Fellegi & Sunter 1969)."""
    event = {"occurred_from": NOON, "place": "High St", "class": "8N", "offence_group": "V"}
    left = side(event | {"id": "R"})
    right = side(*(event | changes | {"id": f"C{n}"} for n, (changes, _) in enumerate(PAIRS)))
    found = {row["crime_id"]: row for row in score(left, right, MODEL).to_dicts()}
    for number, (_, levels) in enumerate(PAIRS):
        odds = MODEL.prior / (1 - MODEL.prior)
        for name, at_level in zip(MODEL.comparisons, levels, strict=True):
            if at_level is not None:
                odds *= MODEL.m[name][at_level] / MODEL.u[name][at_level]
        row = found.pop(f"C{number}")
        assert row["weight"] == pytest.approx(math.log2(odds), abs=1e-5)
    assert found == {}


def test_pairs_below_one_per_cent_and_pairs_that_no_block_brings_together_are_left_out():
    event = {"occurred_from": NOON, "place": "High St", "class": "8N", "offence_group": "V"}
    far = event | {"id": "far", "place": "Low St", "occurred_from": NOON + timedelta(hours=1)}
    unlike = event | {"id": "unlike", "place": "Low St", "class": "49", "offence_group": "T"}
    model = LinkageModel(MODEL.comparisons, MODEL.blocks, MODEL.m, MODEL.u, 1e-6, "by hand")
    assert score(side(event | {"id": "R"}), side(far, unlike), model).is_empty()
    assert score(side(event | {"id": "R"}), side(event | {"id": "C"}).clear(), MODEL).is_empty()


def world(count, start=0):
    """Return reports and crimes of `count` events, ten places in turn; the crime of every third is missing."""
    rows = [
        {
            "id": f"{n:04}",
            "occurred_from": NOON + timedelta(hours=12 * (n // 4)),
            "heard": NOON + timedelta(hours=12 * (n // 4) + n % 7),
            "place": f"{n % 10} High St",
            "class": ("8N", "49", "58D")[n % 3],
            "offence_group": ("V", "T", "D")[n % 3],
        }
        for n in range(start, start + count)
    ]
    reports = side(*(row | {"id": f"R{row['id']}"} for row in rows))
    return reports, side(*(row | {"id": f"C{row['id']}"} for n, row in enumerate(rows) if n % 3))


def test_memory_gives_what_scoring_from_scratch_gives(tmp_path):
    """After rows were added, changed and removed on both sides, and again after nothing changed."""
    left, right = world(120)
    score_with_memory(left, right, MODEL, None, tmp_path / "0")
    more_left, more_right = world(60, 120)
    moved = pl.col("begins") + 1200
    changed = pl.col("unique_id").str.slice(1).cast(pl.Int64) % 10 == 3
    new_left = pl.concat([left.filter(pl.col("unique_id") > "R0010"), more_left])
    new_left = new_left.with_columns(pl.when(changed).then(moved).otherwise("begins").alias("begins"))
    new_right = pl.concat([right.filter(pl.col("unique_id") != "C0050"), more_right])
    new_right = new_right.with_columns(pl.when(changed).then(pl.lit("elsewhere")).otherwise("place").alias("place"))
    from_scratch = score(new_left, new_right, MODEL)
    with_memory = score_with_memory(new_left, new_right, MODEL, tmp_path / "0", tmp_path / "1")
    assert with_memory.rows() == from_scratch.rows()
    assert from_scratch.rows() != score(left, right, MODEL).rows()
    assert score_with_memory(new_left, new_right, MODEL, tmp_path / "1", tmp_path / "2").rows() == from_scratch.rows()
    for name in ("reports.parquet", "crimes.parquet", "pairs.parquet", "model.json"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_the_memory_of_another_model_is_not_used(tmp_path):
    left, right = world(40)
    score_with_memory(left, right, MODEL, None, tmp_path / "0")
    other = LinkageModel(MODEL.comparisons, MODEL.blocks, MODEL.m, MODEL.u, 0.001, "by hand")
    assert (
        score_with_memory(left, right, other, tmp_path / "0", tmp_path / "1").rows() == score(left, right, other).rows()
    )


@pytest.mark.parametrize("labelled", [False, True])
def test_a_fit_finds_the_pairs_and_is_the_same_each_time(labelled):
    """By expectation-maximisation, and from pairs that state their reference; the row order makes no difference."""
    left, right = world(420)
    labels = right.select(
        pl.col("unique_id").str.replace("C", "R").alias("report_id"), pl.col("unique_id").alias("crime_id")
    )
    labels = labels if labelled else labels.clear()
    model = fit_model(left, right, labels, seed=1)
    assert model is not None
    assert ("reference" in model.method) is labelled
    assert fit_model(left.reverse(), right.reverse(), labels.reverse(), seed=1).to_json() == model.to_json()
    pairs = score(left, right, model)
    links = assigned(pairs.with_columns((1 / (1 + 2.0 ** -pl.col("weight"))).alias("probability")))
    right_ones = links.filter(pl.col("report_id").str.slice(1) == pl.col("crime_id").str.slice(1)).height
    assert right_ones / right.height > 0.9


def test_what_is_missing_teaches_nothing():
    """Of 280 labelled pairs with equal places half lose the place: the share at 'same words' stays what it was."""
    left, right = world(420)
    labels = right.select(
        pl.col("unique_id").str.replace("C", "R").alias("report_id"), pl.col("unique_id").alias("crime_id")
    )
    odd = pl.col("unique_id").str.slice(1).cast(pl.Int64) % 2 == 1
    half = right.with_columns(pl.when(odd).then(None).otherwise("place").alias("place"))
    model = fit_model(left, half, labels, seed=1)
    assert model is not None
    assert model.m["place"] == pytest.approx((140.5 / 141.5, 0.5 / 141.5, 0.5 / 141.5), abs=1e-5)


def test_nothing_in_common_gives_no_model():
    left = side({"id": "R", "surname": "Smith"})
    right = side({"id": "C", "postcode": "ZZ1 1AB"})
    assert present_on_both(left, right) == set()
    assert fit_model(left, right, pl.DataFrame(schema={"report_id": pl.String, "crime_id": pl.String}), 1) is None


def test_our_score_is_splinks_score():
    """The same pairs with the same weights as Splink's own predict on the same blocks, levels and model."""
    import logging

    from splink import DuckDBAPI, Linker

    from fullcount.linking.model import splink_settings

    left, right = world(240)
    right = right.with_columns(pl.when(pl.col("class") == "49").then(None).otherwise("place").alias("place"))
    ours = score(left, right, MODEL)
    logging.getLogger("splink").setLevel(logging.CRITICAL)
    with duckdb.connect() as connection:
        api = DuckDBAPI(connection)
        sides = [
            api.register(frame.to_arrow(compat_level=pl.CompatLevel.oldest()), dataset_display_name=name)
            for name, frame in (("a_reports", left), ("b_crimes", right))
        ]
        linker = Linker(
            sides, splink_settings(*MODEL.parts(), MODEL), log_level=logging.CRITICAL, validate_settings=False
        )
        made = linker.inference.predict(threshold_match_probability=0.01).as_duckdbpyrelation()
        theirs = made.select("unique_id_l, unique_id_r, match_weight").pl().sort("unique_id_l", "unique_id_r")
    assert ours.select("report_id", "crime_id").rows() == theirs.select("unique_id_l", "unique_id_r").rows()
    assert ours["weight"].to_list() == pytest.approx(theirs["match_weight"].to_list(), abs=1e-5)
    assert ours.height > 100


def test_the_evidence_of_a_given_pair_is_its_weight_without_the_prior():
    left, right = world(60)
    pairs = score(left, right, MODEL)
    told = weighed(pairs.select("report_id", "crime_id"), (left, right), MODEL)
    assert (told["evidence"] + MODEL.prior_bits).to_list() == pytest.approx(pairs["weight"].to_list(), abs=1e-5)
    unknown = weighed(pl.DataFrame({"report_id": ["R0001"], "crime_id": ["none"]}), (left, right), MODEL)
    assert unknown["evidence"].to_list() == [None]


def test_levels_of_given_pairs():
    left, right = world(6)
    pairs = pl.DataFrame({"report_id": ["R0001", "R0001"], "crime_id": ["C0001", "C0002"]})
    found = levels_of(pairs, (left, right), MODEL.parts()[0])
    assert found.rows() == [("R0001", "C0001", 0, 0, 0), ("R0001", "C0002", 0, 2, 2)]
