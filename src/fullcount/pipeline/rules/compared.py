"""Two packs' answers to the same reports, counted: everything by columns, nothing row by row."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from fullcount.core.states import Decision
from fullcount.pipeline.rules.stored import COLUMNS
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.table import fired

OTHER_DECISION = pl.col("decision") != pl.col("decision_new")
NOW_ASKED = pl.col("question").is_null() & pl.col("question_new").is_not_null()
ASKED_ELSE = (pl.col("question") != pl.col("question_new")).fill_null(value=False)
NO_LONGER_ASKED = pl.col("question").is_not_null() & pl.col("question_new").is_null()
NEWLY = ~pl.col("needs_person") & pl.col("needs_person_new")
NO_LONGER = pl.col("needs_person") & ~pl.col("needs_person_new")
CRIMES = ("class", "extra_classes", "crimes_due")
NOT_KNOWN = "class not known"


def side_by_side(before: pl.DataFrame, after: pl.DataFrame, zone: str) -> pl.DataFrame:
    """Return one row a report: its answer by the first pack, by the second (`..._new`), and its month (local)."""
    names = [name for name in (*COLUMNS, "needs_person") if name not in {"report_id", "reported_at"}]
    local = pl.col("reported_at").dt.convert_time_zone(zone)
    second = after.select("report_id", *(pl.col(name).alias(f"{name}_new") for name in names))
    month = before.with_columns(local.dt.strftime("%Y-%m").fill_null("not known").alias("month")).drop("reported_at")
    return month.join(second, on="report_id", how="inner", maintain_order="left").with_row_index("row")


def examples_of(pairs: pl.DataFrame, which: pl.Expr, number: int) -> list[str]:
    """Return the numbers of the first reports of a kind, never their words."""
    return pairs.filter(which).get_column("report_id").sort().head(number).to_list() if number else []


def decisions(pairs: pl.DataFrame, examples: int) -> list[dict[str, Any]]:
    """Return the reports whose decision changed, by what it was and what it would be, the most frequent first."""
    return _kinds(pairs.filter(OTHER_DECISION), ["decision", "decision_new"], examples)


def recorded_otherwise(pairs: pl.DataFrame, examples: int) -> list[dict[str, Any]]:
    """Return the reports recorded either way, but as other or as more or fewer crimes."""
    both = pairs.filter(
        ~OTHER_DECISION & (pl.col("decision") == Decision.RECORD.value) & _crimes_differ()
    ).with_columns(_crimes_told("").alias("was"), _crimes_told("_new").alias("is"))
    return _kinds(both, ["was", "is"], examples)


def _crimes_differ() -> pl.Expr:
    return pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_new")) for name in CRIMES)


def _crimes_told(which: str) -> pl.Expr:
    names = pl.concat_str(
        pl.col(f"class{which}").fill_null(NOT_KNOWN),
        pl.when(pl.col(f"extra_classes{which}").fill_null("") != "").then(f"extra_classes{which}"),
        separator=" ", ignore_nulls=True,
    )  # fmt: skip
    return pl.concat_str(names, pl.lit(" x"), pl.col(f"crimes_due{which}").cast(pl.String))


def _kinds(rows: pl.DataFrame, by: list[str], examples: int) -> list[dict[str, Any]]:
    first = pl.col("report_id").sort().head(examples).alias("examples")
    counted = rows.group_by(by).agg(pl.len().alias("reports"), first)
    ordered = counted.sort("reports", *by, descending=[True, *(False for _ in by)])
    return ordered.rename({by[0]: "from", by[1]: "to"}).to_dicts()


def _due(pairs: pl.DataFrame, which: str) -> pl.DataFrame:
    """Return (row, month, class, number) of the crimes due: the principal's number is what the others leave over."""
    due = pairs.filter(pl.col(f"crimes_due{which}") > 0)
    others = (
        pl.col(f"extra_classes{which}").fill_null("").str.split(" ").list.eval(pl.element().filter(pl.element() != ""))
    )
    due = due.select(
        "row", "month", pl.col(f"class{which}").fill_null(NOT_KNOWN).alias("class"), others.alias("others"),
        pl.col(f"crimes_due{which}").alias("total"),
    )  # fmt: skip
    number = (pl.col("total") - pl.col("others").list.len().cast(pl.Int64)).clip(1).alias("number")
    principal = due.select("row", "month", "class", number)
    beside = (
        due.filter(pl.col("others").list.len() > 0)
        .select("row", "month", pl.col("others").alias("class"))
        .explode("class")
        .with_columns(pl.lit(1, dtype=pl.Int64).alias("number"))
    )
    return pl.concat([principal, beside]).group_by("row", "month", "class").agg(pl.col("number").sum())


def _moved(pairs: pl.DataFrame) -> pl.DataFrame:
    """Return (row, month, class, added, removed) of the reports whose crimes differ."""
    differ = pairs.filter(_crimes_differ())
    keys = ["row", "month", "class"]
    both = _due(differ, "").join(_due(differ, "_new"), on=keys, how="full", coalesce=True, suffix="_new")
    change = pl.col("number_new").fill_null(0) - pl.col("number").fill_null(0)
    return both.with_columns(change.clip(0).alias("added"), (-change).clip(0).alias("removed"))


def crimes(pairs: pl.DataFrame) -> dict[str, int]:
    """Return the crimes due before and after, and how many were added and removed, class by class of each report."""
    moved = _moved(pairs)
    totals = pairs.select(pl.col("crimes_due").sum().alias("before"), pl.col("crimes_due_new").sum().alias("after"))
    changes = moved.select(pl.col("added").sum(), pl.col("removed").sum()).row(0, named=True)
    return {**totals.row(0, named=True), **changes}


def classes(pairs: pl.DataFrame, packs: tuple[Pack, Pack]) -> list[dict[str, Any]]:
    """Return the crimes added and removed by class, with its title, those that change most first."""
    summed = _moved(pairs).group_by("class").agg(pl.col("added").sum(), pl.col("removed").sum())
    rows = summed.filter(pl.col("added") + pl.col("removed") > 0).to_dicts()
    titled = [
        {"class": row["class"], "title": packs[1].title(row["class"]) or packs[0].title(row["class"]) or "", **row}
        for row in rows
    ]
    return sorted(titled, key=lambda row: (-row["added"] - row["removed"], row["class"]))


def months(pairs: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the crimes due, added and removed by the month of the report."""
    totals = pairs.group_by("month").agg(
        pl.len().alias("reports"),
        pl.col("crimes_due").sum().alias("before"),
        pl.col("crimes_due_new").sum().alias("after"),
    )
    moved = _moved(pairs).group_by("month").agg(pl.col("added").sum(), pl.col("removed").sum())
    joined = totals.join(moved, on="month", how="left").with_columns(pl.col("added", "removed").fill_null(0))
    return joined.sort("month").to_dicts()


def questions(pairs: pl.DataFrame, examples: int) -> dict[str, Any]:
    """Return how many reports would newly raise a question, or another one, or no longer any; and which questions."""
    newly = pairs.filter(NOW_ASKED | ASKED_ELSE)
    asked = newly.group_by("question_new").agg(
        pl.len().alias("reports"), pl.col("report_id").sort().head(examples).alias("examples")
    )
    ordered = asked.sort("reports", "question_new", descending=[True, False]).rename({"question_new": "question"})
    return {
        "newly_asked": pairs.filter(NOW_ASKED).height, "asked_otherwise": pairs.filter(ASKED_ELSE).height,
        "no_longer_asked": pairs.filter(NO_LONGER_ASKED).height,
        "by_question": ordered.to_dicts(),
    }  # fmt: skip


def review(pairs: pl.DataFrame, minutes: float) -> dict[str, Any]:
    """Return how many reports stand in a state that a person must look at, before and after, and the hours."""
    counts: dict[str, int] = pairs.select(
        pl.col("needs_person").sum().alias("before"), pl.col("needs_person_new").sum().alias("after"),
        NEWLY.sum().alias("newly"), NO_LONGER.sum().alias("no_longer"),
    ).row(0, named=True)  # fmt: skip
    hours = {f"hours_{name}": round(number * minutes / 60, 1) for name, number in counts.items()}
    return {"minutes_each": minutes, **counts, **hours, "states": _states(pairs)}


def _states(pairs: pl.DataFrame) -> list[dict[str, Any]]:
    moved = pairs.filter(pl.col("state") != pl.col("state_new")).group_by("state", "state_new").len("reports")
    ordered = moved.sort("reports", "state", "state_new", descending=[True, False, False])
    return ordered.rename({"state": "from", "state_new": "to"}).to_dicts()


def scaled(crimes_found: Mapping[str, int], review_found: Mapping[str, Any], scale: float | None) -> dict[str, Any]:
    """Return the figures for a year of the same kind; no figures where the window is too short to say."""
    if scale is None:
        return {"scale": None}
    figures = {
        "crimes_added": crimes_found["added"], "crimes_removed": crimes_found["removed"],
        "reviews_newly": review_found["newly"], "hours_newly": review_found["hours_newly"],
        "hours_no_longer": review_found["hours_no_longer"],
    }  # fmt: skip
    return {"scale": round(scale, 4), **{name: round(number * scale, 1) for name, number in figures.items()}}


def rules_used(pairs: pl.DataFrame, packs: tuple[Pack, Pack]) -> list[dict[str, Any]]:
    """Return the rules by which another number of reports would be decided, those that change most first."""
    before, after = (
        _fired(pairs.get_column(name), pack) for name, pack in zip(("rules", "rules_new"), packs, strict=True)
    )
    titles = {rule.id: rule.title for pack in packs for rule in pack.rules}
    rows = [
        {"id": id_, "title": titles.get(id_, ""), "before": before.get(id_, 0), "after": after.get(id_, 0)}
        for id_ in sorted(before.keys() | after.keys())
        if before.get(id_, 0) != after.get(id_, 0)
    ]
    return sorted(rows, key=lambda row: (-abs(row["after"] - row["before"]), row["id"]))


def _fired(masks: pl.Series, pack: Pack) -> dict[str, int]:
    """Return how many reports each rule decided; each distinct trail is read once."""
    found: dict[str, int] = {}
    for mask, number in masks.drop_nulls().value_counts(name="number").iter_rows():
        for id_ in fired(mask, pack):
            found[id_] = found.get(id_, 0) + number
    return found
