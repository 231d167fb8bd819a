"""Was it recorded in time? At latest 24 hours after the report (CRR 2026/27 p10); what cannot be told is unknown.

The report of these tables came on Tuesday 12 May 2026 at 09:30 UTC (10:30 in London): the limit is Wednesday 09:30 UTC.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from ledger_case import DEADLINE, LONDON, books, crime, crime_states, report, standing

IN_TIME = ("recorded-in-time", "recorded-in-time")
LATE = ("recorded-late", "recorded-after-the-limit")
APPEARED_LATER = ("recorded-late", "number-appeared-later")
NOT_KNOWN = ("unknown", "recording-time-not-known")


def utc(day, hour=0, minute=0, month=5):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def midnight(day, month=5, zone=LONDON):
    """Return the first instant of a day in London: how a day without an hour is held."""
    return datetime(2026, month, day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("recorded_at", "expected"),
    [
        pytest.param(utc(12, 9, 30), IN_TIME, id="at the moment of the report"),
        pytest.param(utc(12, 9, 0), IN_TIME, id="half an hour before the report: found by police, logged after"),
        pytest.param(utc(13, 9, 29), IN_TIME, id="a minute before the limit"),
        pytest.param(utc(13, 9, 30), IN_TIME, id="at the limit"),
        pytest.param(utc(13, 9, 31), LATE, id="a minute after the limit"),
        pytest.param(utc(30, 9, 0), LATE, id="weeks after"),
        pytest.param(None, NOT_KNOWN, id="the extract does not say when"),
    ],
)
def test_by_the_minute(recorded_at, expected):
    assert standing(report(), crime(recorded_at=recorded_at)) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(midnight(12), IN_TIME, id="the day of the report: all of it lies before the limit"),
        pytest.param(midnight(13), NOT_KNOWN, id="the day of the limit: before or after half past nine?"),
        pytest.param(midnight(14), LATE, id="the day after the limit: none of it lies before"),
    ],
)
def test_where_only_the_day_of_recording_is_known(day, expected):
    assert standing(report(), crime(recorded_at=None, recorded_day=day)) == expected


@pytest.mark.parametrize(
    ("recorded_at", "expected"),
    [
        pytest.param(
            midnight(12) + timedelta(hours=24), IN_TIME, id="within 24 hours of the earliest moment of that day"
        ),
        pytest.param(
            midnight(12) + timedelta(hours=25), NOT_KNOWN, id="in time if the call came after one in the morning"
        ),
        pytest.param(
            midnight(12) + timedelta(hours=48), NOT_KNOWN, id="in time only if the call came at midnight's end"
        ),
        pytest.param(midnight(12) + timedelta(hours=48, minutes=1), LATE, id="late whenever on that day the call came"),
    ],
)
def test_where_only_the_day_of_the_report_is_known(recorded_at, expected):
    """A time at exactly local midnight is taken for a day without an hour."""
    assert standing(report(reported_at=midnight(12)), crime(recorded_at=recorded_at)) == expected


@pytest.mark.parametrize(
    ("reported_day", "month", "recorded_day", "expected"),
    [
        # On 25 October 2026 London has 25 hours, on 29 March 2026 it has 23. Reports at noon, so due at noon (in UTC).
        pytest.param(24, 10, 24, IN_TIME, id="autumn, the same day"),
        pytest.param(24, 10, 25, NOT_KNOWN, id="autumn, the long day itself"),
        pytest.param(24, 10, 26, LATE, id="autumn, the day after"),
        pytest.param(28, 3, 28, IN_TIME, id="spring, the same day"),
        pytest.param(28, 3, 29, NOT_KNOWN, id="spring, the short day itself"),
        pytest.param(28, 3, 30, LATE, id="spring, the day after"),
    ],
)
def test_days_when_the_clocks_change(reported_day, month, recorded_day, expected):
    made = report(reported_at=utc(reported_day, 12, month=month))
    record = crime(recorded_at=None, recorded_day=midnight(recorded_day, month))
    assert standing(made, record, as_at=utc(1, month=12)) == expected


def test_the_end_of_a_long_day_is_its_25th_hour():
    """Reported on 25 October 2026 at 00:30 in London (BST): due at 23:30 GMT that day, when the day is not yet over."""
    made = report(reported_at=datetime(2026, 10, 24, 23, 30, tzinfo=UTC))
    record = crime(recorded_at=None, recorded_day=midnight(25, 10))
    assert standing(made, record, as_at=utc(1, month=12)) == NOT_KNOWN


@pytest.mark.parametrize(
    ("report_seen", "record_seen", "editions", "expected"),
    [
        pytest.param(None, utc(13, 9), [], IN_TIME, id="published before the limit, so made before it"),
        pytest.param(None, midnight(12), [], NOT_KNOWN, id="published on the day of the report, at an hour unknown"),
        pytest.param(None, midnight(13), [], NOT_KNOWN, id="published on the day of the limit"),
        pytest.param(
            midnight(12),
            midnight(20),
            [midnight(15)],
            APPEARED_LATER,
            id="the report came out without it, and so did an edition after the limit",
        ),
        pytest.param(
            midnight(12),
            midnight(20),
            [],
            NOT_KNOWN,
            id="no edition between the limit and the record: it may only have been published late",
        ),
        pytest.param(
            midnight(12), midnight(20), [midnight(13)], NOT_KNOWN, id="the edition between came before the limit"
        ),
        pytest.param(
            midnight(20), midnight(20), [midnight(15)], NOT_KNOWN, id="both came out together: nothing says when"
        ),
        pytest.param(None, None, [midnight(15)], NOT_KNOWN, id="no time of publication at all"),
    ],
)
def test_where_only_publication_tells(report_seen, record_seen, editions, expected):
    """The extracts of a daily log: `editions` are those of other records of the same feed."""
    records = [crime(recorded_at=None, first_published=record_seen)]
    records += [crime(f"other {n}", [], first_published=seen) for n, seen in enumerate(editions)]
    assert standing(report(first_published=report_seen), *records) == expected


@pytest.mark.parametrize(
    ("number_seen", "editions", "expected"),
    [
        pytest.param(utc(13, 9), [], IN_TIME, id="republished with a number before the limit"),
        pytest.param(utc(18), [utc(14)], APPEARED_LATER, id="an edition after the limit was still without the number"),
        pytest.param(utc(18), [], NOT_KNOWN, id="republished with a number, no edition between"),
    ],
)
def test_a_report_republished_with_a_number(number_seen, editions, expected):
    """There is no crime extract: the record is known by the number that the report's later version names."""
    made = [report(first_published=utc(12, 12), ref_published=number_seen)]
    made += [report(f"other {n}", decision="not-notifiable", first_published=seen) for n, seen in enumerate(editions)]
    ledgers = books(made, [crime(recorded_at=None, is_notifiable=None, **{"class": None})])
    found = ledgers.reports.filter(report_id="R1").select("state", "state_reason").row(0)
    assert found == expected


def test_an_instant_counts_before_a_day_and_both_before_publication():
    late_by_the_day = {"recorded_day": midnight(20), "first_published": midnight(20)}
    assert standing(report(), crime(recorded_at=DEADLINE, **late_by_the_day)) == IN_TIME
    assert standing(report(), crime(recorded_at=None, recorded_day=midnight(20), first_published=utc(12, 10))) == LATE


@pytest.mark.parametrize(
    ("as_at", "expected"),
    [
        pytest.param(DEADLINE - timedelta(minutes=1), ("awaiting", "clock-running"), id="a minute before the limit"),
        pytest.param(DEADLINE, ("awaiting", "clock-running"), id="at the limit: it may still be recorded in time"),
        pytest.param(DEADLINE + timedelta(minutes=1), ("unrecorded", "text-discloses-crime"), id="a minute after"),
    ],
)
def test_nothing_recorded_yet(as_at, expected):
    assert standing(report(), as_at=as_at) == expected


@pytest.mark.parametrize(("days", "expected"), [(2, "awaiting"), (3, "unrecorded")])
def test_nothing_recorded_yet_of_a_report_without_an_hour(days, expected):
    """Reported some time on 12 May: the limit runs out some time on the 13th, and surely by its end."""
    as_at = midnight(12 + days)
    assert standing(report(reported_at=midnight(12)), as_at=as_at)[0] == expected


def test_a_report_whose_limit_is_not_known():
    assert standing(report(deadline=None)) == ("unknown", "no-limit-known")
    assert standing(report(deadline=None), crime()) == NOT_KNOWN


def test_the_crime_ledger_says_the_same():
    late = books([report()], [crime(recorded_at=DEADLINE + timedelta(minutes=1))])
    assert crime_states(late) == {"C1": ("late", "recorded-after-the-limit")}
    assert crime_states(books([report()], [crime()])) == {"C1": ("matched", "recorded-in-time")}
    assert crime_states(books([report()], as_at=DEADLINE)) == {"R1/1": ("awaiting", "clock-running")}
