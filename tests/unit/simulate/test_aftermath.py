"""What follows a recorded crime: the rates of the scenario hold, and every planted fault can be seen, no other."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from fullcount.simulate.aftermath.crimes import CrimesOfBatch
from fullcount.simulate.aftermath.mapping import MAPPING
from fullcount.simulate.aftermath.whole import aftermath_tables
from fullcount.simulate.calendar import year_of_demand
from fullcount.simulate.context import Context
from fullcount.simulate.people import PHONE_RANGES, phones
from fullcount.simulate.scenarios.scenario import Closing, Gaming, Scenario

M = 24_000
AS_USUAL = Scenario("test", "a test")
Frames = dict[str, pl.DataFrame]
TICKS = ("VNS", "does not support", "Y", "see log")
# Class, weight, kind: v between people who may know each other, p of a person, - of nobody.
CLASSES = (("8N", 92, "v"), ("105A", 118, "v"), ("8L", 50, "v"), ("8U", 12, "v"), ("19C", 20, "v"), ("3B", 16, "v"),
           ("34B", 13, "p"), ("28I", 24, "p"), ("45", 40, "p"), ("49", 68, "p"), ("58C", 40, "p"), ("30C", 15, "-"),
           ("46", 96, "-"), ("92E", 19, "-"), ("10D", 6, "-"), ("66", 20, "v"))  # fmt: skip


def context(seed: int = 5, gaming: Gaming = AS_USUAL.gaming, closing: Closing = AS_USUAL.closing) -> Context:
    return Context(Scenario("test", "a test", gaming=gaming, closing=closing), seed, year_of_demand(2025), 1)


def crimes(m: int = M, seed: int = 3) -> CrimesOfBatch:
    rng, year = np.random.default_rng(seed), year_of_demand(2025)
    weights = np.array([weight for _, weight, _ in CLASSES], dtype=float)
    which = rng.choice(len(CLASSES), m, p=weights / weights.sum())
    kind = np.array([kind for *_, kind in CLASSES])[which]
    relation = np.where(kind == "v", rng.integers(0, 5, m), (rng.random(m) < 0.2).astype(np.int64))
    reported = year.reported(rng, 0, 1, m)

    def collars() -> pl.Series:
        return pl.Series(rng.integers(1000, 9999, m)).cast(pl.String)

    return CrimesOfBatch(
        number=np.arange(m), cls=pl.Series([cls for cls, *_ in CLASSES]).gather(which),
        recorded=reported + rng.integers(600, 20 * 3600, m), reported=reported,
        cancelled=rng.choice([0, 1, 2], m, p=[0.94, 0.03, 0.03]).astype(np.int8),
        person=np.where(kind == "-", -1, rng.integers(0, m, m)), domestic=(kind == "v") & (relation >= 2),
        hate=rng.random(m) < 0.03, repeat=rng.random(m) < 0.2, relation=relation,
        suspect=np.where(relation > 0, 2, rng.integers(0, 2, m)), leads=rng.random((m, 4)) < 0.12,
        team=rng.integers(0, 77, m), officer=collars(), sergeant=collars(), inspector=collars(),
        phone=phones(np.where(rng.random(m) < 0.12, -1, rng.integers(0, 16_000, m))),
    )  # fmt: skip


@pytest.fixture(scope="module")
def both() -> tuple[Frames, Frames]:
    return aftermath_tables(context(closing=Closing(domestic_16=0.7)), crimes())


@pytest.fixture(scope="module")
def tables(both: tuple[Frames, Frames]) -> Frames:
    return both[0]


@pytest.fixture(scope="module")
def truth(both: tuple[Frames, Frames]) -> Frames:
    return both[1]


@pytest.fixture(scope="module")
def closed(tables: Frames, truth: Frames) -> pl.DataFrame:
    """Every closure: what the extract says beside what is true."""
    return tables["outcomes.csv"].join(truth["closures.parquet"], left_on="Crime Number", right_on="crime_id")


def has(mechanism: str) -> pl.Expr:
    return (pl.col("mechanism") == mechanism) | pl.col("also").list.contains(mechanism)


def moment(column: str) -> pl.Expr:
    local = pl.col(column).str.to_datetime("%d/%m/%Y %H:%M:%S").dt.replace_time_zone("Europe/London", ambiguous="null")
    return local.dt.convert_time_zone("UTC")


def near(found: float, share: float, number: int) -> bool:
    """Within four standard errors of a share."""
    return abs(found - share) < 4 * (share * (1 - share) / number) ** 0.5


def test_the_same_arguments_give_the_same_and_another_seed_another() -> None:
    first, again = (aftermath_tables(context(), crimes(800)) for _ in range(2))
    assert all(first[0][name].equals(again[0][name]) for name in first[0])
    assert all(first[1][name].equals(again[1][name]) for name in first[1])
    other = aftermath_tables(context(seed=6), crimes(800))
    assert not first[0]["victims.csv"].equals(other[0]["victims.csv"])
    assert not first[0]["outcomes.csv"].equals(other[0]["outcomes.csv"])


@pytest.mark.parametrize("m", [0, 1, 2])
def test_a_batch_of_hardly_any_crimes_has_the_same_columns(m: int, tables: Frames, truth: Frames) -> None:
    few = aftermath_tables(context(), crimes(m))
    assert all(few[0][name].schema == frame.schema for name, frame in tables.items())
    assert all(few[1][name].schema == frame.schema for name, frame in truth.items())


def test_every_extract_is_text_under_the_headings_of_the_mapping(tables: Frames) -> None:
    extracts = tomllib.loads(MAPPING)["extracts"]
    assert {f"{name}.csv" for name in extracts} == set(tables)
    for name, section in extracts.items():
        headings = [c if isinstance(c, str) else c["column"] for c in section["columns"].values()]
        assert headings == tables[f"{name}.csv"].columns
        assert set(tables[f"{name}.csv"].dtypes) == {pl.String}
        assert tables[f"{name}.csv"].get_column(headings[0]).is_unique().all()


def test_the_share_of_domestic_closures_with_outcome_16_is_the_scenarios(truth: Frames) -> None:
    domestic = truth["closures.parquet"].filter("domestic")
    assert near((domestic["outcome"] == "16").mean(), 0.7, len(domestic))


def test_each_cancelled_crime_is_a_cancellation_and_has_no_outcome(tables: Frames, truth: Frames) -> None:
    made, told = crimes(), truth["cancellations.parquet"]
    numbers = context().crime_numbers(np.flatnonzero(made.cancelled > 0))
    assert told["crime_id"].to_list() == numbers.to_list() == tables["cancellations.csv"]["Crime Number"].to_list()
    assert told["right"].to_list() == (made.cancelled[made.cancelled > 0] == 1).tolist()
    assert not tables["outcomes.csv"]["Crime Number"].is_in(numbers.implode()).any()
    assert told.filter(~pl.col("right"))["rule"].null_count() == 0


def test_words_are_missing_just_where_that_was_planted(closed: pl.DataFrame) -> None:
    withdrawn = closed.filter(pl.col("Outcome").is_in(["14", "16"]))
    bare = withdrawn["Victim Words"].is_null() | withdrawn["Victim Words"].is_in(TICKS)
    assert bare.to_list() == withdrawn.select(has("closed-without-victims-words")).to_series().to_list()
    assert near(bare.mean(), 0.15, len(bare))


def test_a_named_suspect_is_closed_as_none_as_often_as_planted(closed: pl.DataFrame) -> None:
    made = crimes()
    named = closed.filter(pl.Series(made.suspect == 2).gather(_number(closed["Crime Number"])))
    wrong = named["Outcome"].is_in(["14", "18"])
    assert wrong.to_list() == named.select(has("suspect-named-closed-as-none")).to_series().to_list()
    assert near(wrong.mean(), 0.04, len(wrong))


def _number(printed: pl.Series) -> pl.Series:
    return printed.str.extract(r"/(\d{7})/").cast(pl.Int64) - 1


def test_leads_are_followed_or_refused_with_a_reason_unless_dropped_by_plan(
    closed: pl.DataFrame, tables: Frames
) -> None:
    made, kinds = crimes(), ("cctv", "witness", "phone", "forensic")
    row, lead = np.nonzero(made.leads)
    leads = pl.DataFrame({"Crime Number": context().crime_numbers(row), "Type": pl.Series(kinds).gather(lead)})
    answered = tables["enquiries.csv"].filter(pl.col("Done").is_not_null() | pl.col("Not Done Because").is_not_null())
    open_leads = leads.join(answered, on=["Crime Number", "Type"], how="anti")["Crime Number"].unique().implode()
    lacking = closed["Crime Number"].is_in(open_leads)
    assert lacking.to_list() == closed.select(has("closed-without-enquiries")).to_series().to_list()
    judged = closed.filter(pl.col("Outcome").is_in(["14", "15", "16", "18", "21"]))
    judged = judged.filter(pl.col("Crime Number").is_in(leads["Crime Number"].unique().implode()))
    assert near(judged.filter(~has("closed-within-hours")).select(has("closed-without-enquiries")).to_series().mean(),
                0.10, len(judged))  # fmt: skip


def test_a_long_silence_before_a_withdrawal_is_there_just_where_planted(closed: pl.DataFrame, tables: Frames) -> None:
    contacts = tables["contacts_made.csv"].join(tables["victims.csv"], on="Victim No").select("Crime Number", "Made")
    asked = closed.filter(pl.col("Victim Asked").is_not_null()).join(contacts, on="Crime Number")
    silence = (moment("Victim Asked").max() - moment("Made").max()).dt.total_days()
    before = asked.filter(moment("Made") < moment("Victim Asked"))
    heard = before.group_by("Crime Number").agg(
        silence.alias("days"), has("contact-gap-before-withdrawal").first().alias("gap")
    )
    assert heard.filter("gap")["days"].min() > 32
    assert heard.filter(~pl.col("gap"))["days"].max() < 32
    assert heard["gap"].sum() > 20


def test_who_decides_is_too_low_just_where_planted(closed: pl.DataFrame, tables: Frames) -> None:
    high_risk = tables["victims.csv"].filter(pl.col("Enhanced") == "high-risk domestic abuse")["Crime Number"]
    rape = pl.Series(crimes().cls == "19C").gather(_number(closed["Crime Number"]))
    grave = closed["Crime Number"].is_in(high_risk.implode()) | rape
    closures = closed.filter(grave & closed["Outcome"].is_in(["15", "16"]))
    low = closures["Decided By"].is_in(["constable", "sergeant", "investigator"])
    assert low.to_list() == closures.select(has("decided-at-too-low-a-rank")).to_series().to_list()
    assert near(low.mean(), 0.10, len(low))


def test_rights_are_late_or_never_as_often_as_the_scenario_says(truth: Frames) -> None:
    told = truth["rights.parquet"].filter(right="information").filter(pl.col("mechanism") != "not-yet-due")
    assert abs((told["mechanism"] == "given-late").mean() - 0.15) < 0.015
    assert near((told["mechanism"] == "never-given").mean(), 0.06, len(told))
    kept = truth["rights.parquet"].filter(pl.col("mechanism") == "given-in-time")
    assert (kept["given_at"] <= kept["due_at"]).all()
    assert truth["rights.parquet"].filter(pl.col("mechanism") == "given-late").filter(
        (pl.col("given_at") <= pl.col("due_at")) | pl.col("rule").is_null()
    ).is_empty()  # fmt: skip


def test_a_victim_of_whom_no_telling_is_printed_was_not_told(closed: pl.DataFrame, tables: Frames) -> None:
    silent = closed.filter(has("victim-not-told"))
    assert silent["Victim Told"].null_count() == len(silent) > 100
    told = closed.filter(pl.col("Victim Told").is_not_null())
    about = tables["contacts_made.csv"].join(tables["victims.csv"], on="Victim No").select("Crime Number", "Made")
    assert told.join(
        about, left_on=["Crime Number", "Victim Told"], right_on=["Crime Number", "Made"], how="anti"
    ).is_empty()


_MESSAGE = "voicemail|answerphone|left message|message left re"
HOURS = {"weekdays 09:15-14:45 (school hours)": (9.25, 14.75), "10:00-12:00": (10, 12),
         "between 09:00 and 15:00": (9, 15), "after 18:00 until 20:30": (18, 20.5)}  # fmt: skip


def _breaches(tables: Frames) -> dict[str, Callable[[pl.DataFrame], pl.Series]]:
    """What a checker can see of each kind of unsafe contact."""
    hour = moment("Made").dt.convert_time_zone("Europe/London")
    hours = hour.dt.hour() + hour.dt.minute() / 60
    start = pl.col("Safe Times").replace_strict({k: v[0] for k, v in HOURS.items()}, default=0.0)
    end = pl.col("Safe Times").replace_strict({k: v[1] for k, v in HOURS.items()}, default=24.0)
    unsafe = pl.col("Do Not Use").str.split(";").list.contains(pl.col("Number")).fill_null(value=False)
    left = pl.col("Note").str.to_lowercase().str.contains(_MESSAGE).fill_null(value=False)
    return {
        "unsafe-number": lambda made: made.select(unsafe).to_series(),
        "unsafe-time": lambda made: made.select((hours < start) | (hours > end)).to_series(),
        "voicemail-against-wish": lambda made: made.select(pl.col("Voicemail").eq_missing("N") & left).to_series(),
    }  # fmt: skip


@pytest.mark.parametrize("mechanism", ["unsafe-number", "unsafe-time", "voicemail-against-wish"])
def test_a_contact_is_unsafe_just_where_planted(mechanism: str, tables: Frames, truth: Frames) -> None:
    made = tables["contacts_made.csv"].join(tables["victims.csv"], on="Victim No", how="left", maintain_order="left")
    planted = (truth["contacts.parquet"]["mechanism"] == mechanism).to_list()
    assert _breaches(tables)[mechanism](made).to_list() == planted
    assert sum(planted) > 20


def test_contacts_of_victims_with_a_wish_are_unsafe_as_often_as_planted(tables: Frames, truth: Frames) -> None:
    wished = tables["victims.csv"].filter(pl.col("Safe To Use").is_not_null())["Victim No"].implode()
    unsafe = truth["contacts.parquet"]["mechanism"] != "safe"
    of_wishes = tables["contacts_made.csv"]["Victim No"].is_in(wished)
    assert not (unsafe & ~of_wishes).any()
    assert near(unsafe.filter(of_wishes).mean(), 0.03, int(of_wishes.sum()))


def test_a_person_keeps_needs_and_wishes_over_several_crimes(tables: Frames) -> None:
    lasting = ("Needs", "Do Not Use")
    several = tables["victims.csv"].filter(pl.col("Safe To Use").is_not_null()).group_by("Person No").agg(
        pl.len().alias("crimes"), *(pl.col(name).n_unique() for name in lasting)
    ).filter(pl.col("crimes") > 1)  # fmt: skip
    assert len(several) > 100
    assert all((several[name] == 1).all() for name in lasting)


def test_gaming_sweeps_the_ends_of_months_and_pastes_its_texts() -> None:
    tables, truth = aftermath_tables(context(gaming=Gaming(month_end=0.3, copied_text=0.3)), crimes(12_000))
    closed = tables["outcomes.csv"].join(truth["closures.parquet"], left_on="Crime Number", right_on="crime_id")
    swept = closed.filter(has("mass-closure"))
    assert 0.25 < len(swept) / len(closed) < 0.31
    day = swept.select(moment("Outcome Date").dt.date()).to_series()
    assert ((day.dt.month_end() - day).dt.total_days() <= 6).all()
    judged = closed.filter(pl.col("Outcome").is_in(["14", "15", "16", "18"]))
    pasted = judged.filter(has("copied-closure-text"))
    assert near(len(pasted) / len(judged), 0.3, len(judged))
    assert pasted["Closing Text"].n_unique() < 0.1 * len(pasted)
    rest = judged.filter(~has("copied-closure-text"))
    assert rest["Closing Text"].n_unique() > 0.8 * len(rest)


def test_without_gaming_nothing_is_swept_or_pasted(closed: pl.DataFrame) -> None:
    assert not closed.select(has("mass-closure") | has("copied-closure-text")).to_series().any()


def test_every_rule_named_is_one_of_the_packs_or_a_citation(truth: Frames) -> None:
    pack = Path(__file__).parents[3] / "src/fullcount/rulebook/packs/crr-2026-27"
    ids = {r["id"] for file in pack.glob("*.toml") for r in tomllib.loads(file.read_text()).get("rules", [])}
    for name in ("closures.parquet", "cancellations.parquet", "rights.parquet"):
        for rule in truth[name]["rule"].drop_nulls().unique():
            assert rule in ids or rule.startswith(("Victims' Code right", "CPIA Code", "red flag of closure")), rule
    closures = truth["closures.parquet"]
    assert (closures["rule"].is_null() == (closures["mechanism"] == "closed-properly")).all()


def test_nothing_happens_before_it_can_or_after_the_last_export(tables: Frames, truth: Frames) -> None:
    made = crimes()
    closures = truth["closures.parquet"]
    recorded = pl.from_epoch(pl.Series(made.recorded), time_unit="s").dt.replace_time_zone("UTC")
    assert (closures["given_at"] > recorded.gather(_number(closures["crime_id"]))).all()
    last = pl.datetime(2026, 1, 2, time_zone="UTC")
    for name, column in (("outcomes.csv", "Outcome Date"), ("contacts_made.csv", "Made"), ("case_events.csv", "When"),
                         ("enquiries.csv", "Raised"), ("enquiries.csv", "Done"), ("cancellations.csv", "Cancelled"),
                         ("supervisor_entries.csv", "Entered"), ("outcomes.csv", "Victim Told")):  # fmt: skip
        assert tables[name].filter(moment(column) > last).is_empty(), (name, column)


def test_every_telephone_is_of_the_ranges_for_drama(tables: Frames) -> None:
    listed = tables["victims.csv"]["Do Not Use"].str.split(";").explode()
    numbers = (
        pl.concat([tables["contacts_made.csv"]["Number"], listed.filter(listed != "letter")]).drop_nulls().unique()
    )
    assert len(numbers) > 1000
    assert all(number.startswith(PHONE_RANGES) for number in numbers)
