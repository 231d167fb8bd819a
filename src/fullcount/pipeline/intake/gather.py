"""Rows that are the entries of a log become one row a log: a log detail sheet is gathered while it is read.

What is counted from here on are logs: a row that could not be read, or that belongs to no log, counts as one by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from fullcount.pipeline.extract_config import Entries, ExtractConfig
from fullcount.pipeline.intake.columns import cleaned
from fullcount.pipeline.intake.readers.batch import ROW, RawBatch, Refused, as_json, clipped

LOG, LINE, ORDER, FIRST = "\x00log", "\x00line", "\x00order", "\x00first"
MOST_WORDS = 16 << 20
"""Bytes of words that one log may have, as a row of a file may: more is no log, but a number that stands for many."""
LOGS_AT_ONCE = 20_000
"""Logs handed on at once where a whole file had to be gathered."""


class NotTogetherError(Exception):
    """A log turned up again after another: what was yielded so far must be thrown away, the file gathered whole."""


@dataclass(slots=True)
class Gatherer:
    """Gathers the batches of one file. together: the rows of each log are taken to stand together, and only the last
    log of a batch and a hash of every log are held; else the whole file is held and its logs are gathered by value."""

    extract: ExtractConfig
    entries: Entries
    file_name: str
    together: bool = True
    rows: int = 0
    has_own_words: bool = False
    _columns: set[str] = field(default_factory=set)
    _seen: set[int] = field(default_factory=set)

    @property
    def missing(self) -> set[str]:
        """The columns needed for gathering that no batch of the file had, named as in `ExtractConfig.named`."""
        return {f"entries: {name}" for name in self.entries.columns if name not in self._columns}

    def gathered(self, batches: Iterator[RawBatch]) -> Iterator[RawBatch]:
        """Yield the batches with one row a log: numbered as its first row in the file, its words in a column more.

        Raises NotTogetherError at a log that turns up again.
        """
        held: list[pl.DataFrame] = []
        for batch in batches:
            self.rows += batch.frame.height + len(batch.refused)
            frame, refused = self._of_logs(batch.frame)
            held.append(frame)
            refused = [*batch.refused, *refused]
            if not self.together or (frame.height and _is_one_log(held)):
                if refused:
                    yield RawBatch(frame.clear().drop(LOG), refused)
                continue
            whole = _together(held)
            is_open = whole.get_column(LOG) == whole.get_column(LOG).last() if whole.height else pl.Series([False])
            held = [whole.filter(is_open)] if whole.height else []
            logs = self._once(whole.filter(~is_open) if whole.height else whole)
            yield self._finished(logs, refused)
        if held:
            whole = _together(held)
            held.clear()
            logs = self._once(whole) if self.together else self._one_row_a_log(whole)
            for start in range(0, max(logs.height, 1), LOGS_AT_ONCE):
                yield self._finished(logs.slice(start, LOGS_AT_ONCE), [])

    def _of_logs(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Refused]]:
        """Return the rows that belong to a log, with its number as text, and the others as refused."""
        if "source_file" in self.entries.columns and "source_file" not in frame.columns:
            frame = frame.with_columns(pl.lit(self.file_name).alias("source_file"))
        self._columns |= set(frame.columns)
        self.has_own_words |= self.entries.words in frame.columns
        name = self.entries.log
        if name not in frame.columns:
            log, why = pl.lit(None, dtype=pl.String), f"{name} is not a column of this file"
        else:
            log, why = cleaned(name, frame.schema[name], self.extract.blank), f"{name} is blank: an entry of no log"
        numbered = frame.with_columns(log.alias(LOG))
        of_none = numbered.filter(pl.col(LOG).is_null()).drop(LOG)
        refused = [
            Refused(row, name, why, clipped(as_json(original)))
            for row, original in zip(of_none[ROW], of_none.drop(ROW).iter_rows(named=True), strict=True)
        ]
        return numbered.filter(pl.col(LOG).is_not_null()) if refused else numbered, refused

    def _once(self, whole: pl.DataFrame) -> pl.DataFrame:
        """Return one row a log of rows whose logs are at an end. Raises NotTogetherError if one was there before."""
        logs = whole.get_column(LOG)
        numbers = logs.filter(logs != logs.shift(1, fill_value="")).hash().to_list()
        fresh = set(numbers)
        if len(fresh) < len(numbers) or not self._seen.isdisjoint(fresh):
            raise NotTogetherError
        self._seen |= fresh
        return self._one_row_a_log(whole)

    def _one_row_a_log(self, whole: pl.DataFrame) -> pl.DataFrame:
        """Return one row a log, in the order of their first rows in the file."""
        entries, schema = self.entries, whole.schema
        cells = [cleaned(name, schema[name], self.extract.blank) for name in entries.line if name in schema]
        line = pl.concat_str(cells, separator=" ", ignore_nulls=True) if cells else pl.lit("")
        order = pl.lit(0)
        if entries.order is not None and entries.order in schema:
            order = cleaned(entries.order, schema[entries.order], self.extract.blank)
            order = order.str.replace(r"\.0+$", "").cast(pl.Int64, strict=False)
        others = [name for name in schema if name not in {ROW, LOG, entries.words}]
        placed = whole.select(
            pl.col(ROW).min().over(LOG).alias(FIRST), ROW, line.alias(LINE), order.alias(ORDER),
            *[_filled(name, schema[name], self.extract.blank) for name in others],
        )  # fmt: skip
        in_order = pl.when(pl.col(ORDER).is_not_null().all().over(FIRST)).then(ORDER).otherwise(0)
        return (
            placed.with_columns(in_order)
            .sort(FIRST, ORDER, ROW)
            .group_by(FIRST, maintain_order=True)
            .agg(
                *[pl.col(name).first(ignore_nulls=True) for name in others],
                pl.col(LINE).filter(pl.col(LINE).str.len_bytes() > 0).str.join("\n").alias(entries.words),
            )
            .rename({FIRST: ROW})
        )

    def _finished(self, logs: pl.DataFrame, refused: list[Refused]) -> RawBatch:
        """Return the logs as a batch; one with more words than a log can have is refused."""
        name, words = self.entries.log, pl.col(self.entries.words)
        too_long = logs.filter(words.str.len_bytes() > MOST_WORDS)
        if not too_long.height:
            return RawBatch(logs, refused)
        why = f"has more than {MOST_WORDS >> 20} MiB of words: {name} does not tell logs apart"
        refused = [
            *refused,
            *(Refused(row, name, why, clipped(as_json({name: log}))) for row, log in too_long.select(ROW, name).rows()),
        ]
        return RawBatch(logs.filter(words.str.len_bytes() <= MOST_WORDS), refused)


def _together(held: list[pl.DataFrame]) -> pl.DataFrame:
    """Return the frames as one; columns that later ones brought are blank in the earlier."""
    return held[0] if len(held) == 1 else pl.concat(held, how="diagonal_relaxed")


def _is_one_log(held: list[pl.DataFrame]) -> bool:
    """Say whether all rows held are of one log, which may go on: nothing can be handed on yet."""
    first = next(frame for frame in held if frame.height).get_column(LOG).first()
    return bool((held[-1].get_column(LOG) == first).all())


def _filled(name: str, dtype: pl.DataType, blank: tuple[str, ...]) -> pl.Expr:
    """Return a column as it stands, null where it is blank."""
    if dtype == pl.String:
        return pl.when(cleaned(name, dtype, blank).is_not_null()).then(pl.col(name)).alias(name)
    return pl.col(name).fill_nan(None) if dtype.is_float() else pl.col(name)
