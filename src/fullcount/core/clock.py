"""Dates and deadlines. Nothing here reads the machine's clock: `as_at` is always an argument."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return the first instant after `day` in `zone`, in UTC: a figure 'as at' a day includes all of that day."""
    following = day + timedelta(days=1)
    return datetime(following.year, following.month, following.day, tzinfo=zone).astimezone(UTC)
