"""A pool to be screened: the reports without a crime record, from a table or from what a run left behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.sparse import csr_array

from fullcount.core.errors import Fault, InputError, StoreError
from fullcount.pipeline.auditing.tables import NO_CELLS, PARQUET_MARK, Column, Kind, read_table
from fullcount.pipeline.store import Store
from fullcount.reading.score.hashed import columns_of, hashed_matrix
from fullcount.reading.score.kernel import scorer_of, scores
from fullcount.reading.score.model import score_model

AT_ONCE = 20_000
LARGE, LOOKED_AT = 250_000, 100_000
"""Of a pool larger than LARGE some LOOKED_AT texts, evenly spread, tell which words count ..."""
COMMON = 0.001
"""... and a word must stand in this share of them, for the sake of memory: a million logs then fit into 2 GB."""


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """The words of a pool's reports, in the pool's order, read anew whenever they are asked for where they lie in a
    Parquet file: a million logs are not held in memory."""

    source: pl.Series | Path
    size: int

    def parts(self) -> Iterator[pl.Series]:
        """Yield the texts, some AT_ONCE of them at a time."""
        for first in range(0, self.size, AT_ONCE):
            if isinstance(self.source, pl.Series):
                yield self.source.slice(first, AT_ONCE)
            else:
                yield (
                    pl.scan_parquet(self.source).select("text").slice(first, AT_ONCE).collect()["text"].cast(pl.String)
                )

    def matrix(self) -> csr_array:
        """Return (n, n_terms) the words of each report (see `hashed_matrix`)."""
        if self.size <= LARGE:
            columns = columns_of(self._every(1))
        else:
            seen = self._every(self.size // LOOKED_AT)
            columns = columns_of(seen, round(COMMON * len(seen)))
            del seen
        return hashed_matrix(self.parts(), columns)

    def _every(self, step: int) -> pl.Series:
        empty = pl.Series("text", [], pl.String)
        return pl.concat([empty, *(part.gather_every(step) for part in self.parts())])


@dataclass(frozen=True, slots=True, eq=False)
class Unlinked:
    """A pool: report numbers; their words, or None; their scores (n,), or None. source: how it is told of."""

    keys: pl.Series
    texts: Texts | None
    score: npt.NDArray[np.float64] | None
    source: str


def read_pool(source: Path) -> Unlinked:
    """Return the pool: of a folder that `fullcount run` wrote, its reports without a crime record with their words and
    the frozen score; of a table, its rows (report_id, and text or score or both).

    Raises StoreError or InputError.
    """
    return _of_run(source) if source.is_dir() else _of_table(source)


def _of_table(path: Path) -> Unlinked:
    named = [Column("report_id", Kind.TEXT, required=True, blank=False, unique=True), Column("score", Kind.NUMBER)]
    is_parquet = _is_parquet(path)
    text = Column("text", Kind.TEXT)
    table = read_table(path, named if is_parquet else [*named, text])
    has_text = "text" in (_with_readable_text(path) if is_parquet else table.columns)
    if not has_text and "score" not in table.columns:
        fault = Fault(f"{path.name} column text", "is not there, nor is score", "name one of them in the header")
        raise InputError(f"{path.name} cannot be used", [fault])
    if not table.height:
        raise InputError(f"{path.name} cannot be used", [Fault(path.name, "has no row", "give the reports to screen")])
    texts = None
    if has_text:
        texts = Texts(path if is_parquet else table["text"], table.height)
    return Unlinked(table["report_id"], texts, _score(table), path.name)


def _with_readable_text(path: Path) -> pl.Schema:
    """Return the columns of a Parquet file. Raises InputError where `text` is there and cannot be read as words."""
    schema = pl.Schema(pl.read_parquet_schema(path))
    what = NO_CELLS.get(schema["text"].base_type()) if "text" in schema else None
    if what is not None:
        fault = Fault(f"{path.name} column text", f"holds {what}, not {Kind.TEXT}", "save it as text")
        raise InputError(f"{path.name} cannot be used", [fault])
    return schema


def _is_parquet(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(4) == PARQUET_MARK
    except OSError:
        return False  # `read_table` says why


def _score(table: pl.DataFrame) -> npt.NDArray[np.float64] | None:
    """Return the scores; a report without one stands at the mean of the others."""
    if "score" not in table.columns or table["score"].null_count() == table.height:
        return None
    return table["score"].fill_null(strategy="mean").to_numpy().astype(np.float64)


def _of_run(out: Path) -> Unlinked:
    run = Store(out).current
    if run is None:
        raise StoreError(
            f"{out} holds no result", [Fault(str(out), "no finished run", "run: fullcount run FORCE --out OUT")]
        )
    linked = pl.read_parquet(run / "results" / "links.parquet", columns=["report_id"])
    ledger = pl.read_parquet(run / "results" / "ledger.parquet", columns=["report_id"])
    wanted = ledger.unique().join(linked, on="report_id", how="anti").sort("report_id")
    if not wanted.height:
        raise InputError(f"{out} cannot be screened", [Fault(str(out), "no report is without a crime record", "")])
    said = wanted.join(_words(run, wanted), on="report_id", how="left", maintain_order="left")
    model = run / "score" / "score.json"
    score = None
    if model.is_file():
        scorer = scorer_of(score_model(model.read_text(encoding="utf-8")))
        given = scores(said["report_id"], said["text"], scorer)
        score = given.fill_null(strategy="mean").fill_null(0.0).to_numpy()
    return Unlinked(said["report_id"], Texts(said["text"], said.height), score, out.name)


def _words(run: Path, wanted: pl.DataFrame) -> pl.DataFrame:
    """Return (report_id, text) by the version of each report that was published last."""
    found = [pl.DataFrame(schema={"report_id": pl.String, "published_at": pl.Datetime("us", "UTC"), "text": pl.String})]
    for file in sorted((run / "parts" / "reports").glob("*.rows.parquet")):
        rows = pl.read_parquet(file, columns=["report_id", "published_at", "text"])
        found.append(rows.join(wanted, on="report_id", how="semi"))
    every = pl.concat(found, how="vertical_relaxed").sort("published_at", nulls_last=False, maintain_order=True)
    return every.unique("report_id", keep="last", maintain_order=True).select("report_id", "text")
