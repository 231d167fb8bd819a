"""No person or place of the simulator bears a name that is common or well known in life."""

import os
from pathlib import Path

import polars as pl
import pytest

from fullcount.simulate import gazetteer
from fullcount.simulate.people import SURNAMES

DATA = Path(os.environ.get("FULLCOUNT_DATA", Path(__file__).resolve().parents[4] / "shared" / "data"))
_TEXT = Path(__file__).with_name("names_in_life.txt").read_text(encoding="utf-8")
# Surnames common in England and Wales, some that end as the simulator's do; towns and cities.
COMMON, PLACES = (set(part.split("\n", 1)[1].split()) for part in _TEXT.split("# ")[1:])


def test_no_surname_is_common_in_life() -> None:
    assert set(SURNAMES) & COMMON == set()
    assert len(set(SURNAMES)) == 900
    assert {"Smith", "Whitfield"} <= COMMON


def test_no_place_is_a_town_or_a_force_that_exists() -> None:
    invented = [*gazetteer.COUNTIES, *gazetteer.DISTRICTS, *gazetteer.STREET_FIRST, *gazetteer.VENUE_FIRST]
    assert {word for name in invented for word in name.split()} & PLACES == set()
    path = DATA / "england_wales" / "prc_pfa_2017_18.parquet"
    if not path.is_file():
        pytest.skip(f"the real extracts are not at {DATA}: set FULLCOUNT_DATA")
    forces = pl.read_parquet(path, columns=["Force_Name"])["Force_Name"].unique().to_list()
    real = {word for name in forces for word in name.replace(",", "").split() if word[0].isupper()}
    assert {word for name in (*gazetteer.COUNTIES, *gazetteer.DISTRICTS) for word in name.split()} & real == set()
