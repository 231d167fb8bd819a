"""Codes and words become facts, facts become decisions: the tables that the ledgers are made from."""

from collections.abc import Mapping, Sequence

import polars as pl

from fullcount.core.facts import FACTS, FactKind
from fullcount.core.states import CodeMeaning
from fullcount.pipeline.judging.cancelling import Readers, judged_cancellations, with_cancellations, with_verdicts
from fullcount.pipeline.judging.codes import UNMAPPED, CodeTable, class_of
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.table import apply

DISPOSITION_FACTS: Mapping[str, str] = {
    "report-taken": "report_taken", "arrest": "report_taken", "report-later": "report_promised",
    "no-crime": "closed_as_no_crime", "duplicate": "duplicate_report", "other-agency": "other_force_records",
}  # fmt: skip
"""Which fact a disposition states; the others (cancelled, gone on arrival, open …) state none."""

DENIALS = ("contrary_evidence", "false_alarm")
"""Facts that speak against any crime."""

SURE_REASONS = ("text-discloses-crime", "opened-and-closed-as-crime", "closed-as-crime")
"""Reasons on which the class due is known well enough to say that a record has the wrong one."""

FACT_TYPES = {FactKind.YES_NO: pl.Boolean(), FactKind.CHOICE: pl.String(), FactKind.NUMBER: pl.Int64()}


def code_classes(column: pl.Series, kind: str, table: CodeTable, pack: Pack) -> pl.Series:
    """Return what each cell's codes mean (see `codes.class_of`); each distinct cell is looked up once."""
    name = column.name
    joined = column.list.join("\x1f").alias("cell")
    distinct = joined.unique().drop_nulls().sort()
    means = [class_of(cell.split("\x1f"), kind, table, pack) for cell in distinct.to_list()]
    look_up = pl.DataFrame({"cell": distinct, name: pl.Series(means, dtype=pl.String)})
    return joined.to_frame().join(look_up, on="cell", how="left", maintain_order="left").get_column(name)


def meanings(column: pl.Series, kind: str, table: CodeTable) -> pl.Series:
    """Return what each code of a plain column means, or `unmapped`; null for a blank."""
    distinct = column.unique().drop_nulls().sort()
    means = [table.meaning(kind, code) or UNMAPPED for code in distinct.to_list()]
    look_up = pl.DataFrame({column.name: distinct, "means": pl.Series(means, dtype=pl.String)})
    return column.to_frame().join(look_up, on=column.name, how="left", maintain_order="left").get_column("means")


def unmapped_codes(column: pl.Series, kind: str, table: CodeTable, pack: Pack) -> pl.DataFrame:
    """Return (code, rows) of the codes that the table does not have, most frequent first."""
    flat = column.drop_nulls().explode().drop_nulls() if column.dtype == pl.List else column.drop_nulls()
    counts = flat.value_counts(name="rows").rename({flat.name: "code"})
    known = [
        table.meaning(kind, code) is not None or (kind in {"type", "offence"} and pack.offence_class(code) is not None)
        for code in counts.get_column("code").to_list()
    ]
    return counts.filter(~pl.Series(known, dtype=pl.Boolean)).sort("rows", "code", descending=[True, False])


def with_facts(reports: pl.DataFrame, codes: CodeTable, pack: Pack) -> pl.DataFrame:
    """Return the reports with what their codes mean and the facts that anything tells (null where nothing says).

    Of the vocabulary only the facts that were read, and those that a disposition states, become columns.
    """
    joined = reports.with_columns(
        code_classes(reports["opening_code"], "type", codes, pack).alias("opening_class"),
        code_classes(reports["closing_code"], "type", codes, pack).alias("closing_class"),
        meanings(reports["disposition"], "disposition", codes).alias("disposition_means"),
    )
    needed = {*DISPOSITION_FACTS.values(), *DENIALS}
    absent = [
        pl.lit(None, dtype=FACT_TYPES[fact.kind]).alias(fact.name)
        for fact in FACTS
        if fact.name in needed and fact.name not in joined.columns
    ]
    joined = joined.with_columns(absent)
    stated: dict[str, list[str]] = {}
    for meaning, fact in DISPOSITION_FACTS.items():
        stated.setdefault(fact, []).append(meaning)
    return joined.with_columns(
        pl.when(pl.col("disposition_means").is_in(words)).then(True).otherwise(pl.col(fact)).alias(fact)
        for fact, words in stated.items()
    ).with_columns(
        pl.when(pl.col("other_force_ref").is_not_null())
        .then(True)
        .otherwise("other_force_records")
        .alias("other_force_records")
    )


def _is_class(column: str) -> pl.Expr:
    return pl.col(column).is_not_null() & ~pl.col(column).is_in([*(m.value for m in CodeMeaning), UNMAPPED])


def judged(reports: pl.DataFrame, clock_start: str, pack: Pack) -> pl.DataFrame:
    """Return the reports with the rulebook's decision, and what the ledgers ask of it.

    alleges: something (a code or the words) says crime. class_is_sure: see SURE_REASONS. contrary: there is evidence
    that no crime happened.
    """
    table = reports.select(
        pl.col("report_id").alias("report_key"), pl.coalesce(clock_start, "reported_at").alias("reported_at"),
        "opening_class", "closing_class", pl.col("has_text").fill_null(value=False),
        *[fact.name for fact in FACTS if fact.name in reports.columns],
    )  # fmt: skip
    decisions = apply(table, pack)
    wanted = [
        "decision",
        "class",
        "extra_classes",
        "crimes_due",
        "deadline",
        "reason",
        "rules",
        "question",
        "certainty",
    ]
    made = reports.with_columns(decisions.select(wanted))
    return made.with_columns(
        pl.col("reason").is_in(SURE_REASONS).alias("class_is_sure"),
        pl.any_horizontal(pl.col(*DENIALS).fill_null(value=False)).alias("contrary"),
        (_is_class("opening_class") | _is_class("closing_class") | (pl.col("reason") == "text-discloses-crime")
         | (pl.col("class").is_not_null() & (pl.col("decision") != "not-a-crime"))).alias("alleges"),
        pl.coalesce(
            pl.col("class"), pl.when(_is_class("closing_class")).then("closing_class"),
            pl.when(_is_class("opening_class")).then("opening_class"),
        ).alias("alleged_class"),
    )  # fmt: skip


def classed_crimes(
    crimes: pl.DataFrame, cancellations: pl.DataFrame | None, law: tuple[CodeTable, Pack], readers: Readers
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the crime records with their class, whether they are notifiable and live, whether a cancellation holds;
    and the cancelled ones with all that led to that (`judged_cancellations`).

    cancellations: the believed rows of that table, None where the force has none.
    """
    codes, pack = law
    crimes = with_cancellations(crimes, cancellations)
    means = code_classes(crimes["offence_code"], "offence", codes, pack)
    status = meanings(crimes["status"], "status", codes)
    is_class = means.is_not_null() & ~means.is_in([*(m.value for m in CodeMeaning), UNMAPPED])
    frame = crimes.with_columns(
        pl.when(is_class).then(means).alias("class"),
        pl.when(means == CodeMeaning.NOT_NOTIFIABLE.value).then(False).when(is_class).then(True).alias("is_notifiable"),
        (pl.col("cancelled_at").is_not_null() | pl.col("cancelled_code").is_not_null()
         | status.is_in(["cancelled", "transferred"]).fill_null(value=False)).alias("is_cancelled"),
    )  # fmt: skip
    off = judged_cancellations(frame, pack, readers)
    return with_verdicts(frame, off).drop("decided_by", "decided_by_id"), off


def class_table(pack: Pack, classes: Sequence[str]) -> pl.DataFrame:
    """Return (class, group, subgroup, harm) of the classes that occur."""
    names = sorted(set(classes))
    offences = pack.offences.offences
    return pl.DataFrame(
        {
            "class": names, "group": [pack.group(n) for n in names],
            "subgroup": [offences[n].subgroup for n in names], "harm": [pack.harm(n) for n in names],
        },
        schema={"class": pl.String, "group": pl.String, "subgroup": pl.String, "harm": pl.Float64},
    )  # fmt: skip
