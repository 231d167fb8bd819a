"""No person or place of the simulator bears a name that is common or well known in life."""

import os
from pathlib import Path

import polars as pl
import pytest

from fullcount.simulate import gazetteer
from fullcount.simulate.people import SURNAMES

DATA = Path(os.environ.get("FULLCOUNT_DATA", Path(__file__).resolve().parents[4] / "shared" / "data"))
# Surnames common in England and Wales, and some that end as the simulator's do.
COMMON = ["Smith", "Jones", "Taylor", "Brown", "Williams", "Wilson", "Johnson", "Davies", "Robinson", "Wright", "Thompson", "Evans", "Walker", "White", "Roberts", "Green", "Hall", "Wood", "Jackson", "Clarke", "Patel", "Khan", "Lewis", "James", "Phillips", "Mason", "Mitchell", "Rose", "Davis", "Rodgers", "Hughes", "Edwards", "Hill", "Moore", "Harris", "Cooper", "King", "Morris", "Ward", "Turner", "Watson", "Cook", "Carter", "Parker", "Adams", "Bailey", "Scott", "Shaw", "Bennett", "Allen", "Marshall", "Ashworth", "Ashcroft", "Ashley", "Ashby", "Ashton", "Whitfield", "Whitmore", "Whitman", "Whitworth", "Whitby", "Whitham", "Calderwood", "Holmwood", "Holmes", "Barrowman", "Pickford", "Crawford", "Bradford", "Stafford", "Clifford", "Bradley", "Stanley", "Kingsley", "Wesley", "Bentley", "Hadley", "Oakley", "Ripley", "Butterworth", "Farnworth", "Haworth", "Hepworth", "Bosworth", "Wadsworth", "Ellsworth", "Hollingworth", "Fairbridge", "Cambridge", "Woodbridge", "Aldridge", "Partridge", "Eldridge", "Beckham", "Graham", "Cunningham", "Needham", "Wickham", "Markham", "Denham", "Oldham", "Ingham", "Fordham", "Pinkham", "Attenborough", "Gascoigne", "Sheffield", "Wakefield", "Butterfield", "Mansfield", "Copperfield", "Hatfield", "Brownlow", "Ludlow", "Barlow", "Winslow", "Goodwin", "Baldwin", "Arkwright", "Cartwright", "Boatwright", "Wainwright", "Ravenscroft", "Bancroft", "Moorcroft", "Hogarth", "Penderecki", "Pennington", "Drayton", "Fennimore", "Larkin", "Marlow", "Marley", "Marlowe", "Orwell", "Pennell", "Ravenshaw", "Sternberg", "Hallowell", "Ingleby", "Nettleton"]
PLACES = ["Manchester", "Salford", "Bolton", "Bury", "Oldham", "Rochdale", "Stockport", "Tameside", "Trafford", "Wigan", "Leeds", "Bradford", "Wakefield", "Sheffield", "Rotherham", "Doncaster", "Barnsley", "Hull", "York", "Liverpool", "Birkenhead", "Preston", "Blackpool", "Burnley", "Birmingham", "Coventry", "Wolverhampton", "Dudley", "Walsall", "Leicester", "Nottingham", "Derby", "Lincoln", "Norwich", "Ipswich", "Cambridge", "Peterborough", "Luton", "Bedford", "Reading", "Oxford", "Slough", "Brighton", "Hastings", "Dover", "Maidstone", "Guildford", "Portsmouth", "Southampton", "Bournemouth", "Plymouth", "Exeter", "Bristol", "Bath", "Gloucester", "Swindon", "Cardiff", "Swansea", "Newport", "Wrexham", "Bangor", "Durham", "Sunderland", "Newcastle", "Gateshead", "Middlesbrough", "Darlington", "Carlisle", "Kendal", "Shrewsbury", "Telford", "Hereford", "Worcester", "Northampton", "Milton", "Keynes"]


def test_no_surname_is_common_in_life() -> None:
    assert set(SURNAMES) & set(COMMON) == set()
    assert len(set(SURNAMES)) == 900


def test_no_place_is_a_town_or_a_force_that_exists() -> None:
    invented = [*gazetteer.COUNTIES, *gazetteer.DISTRICTS, *gazetteer.STREET_FIRST, *gazetteer.VENUE_FIRST]
    assert {word for name in invented for word in name.split()} & set(PLACES) == set()
    path = DATA / "england_wales" / "prc_pfa_2017_18.parquet"
    if not path.is_file():
        pytest.skip(f"the real extracts are not at {DATA}: set FULLCOUNT_DATA")
    forces = pl.read_parquet(path, columns=["Force_Name"])["Force_Name"].unique().to_list()
    real = {word for name in forces for word in name.replace(",", "").split() if word[0].isupper()}
    assert {word for name in (*gazetteer.COUNTIES, *gazetteer.DISTRICTS) for word in name.split()} & real == set()
