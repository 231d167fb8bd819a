"""The engine of one machine is the functions themselves; Spark is asked for only where it is wanted."""

import sys

import pytest

from fullcount.core.errors import ConfigError
from fullcount.pipeline.engine import LOCAL, engine


def test_the_local_engine_does_tasks_in_order():
    with engine("local") as made:
        assert made is LOCAL
        assert made.each(str.upper, ["b", "a"]) == ["B", "A"]


def test_without_pyspark_the_fault_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.delitem(sys.modules, "fullcount.pipeline.spark", raising=False)
    with pytest.raises(ConfigError, match="not installed") as told, engine("spark"):
        pass
    assert "fullcount[spark]" in str(told.value)
