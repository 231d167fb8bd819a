"""How many crimes a recording rate leaves unrecorded."""

from fullcount.audit.results import Interval, Rate, Refusal, Unrecorded

FORMULA = "recorded in a year x (1 / recording rate - 1)"


def unrecorded(recorded_per_year: float, rate: Rate | Interval, days: float = 365.0) -> Unrecorded | Refusal:
    """Return the crimes disclosed but not recorded, a year and a day: R (1 / p - 1), both ends of p mapped.

    `recorded_per_year` is R, the crimes recorded in a year from the reports that the rate is about (the inspectorate
    leaves out fraud); it is taken as known without error. `days` is the length of that year. The inspectorate's own
    form (HMIC 2016-2020, explanatory notes to the crime data integrity reports).
    Check: Greater Manchester 2020, R = 279,093 and p = 0.777, gives 80,100 a year and 219 a day.
    """
    if recorded_per_year < 0 or days <= 0:
        raise ValueError(f"{recorded_per_year} crimes recorded in a year of {days} days is not a count")
    if rate.low <= 0.0:
        return Refusal("The recording rate may be as low as nought, so the number unrecorded has no upper end.")
    at_rate, at_high, at_low = (recorded_per_year * (1.0 / p - 1.0) for p in (rate.estimate, rate.high, rate.low))
    per_year = Interval(at_rate, at_high, at_low)
    per_day = Interval(at_rate / days, at_high / days, at_low / days)
    return Unrecorded(per_year, per_day, recorded_per_year, FORMULA)
