"""The draw: the same for everybody, whatever the order of the frame; each report with the chance it is said to have."""

import hashlib
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy import stats

from fullcount.audit.planning import manifest as told
from fullcount.audit.planning.design import Allocate, Design
from fullcount.audit.planning.draw import Drawn, drawn, in_reading_order, systematic
from fullcount.audit.planning.frame import expected_of, in_order
from fullcount.audit.planning.manifest import Terms
from fullcount.audit.planning.markers import Marking, marking, second_half
from fullcount.audit.planning.order import Purpose, frame_hash, keys
from fullcount.audit.planning.prospect import Prospect
from fullcount.audit.results import Refusal

DESIGN = {
    "n": 1, "allocate": "score", "least": 1, "merge_below": 0, "spread": 0.1, "leaves_out_linked": True,
}  # fmt: skip
HOSTILE = ["=cmd|' /C calc'!A0", "R\u202e1", "", "R1 ", "Ü", "'; DROP", "R\n2", "🂡", "draw R1", "second R1"]


def frame(n: int = 60, ids: list[str] | None = None) -> pl.DataFrame:
    ids = ids or [f"R{i:04}" for i in range(n)]
    n = len(ids)
    return pl.DataFrame(
        {
            "report_id": ids,
            "linked": [i % 3 == 0 for i in range(n)],
            "crimes_recorded": [int(i % 3 == 0) for i in range(n)],
            "score": [(i * 37 % 101) / 101 for i in range(n)],
            "stratum": [["asb / 101", "duplicate / 999"][i % 2] for i in range(n)],
        }
    )


def made(rows: pl.DataFrame, design: Design, seed: str = "20261130", purpose: Purpose = Purpose.DRAW) -> Drawn:
    ordered = in_order(rows)
    assert isinstance(ordered, pl.DataFrame)
    found = drawn(Prospect.of(ordered, expected_of(ordered)), design, seed, purpose)
    assert isinstance(found, Drawn), found
    return found


DESIGNS = [
    Design(20, Allocate.PROPORTIONAL, least=2, merge_below=0),
    Design(20, Allocate.NEYMAN, least=2, merge_below=0),
    Design(25, Allocate.SCORE),
    Design(20, Allocate.CHANCE, leaves_out_linked=True),
]


def test_the_order_is_plain_sha256_that_any_tool_gives() -> None:
    text = "20261130 draw I25-0000001"
    assert keys("20261130", Purpose.DRAW, ["I25-0000001"]) == [hashlib.sha256(text.encode()).hexdigest()]
    assert keys("20261130", Purpose.DRAW, ["I25-0000001"])[0].startswith("76a1ccf8be4f")


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: str(design.allocate))
def test_the_draw_does_not_depend_on_the_order_of_the_rows(design: Design) -> None:
    rows = frame()
    shuffled = rows.sample(fraction=1.0, shuffle=True, seed=4)
    one, other = made(rows, design), made(shuffled, design)
    assert one.reports.equals(other.reports)
    assert one.frame.equals(other.frame)
    assert not one.reports.equals(made(rows, design, seed="20261131").reports)


def test_a_stratum_is_drawn_by_the_lowest_hashes() -> None:
    found = made(frame(), DESIGNS[0])
    for stratum in found.layout.strata:
        ids = found.frame.filter(pl.col("stratum") == stratum.name)["report_id"].to_list()
        lowest = sorted(ids, key=lambda one: hashlib.sha256(f"20261130 draw {one}".encode()).hexdigest())
        mine = found.reports.filter(pl.col("stratum") == stratum.name)
        assert set(mine["report_id"]) == set(lowest[: stratum.drawn])
        assert mine["inclusion_probability"].unique().to_list() == [stratum.drawn / stratum.reports]


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: str(design.allocate))
def test_every_report_is_drawn_as_often_as_its_chance_says(design: Design) -> None:
    rows = frame()
    counts = np.zeros(rows.height)
    rounds = 600
    about = Prospect.of(rows, expected_of(rows))  # the rows stand in the order of their ids
    for seed in range(rounds):
        found = drawn(about, design, str(seed))
        assert isinstance(found, Drawn)
        assert found.reports.height == design.n
        counts += found.frame["report_id"].is_in(found.reports["report_id"].implode()).to_numpy()
    chance = found.frame["inclusion_probability"].to_numpy()
    assert np.all(counts[chance == 0.0] == 0)
    inside = (chance > 0.0) & (chance < 1.0)
    assert np.all(counts[chance == 1.0] == rounds)
    spread = rounds * chance[inside] * (1.0 - chance[inside])
    worth = float(np.sum((counts[inside] - rounds * chance[inside]) ** 2 / spread))
    # sums of negatively dependent counts: a little below chi-square of so many degrees of freedom
    low, high = stats.chi2.ppf([0.0001, 0.9999], inside.sum())
    assert 0.7 * low < worth < high, (worth, inside.sum())


def test_no_report_is_without_a_chance_but_linked_ones_left_out() -> None:
    for design in DESIGNS:
        found = made(frame(), design)
        without = found.frame.filter(pl.col("inclusion_probability") == 0.0)
        assert bool(without["linked"].all())
        assert (without.height > 0) == design.leaves_out_linked or design.allocate is Allocate.PROPORTIONAL


def test_purposes_and_seeds_draw_apart() -> None:
    design = DESIGNS[0]
    force = set(made(frame(), design).reports["report_id"])
    inspector = set(made(frame(), design, purpose=Purpose.INSPECTOR).reports["report_id"])
    assert force != inspector


def test_stepping_through_chances() -> None:
    assert systematic(np.array([0.5, 0.5, 1.0]), 0.6).tolist() == [1, 2]
    assert systematic(np.array([0.1] * 10), 0.0).tolist() == [0]


def test_hostile_ids_are_drawn_as_they_are() -> None:
    rows = frame(ids=[*HOSTILE, *(f"R{i}" for i in range(30))])
    found = made(rows, Design(40, least=1, merge_below=0))
    assert set(found.reports["report_id"]) == set(rows["report_id"])


def test_frames_that_cannot_serve_are_refused() -> None:
    assert isinstance(in_order(frame().clear()), Refusal)
    twice = in_order(frame(ids=["A", "A", "B"]))
    assert isinstance(twice, Refusal)
    assert "2 rows" in twice.why
    assert isinstance(in_order(frame().with_columns(pl.lit(None, pl.Boolean).alias("linked"))), Refusal)


def test_the_hash_of_a_frame_sees_every_cell_and_no_order() -> None:
    rows = in_order(frame())
    assert isinstance(rows, pl.DataFrame)
    again = in_order(frame().reverse())
    assert isinstance(again, pl.DataFrame)
    base = frame_hash(rows)
    assert base == frame_hash(again)
    changes = [
        rows.with_columns(pl.when(pl.col("report_id") == "R0007").then(0.25).otherwise("score").alias("score")),
        rows.with_columns(pl.when(pl.col("report_id") == "R0007").then(None).otherwise("stratum").alias("stratum")),
        rows.with_columns(
            pl.when(pl.col("report_id") == "R0007").then(pl.lit("")).otherwise("stratum").alias("stratum")
        ),
        rows.drop("score"),
        rows.head(59),
    ]
    assert len({base, *(frame_hash(change) for change in changes)}) == 6


def test_reading_order_is_by_lot_and_the_same_each_time() -> None:
    found = made(frame(), DESIGNS[0]).reports
    one = in_reading_order(found, "5")
    assert one.equals(in_reading_order(found.reverse(), "5"))
    assert one["report_id"].to_list() != sorted(one["report_id"].to_list())


def test_half_go_to_a_second_marker_who_is_another() -> None:
    ids = [f"R{i}" for i in range(101)]
    who = marking("7", ids, ["A", "B"], ["B", "C"])
    assert isinstance(who, Marking)
    assert len(who.second) == 51
    assert set(who.second) == set(second_half("7", ids)) == set(second_half("7", ids[::-1]))
    assert all(who.first[one] != name for one, name in who.second.items())
    loads = [list(who.first.values()).count(name) for name in "AB"]
    assert max(loads) - min(loads) <= 1
    assert isinstance(marking("7", ids, ["A"], ["A"]), Refusal)
    nobody = marking("7", ids, [], [])
    assert isinstance(nobody, Marking)
    assert set(nobody.second.values()) == {""}


def terms(design: Design, fixed: datetime = datetime(2026, 11, 20, tzinfo=UTC)) -> Terms:
    return Terms(Purpose.DRAW, design, date(2026, 11, 1), date(2026, 11, 30), fixed)


def body(design: Design = DESIGNS[0]) -> dict[str, Any]:
    rows = in_order(frame())
    assert isinstance(rows, pl.DataFrame)
    return told.with_frame_hash(told.manifest(terms(design), "20261130", made(frame(), design), None), rows)


def test_a_manifest_tells_its_own_terms_again() -> None:
    for design in DESIGNS:
        assert told.terms_of(body(design)) == terms(design)


def test_a_seal_keeps_the_seed_back() -> None:
    seed = "31415926535897932384"
    made_seal = told.written(told.seal(terms(DESIGNS[0]), seed))
    assert seed not in made_seal
    assert told.seed_hash(seed) in made_seal


def test_a_seed_is_late_from_the_moment_the_window_closes() -> None:
    assert not terms(DESIGNS[0], datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC)).is_late
    assert terms(DESIGNS[0], datetime(2026, 12, 1, tzinfo=UTC)).is_late


def test_every_change_of_a_manifest_is_found() -> None:
    good = body()
    assert told.differences(good, body()) == []

    def changed(node: Any) -> Any:
        if isinstance(node, bool):
            return not node
        if isinstance(node, int | float):
            return node + 1
        return "other" if node is None else f"{node}x"

    def walk(node: Any, path: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else None
        return [path] if items is None else [found for key, value in items for found in walk(value, (*path, key))]

    leaves = walk(good, ())
    assert len(leaves) > 25
    for path in leaves:
        bad = body()
        node = bad
        for key in path[:-1]:
            node = node[key]
        node[path[-1]] = changed(node[path[-1]])
        assert len(told.differences(bad, good)) == 1, path
    bad = body() | {"more": 1}
    assert told.differences(bad, good) == ["holds what no manifest has"]


@pytest.mark.parametrize(
    "change",
    [
        {"design": None}, {"window": {}}, {"seed_fixed_at": "2026-11-20T00:00:00"}, {"drawn_by": "reading"},
        {"window": {"from": "2026-12-01", "to": "2026-11-01"}}, {"seed_fixed_at": 5},
        {"design": DESIGN | {"n": -1}}, {"design": DESIGN | {"n": 1.5}}, {"design": DESIGN | {"allocate": "best"}},
        {"design": DESIGN | {"spread": 9.0}}, {"design": DESIGN | {"leaves_out_linked": "no"}},
        {"design": DESIGN | {"more": 1}},
    ],
)  # fmt: skip
def test_what_is_no_manifest_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        told.terms_of(body() | change)


def test_seeds_are_digits_alone() -> None:
    assert told.is_seed("0012")
    assert not any(told.is_seed(bad) for bad in ("", "12 draw", "١٢", "²", "-1", "1" * 81))
