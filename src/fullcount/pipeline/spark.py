"""The engine that has Spark do the parts of a run that look at each record by itself, over partitions.

Frames travel as Arrow; what all partitions need (lexicon, rules, crime records) is broadcast once. Each partition is
worked on by the very functions of a run on one machine, inside `mapInArrow`, and comes back under its number, so that
the order of a table does not hang on which worker was first. Nothing but this module knows Spark.
"""

import io
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import polars as pl
import pyarrow as pa
from pyspark import cloudpickle
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from fullcount.core.errors import ConfigError, Fault
from fullcount.linking.model import LinkageModel
from fullcount.pipeline.judging.decide import Law, decided_at
from fullcount.pipeline.judging.scoring import PAIR_SCHEMA, score
from fullcount.reading.compiled import Lexicon
from fullcount.reading.read import Reading, read_texts

Frames = tuple[pl.DataFrame, ...]
Work = Callable[[pl.DataFrame, Any], Frames]
"""A pure function of a part and of what all parts share."""
_SCHEMA = "number long, frames array<binary>"
_BYTES = pa.list_(pa.binary())
ROWS_A_PART = 50_000
"""Reports that one task reads, decides or scores, where the number of partitions is not given."""


_SETTINGS: dict[str, Any] = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.maxResultSize": "0",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1",
    "spark.executorEnv.POLARS_MAX_THREADS": "1",
}
"""A record is a part of many reports, of which each task holds one at a time, on one core."""


class SparkEngine:
    """Parts each table, has Spark work on the parts, and puts them together in order."""

    def __init__(self, session: SparkSession, partitions: int | None) -> None:
        self.session = session
        self.partitions = partitions
        self._shared: tuple[object, Any] | None = None

    def read(self, keys: pl.Series, texts: pl.Series, lexicon: Lexicon) -> Reading:
        """Return what each text says; a part is a run of texts."""
        given = pl.DataFrame([keys.alias("report_key"), texts.alias("text")])
        made = self._over(_read, lexicon, self._parted(given))
        return Reading(pl.concat(facts for facts, _ in made), pl.concat(spans for _, spans in made))

    def decide(self, stretches: Iterable[pl.DataFrame], law: Law) -> Iterable[pl.DataFrame]:
        """Return each stretch decided; a part is a run of reports."""
        for stretch in stretches:
            yield from (frame for (frame,) in self._over(_decide, law, self._parted(stretch)))

    def score(self, left: pl.DataFrame, right: pl.DataFrame, model: LinkageModel) -> pl.DataFrame:
        """Return the pairs that weigh enough; a part is a run of reports, with all the crimes."""
        if not left.height or not right.height:
            return pl.DataFrame(schema=PAIR_SCHEMA)
        made = self._over(_score, (right, model), self._parted(left))
        return pl.concat(pairs for (pairs,) in made).sort("report_id", "crime_id")

    def each(self, task: Callable[[str], str], given: Sequence[str]) -> list[str]:
        """Return what the task gives for each text; each is a part of its own."""
        made = self._over(_each, task, [pl.DataFrame({"given": [one]}) for one in given])
        return [str(frame.item()) for (frame,) in made]

    def _parted(self, frame: pl.DataFrame) -> list[pl.DataFrame]:
        """Return a frame as parts one after the other; of no row, one part."""
        wanted = max(1, self.partitions or -(-frame.height // ROWS_A_PART))
        size = max(1, -(-frame.height // wanted))
        return [frame.slice(first, size) for first in range(0, max(1, frame.height), size)]

    def _over(self, work: Work, shared: object, parts: Sequence[pl.DataFrame]) -> list[Frames]:
        """Return what the work makes of each part, in order."""
        numbers = pa.array(range(len(parts)), pa.int64())
        table = pa.table({"number": numbers, "frames": pa.array([_packed((part,)) for part in parts], _BYTES)})
        given = self.session.createDataFrame(table)  # a partition a record, by _SETTINGS
        try:
            found = given.mapInArrow(_on_worker(work, self._broadcast(shared)), _SCHEMA).toArrow().sort_by("number")
        except PySparkException as error:
            raise _failed(error) from None
        return [_unpacked(frames) for frames in found.column("frames").to_pylist()]

    def _broadcast(self, shared: object) -> Any:
        """Return what the workers share, sent to them once while it is the same object as the last."""
        if self._shared is None or self._shared[0] is not shared:
            self._shared = (shared, self.session.sparkContext.broadcast(cloudpickle.dumps(shared)))
        return self._shared[1]


def _failed(error: PySparkException) -> ConfigError:
    """Return the fault without Spark's message: it may hold words of a report."""
    todo = "look at the workers' logs; --engine local does the same on one machine"
    return ConfigError("Spark did not finish its work", [Fault("--engine spark", type(error).__name__, todo)])


def _on_worker(work: Work, broadcast: Any) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """Return the function of record batches that Spark runs on a worker."""

    def worked(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        shared = pickle.loads(broadcast.value)  # noqa: S301  (our own bytes, from the driver)
        for batch in batches:
            for row in batch.to_pylist():
                (part,) = _unpacked(row["frames"])
                made = pa.array([_packed(work(part, shared))], _BYTES)
                yield pa.record_batch({"number": pa.array([row["number"]], pa.int64()), "frames": made})

    return worked


def _packed(frames: Frames) -> list[bytes]:
    """Return frames as Arrow streams."""
    streams = [io.BytesIO() for _ in frames]
    for frame, stream in zip(frames, streams, strict=True):
        frame.write_ipc_stream(stream)
    return [stream.getvalue() for stream in streams]


def _unpacked(streams: Sequence[bytes]) -> Frames:
    return tuple(pl.read_ipc_stream(io.BytesIO(stream)) for stream in streams)


def _read(part: pl.DataFrame, lexicon: Lexicon) -> Frames:
    found = read_texts(part.get_column("report_key"), part.get_column("text"), lexicon)
    return found.facts, found.spans


def _decide(part: pl.DataFrame, law: Law) -> Frames:
    return (decided_at(part, law),)


def _score(part: pl.DataFrame, shared: tuple[pl.DataFrame, LinkageModel]) -> Frames:
    crimes, model = shared
    return (score(part, crimes, model),)


def _each(part: pl.DataFrame, task: Callable[[str], str]) -> Frames:
    return (pl.DataFrame({"made": [task(part.item())]}),)


@contextmanager
def started(partitions: int | None, master: str | None) -> Iterator[SparkEngine]:
    """Yield an engine on the Spark that the machine's settings name, or on `master`; stop it afterwards.

    Raises ConfigError where Spark does not start.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    wanted = SparkSession.builder.appName("fullcount").config(map=_SETTINGS)
    wanted = wanted if master is None else wanted.master(master)
    if master is not None and master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        wanted = wanted.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    try:
        session = wanted.getOrCreate()
    except PySparkException:
        todo = "Java 17 must be there, and the address of --master"
        raise ConfigError("Spark does not start", [Fault("--engine spark", "no session", todo)]) from None
    session.sparkContext.setLogLevel("OFF")
    try:
        yield SparkEngine(session, partitions)
    finally:
        session.stop()
