"""How a report came in and who dealt with it: route, team, grade, and how its log was typed and closed."""

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.calendar import Seconds
from fullcount.simulate.offences import REPORTER_NAMES
from fullcount.simulate.staff.teams import FIRST, response_team

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

ROUTES = ("999", "101", "ONLINE", "FRONT DESK", "PARTNER", "OFFICER", "CUSTODY")
_ROUTE_SHARES = {
    "victim": (0.27, 0.40, 0.24, 0.07, 0.0, 0.01, 0.01), "parent": (0.24, 0.46, 0.22, 0.07, 0.0, 0.01, 0.0),
    "professional": (0.05, 0.18, 0.05, 0.0, 0.71, 0.01, 0.0), "business": (0.20, 0.38, 0.41, 0.01, 0.0, 0.0, 0.0),
    "friend": (0.42, 0.46, 0.10, 0.02, 0.0, 0.0, 0.0), "officer": (0.0, 0.0, 0.0, 0.0, 0.0, 0.90, 0.10),
}  # fmt: skip
# What the route does to the chance of recording, in log-odds. Inspections found reports by partner agencies and on
# 101 recorded worst (Leicestershire, Lincolnshire 7 of 28) and recording at first contact best; the sizes are ours.
ROUTE_EFFECTS = np.array([0.10, -0.15, 0.15, 0.0, -0.45, 0.40, 0.20])


def pick(rng: np.random.Generator, shares: tuple[float, ...], number: int) -> Ints:
    """Return `number` choices by these shares."""
    weights = np.asarray(shares, dtype=np.float64)
    return rng.choice(len(shares), number, p=weights / weights.sum())


def draw_routes(rng: np.random.Generator, reporter: Ints) -> Ints:
    """Return each report's route as an index into ROUTES, by who reports."""
    route = np.zeros(len(reporter), dtype=np.int64)
    for number, name in enumerate(REPORTER_NAMES):
        of_it = reporter == number
        route[of_it] = pick(rng, _ROUTE_SHARES[name], int(of_it.sum()))
    return route


def teams_of(route: Ints, district: Ints, local: Seconds) -> Ints:
    """Return the team that dealt with each report, as an index into TEAMS."""
    team = response_team(district, local)
    team = np.where(route == ROUTES.index("FRONT DESK"), FIRST["neighbourhood"] + district, team)
    team = np.where(route == ROUTES.index("PARTNER"), FIRST["protection"] + district, team)
    team = np.where(route == ROUTES.index("CUSTODY"), FIRST["cid"] + district, team)
    return np.where(route == ROUTES.index("ONLINE"), FIRST["bureau"], team)


def grades(rng: np.random.Generator, route: Ints, violent: Flags) -> Ints:
    """Return how fast somebody is sent: 1 at once, 2 within the hour, 3 by appointment, 4 nobody."""
    draw = rng.random(len(route)) - 0.30 * violent - 0.25 * (route == ROUTES.index("999"))
    draw = draw + 0.45 * np.isin(route, [ROUTES.index("ONLINE"), ROUTES.index("PARTNER")])
    return np.asarray(1 + np.searchsorted([0.10, 0.45, 0.75], draw), dtype=np.int64)


def route_names(route: Ints) -> pl.Series:
    """Return the routes as printed."""
    return pl.Series(ROUTES).gather(route)
