"""The pieces by which it is told whether a record came in time."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from fullcount.ledgers.recording_time import edition_before, hours_to_record, is_day_only, latest_deadline, next_day

TIME = pl.Datetime("us", "UTC")
NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)


def value(expression, **columns):
    frame = pl.DataFrame({name: [at] for name, at in columns.items()}, schema=dict.fromkeys(columns, TIME))
    return frame.select(expression).item()


@pytest.mark.parametrize(
    ("moment", "hours"),
    [
        (datetime(2026, 5, 11, 23, tzinfo=UTC), 24),
        (datetime(2026, 10, 24, 23, tzinfo=UTC), 25),
        (datetime(2026, 3, 29, 0, tzinfo=UTC), 23),
    ],
)
def test_a_day_in_london_has_23_to_25_hours(moment, hours):
    assert value(next_day(pl.col("at"), "Europe/London"), at=moment) - moment == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("moment", "zone", "expected"),
    [
        (datetime(2026, 5, 11, 23, tzinfo=UTC), "Europe/London", True),
        (datetime(2026, 5, 12, tzinfo=UTC), "Europe/London", False),
        (datetime(2026, 1, 12, tzinfo=UTC), "Europe/London", True),
        (datetime(2026, 5, 12, 7, tzinfo=UTC), "America/Los_Angeles", True),
        (datetime(2026, 5, 11, 23, 0, 0, 1, tzinfo=UTC), "Europe/London", False),
    ],
)
def test_local_midnight_is_a_day_without_an_hour(moment, zone, expected):
    assert value(is_day_only(pl.col("at"), zone), at=moment) is expected


@pytest.mark.parametrize(
    ("reported_at", "limit", "later"),
    [
        pytest.param(NOON, 24, 0, id="an hour is known"),
        pytest.param(datetime(2026, 5, 11, 23, tzinfo=UTC), 24, 24, id="only the day is known"),
        pytest.param(datetime(2026, 5, 11, 23, tzinfo=UTC), 72, 24, id="only the day, under the limit of before 2015"),
        pytest.param(
            datetime(2026, 10, 23, 23, tzinfo=UTC), 24, 25, id="only the day, and the clocks go back on the next"
        ),
    ],
)
def test_latest_deadline(reported_at, limit, later):
    deadline = reported_at + timedelta(hours=limit)
    found = value(latest_deadline("Europe/London"), deadline=deadline)
    assert found - deadline == timedelta(hours=later)


def test_the_edition_before():
    days = [NOON + timedelta(days=n) for n in range(4)]
    frame = pl.DataFrame({"at": [days[2], days[0], None, days[1], days[3]]}, schema={"at": TIME})
    editions = pl.Series([days[2], days[0], None, days[0]], dtype=TIME)
    found = edition_before(frame, "at", editions, "before").get_column("before").to_list()
    assert found == [days[0], None, None, days[0], days[2]]
    assert edition_before(frame, "at", editions.clear(), "before").get_column("before").null_count() == 5


@pytest.mark.parametrize(
    ("recorded_at", "recorded_day", "hours"),
    [
        (NOON + timedelta(hours=3), None, 3.0),
        (NOON - timedelta(hours=3), None, 0.0),
        (None, NOON + timedelta(hours=12), 12.0),
        (None, NOON - timedelta(hours=12), 0.0),
        (None, None, None),
    ],
)
def test_hours_to_record(recorded_at, recorded_day, hours):
    assert value(hours_to_record(), reported_at=NOON, recorded_at=recorded_at, recorded_day=recorded_day) == hours
