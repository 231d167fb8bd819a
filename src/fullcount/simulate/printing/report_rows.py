"""What every export of reports says, before a system prints it in its own shape."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.calendar import Seconds
from fullcount.simulate.context import Context
from fullcount.simulate.happenings import Happenings
from fullcount.simulate.logs import Entry, write_logs
from fullcount.simulate.mechanisms import Mechanism
from fullcount.simulate.people import phones, phones_of, surnames
from fullcount.simulate.places import addresses, district_names, postcodes
from fullcount.simulate.printing.closing_codes import qualifiers, results, type_codes
from fullcount.simulate.printing.slips import BAD_ROWS, REPUBLISHED, blank, coordinates
from fullcount.simulate.records import Records
from fullcount.simulate.references import References, mistype
from fullcount.simulate.routing import route_names
from fullcount.simulate.staff.roster import Roster
from fullcount.simulate.staff.teams import TEAMS

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

TEAM_NAMES = pl.Series([team.name for team in TEAMS], dtype=pl.String)


@dataclass(frozen=True, slots=True)
class ReportRows:
    """The rows of a reports extract. `columns` holds instants as numbers (-1: blank) and all else as text.

    `before` are earlier versions of some rows: of which row, and when each was exported; `bad` are rows added that no
    reader can accept: which row each is like, and whether it is nameless or has a date that is none.
    """

    columns: pl.DataFrame
    entries: list[Entry]
    authors: list[pl.Series]  # collar number of each entry's author
    before: Ints
    before_extracted: Seconds
    bad: Ints
    bad_is_nameless: Flags


def _named_crimes(context: Context, records: Records, wanted: Flags) -> tuple[pl.Series, Seconds]:
    """Return for each report its crime numbers (blank where it names none) and the last time one was recorded."""
    kept = (records.report >= 0) & wanted[records.report]
    numbers = context.crime_numbers(records.number[kept])
    found = pl.DataFrame({"row": records.report[kept], "number": numbers, "recorded": records.recorded[kept]})
    joined = found.group_by("row", maintain_order=True).agg(pl.col("number").str.join(";"), pl.col("recorded").max())
    all_rows = pl.DataFrame({"row": np.arange(len(wanted))}).join(joined, on="row", how="left", maintain_order="left")
    return all_rows["number"].fill_null(""), all_rows["recorded"].fill_null(0).to_numpy()


def _colleagues(context: Context, happened: Happenings, roster: Roster) -> Ints:
    """Return who wrote each log's second note: the same officer, or another of the team."""
    rng = context.rng("colleagues")
    other = roster.on_duty(rng, happened.team, happened.reported, "constable")
    return np.where(rng.random(len(happened)) < 0.6, happened.officer, other)


def report_rows(
    context: Context, happened: Happenings, records: Records, refs: References, roster: Roster
) -> ReportRows:
    """Return the rows of a batch's reports."""
    rng, seed, n = context.rng("reports"), context.seed, len(happened)
    numbers, last_recorded = _named_crimes(context, records, refs.by_report)
    numbers = mistype(context.rng("mistyped in reports"), numbers, refs.mistyped)
    in_text = pl.Series(rng.random(n) < 0.7)
    opening, closing = type_codes(context, happened)
    result = results(context, happened)
    crime, places = happened.is_crime, happened.places
    rounded = rng.random(n) < 0.6
    unknown_when = ~crime & (rng.random(n) < 0.8) | (rng.random(n) < 0.18)
    latitude, longitude = coordinates(rng, places, 0.0004)
    other = "OF" + pl.Series(rng.integers(10000, 99999, n)).cast(pl.String)
    entries = write_logs(context, happened, numbers.set(~in_text, ""), _colleagues(context, happened, roster))
    caller_known = np.where(rng.random(n) < 0.08, -1, happened.caller)
    extracted = context.extracted(np.maximum(happened.reported, last_recorded))
    ended = np.where(rounded, happened.occurred_to // 900 * 900, happened.occurred_to)
    columns = pl.DataFrame({
        "report_id": context.report_numbers(np.arange(n)), "reported": happened.reported,
        "route": route_names(happened.route), "opening": opening, "closing": closing.set(result == "R10", None),
        "result": result, "qualifiers": qualifiers(context, happened),
        "grade": pl.Series(happened.grade).cast(pl.String), "crime_ref": numbers,
        "other_ref": other.set(pl.Series(~happened.has(Mechanism.ANOTHER_FORCE)), None),
        "from": np.where(unknown_when, -1, np.minimum(happened.occurred_from // 60 * 60, ended)),
        "to": np.where(unknown_when, -1, ended), "location": addresses(seed, places),
        "postcode": blank(rng, postcodes(places), 0.15), "lat": latitude, "long": longitude,
        "district": district_names(seed, places),
        "phone": phones(phones_of(np.where(rng.random(n) < 0.10, -1, happened.caller), seed), spaced=False),
        "surname": surnames(seed, caller_known, rng.random(n) < 0.03),
        "unit": TEAM_NAMES.gather(happened.team), "handler": roster.numbers(happened.handler),
        "officer": roster.numbers(happened.officer), "extracted": extracted,
    })  # fmt: skip
    before = context.extracted(happened.reported)
    named = (numbers != "").to_numpy() & (before != extracted)
    share = min(1.0, REPUBLISHED * n / max(1, int(named.sum())))
    chosen = np.flatnonzero(named & (rng.random(n) < share))
    bad = np.flatnonzero(rng.random(n) < BAD_ROWS)
    return ReportRows(
        columns, entries, [roster.numbers(entry.author) for entry in entries], chosen, before[chosen], bad,
        rng.random(len(bad)) < 0.5,
    )  # fmt: skip
