"""How a figure, a day and a stranger's text are written for a reader."""

import math
import unicodedata
from datetime import date, datetime
from zoneinfo import ZoneInfo

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_KEPT = {"\n", "\t", "\u00ad", "\u200c", "\u200d"}  # the joiners that scripts and emoji need


def count(value: float) -> str:
    """Return a whole number with thousands marked: 1,234."""
    return f"{round(value):,}"


def percent(share: float) -> str:
    """Return a share (0 to 1) in per cent to one decimal; never 100.0% or 0.0% for what is not all or nothing."""
    if share < 1 and round(share * 100, 1) >= 100:
        return "over 99.9%"
    if share > 0 and round(share * 100, 1) <= 0:
        return "under 0.1%"
    return f"{share * 100:.1f}%"


def estimated(value: float) -> str:
    """Return an estimate to three significant figures (below 10, to one decimal): more would be false precision."""
    if abs(value) < 10:
        return f"{value:.1f}"
    digits = 2 - math.floor(math.log10(abs(value)))
    return f"{round(round(value, digits)):,}"


def plural(value: int, one: str, many: str) -> str:
    """Return the number with its noun: '1 report', '1,234 reports'."""
    return f"{count(value)} {one if value == 1 else many}"


def hours(value: float) -> str:
    """Return a length of time in words: minutes below an hour, hours to two days, then days."""
    if value < 1:
        return plural(round(value * 60), "minute", "minutes")
    if value <= 48:
        return f"{value:.1f}".removesuffix(".0") + (" hour" if value == 1 else " hours")
    return f"{value / 24:.1f}".removesuffix(".0") + " days"


def day(text: str, zone: ZoneInfo) -> str:
    """Return the day of an ISO date or instant in the force's own time: '31 May 2026'."""
    moment = _moment(text, zone)
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def instant(text: str, zone: ZoneInfo) -> str:
    """Return an ISO instant in the force's own time: '31 May 2026 at 14:05'; a bare date stays a day."""
    moment = _moment(text, zone)
    at = f" at {moment:%H:%M}" if isinstance(moment, datetime) else ""
    return day(text, zone) + at


def _moment(text: str, zone: ZoneInfo) -> date:
    if len(text) == 10:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return moment.astimezone(zone) if moment.tzinfo else moment


def visible(text: str) -> str:
    """Return text with control, direction and unassigned characters shown as '�', so that none acts on the page."""
    return "".join("�" if unicodedata.category(c) in _HIDDEN and c not in _KEPT else c for c in text)


def named(text: str) -> str:
    """Return a name as written, or words that say that it is blank."""
    return text if text.strip() else "(no name)"


def shortened(text: str, width: float, size: float) -> str:
    """Return text cut with '…' to fit `width` pixels at a letter size of `size` pixels (Helvetica, estimated)."""
    text = " ".join(visible(text).split())
    if text_width(text, size) <= width:
        return text
    kept = len(text)
    while kept > 1 and text_width(text[:kept] + "…", size) > width:
        kept -= 1
    return text[:kept].rstrip() + "…"


def text_width(text: str, size: float) -> float:
    """Return the estimated width of text in pixels at `size` pixels; errs on the wide side."""
    return size * sum(_advance(c) for c in text)


def _advance(c: str) -> float:
    if unicodedata.east_asian_width(c) in "WF":
        return 1.0
    if c in "iljt.,:;'|!()[] fI":
        return 0.33
    if c in "mwMW%@—…":
        return 0.95
    return 0.72 if c.isupper() else 0.57
