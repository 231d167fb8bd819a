"""The synthetic force: repeatable, true to its own truth, near its targets, and nobody real in it."""

import re

import polars as pl
import pytest

from fullcount.simulate.force import SimulatedForce, simulate_batches, simulate_force

REPORTS = 12_000
# Ofcom's ranges for drama, written out again so that a slip in the simulator is seen.
PHONE_RANGES = (
    "07700 900", "0113 496 0", "0114 496 0", "0115 496 0", "0116 496 0", "0117 496 0", "0118 496 0", "0121 496 0",
    "0131 496 0", "0141 496 0", "0151 496 0", "0161 496 0", "020 7946 0", "0191 498 0", "029 2018 0", "01632 960",
)  # fmt: skip


@pytest.fixture(scope="module")
def force() -> SimulatedForce:
    return simulate_force(REPORTS, seed=11)


@pytest.fixture(scope="module")
def good_reports(force: SimulatedForce) -> pl.DataFrame:
    """The last published row of every report that can be read."""
    table = force.tables["reports.csv"].filter(pl.col("Incident No").str.starts_with("I"))
    return table.unique("Incident No", keep="last", maintain_order=True)


@pytest.fixture(scope="module")
def good_crimes(force: SimulatedForce) -> pl.DataFrame:
    return force.tables["crimes.csv"].filter(pl.col("Crime Number").str.starts_with("77CR/"))


def moment(column: str) -> pl.Expr:
    local = pl.col(column).str.to_datetime("%d/%m/%Y %H:%M:%S").dt.replace_time_zone("Europe/London", ambiguous="null")
    return local.dt.convert_time_zone("UTC")


def test_the_same_seed_gives_the_same_force_and_another_seed_another() -> None:
    one, again, other = simulate_force(400, 3), simulate_force(400, 3), simulate_force(400, 4)
    for name, table in one.tables.items():
        assert table.equals(again.tables[name])
        assert not table.equals(other.tables[name])
    for name, table in one.truth.items():
        assert table.equals(again.truth[name])


def test_every_extract_column_is_text(force: SimulatedForce) -> None:
    assert set(force.tables) == {"reports.csv", "crimes.csv", "calls.csv", "audit.csv"}
    assert {kind for table in force.tables.values() for kind in table.dtypes} == {pl.String}


def test_truth_agrees_with_the_tables(
    force: SimulatedForce, good_reports: pl.DataFrame, good_crimes: pl.DataFrame
) -> None:
    reports, links, crimes = (force.truth[f"{name}.parquet"] for name in ("reports", "links", "crimes"))
    assert reports.height == REPORTS
    assert set(reports["report_id"]) == set(good_reports["Incident No"])
    assert sorted(crimes["crime_id"]) == sorted(good_crimes["Crime Number"])
    assert crimes["crime_id"].is_unique().all()
    twice = crimes.filter(pl.col("mechanism") == "over-recorded-duplicate").height
    alone = crimes.filter(pl.col("mechanism") == "crime-with-no-report").height
    assert links.height == reports["crimes_recorded"].sum() + twice
    assert crimes.height == links.height + alone
    assert set(links["crime_id"]) <= set(crimes["crime_id"])
    assert (reports["crimes_recorded"] <= reports["crimes_disclosed"]).all()


def test_class_is_known_exactly_where_a_crime_is_disclosed(force: SimulatedForce) -> None:
    reports = force.truth["reports.parquet"]
    assert (reports["class"].is_not_null() == (reports["crimes_disclosed"] > 0)).all()


def test_every_mechanism_is_planted(force: SimulatedForce) -> None:
    by_report = set(force.truth["reports.parquet"]["mechanism"])
    by_crime = set(force.truth["crimes.parquet"]["mechanism"])
    assert by_report >= {
        "never-recorded-closed-as-incident", "never-recorded-promised", "call-handler-downgrade",
        "one-of-several-missed", "recorded-late", "wrong-class", "wrongly-cancelled", "over-recorded-duplicate",
        "not-a-crime", "recorded", "crime-related-incident", "contrary-evidence", "another-force", "duplicate-log",
    }  # fmt: skip
    assert by_crime >= {"crime-with-no-report", "over-recorded-duplicate", "wrongly-cancelled", "rightly-cancelled"}


def test_references_point_to_the_true_partner(
    force: SimulatedForce, good_reports: pl.DataFrame, good_crimes: pl.DataFrame
) -> None:
    true_pairs = set(force.truth["links.parquet"].rows())
    named = good_reports.select("Incident No", pl.col("Crime No").str.split(";")).explode(
        "Crime No", empty_as_null=True
    )
    by_report = set(named.filter(pl.col("Crime No") != "").rows())
    by_crime = set(good_crimes.select("Incident Ref", "Crime Number").drop_nulls().rows())
    assert by_report <= true_pairs
    assert by_crime <= true_pairs
    assert 1 - len(by_report | by_crime) / len(true_pairs) == pytest.approx(0.20, abs=0.025)


def test_a_log_never_names_a_crime_that_its_report_does_not(good_reports: pl.DataFrame) -> None:
    rows = good_reports.select(pl.col("Log Text").str.extract(r"(?i)(77CR/\d{7}/\d\d)"), pl.col("Crime No")).drop_nulls(
        "Log Text"
    )
    assert rows.height > 500
    assert all(ref.upper() in held.split(";") for ref, held in rows.rows())


def test_lateness_in_the_tables_is_the_truth(force: SimulatedForce, good_crimes: pl.DataFrame) -> None:
    reports = force.tables["reports.csv"].filter(pl.col("Incident No").str.starts_with("I"))
    reports = reports.unique("Incident No", keep="last")
    pairs = (
        force.truth["links.parquet"]
        .join(reports, left_on="report_id", right_on="Incident No")
        .join(good_crimes, left_on="crime_id", right_on="Crime Number")
        .join(force.truth["crimes.parquet"], on="crime_id")
        .select("mechanism", (moment("Date Recorded") - moment("Reported")).dt.total_seconds().alias("took"))
        .drop_nulls()
    )
    late = pl.col("mechanism") == "recorded-late"
    assert pairs.filter(late)["took"].min() > 24 * 3600
    assert pairs.filter(~late)["took"].max() <= 24 * 3600
    assert pairs["took"].min() >= 0


def test_shares_are_near_their_targets(force: SimulatedForce) -> None:
    reports = force.truth["reports.parquet"]
    crime = reports.filter(pl.col("crimes_disclosed") > 0)
    assert crime.height / REPORTS == pytest.approx(0.29, abs=0.015)
    assert crime["crimes_recorded"].sum() / crime["crimes_disclosed"].sum() == pytest.approx(0.88, abs=0.02)
    assert crime.filter(pl.col("crimes_disclosed") > 1).height / crime.height == pytest.approx(0.03, abs=0.01)
    kept = crime.group_by(pl.col("class").is_in(["8L", "8Q", "8U", "105A", "8N"]).alias("hard")).agg(
        (pl.col("crimes_recorded").sum() / pl.col("crimes_disclosed").sum()).alias("rate")
    )
    rate = dict(kept.rows())
    assert rate[True] < rate[False] - 0.05


def test_about_one_report_in_a_hundred_is_published_again_with_its_crime(force: SimulatedForce) -> None:
    table = force.tables["reports.csv"].filter(pl.col("Incident No").str.starts_with("I"))
    pairs = table.filter(pl.col("Incident No").is_duplicated()).sort("Incident No", moment("Extracted"))
    assert pairs.height / 2 / REPORTS == pytest.approx(0.01, abs=0.004)
    first, second = pairs.gather_every(2), pairs.gather_every(2, 1)
    assert (first["Crime No"] == "").all()
    assert (second["Crime No"] != "").all()
    assert (first["Extracted"] != second["Extracted"]).all()


def test_logs_are_of_a_controlled_length_and_hardly_ever_the_same(good_reports: pl.DataFrame) -> None:
    words = good_reports["Log Text"].str.split(" ").list.len()
    assert words.mean() == pytest.approx(97, abs=10)
    assert words.is_between(20, 200).mean() > 0.995
    assert good_reports["Log Text"].n_unique() / REPORTS > 0.99
    assert not good_reports["Log Text"].str.contains(r"[\[\]{}]").any()


def test_nobody_real_can_be_rung_or_found(good_reports: pl.DataFrame, good_crimes: pl.DataFrame) -> None:
    ranges = tuple(prefix.replace(" ", "") for prefix in PHONE_RANGES)
    numbers = pl.concat([good_reports["Tel"], good_crimes["Victim Phone"].str.replace_all(" ", "")]).drop_nulls()
    assert all(number.startswith(ranges) and len(number) == 11 for number in numbers)
    in_text = good_reports["Log Text"].str.extract_all(r"\b0\d{2,4} \d{3,4} ?\d{3,4}\b").explode(empty_as_null=True)
    assert all(number.startswith(PHONE_RANGES) for number in in_text.drop_nulls())
    postcodes = pl.concat([good_reports["Postcode"], good_crimes["Post Code"]]).drop_nulls()
    assert postcodes.str.contains(r"^ZZ\d{1,2} \d[A-Z]{2}$").all()
    assert good_reports["Lat"].cast(pl.Float64).is_between(54.6, 55.1).all()
    assert good_reports["Long"].cast(pl.Float64).is_between(2.1, 3.5).all()


def test_every_code_in_use_is_in_the_code_table(force: SimulatedForce, good_reports: pl.DataFrame) -> None:
    known = pl.read_csv(force.codes_csv.encode(), infer_schema=False)
    assert not known.select("kind", "code").is_duplicated().any()
    types = known.filter(pl.col("kind") == "type")["code"].to_list()
    closing = good_reports["Closing Type"].drop_nulls().str.split(";").explode(empty_as_null=True)
    assert set(good_reports["Opening Type"]) | set(closing) <= set(types)
    assert 55 <= len(types) <= 75
    assert set(good_reports["Result"]) <= set(known.filter(pl.col("kind") == "disposition")["code"])


def test_force_toml_names_only_columns_that_are_there(force: SimulatedForce) -> None:
    import tomllib

    config = tomllib.loads(force.force_toml)
    for name, file in (("reports", "reports"), ("crimes", "crimes"), ("calls", "calls"), ("audit_reviews", "audit")):
        for source in config["extracts"][name]["columns"].values():
            columns = [source] if isinstance(source, str) else source.get("first") or [source["column"]]
            assert set(columns) <= set(force.tables[f"{file}.csv"].columns)


def test_calls_end_in_reports_but_for_a_few(force: SimulatedForce) -> None:
    calls = force.tables["calls.csv"]
    assert calls["Call Id"].is_unique().all()
    answered = calls.filter(pl.col("Answered") == "Y")
    assert answered["Incident No"].is_null().mean() == pytest.approx(0.015, abs=0.001)
    assert calls.filter(pl.col("Answered") == "N")["Incident No"].is_null().all()
    assert set(calls["Incident No"].drop_nulls()) <= set(force.truth["reports.parquet"]["report_id"])


def test_the_audit_is_a_sample_that_reads_the_truth_with_little_error(force: SimulatedForce) -> None:
    audit = force.tables["audit.csv"]
    assert audit.height == 1300
    assert audit["Incident No"].is_unique().all()
    both = audit.join(force.truth["reports.parquet"], left_on="Incident No", right_on="report_id")
    assert both.height == 1300
    wrong = (both["Should Record"].cast(pl.Int64) != both["crimes_disclosed"]).mean()
    assert 0 < wrong < 0.025
    assert simulate_force(500, 1).tables["audit.csv"].height == 100


def test_batches_run_on_in_time_and_number() -> None:
    batches = list(simulate_batches(3000, seed=5, batch=1000))
    reports = pl.concat([batch.truth["reports.parquet"] for batch in batches])
    crimes = pl.concat([batch.truth["crimes.parquet"] for batch in batches])
    assert len(batches) == 3
    assert reports["report_id"].is_unique().all()
    assert crimes["crime_id"].is_unique().all()
    assert sum(batch.tables["audit.csv"].height for batch in batches) == 600
    spans = [
        batch.tables["reports.csv"]
        .filter(pl.col("Incident No").str.starts_with("I"))
        .select(moment("Reported").min().alias("low"), moment("Reported").max().alias("high"))
        .row(0)
        for batch in batches
    ]
    assert spans[0][1] <= spans[1][0]
    assert spans[1][1] <= spans[2][0]
    assert spans[0][0].year == spans[2][1].year == 2025


def test_a_force_without_reports_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one report"):
        simulate_force(0, 1)


def test_no_machine_path_or_registry_is_named(force: SimulatedForce) -> None:
    assert not re.search(r"""["\s]/\w|https?://""", force.force_toml + force.codes_csv)
