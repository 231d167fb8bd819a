"""The sizes that the overlap of lists gives, method by method, beside what the lists have seen."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from fullcount.figures.charts.audit_dots import Axis, Dots, dots
from fullcount.figures.svg import Chart
from fullcount.figures.tables import page_table
from fullcount.figures.wording import count


def crosscheck_sizes(
    seen: int, best: Mapping[str, Any] | None, methods: Sequence[tuple[str, Mapping[str, float]]]
) -> Chart:
    """Return the estimates by method (name, {estimate, low, high}); `best` is the one to quote, or null."""
    table = page_table(
        "crosscheck-table",
        "How many reports there are, by the overlap of the lists",
        ("Method", "Estimate", "From", "To"),
        [(name, *(count(figure[end]) for end in ("estimate", "low", "high"))) for name, figure in methods],
        numeric=(1, 2, 3),
    )
    title = "The lists overlap too little to tell how many reports none of them has"
    if best:
        unseen = [max(best[end] - seen, 0.0) for end in ("estimate", "low", "high")]
        title = (
            f"Beside the {count(seen)} on some list, about {count(unseen[0])} are on none"
            f" ({count(unseen[1])} to {count(unseen[2])})"
        )
    if not methods:
        return Chart("crosscheck", title, "", Markup(""), Markup(""), table)
    most = max(2.0 * max(figure["estimate"] for _, figure in methods) - seen, seen * 1.1)
    axis = Axis(float(seen), most, count, "estimate", "")
    spoken = "; ".join(f"{name}: {count(figure['estimate'])}" for name, figure in methods)
    rows = [Dots(name, figure, None) for name, figure in methods]
    return Chart("crosscheck", title, "", *dots("crosscheck", (title, spoken), rows, axis), table)
