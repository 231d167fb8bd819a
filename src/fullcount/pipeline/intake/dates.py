"""Dates and times as forces write them: the forms tried, what decides day from month, and local time to UTC."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
_TIMES = (
    "%H:%M:%S%.f", "%H:%M", "%I:%M %p", "%I:%M:%S %p", "%I:%M%p", "%H%M%S", "%H%M", "%H.%M", "%H.%M.%S",
    "%I.%M.%S%.f %p",
)  # fmt: skip
_GAPS = (" ", "T", ", ", " - ", " at ")
_ZONES = ("", "Z", "%#z", " %#z", " UTC")
_ISO = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d")
_DAY_FIRST = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d%m%Y", "%d/%m/%y", "%d-%m-%y", "%d.%m.%y")
_MONTH_FIRST = ("%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y", "%m%d%Y", "%m/%d/%y", "%m-%d-%y", "%m.%d.%y")
_SHORT_YEAR_FIRST = ("%y/%m/%d", "%y-%m-%d", "%y.%m.%d")
_NAMED = (
    "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%d %b %y", "%d/%b/%Y", "%d %B %Y", "%b %d, %Y", "%b %d %Y", "%B %d, %Y",
    "%a %d %b %Y", "%A %d %B %Y", "%A, %d %B %Y", "%d%b%Y", "%d%b%y",
)  # fmt: skip
NUMBERS = {
    "excel-serial": (r"^[2-8]\d{4}(\.\d+)?$", -25_569.0, 86_400e6),
    "epoch-seconds": (r"^1\d{9}(\.\d+)?$", 0.0, 1e6),
    "epoch-milliseconds": (r"^1\d{12}(\.\d+)?$", 0.0, 1e3),
}
"""Moments written as a number: which texts, what is added first, how many microseconds one of it is. Excel counts
local days since 1899-12-30 (20000 is 1954, 89999 is 2146); the others count from 1970 in UTC (2001 to 2033)."""
SAMPLE = 400
MIXED = 0.02
"""Above this share of dates against the others' order, a column mixes both orders and neither is believed."""
_COMMON = {
    None: ("%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.fZ", "%Y-%m-%d %H:%M", "%Y-%m-%d"),
    "dmy": ("%d/%m/%Y %H:%M:%S%.f", "%d/%m/%Y %H:%M", "%d/%m/%Y"),
    "mdy": ("%m/%d/%Y %H:%M:%S%.f", "%m/%d/%Y %H:%M", "%m/%d/%Y"),
    "ymd": (),
}
_BY_ORDER = {"dmy": _DAY_FIRST, "mdy": _MONTH_FIRST, "ymd": _SHORT_YEAR_FIRST}
_HOUR = re.compile(r"%[-_0]?[HIklTRrXcs+]")


@dataclass(frozen=True, slots=True)
class DateForms:
    """The formats to try, in order; `ambiguous` when day and month cannot be told apart by the values seen."""

    formats: tuple[str, ...]
    ambiguous: bool = False


def _has_zone(form: str) -> bool:
    return "z" in form or form.endswith(("Z", " UTC", "%+", "%s")) or form.startswith("epoch")


def parse_one(values: pl.Expr, form: str, zone: str) -> pl.Expr:
    """Return the instants in UTC of texts in one form; null where a text is not in it or the time never was.

    A local time that happened twice (clocks going back) is taken as the first of the two; one that never was
    (clocks going forward) is null. Years outside 1900 to 2200 are null: they are misread forms.
    """
    if form in NUMBERS:
        pattern, shift, scale = NUMBERS[form]
        number = pl.when(values.str.contains(pattern)).then(values).cast(pl.Float64, strict=False)
        moment = (
            ((number + shift) * scale).round(0).cast(pl.Int64, strict=False).cast(pl.Datetime("us")).dt.round("1ms")
        )
    elif "z" in form or form.endswith("%+"):
        moment = values.str.to_datetime(form, time_unit="us", strict=False, time_zone="UTC").dt.replace_time_zone(None)
    elif _HOUR.search(form):
        moment = values.str.to_datetime(form, time_unit="us", strict=False).dt.replace_time_zone(None)
    else:
        moment = values.str.to_date(form, strict=False).cast(pl.Datetime("us"))
    moment = within_reason(moment)
    return moment.dt.replace_time_zone("UTC") if _has_zone(form) else to_utc(moment, zone)


def within_reason(moment: pl.Expr) -> pl.Expr:
    """Return moments of the years 1900 to 2200; others are null."""
    return pl.when(moment.dt.year().is_between(EARLIEST_YEAR, LATEST_YEAR)).then(moment)


def to_utc(moment: pl.Expr, zone: str) -> pl.Expr:
    """Return naive local times as instants in UTC (first of a doubled hour; null for an hour that never was)."""
    return moment.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null").dt.convert_time_zone("UTC")


def parsed(values: pl.Series, forms: Sequence[str], zone: str = "UTC") -> pl.Series:
    """Return the instants of a series of texts, each by the first form that fits."""
    column = pl.col(values.name)
    if not forms:
        return pl.Series(values.name, [None] * len(values), dtype=pl.Datetime("us", "UTC"))
    return values.to_frame().select(pl.coalesce([parse_one(column, form, zone) for form in forms])).to_series()


def is_form(form: str) -> bool:
    """Say whether a form is one that dates can be read by."""
    if form in NUMBERS:
        return True
    try:
        parsed(pl.Series("probe", ["2024-05-17 10:11:12", "17/05/2024", ""]), (form,))
    except pl.exceptions.PolarsError:
        return False
    return re.search(r"%[-_0]?[YyFDcxs+]", form) is not None


def order_of(forms: Sequence[str]) -> str | None:
    """Return dmy or mdy when one of the forms settles how the others' day and month stand, else None."""
    for order in ("dmy", "mdy"):
        if any(form.startswith(day) for form in forms for day in _BY_ORDER[order]):
            return order
    return None


def _fits(values: pl.Series, form: str) -> int:
    return int(parsed(values, (form,)).is_not_null().sum())


def _candidates(dates: Sequence[str], sample: pl.Series) -> list[str]:
    """Return every form that fits something in the sample, widest first."""
    found: list[tuple[int, str]] = []
    joined = "".join(sample.to_list()).lower()
    has_colon, has_half = ":" in joined, "m" in joined
    times = [time for time in _TIMES if (":" in time) <= has_colon and ("%p" in time) <= has_half]
    gaps = [gap for gap in _GAPS if gap.strip().lower() in joined]
    signs = {"Z": "z" in joined, " UTC": "utc" in joined, "": True}
    zones = [zone for zone in _ZONES if signs.get(zone, "+" in joined or "-" in joined)]
    days = [day for day in dates if sample.str.to_date(day, strict=False, exact=False).is_not_null().any()]
    for day in days:
        fits = _fits(sample, day)
        found.append((fits, day))
        if fits < len(sample):
            forms = [f"{day}{gap}{time}{zone}" for gap in gaps for time in times for zone in zones]
            found.extend((_fits(sample, form), form) for form in forms)
    return [form for fits, form in sorted(found, key=lambda pair: -pair[0]) if fits]


def _cover(sample: pl.Series, found: Sequence[str]) -> tuple[str, ...]:
    """Return the fewest forms, in the order given, that read all that can be read in the sample."""
    chosen: list[str] = []
    left = sample
    for form in found:
        if len(left) and _fits(left, form) > 0:
            chosen.append(form)
            left = left.filter(parsed(left, (form,)).is_null())
    return tuple(chosen)


def _sample(values: pl.Series) -> pl.Series:
    """Return some hundred distinct values spread over all, with some of every shape (digits and letters alike)."""
    every = values.drop_nulls().unique(maintain_order=True).alias("x")
    every = every.filter(every.str.len_bytes() <= 60)
    if len(every) <= SAMPLE:
        return every
    shaped = every.to_frame().with_columns(
        pl.col("x").str.replace_all(r"\d", "9").str.replace_all(r"\pL", "a").alias("shape")
    )
    rare = (
        shaped.group_by("shape", maintain_order=True)
        .agg(pl.col("x").head(3))
        .head(SAMPLE // 4)
        .get_column("x")
        .explode()
    )
    return pl.concat([every.gather_every(len(every) // SAMPLE + 1), rare]).unique(maintain_order=True)


def forms_of(values: pl.Series, order: str | None) -> DateForms:
    """Return the forms that read these texts. `order` (dmy, mdy, ymd) settles dates such as 03/04/2026.

    Without `order`, day and month are told apart by values above 12; where no value is, or where a good part of
    them contradicts the others, the answer says that it is ambiguous and no such date is read.
    """
    sample = _sample(values)
    if not len(sample):
        return DateForms(())
    for form in _COMMON[None] + (_COMMON[order] if order else ()):
        if _fits(sample, form) == len(sample):
            return DateForms((form,))
    sure = _cover(sample, _candidates(_ISO + _NAMED, sample))
    left = sample.filter(parsed(sample, sure).is_null())
    if not len(left):
        return DateForms(sure)
    if order is not None:
        more, ambiguous = _candidates(_BY_ORDER[order], left), False
    else:
        more, ambiguous = _day_or_month(left)
    forms = _cover(sample, [*more, *sure])
    left = sample.filter(parsed(sample, forms).is_null())
    numbers = () if forms or ambiguous else _cover(left, tuple(NUMBERS))
    return DateForms((*forms, *numbers), ambiguous)


def _day_or_month(left: pl.Series) -> tuple[list[str], bool]:
    """Return the forms of one order, and whether the values leave the order open or contradict each other."""
    days, months = _candidates(_DAY_FIRST, left), _candidates(_MONTH_FIRST, left)
    as_day, as_month = parsed(left, days).is_not_null(), parsed(left, months).is_not_null()
    only_day, only_month = int((as_day & ~as_month).sum()), int((as_month & ~as_day).sum())
    if min(only_day, only_month) > MIXED * (only_day + only_month):
        return [], True
    if only_day == only_month == 0:
        return [], bool(as_day.any())
    return (days if only_day > only_month else months), False
