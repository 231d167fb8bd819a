"""One force's people, drawn once for all tests of this folder."""

import polars as pl
import pytest

from fullcount.simulate.calendar import year_of_demand
from fullcount.simulate.context import Context
from fullcount.simulate.scenarios.scenario import RollOut, Scenario
from fullcount.simulate.staff.roster import Roster, draw_roster
from fullcount.simulate.staff.tables import force_tables

Frames = dict[str, pl.DataFrame]


@pytest.fixture(scope="session")
def context() -> Context:
    return Context(Scenario("waves", "a roll-out in waves", roll_out=RollOut()), 5, year_of_demand(2025))


@pytest.fixture(scope="session")
def missed() -> pl.Series:
    return pl.Series([f"I25-{number:07d}" for number in range(1, 9000, 30)])


@pytest.fixture(scope="session")
def closed() -> pl.Series:
    return pl.Series([f"77CR/{number:07d}/25" for number in range(1, 3000, 15)])


@pytest.fixture(scope="session")
def roster(context: Context) -> Roster:
    return draw_roster(context)


@pytest.fixture(scope="session")
def drawn(context: Context, roster: Roster, missed: pl.Series, closed: pl.Series) -> tuple[Frames, Frames]:
    return force_tables(context, roster, 9000, missed, closed)


@pytest.fixture(scope="session")
def tables(drawn: tuple[Frames, Frames]) -> Frames:
    return drawn[0]


@pytest.fixture(scope="session")
def truth(drawn: tuple[Frames, Frames]) -> Frames:
    return drawn[1]
