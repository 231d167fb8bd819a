"""Dates and times as forces write them: the forms tried, what decides day from month, and local time to UTC."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from fullcount.core.errors import Fault

EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
_TIMES = ("%H:%M:%S%.f", "%H:%M", "%I:%M %p", "%I:%M:%S %p", "%I:%M%p", "%H%M%S", "%H%M")
_GAPS = (" ", "T", ", ", " - ", "  ", " at ")
_ZONES = ("", "Z", "%#z", " %#z")
_ISO = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d")
_DAY_FIRST = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d-%m-%y", "%d.%m.%y")
_MONTH_FIRST = ("%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y", "%m/%d/%y", "%m-%d-%y", "%m.%d.%y")
_NAMED = (
    "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%d %b %y", "%d/%b/%Y", "%d %B %Y", "%b %d, %Y", "%b %d %Y", "%B %d, %Y",
    "%a %d %b %Y", "%A %d %B %Y", "%d%b%Y", "%d%b%y",
)  # fmt: skip
SAMPLE = 400
_COMMON = {
    None: ("%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.fZ", "%Y-%m-%d %H:%M", "%Y-%m-%d"),
    "dmy": ("%d/%m/%Y %H:%M:%S%.f", "%d/%m/%Y %H:%M", "%d/%m/%Y"),
    "mdy": ("%m/%d/%Y %H:%M:%S%.f", "%m/%d/%Y %H:%M", "%m/%d/%Y"),
    "ymd": (),
}


@dataclass(frozen=True, slots=True)
class DateForms:
    """The formats to try, in order; `ambiguous` when day and month cannot be told apart by the values seen."""

    formats: tuple[str, ...]
    ambiguous: bool = False


def _fraction(values: pl.Series, form: str) -> int:
    return int(parsed(values, (form,)).is_not_null().sum())


def _has_zone(form: str) -> bool:
    return "z" in form or form.endswith("Z")


def parse_one(values: pl.Expr, form: str, zone: str) -> pl.Expr:
    """Return the instants in UTC of texts in one form; null where a text is not in it or the time never was.

    A local time that happened twice (clocks going back) is taken as the first of the two; one that never was
    (clocks going forward) is null. Years outside 1900 to 2200 are null: they are misread forms.
    """
    if form.endswith("Z"):
        moment = values.str.to_datetime(form[:-1] + "Z", time_unit="us", strict=False).dt.replace_time_zone("UTC")
    elif "z" in form:
        moment = values.str.to_datetime(form, time_unit="us", strict=False, time_zone="UTC")
    elif "%H" in form or "%I" in form:
        moment = values.str.to_datetime(form, time_unit="us", strict=False)
    else:
        moment = values.str.to_date(form, strict=False).cast(pl.Datetime("us"))
    sound = moment.dt.year().is_between(EARLIEST_YEAR, LATEST_YEAR)
    moment = pl.when(sound).then(moment)
    return moment if _has_zone(form) else to_utc(moment, zone)


def to_utc(moment: pl.Expr, zone: str) -> pl.Expr:
    """Return naive local times as instants in UTC (first of a doubled hour; null for an hour that never was)."""
    return moment.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null").dt.convert_time_zone("UTC")


def parsed(values: pl.Series, forms: Sequence[str], zone: str = "UTC") -> pl.Series:
    """Return the instants of a series of texts, each by the first form that fits."""
    column = pl.col(values.name)
    if not forms:
        return pl.Series(values.name, [None] * len(values), dtype=pl.Datetime("us", "UTC"))
    return values.to_frame().select(pl.coalesce([parse_one(column, form, zone) for form in forms])).to_series()


def _candidates(dates: Sequence[str], sample: pl.Series) -> list[tuple[int, str]]:
    """Return the (how many fit, form) of every form that fits something in the sample, widest first."""
    found: list[tuple[int, str]] = []
    joined = "".join(sample.to_list())
    has_colon, has_half = ":" in joined, any(mark in joined.lower() for mark in ("am", "pm"))
    times = [t for t in _TIMES if (":" in t) <= has_colon and ("%p" in t) <= has_half]
    for day in dates:
        stem = sample.str.head(40)
        if (fits := _fraction(stem, day)) > 0:
            found.append((fits, day))
        if fits == len(sample):
            continue
        for gap in _GAPS:
            if gap.strip() and gap.strip() not in joined:
                continue
            for time in times:
                for zone in _ZONES:
                    if zone.strip() == "Z" and "Z" not in joined:
                        continue
                    if "z" in zone and not any(mark in joined for mark in "+-"):
                        continue
                    form = f"{day}{gap}{time}{zone}"
                    if (fits := _fraction(stem, form)) > 0:
                        found.append((fits, form))
    return sorted(found, key=lambda pair: -pair[0])


def _cover(sample: pl.Series, found: list[tuple[int, str]]) -> tuple[str, ...]:
    """Return the fewest forms, widest first, that read all that can be read in the sample."""
    chosen: list[str] = []
    left = sample
    for _, form in found:
        if len(left) and _fraction(left, form) > 0:
            chosen.append(form)
            left = left.filter(parsed(left, (form,)).is_null())
    return tuple(chosen)


def forms_of(values: pl.Series, order: str | None) -> DateForms:
    """Return the forms that read these texts. `order` (dmy, mdy, ymd) settles dates such as 03/04/2026.

    Without `order`, day and month are told apart by any value above 12; where no value is, the answer says
    that it is ambiguous and nothing is read in either form.
    """
    sample = values.drop_nulls().unique(maintain_order=True)
    if len(sample) > SAMPLE:
        sample = sample.gather_every(max(1, len(sample) // SAMPLE)).head(SAMPLE)
    if not len(sample):
        return DateForms(())
    for form in _COMMON[None] + (_COMMON[order] if order else ()):
        if _fraction(sample, form) == len(sample):
            return DateForms((form,))
    sure = _candidates(_ISO + _NAMED, sample)
    if _fraction_all(sample, sure):
        return DateForms(_cover(sample, sure))
    day_first, month_first = _candidates(_DAY_FIRST, sample), _candidates(_MONTH_FIRST, sample)
    if order == "mdy":
        return DateForms(_cover(sample, month_first + sure))
    if order in {"dmy", "ymd"}:
        return DateForms(_cover(sample, day_first + sure))
    days = _reach(sample, day_first)
    months = _reach(sample, month_first)
    if days == months:
        return DateForms(_cover(sample, sure), ambiguous=days > 0)
    return DateForms(_cover(sample, (day_first if days > months else month_first) + sure))


def _fraction_all(sample: pl.Series, found: list[tuple[int, str]]) -> bool:
    return bool(found) and _reach(sample, found) == len(sample)


def _reach(sample: pl.Series, found: list[tuple[int, str]]) -> int:
    forms = tuple(form for _, form in found)
    return int(parsed(sample, forms).is_not_null().sum()) if forms else 0


def ambiguity(where: str, column: str) -> Fault:
    """Return the fault that says day and month cannot be told apart."""
    return Fault(where, f"{column}: day and month cannot be told apart (no value above 12)", 'set date_order = "dmy" or "mdy"')
