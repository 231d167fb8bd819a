"""misclassified.csv and reclassified.csv: what was recorded, or closed, as another offence, with the words for each."""

import re
from collections.abc import Mapping

import polars as pl

from fullcount.pipeline.judging.books import Books
from fullcount.pipeline.report.wording import reason_title
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.sides import facts_of_class

_SAID = re.compile(r"(.+?) \(([a-z_]+)\)(?:, |$)")
RECLASSIFIED: Mapping[str, str] = {
    "words-tell-closing-class": "The words of the log tell of the offence it was closed as",
    "evidence-against": "Credible evidence against what it was opened as",
    "duplicate": "Closed as a second report of the same event",
    "left-to-another-force": "Left to another force or agency",
    "no-reason-given": "Nothing in the log says why",
}


def said_for(said: str | None, facts: frozenset[str]) -> str:
    """Return those of the words read (`said` of the ledger: words and the fact that each states) that state one of
    some facts."""
    return ", ".join(f"{words} ({fact})" for words, fact in _SAID.findall(said or "") if fact in facts)


def misclassified_rows(books: Books, pack: Pack) -> pl.DataFrame:
    """Return one row a crime recorded as another offence than the report discloses, with the words for each side: what
    only the rules of the class due ask about, what only those of the class recorded do, and what both do."""
    about = books.ledger.select("report_id", "said", "opening_code", "closing_code", "unit")
    rows = books.crime_ledger.filter(pl.col("state") == "misclassified").join(
        about, on="report_id", how="left", maintain_order="left"
    )
    names = {name for column in ("class_due", "class_recorded") for name in rows[column].drop_nulls().to_list()}
    asked = {name: facts_of_class(pack, name) for name in sorted(names)}
    none: frozenset[str] = frozenset()
    split = []
    for due, recorded, said in rows.select("class_due", "class_recorded", "said").iter_rows():
        one, other = asked.get(due, none), asked.get(recorded, none)
        split.append((said_for(said, one - other), said_for(said, other - one), said_for(said, one & other)))
    words = pl.DataFrame(
        split, schema=dict.fromkeys(("words_for_due", "words_for_recorded", "words_for_both"), pl.String), orient="row"
    )
    titles = {reason: reason_title(reason, pack) for reason in rows["reason"].unique().to_list()}
    why = pl.Series("why", [titles[reason] for reason in rows["reason"].to_list()], dtype=pl.String)
    codes = [pl.col(name).list.join(" // ") for name in ("opening_code", "closing_code")]
    made = rows.with_columns(*codes, why, *words.get_columns())
    return made.select(
        "report_id", "crime_id", "class_due", "class_recorded", "reason", "why", "opening_code", "closing_code",
        "words_for_due", "words_for_recorded", "words_for_both", "district", "unit",
    ).sort("report_id", "crime_id")  # fmt: skip


def reclassified_rows(changed: pl.DataFrame, zone: str) -> pl.DataFrame:
    """Return one row a report closed as another offence than it was opened as; first those that need a person."""
    why = pl.col("reason").replace_strict(dict(RECLASSIFIED), default=None, return_dtype=pl.String)
    local = pl.col("reported_at").dt.convert_time_zone(zone).dt.strftime("%Y-%m-%dT%H:%M:%S%:z")
    codes = [pl.col(name).list.join(" // ") for name in ("opening_code", "closing_code")]
    needs = pl.when("needs_person").then(pl.lit("yes")).otherwise(pl.lit("no")).alias("needs_person")
    return changed.with_columns(why.alias("why"), local, *codes, needs).select(
        "report_id", "reported_at", "opened_class", "closed_class", "direction", "needs_person", "reason", "why",
        "opening_code", "closing_code", "state", "district", "unit",
    )  # fmt: skip
