"""Crimes taken off the record: what the reasons given say, and whether the rules let the cancellation stand."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from fullcount.core.facts import FACT
from fullcount.linking.forms import loose_number, numbers_in
from fullcount.linking.references import plain_number
from fullcount.reading.compiled import Lexicon
from fullcount.reading.read import Reading, read_texts
from fullcount.reading.reasons import WRITTEN, given_reasons
from fullcount.rulebook.cancellation import apply_cancellations
from fullcount.rulebook.pack import Pack

RECORD = ("crime_id", "class", "code", "recorded_at", "cancelled_at", "cancelled_code", "decided_by",
          "cancelled_evidence")  # fmt: skip
VERDICT = ("valid", "reason", "rule", "question")
LOOKED_AT = 5000
"""So many crime numbers, spread over all, are looked at to learn how the force writes them."""


@dataclass(frozen=True, slots=True)
class Readers:
    """The lexicon of logs, and that of the reasons for cancelling."""

    logs: Lexicon
    reasons: Lexicon

    @property
    def sha256(self) -> str:
        """The hash of both."""
        return hashlib.sha256(f"{self.logs.sha256}\0{self.reasons.sha256}".encode()).hexdigest()


def with_cancellations(crimes: pl.DataFrame, rows: pl.DataFrame | None) -> pl.DataFrame:
    """Return the crimes with when, why, on what information and by whom each was cancelled (`decided_by`,
    `decided_by_id`), from the table of cancellations where it has a row, else from the record's own columns.

    Of several rows of one crime the last holds. What a row leaves blank the record's own columns tell.
    """
    if rows is None:
        nothing = pl.lit(None, dtype=pl.String)
        return crimes.with_columns(nothing.alias("decided_by"), nothing.alias("decided_by_id"))
    order = ["cancelled_at", "published_at", "cancellation_id"]
    last = (
        rows.with_columns(plain_number("crime_id").alias("number")).drop_nulls("number")
        .sort(order, nulls_last=False).unique("number", keep="last", maintain_order=True)
        .select("number", "decided_by", "decided_by_id", pl.col("cancelled_at").alias("row_at"),
                pl.col("code").alias("row_code"), pl.col("evidence").alias("row_evidence"))
    )  # fmt: skip
    both = crimes.with_columns(plain_number("crime_id").alias("number"))
    both = both.join(last, on="number", how="left", maintain_order="left")
    return both.with_columns(
        pl.coalesce("row_at", "cancelled_at").alias("cancelled_at"),
        pl.coalesce("row_code", "cancelled_code").alias("cancelled_code"),
        pl.coalesce("row_evidence", "cancelled_evidence").alias("cancelled_evidence"),
    ).drop("number", "row_at", "row_code", "row_evidence")


def judged_cancellations(crimes: pl.DataFrame, pack: Pack, readers: Readers) -> pl.DataFrame:
    """Return a row for each cancelled crime, in the order of the crimes: RECORD, VERDICT and `said` (what the words of
    the reason say: fact, value, start, end in bytes, scope; `counts`: whether it is what the reason was taken for).

    crimes: with class, is_cancelled and the columns of `with_cancellations`. That the victim was told is for the
    ledger of rights, and is not asked here.
    """
    off = crimes.filter("is_cancelled").with_columns(pl.col("offence_code").list.first().alias("code"))
    texts, key = off["cancelled_evidence"], off["crime_id"]
    reading = read_texts(key.alias("report_key"), texts, readers.reasons)
    reasons = given_reasons(reading, texts, off["cancelled_code"])
    facts = [column for name in FACT if (column := _told(reading, name)) is not None]
    table = off.select("crime_id", "class", "code", "recorded_at", pl.col("cancelled_at").alias("closed_at"))
    rank = _rank(off["decided_by"], reading, readers.reasons)
    worked_out = (reasons.later_information, reasons.information_written, rank, _independent(off))
    table = table.with_columns(*facts, *worked_out, _twins(off, crimes, reading))
    if texts.null_count() < crimes.height and crimes["cancelled_evidence"].null_count() < crimes.height:
        table = table.with_columns(_evidence(texts, readers.logs, table["later_information"]))
    if crimes["cancelled_code"].null_count() < crimes.height:
        table = table.with_columns(off["cancelled_code"])
    found = apply_cancellations(table, pack)
    said = _said(reasons.spans, key)
    return pl.concat([off.select(RECORD), found.select(VERDICT), said], how="horizontal")


def with_verdicts(crimes: pl.DataFrame, judged: pl.DataFrame) -> pl.DataFrame:
    """Return the crimes with `cancellation_valid` and `cancellation_reason`; null for those that are not cancelled."""
    verdicts = judged.select("crime_id", pl.col("valid").alias("cancellation_valid"),
                             pl.col("reason").alias("cancellation_reason"))  # fmt: skip
    return crimes.join(verdicts, on="crime_id", how="left", maintain_order="left")


def _told(reading: Reading, name: str) -> pl.Series | None:
    """Return the column of a fact that the reasons can tell, but for those that are worked out from more."""
    worked_out = name in ("later_information", "information_written", "decided_by_rank", "twin_live")
    return None if worked_out or name not in reading.facts.columns else reading.facts[name]


def _evidence(texts: pl.Series, logs: Lexicon, information: pl.Series) -> Sequence[pl.Series]:
    """Return whether additional information is given (no where nothing is written), and whether, where the lexicon of
    reasons finds no information, that of logs finds what speaks against the crime (`contrary_evidence`)."""
    told = read_texts(texts.alias("report_key"), texts, logs).facts
    speaks = told["contrary_evidence"] if "contrary_evidence" in told.columns else pl.Series([None], dtype=pl.Boolean)
    frame = pl.DataFrame([texts.alias("text"), information, speaks.alias("speaks")])
    against = pl.when(pl.col("later_information").is_null() & pl.col("speaks")).then(True)
    made = frame.select(
        pl.when(pl.col("text").is_null()).then(False).when(against).then(True).alias("cancelled_evidence_given"),
        against.alias("contrary_evidence"),
    )
    return made.get_columns()


def _rank(deciders: pl.Series, reading: Reading, reasons: Lexicon) -> pl.Series:
    """Return who decided, as the rules know ranks: from the column that says so, else from the reason's own words.

    Somebody who is also said to deal with the case is the investigator, whatever their rank.
    """
    distinct = deciders.unique().drop_nulls().sort()
    column = read_texts(distinct.alias("report_key"), "by " + distinct, reasons)
    in_column = deciders.alias("key").to_frame().join(_ranks(column), on="key", how="left", maintain_order="left")
    key = reading.facts["report_key"].alias("key")
    in_words = key.to_frame().join(_ranks(reading), on="key", how="left", maintain_order="left")
    both = pl.DataFrame([in_column["rank"], in_words["rank"].alias("in_words")])
    return both.select(pl.coalesce("rank", "in_words").alias("decided_by_rank")).to_series()


def _ranks(reading: Reading) -> pl.DataFrame:
    """Return (key, rank) of the texts that say who decided."""
    ranks = pl.Series(FACT["decided_by_rank"].values)
    said = reading.spans.filter((pl.col("fact") == "decided_by_rank") & (pl.col("scope") == "asserted"))
    place = pl.col("value").replace_strict(ranks, pl.Series(range(len(ranks))), return_dtype=pl.Int64)
    found = said.group_by(pl.col("report_key").alias("key"), maintain_order=True).agg(
        pl.when(place.min() == 0).then(0).otherwise(place.max()).alias("place")
    )
    return found.select("key", ranks.gather(found["place"]).alias("rank"))


def _independent(off: pl.DataFrame) -> pl.Series:
    """Return no where the officer in the case decided it; else nothing is known."""
    same = (pl.col("decided_by_id").str.strip_chars() == pl.col("officer_id").str.strip_chars()).fill_null(value=False)
    return off.select(pl.when(same).then(False).alias("decider_independent")).to_series()


def _twins(off: pl.DataFrame, crimes: pl.DataFrame, reading: Reading) -> pl.Series:
    """Return of each crime cancelled as a duplicate whether a record stands whose number its reason names; where it
    names none that the extract holds, what the words say of the other record."""
    wanted = off.filter(pl.col("cancelled_code").str.to_uppercase().str.strip_chars().str.starts_with("C3"))
    texts = wanted.select(pl.col("crime_id").alias("key"), pl.col("cancelled_evidence").alias("text")).drop_nulls()
    sample = crimes["crime_id"].gather_every(max(1, crimes.height // LOOKED_AT)).to_list() if texts.height else []
    named = numbers_in(texts, sample).with_columns(loose_number(pl.col("number")).alias("number"))
    known = crimes.select(pl.col("crime_id").alias("other"), "is_cancelled",
                          loose_number(pl.col("crime_id")).alias("number"))  # fmt: skip
    found = (
        named.join(known, on="number", how="inner").filter(pl.col("key") != pl.col("other"))
        .group_by("key").agg((~pl.col("is_cancelled")).any().alias("twin_live"))
    )  # fmt: skip
    keyed = off.select(pl.col("crime_id").alias("key")).join(found, on="key", how="left", maintain_order="left")
    in_words = (
        reading.facts["twin_live"] if "twin_live" in reading.facts.columns else keyed["twin_live"].clear(off.height)
    )
    return keyed.select(pl.coalesce("twin_live", in_words).alias("twin_live")).to_series()


def _said(spans: pl.DataFrame, key: pl.Series) -> pl.DataFrame:
    """Return `said`, a list for each key; words that only say that it is to be cancelled are left out where more is
    said."""
    parts = ("fact", "value", "start", "end", "scope", "counts")
    listed = (
        spans.filter(pl.col("counts") | (pl.col("fact") != WRITTEN)).sort("report_key", "start", "end", "fact", "value")
        .group_by("report_key", maintain_order=True).agg(pl.struct(parts).alias("said"))
    )  # fmt: skip
    keyed = key.alias("report_key").to_frame().join(listed, on="report_key", how="left", maintain_order="left")
    return keyed.select("said")
