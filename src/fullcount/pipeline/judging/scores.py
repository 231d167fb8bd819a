"""The learnt score in a run: teaches it where none is frozen, scores what needs a person, and orders what to read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
import polars as pl

from fullcount.pipeline.intake.assemble import PART
from fullcount.pipeline.intake.parts import Part
from fullcount.pipeline.intake.readers.batch import ROW
from fullcount.reading.score.fit import fit_score
from fullcount.reading.score.kernel import moved_words, scorer_of, scores
from fullcount.reading.score.lessons import Lessons
from fullcount.reading.score.model import ScoreModel

MOST_TAUGHT = 40_000
"""Reports that nobody read teach the score up to about so many, spread over all; those that reviewers read all do."""
AT_ONCE = 200_000
"""Reports whose words are in memory at once."""
READ_FROM = 0.1
"""A report without a crime record is to be read from this probability on that it tells of a crime."""
DISCLOSES = "text-discloses-crime"
TAUGHT_BY_RECORDS, TAUGHT_BY_RULES = "crime records", "the rules"
SCHEMA = {"report_id": pl.String, "score": pl.Float64, "score_words": pl.String}


@dataclass(frozen=True, slots=True)
class Words:
    """Where the words of the reports are: the parts, their folder, and (report_id, __part, __row) of each report."""

    parts: Sequence[Part]
    folder: Path
    rows: pl.DataFrame

    def of(self, wanted: pl.Series) -> Iterator[pl.DataFrame]:
        """Yield (report_id, text) of the reports that are wanted, some AT_ONCE of a part at a time."""
        mine = self.rows.filter(pl.col("report_id").is_in(wanted.implode())).select("report_id", PART, ROW)
        for number, part in enumerate(self.parts):
            of_part = mine.filter(pl.col(PART) == number)
            for first in range(0, part.counts.accepted if of_part.height else 0, AT_ONCE):
                file = pl.scan_parquet(self.folder / f"{part.key}.rows.parquet")
                said = file.select(ROW, "text").slice(first, AT_ONCE).collect()
                yield of_part.join(said, on=ROW, how="inner").select("report_id", "text")


@dataclass(frozen=True, slots=True)
class Standing:
    """How the reports stand: the reports ledger, the links, the reviews, and whether it is known what was recorded."""

    ledger: pl.DataFrame
    links: pl.DataFrame
    reviews: pl.DataFrame | None
    crimes_are_known: bool

    @property
    def unlinked(self) -> pl.DataFrame:
        """Return the ledger's rows of the reports that no crime record answers, cancelled ones counted as answers."""
        return self.ledger.join(self.links.select("report_id").unique(), on="report_id", how="anti")


def reviewed(reviews: pl.DataFrame | None) -> pl.DataFrame:
    """Return (report_id, saw): whether the reviewer saw a crime; of several first markings of a report the last."""
    if reviews is None:
        return pl.DataFrame(schema={"report_id": pl.String, "saw": pl.Float64})
    first = reviews.filter((pl.col("marking") == 1).fill_null(value=True))
    latest = first.sort("report_id", "reviewed_at", "review_id", nulls_last=False).unique(
        "report_id", keep="last", maintain_order=True
    )
    return latest.select("report_id", (pl.col("crimes_disclosed") > 0).cast(pl.Float64).alias("saw")).drop_nulls()


def _taught(standing: Standing) -> pl.DataFrame:
    """Return (report_id, tells, saw, is_open) of the reports that teach, by number; not more than are needed."""
    ledger = standing.ledger.select("report_id", "decision", "reason", "has_text")
    if standing.crimes_are_known:
        linked = standing.links.select("report_id", pl.lit(1.0).alias("tells")).unique()
        said = ledger.join(linked, on="report_id", how="left").with_columns(pl.col("tells").fill_null(0.0))
        said = said.with_columns((pl.col("tells") == 0).alias("is_open"))
    else:
        rules = pl.when(pl.col("reason") == DISCLOSES).then(1.0).when(pl.col("decision") == "not-a-crime").then(0.0)
        said = ledger.with_columns(rules.alias("tells"), pl.lit(value=True).alias("is_open"))
    said = said.join(reviewed(standing.reviews), on="report_id", how="left")
    said = said.filter(pl.col("has_text").fill_null(value=False)).sort("report_id")
    read, unread = said.filter(pl.col("saw").is_not_null()), said.filter(pl.col("saw").is_null())
    spread = unread.gather_every(max(1, -(-unread.height // MOST_TAUGHT)))
    return pl.concat([read, spread]).select("report_id", "tells", "saw", "is_open")


def fit(standing: Standing, words: Words, as_at: datetime | None) -> ScoreModel | None:
    """Return a score taught by these reports, or None where too few teach it. as_at: for the model card."""
    taught = _taught(standing)
    said = pl.concat([pl.DataFrame(schema={"report_id": pl.String, "text": pl.String}),
                      *words.of(taught["report_id"])])  # fmt: skip
    rows = taught.join(said, on="report_id", how="inner").sort("report_id")
    lessons = Lessons(
        rows["tells"].cast(pl.Float64).fill_null(float("nan")).to_numpy(),
        rows["saw"].fill_null(float("nan")).to_numpy(),
        rows["is_open"].to_numpy().astype(np.bool_),
    )
    reported = standing.ledger.join(rows.select("report_id"), on="report_id", how="semi")["reported_at"]
    first, last = reported.min(), reported.max()
    card = {
        "taught_by": TAUGHT_BY_RECORDS if standing.crimes_are_known else TAUGHT_BY_RULES,
        "reported_from": first.date().isoformat() if isinstance(first, datetime) else None,
        "reported_to": last.date().isoformat() if isinstance(last, datetime) else None,
        "as_at": as_at.date().isoformat() if as_at else None,
    }
    return fit_score(rows["report_id"], rows["text"], lessons, card)


def scored(model: ScoreModel, words: Words, wanted: pl.Series) -> pl.DataFrame:
    """Return (report_id, score) of the reports that are wanted and have words, by number."""
    scorer = scorer_of(model)
    found = [pl.DataFrame(schema={"report_id": pl.String, "score": pl.Float64})]
    for said in words.of(wanted):
        made = scores(said["report_id"], said["text"], scorer)
        found.append(said.select("report_id").with_columns(made).drop_nulls())
    return pl.concat(found).sort("report_id")


def of_recorded(model: ScoreModel | None, words: Words, reports: pl.Series) -> pl.DataFrame:
    """Return (report_id, score) of reports that a crime record answers: what the score would say without the record."""
    if model is None:
        return pl.DataFrame(schema={"report_id": pl.String, "score": pl.Float64})
    return scored(model, words, reports.unique())


def shown_words(model: ScoreModel, words: Words, wanted: pl.Series) -> pl.DataFrame:
    """Return (report_id, score_words) of the reports that are wanted: the words that moved each score."""
    scorer = scorer_of(model)
    found = [pl.DataFrame(schema={"report_id": pl.String, "score_words": pl.String})]
    for said in words.of(wanted):
        made = moved_words(said["report_id"], said["text"], scorer).alias("score_words")
        found.append(said.select("report_id").with_columns(made))
    return pl.concat(found)


def with_scores(
    model: ScoreModel | None, words: Words, standing: Standing, found: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the findings with score and score_words, and what is to be read, in order of how likely it is a crime.

    To be read: reports that no crime record answers, from READ_FROM on, whatever the rules say of them; finding: the
    rank of the finding that the report is already, blank where the rules leave it alone or only ask.
    """
    unlinked = standing.unlinked
    if model is None:
        nothing = [pl.lit(None, dtype=kind).alias(name) for name, kind in SCHEMA.items() if name != "report_id"]
        to_read = unlinked.clear().with_columns(nothing).with_row_index("rank", offset=1)
        return found.with_columns(nothing), to_read.with_columns(pl.lit(None, dtype=pl.UInt32).alias("finding"))
    likely = scored(model, words, unlinked["report_id"])
    shown = likely.filter(pl.col("score") >= READ_FROM)
    of_findings = likely.join(found.select("report_id"), on="report_id", how="semi")
    wanted = pl.concat([shown["report_id"], of_findings["report_id"]]).unique()
    why = shown_words(model, words, wanted)
    ranks = found.select("report_id", pl.col("rank").alias("finding"))
    to_read = (
        unlinked.join(shown, on="report_id", how="inner")
        .join(why, on="report_id", how="left")
        .join(ranks, on="report_id", how="left")
        .sort("score", "report_id", descending=[True, False])
        .with_row_index("rank", offset=1)
    )
    likely = likely.with_columns(pl.col("score").round(4))
    told = found.join(likely.join(why, on="report_id", how="left"), on="report_id", how="left", maintain_order="left")
    return told, to_read
