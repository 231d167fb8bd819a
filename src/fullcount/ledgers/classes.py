"""Which class a crime record should have, where that is sure, and whether it has a lesser, a graver or another one.

Three witnesses name a class: the words, the opening code, the closing code. What two of them agree on is sure, and so
is what the closing code says where no other speaks; of a report that calls for no crime nothing is said. A code stands
for a family of classes, and an investigation finds out more than the first account: a record that is graver within its
subgroup, or within its group where only codes say so, is not called wrong, nor one that differs by who the victim of a
sexual offence is.
"""

import polars as pl

LESS, MORE, OTHER = "recorded-as-less", "recorded-as-more", "recorded-as-another-class"
DIRECTIONS = (LESS, MORE, OTHER)
"""Reasons of a misclassified crime: recorded as less than the report discloses, as more, or as something else."""

SAID_BY_WORDS = "text-discloses-crime"
"""The reason of a decision whose class the words gave."""


def _same(one: str, other: str) -> pl.Expr:
    return (pl.col(one) == pl.col(other)).fill_null(value=False)


def with_witnesses(rows: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with `words_class`, `opened_class`, `closed_class` (null where it names no crime) and
    `agreed_class`. rows: class_due, reason_due, opening_class, closing_class. groups: see `account.Matched`."""
    known = groups["class"].implode()
    named = rows.with_columns(
        pl.when(pl.col("reason_due") == SAID_BY_WORDS).then("class_due").alias("words_class"),
        pl.when(pl.col("opening_class").is_in(known)).then("opening_class").alias("opened_class"),
        pl.when(pl.col("closing_class").is_in(known)).then("closing_class").alias("closed_class"),
    )
    alone = pl.col("words_class").is_null() & pl.col("opened_class").is_null()
    agreed = (
        pl.when(_same("opened_class", "closed_class")).then("closed_class")
        .when(_same("words_class", "closed_class") | _same("words_class", "opened_class")).then("words_class")
        .when(alone).then("closed_class")
    )  # fmt: skip
    return named.with_columns(pl.when(pl.col("class_due").is_not_null()).then(agreed).alias("agreed_class"))


def with_compared(rows: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with `against_agreed` (the record has another class than the witnesses agree on), `found_later`
    (it is graver than they knew) and `direction` (see DIRECTIONS). rows: `with_witnesses`, and each record's class,
    report_id and is_cancelled.

    A record whose class some witness names is left alone, but for one: the words told less than both codes did, and it
    was recorded as that. Not said where another live record of the report has the class agreed on.
    """
    about = groups.select("class", "group", "subgroup", "harm")
    for name, key in (("of_record", "class"), ("of_agreed", "agreed_class"), ("of_due", "class_due")):
        mine = about.rename({"class": key, "group": f"group_{name}", "subgroup": f"sub_{name}", "harm": f"harm_{name}"})
        rows = rows.join(mine, on=key, how="left", maintain_order="left")
    one_group = _same("group_of_record", "group_of_agreed")
    graver = (pl.col("harm_of_record") > pl.col("harm_of_agreed")).fill_null(value=False)
    words_agree = _same("words_class", "agreed_class")
    told_less = _same("opened_class", "closed_class") & ~graver
    is_named = (
        _same("class", "opened_class") | _same("class", "closed_class") | (_same("class", "words_class") & ~told_less)
    )
    by_victim = _same("sub_of_record", "sub_of_agreed") & pl.col("group_of_record").str.starts_with("Sexual")
    fitted = (_same("class", "agreed_class") & ~pl.col("is_cancelled")).any().over("report_id")
    differs = (pl.col("class") != pl.col("agreed_class")).fill_null(value=False)
    one_kind = one_group & _same("sub_of_record", "sub_of_agreed")
    found_later = graver & (one_kind | (one_group & ~words_agree))
    against = differs & ~is_named & ~found_later & ~by_victim.fill_null(value=False) & ~fitted
    due = pl.coalesce("harm_of_agreed", "harm_of_due")
    way = (
        pl.when(pl.col("harm_of_record") < due).then(pl.lit(LESS))
        .when(pl.col("harm_of_record") > due).then(pl.lit(MORE)).otherwise(pl.lit(OTHER))
    )  # fmt: skip
    return rows.with_columns(against.alias("against_agreed"), found_later.alias("found_later"), way.alias("direction"))
