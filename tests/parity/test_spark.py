"""A run whose reading, deciding and scoring Spark does by partitions equals the run on one machine, byte for byte."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from fullcount.core.errors import ConfigError
from fullcount.pipeline.engine import Engine, engine
from fullcount.pipeline.nation import NATION, NationRequest, nation
from fullcount.pipeline.run import RunRequest, run
from fullcount.pipeline.simulated import write_force
from fullcount.pipeline.store import RESULTS
from fullcount.simulate.force import Wanted
from small_force import crime, report, write_small_force

pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
PARTITIONS = 3


@pytest.fixture(scope="module")
def two_workers() -> Iterator[Engine]:
    with engine("spark", PARTITIONS, "local[2]") as made:
        yield made


@pytest.fixture(scope="module")
def both(two_workers: Engine, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The results of one synthetic force: of one machine, and of two workers."""
    base = tmp_path_factory.mktemp("spark")
    write_force(base / "force", Wanted(4_000, 7, people=False))
    run(RunRequest(base / "force", base / "one"))
    run(RunRequest(base / "force", base / "two", engine=two_workers))
    return base / "one", base / "two"


@pytest.mark.parametrize("name", RESULTS)
def test_each_result_is_the_same(name: str, both: tuple[Path, Path]) -> None:
    one, two = both
    if name.endswith(".parquet"):
        assert pl.read_parquet(one / name).equals(pl.read_parquet(two / name))
    assert (one / name).read_bytes() == (two / name).read_bytes()


def test_there_is_something_to_compare(both: tuple[Path, Path]) -> None:
    tables = {name: pl.read_parquet(both[1] / f"{name}.parquet").height for name in ("ledger", "links", "near_misses")}
    assert tables["ledger"] == 4_000 and tables["links"] > 500 and tables["near_misses"] > 0


def test_all_that_is_kept_is_the_same(both: tuple[Path, Path]) -> None:
    trees = [
        {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        for out in both
    ]
    assert trees[0] == trees[1]


def test_a_nation_is_the_same_and_a_force_that_fails_stops_no_other(two_workers: Engine, tmp_path: Path) -> None:
    forces = tmp_path / "forces"
    for name, count in (("ayshire", 3), ("beeshire", 5)):
        logs = [report(n, text="she was punched in the face", opening_code="ASLT") for n in range(count)]
        write_small_force(forces / name, reports=logs, crimes=[crime(1, offence_code="ASLT")])
    (forces / "ceeshire").mkdir()
    (forces / "ceeshire" / "force.toml").write_text("[force]\n")
    one = nation(NationRequest(forces, tmp_path / "one"))
    two = nation(NationRequest(forces, tmp_path / "two", engine=two_workers))
    assert one == two == json.loads((tmp_path / "two" / NATION).read_text())
    assert [force["fault"] is None for force in one["forces"]] == [True, True, False]
    assert one["total"]["reports"] == 8 and sum(one["total"]["report_states"].values()) == 8
    for name in ("ayshire", "beeshire"):
        assert (tmp_path / "one" / name / "ledger.parquet").read_bytes() == (
            tmp_path / "two" / name / "ledger.parquet"
        ).read_bytes()


def test_a_fault_of_the_work_is_told_without_its_words(two_workers: Engine) -> None:
    with pytest.raises(ConfigError) as told:
        two_workers.each(int, ["a secret word"])  # type: ignore[arg-type]
    assert "secret" not in str(told.value)
