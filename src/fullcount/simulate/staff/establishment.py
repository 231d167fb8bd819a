"""The posts of the force: how many people a team has, and of which rank and role.

About 7,000 people, as Greater Manchester Police had in December 2020 (6,866 officers); one sergeant to about five and
a half constables, one in 6.5 officers (field notes, users.md section 1: recalled). How they are spread over teams is
invented. Chief officers belong to no team and are not in it.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from fullcount.simulate.places import DISTRICT_SHARE
from fullcount.simulate.staff.teams import TEAMS

Ints = npt.NDArray[np.int64]

Group = Literal["constable", "sergeant", "inspector", "handler", "dispatcher", "recorder", "support", "senior"]
GROUPS: tuple[Group, ...] = ("constable", "sergeant", "inspector", "handler", "dispatcher", "recorder", "support",
                             "senior")  # fmt: skip
RANKS = ("PC", "DC", "PS", "DS", "INSP", "DI", "CI", "DCI", "SUPT", "PCSO", "STAFF")
OFFICERS = frozenset(RANKS) - {"PCSO", "STAFF"}
NEXT_RANK = {"PC": "PS", "DC": "DS", "PS": "INSP", "DS": "DI", "INSP": "CI", "DI": "DCI"}


@dataclass(frozen=True, slots=True)
class Post:
    """One kind of post in a team: who holds it, and its share of the team (the first post takes what is left)."""

    group: Group
    rank: str
    role: str
    share: float = 0.0


HEADCOUNT = {"response": 2900, "neighbourhood": 1150, "cid": 1060, "protection": 810, "contact": 820, "bureau": 190,
             "recording": 70}  # fmt: skip
POSTS: dict[str, tuple[Post, ...]] = {
    "response": (
        Post("constable", "PC", "Response officer"), Post("sergeant", "PS", "Response supervisor", 0.14),
        Post("inspector", "INSP", "Response inspector", 0.03),
    ),
    "neighbourhood": (
        Post("constable", "PC", "Neighbourhood officer"), Post("sergeant", "PS", "Neighbourhood supervisor", 0.11),
        Post("inspector", "INSP", "Neighbourhood inspector", 0.03),
        Post("support", "PCSO", "Community support officer", 0.24), Post("senior", "CI", "District operations", 0.015),
        Post("senior", "SUPT", "District commander", 0.008),
    ),
    "cid": (
        Post("constable", "DC", "Detective"), Post("sergeant", "DS", "Detective supervisor", 0.145),
        Post("inspector", "DI", "Detective inspector", 0.04), Post("senior", "DCI", "Head of crime", 0.01),
    ),
    "protection": (
        Post("constable", "DC", "Protecting vulnerable people"), Post("sergeant", "DS", "Detective supervisor", 0.145),
        Post("inspector", "DI", "Detective inspector", 0.04), Post("senior", "DCI", "Head of protection", 0.012),
    ),
    "contact": (
        Post("handler", "STAFF", "Call handler"), Post("dispatcher", "STAFF", "Dispatcher", 0.28),
        Post("sergeant", "PS", "Control room supervisor", 0.09), Post("inspector", "INSP", "Duty inspector", 0.025),
    ),
    "bureau": (
        Post("recorder", "STAFF", "Crime recorder"), Post("sergeant", "PS", "Crime bureau supervisor", 0.09),
        Post("inspector", "INSP", "Crime bureau manager", 0.015), Post("senior", "SUPT", "Head of recording", 0.005),
    ),
    "recording": (
        Post("recorder", "STAFF", "Designated decision-maker"), Post("recorder", "STAFF", "Crime auditor", 0.2),
        Post("sergeant", "STAFF", "Recording supervisor", 0.1),
        Post("inspector", "STAFF", "Deputy crime registrar", 0.04),
        Post("senior", "STAFF", "Force Crime Registrar", 0.014),
    ),
}  # fmt: skip
ROLES = tuple(dict.fromkeys(post.role for posts in POSTS.values() for post in posts))


def posts_by_person() -> tuple[Ints, Ints, Ints, Ints]:
    """Return team, group, rank and role of every post, each `(p,)`, in order of team and group."""
    teams_of = {kind: sum(team.kind == kind for team in TEAMS) for kind in POSTS}
    rows: list[tuple[int, int, int, int]] = []
    for number, team in enumerate(TEAMS):
        share = 1 / teams_of[team.kind]
        if team.district >= 0:
            share *= DISTRICT_SHARE[team.district] * len(DISTRICT_SHARE)
        size = round(HEADCOUNT[team.kind] * share)
        counts = [max(1, round(size * post.share)) for post in POSTS[team.kind]]
        counts[0] = size - sum(counts[1:])
        for post, count in zip(POSTS[team.kind], counts, strict=True):
            what = (number, GROUPS.index(post.group), RANKS.index(post.rank), ROLES.index(post.role))
            rows += [what] * count
    team_, group, rank, role = np.array(sorted(rows), dtype=np.int64).T
    return team_, group, rank, role
