"""What holds of every allocation, merge and draw, whatever the frame."""

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from fullcount.audit.planning.allocation import shared_out
from fullcount.audit.planning.design import Allocate, Design
from fullcount.audit.planning.draw import Drawn, drawn
from fullcount.audit.planning.frame import expected_of, in_order
from fullcount.audit.planning.prospect import Prospect
from fullcount.audit.planning.strata import merged
from fullcount.audit.results import Refusal

TEXT = st.text(max_size=8)
ROWS = st.lists(
    st.tuples(TEXT, st.booleans(), st.one_of(st.none(), TEXT), st.one_of(st.none(), st.floats(0, 1))),
    min_size=1, max_size=40, unique_by=lambda row: row[0],
)  # fmt: skip


@given(
    st.lists(st.tuples(st.integers(1, 400), st.floats(0, 1e6)), min_size=1, max_size=12),
    st.integers(0, 6),
    st.integers(0, 2_000),
)
def test_shares_are_whole_and_within_their_bounds(strata: list[tuple[int, float]], least: int, n: int) -> None:
    sizes = np.array([size for size, _ in strata])
    made = shared_out(n, np.array([weight for _, weight in strata]), sizes, least)
    if isinstance(made, Refusal):
        floor = int(np.minimum(least, sizes).sum())
        assert n > sizes.sum() or n < floor or least == 0
        return
    assert made.sum() == n
    assert np.all(made >= np.maximum(np.minimum(least, sizes), 1))
    assert np.all(made <= sizes)


@given(st.dictionaries(st.text(alphabet="ab/ ", max_size=9), st.integers(1, 90), max_size=12), st.integers(0, 100))
def test_merging_keeps_every_report_and_leaves_large_strata_alone(sizes: dict[str, int], below: int) -> None:
    final = merged(sizes, below)
    assert set(final) == set(sizes)
    for name, size in sizes.items():
        parts = final[name].split(" / ")
        assert parts[0] == name.split(" / ")[0], "never beyond the first part of the path"
        assert size < below or final[name] == name


@given(ROWS, st.integers(1, 45), st.sampled_from(list(Allocate)), st.booleans(), st.integers(0, 10**25))
def test_every_draw_is_a_refusal_or_a_probability_sample(
    rows: list[tuple[str, bool, str | None, float | None]], n: int, allocate: Allocate, leaves_out: bool, seed: int
) -> None:
    made = pl.DataFrame(
        rows,
        schema={"report_id": pl.String, "linked": pl.Boolean, "stratum": pl.String, "score": pl.Float64},
        orient="row",
    )
    frame = in_order(made)
    assert isinstance(frame, pl.DataFrame)
    design = Design(n, allocate, 1, 3, leaves_out_linked=leaves_out)
    found = drawn(Prospect.of(frame, expected_of(frame)), design, str(seed))
    if isinstance(found, Refusal):
        assert found.why
        return
    assert isinstance(found, Drawn)
    assert found.reports.height == n == found.reports["report_id"].n_unique()
    chance = found.frame["inclusion_probability"]
    assert abs(chance.sum() - n) < 1e-6
    reached = found.frame.filter(chance > 0)
    assert found.frame.height - reached.height == found.layout.left_out
    assert found.layout.left_out == (found.frame["linked"].sum() if leaves_out else 0)
    again = in_order(made.reverse())
    assert isinstance(again, pl.DataFrame)
    other = drawn(Prospect.of(again, expected_of(again)), design, str(seed))
    assert isinstance(other, Drawn)
    assert other.reports.equals(found.reports)
