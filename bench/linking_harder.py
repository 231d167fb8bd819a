"""A simulated force's extracts made worse to link, in place: what clerks leave blank, round or write differently."""

from pathlib import Path

import numpy as np
import polars as pl

TIMES = "%d/%m/%Y %H:%M:%S"
CRIMES = {"Victim Surname": 0.5, "Victim Phone": 0.6, "Post Code": 0.5, "Committed From": 0.4, "Committed To": 0.4}
REPORTS = {"Surname": 0.3, "Tel": 0.3, "Postcode": 0.3}
NO_POSITION = 0.5  # share of crimes and of reports without a position
BARE = 0.4  # share of crimes whose address has the street and the town alone
ELSEWHERE = 0.15  # share of crimes that stand under another address of the district: the home of the victim, say
OTHER_CLASS = 0.10  # share of crimes in another class
HOURS = 2.0  # standard deviation of the crime's times about the truth
METRES = 300.0  # standard deviation of the crime's position, in each direction


def make_harder(folder: Path, seed: int) -> None:
    """Rewrite crimes.csv and reports.csv of a simulated force."""
    rng = np.random.default_rng([seed, 1500])
    crimes = _blanked(pl.read_csv(folder / "crimes.csv", infer_schema=False), CRIMES, rng)
    crimes = _moved(_without_position(crimes, ("Latitude", "Longitude"), rng), rng)
    for column in ("Committed From", "Committed To"):
        slip = pl.Series((rng.normal(0, HOURS * 3600, crimes.height)).astype(np.int64)) * 1_000_000
        moment = pl.col(column).str.to_datetime(TIMES, strict=False) + slip.cast(pl.Duration("us"))
        crimes = crimes.with_columns(moment.dt.strftime(TIMES).alias(column))
    crimes = _elsewhere(crimes, rng)
    other = pl.Series(rng.random(crimes.height) < OTHER_CLASS)
    columns = ["HO Class", "HO Code", "Offence"]
    shuffled = crimes.select(columns)[rng.permutation(crimes.height)]
    crimes = crimes.with_columns(shuffled[name].zip_with(other, crimes[name]) for name in columns)
    crimes.write_csv(folder / "crimes.csv")
    reports = _blanked(pl.read_csv(folder / "reports.csv", infer_schema=False), REPORTS, rng)
    _without_position(reports, ("Lat", "Long"), rng).write_csv(folder / "reports.csv")


def _blanked(frame: pl.DataFrame, shares: dict[str, float], rng: np.random.Generator) -> pl.DataFrame:
    return frame.with_columns(
        pl.when(pl.Series(rng.random(frame.height) >= share)).then(pl.col(name)).alias(name)
        for name, share in shares.items()
    )


def _without_position(frame: pl.DataFrame, names: tuple[str, str], rng: np.random.Generator) -> pl.DataFrame:
    kept = pl.Series(rng.random(frame.height) >= NO_POSITION)
    return frame.with_columns(pl.when(kept).then(pl.col(name)).alias(name) for name in names)


def _moved(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    off = [pl.Series(rng.normal(0, METRES, frame.height)) / metres for metres in (111_320, 64_000)]
    return frame.with_columns(
        (pl.col(name).cast(pl.Float64) + slip).round(5).cast(pl.String).alias(name)
        for name, slip in zip(("Latitude", "Longitude"), off, strict=True)
    )


def _elsewhere(crimes: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    street = pl.col("Address").str.replace(r"^.*?(?:\d+ )?([^,]+, [^,]+)$", "$1")
    bare = pl.Series(rng.random(crimes.height) < BARE)
    crimes = crimes.with_columns(pl.when(bare).then(street).otherwise("Address").alias("Address"))
    other = pl.Series(rng.random(crimes.height) < ELSEWHERE)
    shuffled = pl.col("Address").shuffle(seed=int(rng.integers(1 << 30))).over("District")
    return crimes.with_columns(pl.when(other).then(shuffled).otherwise("Address").alias("Address"))
