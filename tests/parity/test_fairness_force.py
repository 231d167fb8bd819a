"""Errors that fall on some more than on others are seen where they are planted, and nowhere else."""

from pathlib import Path

import polars as pl
import pytest

from fullcount.pipeline.report.fairness import NO_REPORT, UNREAD
from fullcount.pipeline.run import RunRequest, run
from fullcount.pipeline.simulated import write_force
from fullcount.simulate.force import Wanted

SEX = "victim's sex"
BLANKED = ("Victim Surname", "Victim Phone", "Address", "Post Code", "Latitude", "Longitude", "Committed From",
           "Committed To")  # fmt: skip
"""Without these a crime record can hardly be told from others of its kind."""


def rates(folder: Path) -> pl.DataFrame:
    run(RunRequest(folder / "force", folder / "out"))
    return pl.read_csv(folder / "out" / "fairness.csv", null_values="")


def of(table: pl.DataFrame, error: str, group: str) -> dict[str, float]:
    return table.filter((pl.col("error") == error) & (pl.col("by") == SEX) & (pl.col("group") == group)).row(
        0, named=True
    )


@pytest.fixture(scope="module")
def even(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    folder = tmp_path_factory.mktemp("even")
    write_force(folder / "force", Wanted(8000, 6, people=False))
    return rates(folder)


def test_nothing_is_seen_where_nothing_is_planted(even: pl.DataFrame) -> None:
    women, men = of(even, NO_REPORT, "F"), of(even, NO_REPORT, "M")
    assert women["members"] > 200
    assert men["members"] > 200
    assert women["low"] <= men["high"]
    assert men["low"] <= women["high"]
    assert set(even["by"]) >= {"district", "route", "age band", SEX, "victim's ethnicity", "interpreter"}
    few = even.filter(pl.col("members") < 30)
    assert few.height
    assert few["rate"].null_count() == few.height
    assert even.filter(pl.col("error") == UNREAD).height


def test_poorer_records_of_women_are_seen(tmp_path: Path) -> None:
    write_force(tmp_path / "force", Wanted(8000, 6, people=False))
    victims = pl.read_csv(tmp_path / "force" / "victims.csv", infer_schema=False)
    women = victims.filter(pl.col("Sex") == "F")["Crime Number"]
    crimes = pl.read_csv(tmp_path / "force" / "crimes.csv", infer_schema=False)
    poorer = crimes.with_columns(
        pl.when(pl.col("Crime Number").is_in(women.implode())).then(None).otherwise(pl.col(name)).alias(name)
        for name in BLANKED
    )
    poorer.write_csv(tmp_path / "force" / "crimes.csv")
    found = rates(tmp_path)
    assert of(found, NO_REPORT, "F")["low"] > of(found, NO_REPORT, "M")["high"]
