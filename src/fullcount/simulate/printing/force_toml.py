"""The `force.toml` that says what the columns of the simulated extracts mean."""

from fullcount.simulate import calls, reviews
from fullcount.simulate.aftermath import mapping as aftermath
from fullcount.simulate.places import names_of
from fullcount.simulate.printing.crime_shapes import crimes_mapping
from fullcount.simulate.printing.log_shapes import reports_mapping
from fullcount.simulate.staff import tables as staff

_HEAD = """\
# A synthetic force: nothing in it is real. Made by fullcount's simulator.
[force]
name = "{name} Police (synthetic)"
time_zone = "Europe/London"
rules = "crr-2026-27"
text_language = "en-GB"

[clock]
start = "reported_at"

[codes]
table = "codes.csv"

"""


def force_toml(seed: int, log_shape: str, crime_shape: str, people: bool = True) -> str:
    """Return the description of a seed's force for exports of these shapes, with or without its people."""
    parts = [reports_mapping(log_shape), crimes_mapping(crime_shape), calls.MAPPING, reviews.MAPPING,
             aftermath.MAPPING, *([staff.MAPPING] if people else [])]  # fmt: skip
    return _HEAD.format(name=names_of(seed).force) + "\n".join(parts)
