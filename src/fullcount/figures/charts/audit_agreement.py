"""Agreement by rule: Gwet's AC1 with its interval, and kappa in grey beside it, the rule to talk about first on top."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from fullcount.figures.charts.audit_dots import Axis, Dots, dots
from fullcount.figures.svg import Chart
from fullcount.figures.tables import page_table
from fullcount.figures.wording import count, named, percent

MOST_ROWS = 40


def agreement(rules: Sequence[Mapping[str, Any]]) -> Chart:
    """Return the rules' agreement: {rule, reports, raw, kappa, ac1}, each figure {estimate, low, high} or null."""
    known = sorted((row for row in rules if row["ac1"]), key=lambda row: (row["ac1"]["estimate"], row["rule"]))
    table = page_table(
        "agreement-table",
        "How far reviewers agree, by rule",
        ("Rule", "Reports with two marks", "Alike", "AC1", "Kappa"),
        [
            (
                named(row["rule"]), count(row["reports"]), percent(row["raw"]["estimate"]) if row["raw"] else "none",
                *(_written(row[name]["estimate"]) if row[name] else "none" for name in ("ac1", "kappa")),
            )
            for row in [*known, *(row for row in rules if not row["ac1"])]
        ],
        numeric=range(1, 5),
    )  # fmt: skip
    if not known:
        return Chart(
            "agreement",
            "Too few reports have two marks to tell how far reviewers agree",
            "",
            Markup(""),
            Markup(""),
            table,
        )
    lowest = known[0]
    title = f"Reviewers agree least on “{named(lowest['rule'])}”: AC1 {_written(lowest['ac1']['estimate'])}"
    if len(known) == 1:
        title = f"Agreement on “{named(lowest['rule'])}”: AC1 {_written(lowest['ac1']['estimate'])}"
    cut = known[:MOST_ROWS]
    note = f"The {len(cut)} lowest of {len(known)}; the table has them all." if len(known) > len(cut) else ""
    spoken = "; ".join(f"{row['rule']}: {_written(row['ac1']['estimate'])}" for row in cut)
    low = -1.0 if min(row["ac1"]["low"] for row in cut) < 0.0 else 0.0
    axis = Axis(low, 1.0, _written, "Gwet's AC1", "kappa")
    drawn = [Dots(row["rule"], row["ac1"], row["kappa"]) for row in cut]
    return Chart("agreement", title, note, *dots("agreement", (title, spoken), drawn, axis), table)


def _written(value: float) -> str:
    return f"{value:.2f}"
