"""What every export of crime records says, before a system prints it in its own shape."""

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.aftermath.cancelling import draw_cancellations
from fullcount.simulate.aftermath.crimes import NOT_CANCELLED, RIGHTLY, WRONGLY, CrimesOfBatch
from fullcount.simulate.aftermath.victims import person_refs
from fullcount.simulate.context import Context
from fullcount.simulate.hashed import share_of
from fullcount.simulate.mechanisms import NUMBER, Mechanism
from fullcount.simulate.offences import OFFENCES
from fullcount.simulate.people import is_known, phones, phones_of, surnames
from fullcount.simulate.places import addresses, district_names, postcodes
from fullcount.simulate.printing.closing_codes import HATE, crime_flags
from fullcount.simulate.printing.report_rows import TEAM_NAMES
from fullcount.simulate.printing.slips import blank, blank_times, coordinates
from fullcount.simulate.recording import is_domestic
from fullcount.simulate.records import Records
from fullcount.simulate.references import References, mistype
from fullcount.simulate.staff.roster import Roster

Ints = npt.NDArray[np.int64]

CLASSES = pl.Series([offence.cls for offence in OFFENCES], dtype=pl.String)
_CODES = pl.Series([offence.code for offence in OFFENCES], dtype=pl.String)
_TITLES = pl.Series([offence.title for offence in OFFENCES], dtype=pl.String)
# Classes whose Home Office code belongs to no other class: the class may be left blank.
_CODE_TELLS = np.isin([o.cls for o in OFFENCES], ["3B", "8L", "8U", "39", "44", "45", "46", "48", "49A", "56B", "92E"])
OTHER_PHONE = 0.12  # victims who gave another number than the caller's


def victim_phones(context: Context, records: Records) -> Ints:
    """Return the victims' telephones as numbers, some not those of the call; -1 for none."""
    own = phones_of(records.person, context.seed)
    other = share_of(records.number, context.seed, "other phone")
    changed = np.where(other < OTHER_PHONE, (own + 1 + (other * 1e6).astype(np.int64)) % 16_000, own)
    return np.where(records.person < 0, -1, changed)


def crimes_of_batch(context: Context, records: Records, roster: Roster) -> CrimesOfBatch:
    """Return the records as what follows a crime needs them."""
    rng = context.rng("inspectors")
    wrong = records.mechanism == NUMBER[Mechanism.WRONGLY_CANCELLED]
    right = records.mechanism == NUMBER[Mechanism.RIGHTLY_CANCELLED]
    return CrimesOfBatch(
        number=records.number, cls=CLASSES.gather(records.offence), recorded=records.stamped,
        reported=records.reported,
        cancelled=np.where(wrong, WRONGLY, np.where(right, RIGHTLY, NOT_CANCELLED)).astype(np.int8),
        person=records.person, domestic=is_domestic(records.relation), hate=HATE[records.offence],
        repeat=is_known(records.person), relation=records.relation, suspect=records.suspect, leads=records.leads,
        team=records.team, officer=roster.numbers(records.officer), sergeant=roster.numbers(records.sergeant),
        inspector=roster.numbers(roster.on_duty(rng, records.team, records.reported, "inspector")),
        phone=phones(victim_phones(context, records)),
    )  # fmt: skip


def crime_rows(
    context: Context, records: Records, refs: References, crimes: CrimesOfBatch, roster: Roster
) -> pl.DataFrame:
    """Return the rows of a batch's crimes: instants as numbers (-1: blank), all else as text; lost ones left out."""
    rng, seed, m = context.rng("crimes"), context.seed, len(records)
    named = (records.report >= 0) & refs.by_crime[records.report]
    no_class = _CODE_TELLS[records.offence] & (rng.random(m) < 0.06)
    latitude, longitude = coordinates(rng, records.places, 0.0007)
    latitude = blank(rng, latitude, 0.05)
    short = pl.Series(rng.random(m) < 0.5)
    written = addresses(seed, records.places)
    address = addresses(seed, records.places, short=True).str.to_uppercase().zip_with(short, written)
    slip = rng.integers(-1200, 1201, m)
    off = draw_cancellations(context, crimes)
    at = np.full(m, -1, dtype=np.int64)
    at[off.crime] = off.at
    where = np.full(m, len(off.crime), dtype=np.int64)
    where[off.crime] = np.arange(len(off.crime))
    none = pl.Series([None], dtype=pl.String)
    live = pl.Series(np.where(rng.random(m) < 0.6, "FILED", "LIVE"))
    columns = pl.DataFrame({
        "crime_id": context.crime_numbers(records.number), "recorded": records.stamped,
        "reported": records.reported // 60 * 60,
        "cls": CLASSES.gather(records.offence).set(pl.Series(no_class), None),
        "code": _CODES.gather(records.offence), "title": _TITLES.gather(records.offence),
        "report_ref": mistype(
            context.rng("mistyped in crimes"), context.report_numbers(np.where(named, records.report, -1)),
            named & refs.mistyped[records.report],
        ),
        "from": blank_times(rng, np.minimum(records.occurred_from + slip, records.reported), 0.08),
        "to": blank_times(rng, np.minimum(records.occurred_to + slip, records.reported), 0.15), "address": address,
        "postcode": blank(rng, postcodes(records.places), 0.10), "lat": latitude,
        "long": longitude.set(latitude.is_null(), None), "district": district_names(seed, records.places),
        "victim_ref": person_refs(records.person).set(pl.Series(records.person < 0), None),
        "surname": blank(rng, surnames(seed, records.person, rng.random(m) < 0.05), 0.05),
        "phone": blank(rng, phones(victim_phones(context, records)), 0.12),
        "status": live.set(pl.Series(at >= 0), "CANC"), "cancelled": at,
        "cancelled_code": pl.concat([off.code, none]).gather(where),
        "cancelled_reason": pl.concat([off.evidence.rename(""), none]).gather(where),
        "officer": roster.numbers(records.officer), "unit": TEAM_NAMES.gather(records.team),
        "flags": crime_flags(context, records.offence, is_domestic(records.relation)),
        "extracted": context.extracted(records.recorded) + records.delayed,
    })  # fmt: skip
    return columns.filter(pl.Series(records.in_extract))
