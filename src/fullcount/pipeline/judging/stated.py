"""The links that records state: by number in fields and in words, in any of its forms, and whether to believe them."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from fullcount.linking.forms import loose_number, numbers_in
from fullcount.linking.references import one_slip_away, own_number, plain_number
from fullcount.linking.stated import NEAR_ENOUGH, Trust

PAIR = ["report_id", "crime_id"]
Weigh = Callable[[pl.DataFrame], pl.DataFrame]
"""Gives pairs (report_id, crime_id) their column `evidence` (see `scoring.weighed`)."""


@dataclass(frozen=True, slots=True)
class Named:
    """What records name. pairs: report_id, crime_id, each once; both: those of them that each side states, which no
    slip explains. unknown: key (whose number), number (plain), of numbers
    that no record has, by the side that names them. crimes, reports: id, number (plain) of all records."""

    pairs: pl.DataFrame
    both: pl.DataFrame
    crimes: pl.DataFrame
    reports: pl.DataFrame
    unknown_crimes: pl.DataFrame
    unknown_reports: pl.DataFrame


def named(reports: pl.DataFrame, crimes: pl.DataFrame, words: pl.DataFrame) -> Named:
    """Return the pairs that either side names, in any form of the number, in a field or in the words.

    reports: report_id, crime_ref (list), other_force_ref; crimes: crime_id, report_ref (list); words:
    key (report_id), text.
    """
    ids = crimes.select(pl.col("crime_id").alias("id"), own_number(crimes, "crime_id").alias("number"))
    of_reports = reports.select(pl.col("report_id").alias("id"), own_number(reports, "report_id").alias("number"))
    said = numbers_in(words, crimes["crime_id"].to_list()).select("key", "number")
    by_report, no_crime = _resolved(_listed(reports, "report_id", "crime_ref"), ids)
    in_words, _ = _resolved(said, ids)
    by_crime, no_report = _resolved(_listed(crimes, "crime_id", "report_ref"), of_reports)
    elsewhere, no_report = _by_other_force(reports, ids, no_report)
    of_report = pl.concat([by_report, in_words]).select(
        pl.col("key").alias("report_id"), pl.col("id").alias("crime_id")
    )
    of_crime = by_crime.select(pl.col("id").alias("report_id"), pl.col("key").alias("crime_id"))
    pairs = pl.concat([elsewhere, of_report, of_crime]).unique().sort(PAIR)
    both = of_report.unique().join(of_crime, on=PAIR, how="semi").sort(PAIR)
    return Named(pairs, both, ids, of_reports, no_crime, no_report)


def _by_other_force(
    reports: pl.DataFrame, crimes: pl.DataFrame, no_report: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the pairs that another force's number joins, and the numbers of `no_report` that are still nobody's.

    The report gives the other force's number of the event: it is that of a crime record taken over, or the one that a
    crime record names as its report. A number that several reports or crimes give joins none.
    """
    given = reports.select(pl.col("report_id"), plain_number("other_force_ref").alias("number")).drop_nulls()
    given = given.filter(~pl.col("number").is_duplicated())
    taken_over = given.join(crimes.filter(~pl.col("number").is_duplicated()), on="number", how="inner")
    naming = no_report.join(given, on="number", how="inner")
    pairs = [taken_over.select("report_id", pl.col("id").alias("crime_id")),
             naming.select("report_id", pl.col("key").alias("crime_id"))]  # fmt: skip
    return pl.concat(pairs), no_report.join(given, on="number", how="anti").sort("key", "number")


def _listed(frame: pl.DataFrame, key: str, column: str) -> pl.DataFrame:
    listed = frame.select(pl.col(key).alias("key"), pl.col(column).alias("number"))
    return listed.filter(pl.col("number").is_not_null()).explode("number")


def _resolved(stated: pl.DataFrame, known: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return (key, id) of the records that the stated numbers are those of, and (key, number) of the rest, plain.

    First by the plain number; what is left by its loose form, where no two records share that form.
    """
    plain = stated.with_columns(plain_number("number").alias("plain")).filter(pl.col("plain").is_not_null())
    exact = plain.join(known, left_on="plain", right_on="number", how="inner")
    rest = plain.join(known, left_on="plain", right_on="number", how="anti")
    found = [exact.select("key", "id")]
    if rest.height:
        loose = known.select("id", loose_number(pl.col("id")).alias("loose")).filter(
            pl.col("loose").is_not_null() & ~pl.col("loose").is_duplicated()
        )
        rest = rest.with_columns(loose_number(pl.col("number")).alias("loose"))
        found.append(rest.join(loose, on="loose", how="inner").select("key", "id"))
        rest = rest.join(loose, on="loose", how="anti")
    unknown = rest.select("key", pl.col("plain").alias("number")).unique().sort("key", "number")
    return pl.concat(found).unique(), unknown


def believed(pairs: pl.DataFrame, trust: Trust | None, weigh: Weigh) -> pl.DataFrame:
    """Return the stated pairs with `probability`: what they say of each other weighed against a slip of the hand.

    Without `trust` (too few to learn it from) every stated pair is certain.
    """
    if trust is None:
        return pairs.with_columns(pl.lit(1.0).alias("probability"))
    weighed = weigh(pairs).with_columns(pl.col("evidence").fill_null(0.0))
    belief = trust.belief(pl.col("evidence"), pl.lit(trust.stated_prior)).round(9)
    return weighed.select(*PAIR, belief.alias("probability"))


def mistyped(given: Named, doubted: pl.DataFrame, trust: Trust | None, weigh: Weigh) -> pl.DataFrame:
    """Return (report_id, crime_id, probability) of the records whose number is one slip from a stated one that is
    nobody's, or that is believed to be another's (`doubted`), where all else agrees.

    One of each number's neighbours may be meant, or none: they share one half of the chance before the evidence.
    """
    schema = {"report_id": pl.String, "crime_id": pl.String, "probability": pl.Float64}
    if trust is None:
        return pl.DataFrame(schema=schema)
    weighed = weigh(_neighbours(given, doubted)).filter(pl.col("evidence").is_not_null())
    shared = -pl.len().over("of", "number").cast(pl.Float64).log()
    likely = weighed.with_columns(trust.belief(pl.col("evidence"), shared).round(9).alias("probability"))
    best = likely.filter(pl.col("probability") >= NEAR_ENOUGH).sort(
        "probability", *PAIR, descending=[True, False, False]
    )
    once = best.unique(["of", "number"], keep="first", maintain_order=True)
    return once.select(*schema).unique(PAIR, keep="first", maintain_order=True).sort(PAIR)


def _neighbours(given: Named, doubted: pl.DataFrame) -> pl.DataFrame:
    """Return (of, number, report_id, crime_id) of the records one slip away from each unknown or doubted number."""
    crimes = doubted.select(pl.col("report_id").alias("key"), plain_number("crime_id").alias("number"))
    reports = doubted.select(pl.col("crime_id").alias("key"), plain_number("report_id").alias("number"))
    to_crimes = one_slip_away(pl.concat([given.unknown_crimes, crimes]).unique(), given.crimes)
    to_reports = one_slip_away(pl.concat([given.unknown_reports, reports]).unique(), given.reports)
    return pl.concat([
        to_crimes.select(pl.concat_str(pl.lit("r"), "key").alias("of"), "number", pl.col("key").alias("report_id"),
                         pl.col("id").alias("crime_id")),
        to_reports.select(pl.concat_str(pl.lit("c"), "key").alias("of"), "number", pl.col("id").alias("report_id"),
                          pl.col("key").alias("crime_id")),
    ])  # fmt: skip
