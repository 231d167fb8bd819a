"""What a run does to many records at once, each part of them by itself: on this machine, or by others too.

An engine is given the pure functions' inputs whole and returns their outputs whole; how it parts them must not show:
reading and deciding look at one report, scoring at one pair, so that any parts of them together are the whole.
Assignment, accounting and estimating need all at once and stay where the run is.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Protocol

import polars as pl

from fullcount.core.errors import ConfigError, Fault
from fullcount.linking.model import LinkageModel
from fullcount.pipeline.judging.decide import Law, decided_at
from fullcount.pipeline.judging.scoring import score
from fullcount.reading.compiled import Lexicon
from fullcount.reading.read import Reading, read_texts


class Engine(Protocol):
    """Does the parts of a run that look at each record by itself."""

    def read(self, keys: pl.Series, texts: pl.Series, lexicon: Lexicon) -> Reading:
        """Return what `reading.read.read_texts` does."""

    def decide(self, stretches: Iterable[pl.DataFrame], law: Law) -> Iterable[pl.DataFrame]:
        """Return what `decided_at` does of each stretch, in order."""

    def score(self, left: pl.DataFrame, right: pl.DataFrame, model: LinkageModel) -> pl.DataFrame:
        """Return what `judging.scoring.score` does."""

    def each(self, task: Callable[[str], str], given: Sequence[str]) -> list[str]:
        """Return what a task gives for each of some texts, in order. task: a function of a module."""


class OneMachine:
    """The engine that needs nothing: the functions themselves."""

    def read(self, keys: pl.Series, texts: pl.Series, lexicon: Lexicon) -> Reading:
        """Return what each text says."""
        return read_texts(keys, texts, lexicon)

    def decide(self, stretches: Iterable[pl.DataFrame], law: Law) -> Iterable[pl.DataFrame]:
        """Return each stretch decided, one at a time."""
        return (decided_at(stretch, law) for stretch in stretches)

    def score(self, left: pl.DataFrame, right: pl.DataFrame, model: LinkageModel) -> pl.DataFrame:
        """Return the pairs that weigh enough."""
        return score(left, right, model)

    def each(self, task: Callable[[str], str], given: Sequence[str]) -> list[str]:
        """Return what the task gives, one after the other."""
        return [task(one) for one in given]


LOCAL = OneMachine()


@contextmanager
def engine(name: str, partitions: int | None = None, master: str | None = None) -> Iterator[Engine]:
    """Yield an engine, and stop what it started. Raises ConfigError where Spark or Java is not there."""
    if name == "local":
        yield LOCAL
        return
    try:
        spark = import_module("fullcount.pipeline.spark")
    except ImportError:
        todo = "pip install fullcount[spark], and have Java 17"
        raise ConfigError("Spark is not installed", [Fault("--engine spark", "needs pyspark", todo)]) from None
    with spark.started(partitions, master) as made:
        yield made
