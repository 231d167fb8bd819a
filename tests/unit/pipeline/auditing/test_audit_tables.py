"""Tables of the audit: read the quick way or cell by cell, a cell means the same and has the same faults."""

import polars as pl
import pytest

from fullcount.pipeline.auditing import tables
from fullcount.pipeline.auditing.tables import Column, Kind

CELLS = [
    "1", "0", "3", "-1", "3.0", "3.5", " 3", "", "  ", "abc", "+3", "1e3", "nan", "inf", "00", "1_000", "yes", "No ",
    " y", "TRUE", "99999999999999999999", "0.5", "2026-11-30", "2026-11-29 10:00", None,
]  # fmt: skip
PLAIN = dict.fromkeys(Kind, ("0.5", "1")) | {
    Kind.TEXT: ("a", "b"), Kind.COUNT: ("4", "5"), Kind.DAY: ("2026-11-30", "2026-11-29"), Kind.YES_NO: ("yes", "no"),
}  # fmt: skip


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("is_id", [True, False])
def test_the_quick_way_reads_and_refuses_what_the_slow_one_does(monkeypatch, kind, is_id):
    column = Column("c", kind, blank=not is_id, unique=is_id)
    told = []
    for cells in [(one, other) for one in CELLS for other in (one, *PLAIN[kind])]:
        given = pl.Series("c", cells, dtype=pl.String)
        raw = given.to_frame()
        quick = tables._read(given, column)
        slow = raw.select(tables._typed(given.dtype, column).alias("c"))["c"]
        faults = list(tables._faults("f.csv", raw, quick.to_frame(), column))
        with monkeypatch.context() as patch:
            patch.setattr(tables, "_is_clean", lambda *_: False)
            assert faults == list(tables._faults("f.csv", raw, slow.to_frame(), column)), cells
        assert faults or quick.equals(slow), cells
        told.append(bool(faults))
    assert any(told) or (kind is Kind.TEXT and not is_id)
    assert not all(told)


def test_whole_numbers_of_any_width_are_counts():
    column = Column("c", Kind.COUNT)
    for dtype in (pl.Int32, pl.UInt64, pl.Float64):
        read = tables._read(pl.Series("c", [0, 7, None], dtype=dtype), column)
        assert read.dtype == pl.Int64
        assert read.to_list() == [0, 7, None]
    assert tables._read(pl.Series("c", [2.5], dtype=pl.Float64), column).to_list() == [None]
    assert tables._read(pl.Series("c", [1 << 63], dtype=pl.UInt64), column).to_list() == [None]
