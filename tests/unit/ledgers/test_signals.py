"""Each signal, found where it is and not where it is not; none of a person, none of too few."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from fullcount.core.tables import TABLES
from fullcount.ledgers.signals import (
    after_supervisor,
    copied_text,
    inside_the_limit,
    lesser_class,
    lost_property,
    month_end,
    under_a_limit,
)
from fullcount.ledgers.signals.table import CASES, FEWEST_CASES, ROWS, Signal, found_in

START = datetime(2025, 3, 3, 10, tzinfo=UTC)
PLAIN = Signal("plain", "Plain", "{count} of {out_of}, {expected} expected")
TIME = pl.Datetime("us", "UTC")


def cases(hits, out_of, expected=0.1, unit="U"):
    """Return so many cases of one unit, with so many hits."""
    rows = [(unit, "D", 2025, f"R{n:03}", n < hits, expected) for n in range(out_of)]
    return pl.DataFrame(rows, schema=CASES, orient="row")


def units_of(signals):
    return signals.filter(pl.col("level") == "unit")["unit"].to_list()


@pytest.mark.parametrize(
    ("hits", "out_of", "found"),
    [
        pytest.param(30, 50, True, id="thirty where five are expected"),
        pytest.param(5, 50, False, id="as many as expected"),
        pytest.param(19, FEWEST_CASES - 1, False, id="too few cases to speak of a unit"),
        pytest.param(20, FEWEST_CASES, True, id="just enough cases"),
        pytest.param(0, 50, False, id="none"),
    ],
)
def test_what_is_a_signal(hits, out_of, found):
    assert bool(found_in(cases(hits, out_of), PLAIN).height) is found


@pytest.mark.parametrize(("hits", "found"), [(4, False), (5, True)])
def test_a_handful_of_hits_is_chance(hits, found):
    assert bool(found_in(cases(hits, 50, expected=0.001), PLAIN).height) is found


def test_unlikely_and_yet_hardly_more_than_expected():
    """Ten thousand cases make every difference unlikely; a seventh more is none to speak of."""
    assert not found_in(cases(4000, 10_000, expected=0.35), PLAIN).height


def test_the_more_units_are_looked_at_the_less_one_of_them_says():
    alone = found_in(cases(9, 30), PLAIN)
    others = [cases(3, 30, unit=f"V{n}") for n in range(300)]
    assert units_of(alone) == ["U"]
    assert units_of(found_in(pl.concat([cases(9, 30), *others]), PLAIN)) == []


def test_a_row_says_it_in_words_with_reports_to_read():
    row = found_in(cases(30, 50), PLAIN).filter(pl.col("level") == "unit").to_dicts()[0]
    assert row["explanation"] == "30 of 50, 5.0 expected"
    assert row["examples"] == "R000 R001 R002 R003 R004"
    assert (row["period"], row["times"]) == ("2025", 6.0)
    assert row["chance"] <= row["corrected"] <= 0.01


def test_no_column_is_personal_and_no_reader_can_rank_people():
    personal = {column.name for table in TABLES.values() for column in table.columns if column.personal}
    assert not set(ROWS) & personal
    assert not set(CASES) & personal


# --- the detectors


@pytest.mark.parametrize(("minutes", "hits"), [(3, 30), (60, 0)])
def test_stamped_in_the_last_minutes(minutes, hits):
    """30 records so many minutes before the limit, and 30 over the four hours before."""
    deadline = START + timedelta(hours=24)
    times = [deadline - timedelta(minutes=minutes)] * 30 + [deadline - timedelta(minutes=20 + 7 * n) for n in range(30)]
    crimes = pl.DataFrame({
        "crime_id": [f"C{n}" for n in range(60)], "unit": "U", "district": "D", "recorded_at": times,
        "deadline": deadline,
    })  # fmt: skip
    made = inside_the_limit.cases(crimes)
    assert made["hit"].sum() == hits
    assert bool(found_in(made, inside_the_limit.SIGNAL).height) is bool(hits)


def test_a_late_record_is_not_inside_the_limit():
    crimes = pl.DataFrame({
        "crime_id": ["C"], "unit": ["U"], "district": ["D"], "recorded_at": [START + timedelta(hours=25)],
        "deadline": [START + timedelta(hours=24)],
    })  # fmt: skip
    assert not inside_the_limit.cases(crimes).height


def closed_on(days, texts=None, unit="U", outcome="18"):
    given = [datetime(day.year, day.month, day.day, 12, tzinfo=UTC) for day in days]
    return pl.DataFrame({
        "crime_id": [f"{unit}{n}" for n in range(len(given))], "unit": unit, "district": "D", "given_at": given,
        "outcome": outcome, "evidence": texts if texts is not None else [None] * len(given),
    }, schema_overrides={"evidence": pl.String, "given_at": TIME})  # fmt: skip


@pytest.mark.parametrize(
    ("day", "last"),
    [
        pytest.param(date(2025, 5, 30), True, id="Friday, the last working day of May"),
        pytest.param(date(2025, 5, 28), True, id="Wednesday, the third from the end"),
        pytest.param(date(2025, 5, 27), False, id="Tuesday, the fourth"),
        pytest.param(date(2025, 12, 29), True, id="December's third from the end"),
    ],
)
def test_the_last_three_working_days(day, last):
    assert month_end.cases(closed_on([day]), "Europe/London")["hit"].to_list() == [last]


def test_what_is_closed_at_a_weekend_or_on_no_day_is_no_case():
    outcomes = pl.concat([closed_on([date(2025, 5, 31)]), closed_on([]).clear()])
    assert not month_end.cases(outcomes, "Europe/London").height


def test_a_sweep_at_the_months_end():
    usual = [date(2025, 5, day) for day in range(1, 31) if date(2025, 5, day).weekday() < 5] * 2
    assert not found_in(month_end.cases(closed_on(usual), "Europe/London"), month_end.SIGNAL).height
    swept = closed_on([date(2025, 5, 30)] * 30 + usual)
    assert found_in(month_end.cases(swept, "Europe/London"), month_end.SIGNAL).height


OWN = "Reviewed by the team and nothing more can be done in this matter whatever, filed."
FORM = "No named suspect and no line of enquiry left that is worth the time, filed pending more."


def test_a_text_that_one_unit_pastes():
    days = [date(2025, 5, 7)] * 40
    others = [closed_on(days, [FORM] * 40, unit=f"V{n}") for n in range(9)]
    pasted = copied_text.signals(pl.concat([closed_on(days, [OWN] * 30 + [FORM] * 10), *others]))
    assert pasted.select("unit", "count").rows() == [("U", 30)]


def test_a_form_that_every_unit_uses_is_nobodys_own():
    days = [date(2025, 5, 7)] * 40
    assert not copied_text.signals(pl.concat([closed_on(days, [FORM] * 40, unit=f"V{n}") for n in range(9)])).height


def test_nothing_closed_says_nothing():
    assert not copied_text.signals(closed_on([])).height
    assert not found_in(month_end.cases(closed_on([]), "UTC"), month_end.SIGNAL).height


GROUPS = pl.DataFrame({
    "class": ["8N", "105A", "49"], "subgroup": ["Violence with injury", "Violence without injury", "Other theft"],
})  # fmt: skip


def recorded_as(due, recorded, number, **more):
    state = "matched" if due == recorded else "misclassified"
    reason = "recorded-in-time" if due == recorded else "recorded-as-less"
    row = {"report_id": "R", "unit": "U", "district": "D", "reported_at": START, "class_due": due,
           "class_recorded": recorded, "state": state, "reason": reason} | more  # fmt: skip
    return [row] * number


def test_injuries_recorded_without():
    crimes = pl.DataFrame(recorded_as("8N", "105A", 12) + recorded_as("8N", "8N", 30))
    found = found_in(lesser_class.injury_cases(crimes, GROUPS), lesser_class.INJURY)
    assert found.filter(pl.col("level") == "unit").select("count", "out_of").rows() == [(12, 42)]


def test_thefts_are_no_injuries_and_unrecorded_crimes_no_records():
    rows = recorded_as("49", "49", 30) + recorded_as("8N", None, 30, state="unrecorded")
    made = pl.DataFrame(rows)
    assert not lesser_class.injury_cases(made, GROUPS).height
    assert lesser_class.any_cases(made).height == 30


def lost(number, opened_as_crime, closing="LOST", live=0):
    row = {"report_id": "R", "unit": "U", "district": "D", "reported_at": START, "closing_code": [closing],
           "closing_class": "not-notifiable", "alleges": opened_as_crime, "live": live}  # fmt: skip
    return [row] * number


def test_lost_property_beside_what_others_are_closed_as():
    others = lost(180, False, "NOISE") + lost(20, True, "NOISE")
    gamed = pl.DataFrame(lost(30, True) + lost(20, False) + others)
    usual = pl.DataFrame(lost(5, True) + lost(45, False) + others)
    assert found_in(lost_property.cases(gamed, ["LOST"]), lost_property.SIGNAL).height
    assert not found_in(lost_property.cases(usual, ["LOST"]), lost_property.SIGNAL).height


def test_lost_property_with_a_record_is_not_hidden():
    made = lost_property.cases(pl.DataFrame(lost(30, True, live=1)), ["LOST"])
    assert made["hit"].sum() == 0
    assert made["expected"].unique().to_list() == [lost_property.USUAL]


def changed(number, hours_after_entry):
    """Return records made lesser a hundred days after they were made, and a supervisor's entry before each change."""
    at = START + timedelta(days=100)
    ids = [f"C{n}" for n in range(number)]
    changes = pl.DataFrame({
        "crime_id": ids, "unit": "U", "district": "D", "recorded_at": START, "changed_at": at, "was_lessened": True,
    })  # fmt: skip
    return changes, pl.DataFrame({"crime_id": ids, "entered_at": at - timedelta(hours=hours_after_entry)})


@pytest.mark.parametrize(("hours", "found"), [(5, True), (72, True), (73, False), (-5, False)])
def test_made_lesser_after_a_supervisors_entry(hours, found):
    made = after_supervisor.cases(*changed(25, hours))
    assert made["hit"].all() == found
    assert bool(found_in(made, after_supervisor.SIGNAL).height) is found


def test_a_record_made_graver_is_no_downgrade():
    changes, entries = changed(25, 5)
    assert not after_supervisor.cases(changes.with_columns(was_lessened=pl.lit(value=False)), entries).height


@pytest.mark.parametrize(("pounds", "found"), [(195, True), (205, False), (200, None), (120, None), (4900, True)])
def test_values_about_a_limit(pounds, found):
    values = pl.DataFrame({
        "report_id": [f"R{n}" for n in range(30)], "unit": "U", "district": "D", "reported_at": START, "pounds": pounds,
    })  # fmt: skip
    made = under_a_limit.cases(values)
    assert made.height == (0 if found is None else 30)
    assert bool(found_in(made, under_a_limit.SIGNAL).height) is bool(found)
