"""The synthetic force: repeatable, true to its own truth, and nobody real in it."""

import re
import tomllib
from collections.abc import Iterator

import polars as pl
import pytest

from fullcount.core.tables import TABLES
from fullcount.simulate.force import SimulatedForce, Wanted, described, simulate_batches, simulate_force
from fullcount.simulate.scenarios.named import SCENARIOS

REPORTS = 12_000
# Ofcom's ranges for drama, written out again so that a slip in the simulator is seen.
PHONE_RANGES = (
    "07700 900", "0113 496 0", "0114 496 0", "0115 496 0", "0116 496 0", "0117 496 0", "0118 496 0", "0121 496 0",
    "0131 496 0", "0141 496 0", "0151 496 0", "0161 496 0", "020 7946 0", "0191 498 0", "029 2018 0", "01632 960",
)  # fmt: skip


@pytest.fixture(scope="module")
def force() -> SimulatedForce:
    return simulate_force(Wanted(REPORTS, seed=11))


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
    one, again, other = (simulate_force(Wanted(400, seed)) for seed in (3, 3, 4))
    for name, table in one.tables.items():
        assert table.equals(again.tables[name])
        assert not table.equals(other.tables[name])
    for name, table in one.truth.items():
        assert table.equals(again.truth[name])
    assert one.force_toml == again.force_toml


def test_another_seed_changes_names_places_words_and_faults() -> None:
    one, other = (simulate_force(Wanted(2_000, seed)) for seed in (5, 6))
    mine, theirs = one.tables["reports.csv"], other.tables["reports.csv"]
    assert set(mine["District"]) != set(theirs["District"])
    top = [table["Surname"].drop_nulls().value_counts(sort=True)["Surname"][0] for table in (mine, theirs)]
    assert top[0] != top[1]
    assert len(set(mine["Log Text"]) & set(theirs["Log Text"])) == 0
    faults = [force.truth["reports.parquet"]["mechanism"].to_list() for force in (one, other)]
    assert faults[0] != faults[1]


def test_every_extract_column_is_text(force: SimulatedForce) -> None:
    assert set(force.tables) == {
        "reports.csv", "crimes.csv", "calls.csv", "audit.csv", "outcomes.csv", "cancellations.csv", "enquiries.csv",
        "supervisor_entries.csv", "case_events.csv", "victims.csv", "contacts_made.csv", "roster.csv", "absences.csv",
        "exemptions.csv", "course_records.csv", "course_answers.csv", "promises.csv", "helpline.csv",
    }  # fmt: skip
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


def test_classes_are_known_exactly_where_crimes_are_disclosed(force: SimulatedForce) -> None:
    reports = force.truth["reports.parquet"]
    assert (reports["class"].is_not_null() == (reports["crimes_disclosed"] > 0)).all()
    counted = reports["classes"].str.split(";").list.len().fill_null(0)
    assert (counted == reports["crimes_disclosed"]).all()
    assert reports["class"].equals(reports["classes"].str.split(";").list.first(), check_names=False)


def test_every_mechanism_is_planted_and_names_the_rule_that_it_breaks(force: SimulatedForce) -> None:
    reports, crimes = force.truth["reports.parquet"], force.truth["crimes.parquet"]
    assert set(reports["mechanism"]) >= {
        "wrong-assessment", "waiting-for-statement", "victim-not-supporting", "suspect-denies", "third-party-ignored",
        "domestic-form-only", "promised-never-done", "call-handler-downgrade", "filed-as-lost-property",
        "one-of-several-missed", "recorded-late", "wrong-class", "wrongly-cancelled", "over-recorded-duplicate",
        "not-a-crime", "recorded", "crime-related-incident", "contrary-evidence", "another-force", "duplicate-log",
    }  # fmt: skip
    assert set(crimes["mechanism"]) >= {
        "crime-with-no-report",
        "over-recorded-duplicate",
        "wrongly-cancelled",
        "rightly-cancelled",
    }
    wrong = reports.filter(pl.col("crimes_recorded") < pl.col("crimes_disclosed"))
    assert wrong["rule"].null_count() == 0
    right = reports.filter(pl.col("mechanism").is_in(["recorded", "not-a-crime"]))
    assert right["rule"].is_null().all()


def test_references_point_to_the_true_partner(
    force: SimulatedForce, good_reports: pl.DataFrame, good_crimes: pl.DataFrame
) -> None:
    true_pairs = set(force.truth["links.parquet"].select("report_id", "crime_id").rows())
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


def test_about_one_report_in_a_hundred_is_published_again_with_its_crime(force: SimulatedForce) -> None:
    table = force.tables["reports.csv"].filter(pl.col("Incident No").str.starts_with("I"))
    pairs = table.filter(pl.col("Incident No").is_duplicated()).sort("Incident No", moment("Extracted"))
    assert pairs.height / 2 / REPORTS == pytest.approx(0.01, abs=0.004)
    first, second = pairs.gather_every(2), pairs.gather_every(2, 1)
    assert (first["Crime No"] == "").all()
    assert (second["Crime No"] != "").all()
    assert (first["Extracted"] != second["Extracted"]).all()


def test_logs_are_of_several_hands_and_hardly_ever_the_same(good_reports: pl.DataFrame) -> None:
    words = good_reports["Log Text"].str.split(" ").list.len()
    assert words.mean() == pytest.approx(105, abs=20)
    assert words.is_between(6, 400).mean() > 0.995
    assert good_reports["Log Text"].n_unique() / REPORTS > 0.995
    assert not good_reports["Log Text"].str.contains(r"[\[\]{}]").any()
    stamps = good_reports["Log Text"].str.extract_all(r"\| \d\d:\d\d (\d{4,5}) ")
    assert stamps.list.len().mean() > 3
    hands = stamps.list.eval(pl.element().str.slice(8)).list.n_unique()
    assert (hands >= 2).mean() > 0.8


def texts_of(force: SimulatedForce) -> Iterator[tuple[str, str]]:
    for name, table in force.tables.items():
        for column in table.columns:
            for text in table[column].drop_nulls():
                yield f"{name} {column}", text


def test_no_number_in_any_cell_can_be_rung(force: SimulatedForce) -> None:
    ranges = tuple(prefix.replace(" ", "") for prefix in PHONE_RANGES)
    seen = 0
    for where, text in texts_of(force):
        for found in re.findall(r"(?<![\d/:.-])(?:\+44|0)[\d ]{8,13}\d(?!\d)", text):
            digits = found.replace(" ", "")
            if len(digits) not in (10, 11):
                continue
            seen += 1
            assert digits.startswith(ranges), (where, found)
    assert seen > REPORTS


def test_no_place_postcode_mail_or_vehicle_is_real(force: SimulatedForce, good_reports: pl.DataFrame) -> None:
    for where, text in texts_of(force):
        for mail in re.findall(r"[\w.]+@([\w.]+)", text):
            assert mail.endswith((".invalid", ".example")), (where, mail)
        for plate in re.findall(r"\b([A-Z]{2}\d\d ?[A-Z]{3})\b", text):
            assert re.fullmatch(r"Q[QYZ]00 ?[A-Z]{3}", plate), (where, plate)
        for code in re.findall(r"\b([A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2})\b", text):
            assert code.startswith("ZZ"), (where, code)
    assert good_reports["Lat"].cast(pl.Float64).is_between(54.6, 55.1).all()
    assert good_reports["Long"].cast(pl.Float64).is_between(2.1, 3.5).all()


def test_every_code_in_use_is_in_the_code_table(force: SimulatedForce, good_reports: pl.DataFrame) -> None:
    known = pl.read_csv(force.codes_csv.encode(), infer_schema=False)
    assert not known.select("kind", "code").is_duplicated().any()
    types = known.filter(pl.col("kind") == "type")["code"].to_list()
    closing = good_reports["Closing Type"].drop_nulls().str.split(";").explode(empty_as_null=True)
    assert set(good_reports["Opening Type"]) | set(closing) <= set(types)
    assert set(good_reports["Result"]) <= set(known.filter(pl.col("kind") == "disposition")["code"])


@pytest.mark.parametrize("log_shape", ["plain", "event", "sheet"])
@pytest.mark.parametrize("crime_shape", ["flat", "wide", "coded"])
def test_force_toml_names_only_columns_that_are_there(log_shape: str, crime_shape: str) -> None:
    made = simulate_force(Wanted(200, 1, log_shape=log_shape, crime_shape=crime_shape))
    config = tomllib.loads(made.force_toml)
    files = {tuple(extract["files"]): name for name, extract in config["extracts"].items()}
    assert len(files) == len(made.tables)
    for (pattern,), name in files.items():
        columns = made.tables[pattern.replace("*", "")].columns
        for canonical, source in config["extracts"][name]["columns"].items():
            assert TABLES[name].column(canonical) is not None, (name, canonical)
            if isinstance(source, dict):
                named = source.get("first") or source.get("join") or [source["column"]]
            else:
                named = [source]
            assert set(named) <= {*columns, "Log Words"}, (name, canonical)


def test_calls_end_in_reports_but_for_those_lost_and_those_nobody_answered(force: SimulatedForce) -> None:
    calls, truth = force.tables["calls.csv"], force.truth["calls.parquet"]
    assert calls["Call Id"].is_unique().all()
    answered = calls.filter(pl.col("Answered") == "Y")
    assert answered["Incident No"].is_null().mean() == pytest.approx(0.015, abs=0.002)
    assert calls.filter(pl.col("Answered") == "N")["Incident No"].is_null().all()
    assert set(calls["Incident No"].drop_nulls()) <= set(force.truth["reports.parquet"]["report_id"])
    lost = truth.filter(pl.col("mechanism") == "call-to-log-loss")
    assert lost["report_id"].is_null().all()
    assert lost["crimes_disclosed"].sum() > 0
    unlogged = answered.filter(pl.col("Incident No").is_null())
    assert set(lost["call_id"]) == set(unlogged["Call Id"])


def test_reviewers_err_at_the_rates_that_the_truth_names() -> None:
    scenario = SCENARIOS["steady"]
    made = simulate_force(Wanted(6_500, 2, scenario))
    audit, truth = made.tables["audit.csv"], made.truth["audit.parquet"]
    first = audit.filter(pl.col("Marking") == "1")
    assert first.height == 1300
    assert first["Incident No"].is_unique().all()
    assert audit.filter(pl.col("Marking") == "2").height / 1300 == pytest.approx(0.5, abs=0.06)
    both = audit.join(truth, left_on="Review Id", right_on="review_id")
    wrong = both["Should Record"].cast(pl.Int64) != both["crimes_disclosed"]
    assert (wrong == (both["mechanism"] != "right")).all()
    rates = made.truth["reviewers.parquet"]
    assert rates["misses"].mean() == pytest.approx(scenario.reviewers.misses, rel=0.7)
    twice = audit.group_by("Incident No").agg(pl.col("Reviewer").n_unique().alias("hands"), pl.len())
    assert (twice["hands"] == twice["len"]).all()
    assert simulate_force(Wanted(500, 1)).tables["audit.csv"].filter(pl.col("Marking") == "1").height == 100


def test_batches_run_on_in_time_and_number() -> None:
    batches = list(simulate_batches(Wanted(3000, seed=5), batch=1000))
    reports = pl.concat([batch.truth["reports.parquet"] for batch in batches])
    crimes = pl.concat([batch.truth["crimes.parquet"] for batch in batches])
    assert len(batches) == 3
    assert reports["report_id"].is_unique().all()
    assert crimes["crime_id"].is_unique().all()
    assert reports["reported_at"].is_sorted()
    assert reports["reported_at"].min().year == reports["reported_at"].max().year == 2025
    for name in ("outcomes.csv", "enquiries.csv", "victims.csv", "contacts_made.csv", "case_events.csv"):
        whole = pl.concat([batch.tables[name] for batch in batches])
        assert whole.to_series(0).is_unique().all(), name
    assert "roster.csv" in batches[-1].tables
    assert "roster.csv" not in batches[0].tables


def test_a_force_without_reports_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one report"):
        simulate_force(Wanted(0, 1))


def test_no_machine_path_or_registry_is_named(force: SimulatedForce) -> None:
    for text in described(Wanted(10)).values():
        assert not re.search(r"""["\s]/\w|https?://""", text)
