"""Published figures that scenarios are set by, each with its source. What has none is the simulator's own guess."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    """One published figure."""

    figure: float
    says: str
    source: str


_VSA = "HMICFRS, Victim service assessment of Greater Manchester Police, 10 December 2020"
_COUNT = "HMIC, Crime-recording: making the victim count, November 2014"

GMP_RATE = Published(0.777, "share of reported crime that was recorded, year to 30 June 2020", _VSA)
GMP_MISSED = Published(80_100, "crimes not recorded in the year to 30 June 2020", _VSA)
GMP_RECORDED = Published(
    279_000,
    "crimes recorded in that year: implied by the two figures above",
    "80,100 x 0.777 / 0.223, rounded to thousands",
)
GMP_VIOLENT = Published(0.74, "over one in four violent crimes not recorded (a quarter in 2016)", _VSA)
GMP_UNANSWERED_101 = Published(0.20, "share of 101 calls that nobody answered", _VSA)
GMP_DOMESTIC_16 = Published(0.70, "share of domestic abuse cases closed as the victim not supporting (16)", _VSA)
NATIONAL_2014 = Published(0.809, "share of reported crime that was recorded, 43 forces", _COUNT)
NATIONAL_2014_VIOLENT = Published(0.67, "the same of violence", _COUNT)
NATIONAL_2014_SEXUAL = Published(0.74, "the same of sexual offences", _COUNT)
