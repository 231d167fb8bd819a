"""`fullcount audit estimate`: the recording rate and the number unrecorded, from reviews and their frame."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fullcount.cli.audit.shown import CHART, LEVEL, Audited, Number, drawn, shown
from fullcount.cli.options import FORMAT

if TYPE_CHECKING:
    from fullcount.audit.estimating.asked import Answer, Share
    from fullcount.audit.results import Interval

WAYS = (
    "auto", "inspectorate", "simple", "stratified", "scored", "clusters", "probabilities", "difference",
)  # fmt: skip


@click.command("estimate", cls=Audited)
@click.argument("sample", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--population", metavar="N|FRAME", required=True, help="Number of reports in the frame, or the frame's own table."
)
@click.option(
    "--method",
    type=click.Choice(WAYS),
    default="auto",
    show_default=True,
    help="How: by default what the columns allow.",
)
@click.option(
    "--days",
    type=Number(1, 36600),
    default=365.0,
    show_default=True,
    help="Days of reports that the frame holds.",
)
@click.option(
    "--recorded",
    type=Number(0, 1e9),
    help="Crimes recorded in a year: unrecorded is then R (1 / p - 1), the inspectorate's form.",
)
@click.option(
    "--of", "counted", metavar="COLUMN", help="Rate this yes-or-no or count column instead of crimes recorded."
)
@click.option("--among", metavar="COLUMN", help="With --of: the count that it is out of [default: one each].")
@click.option(
    "--reference", metavar="REVIEWER", help="The reviewer whose word is the truth where two have read a report."
)
@click.option("--reviews-are-right", is_flag=True, help="Correct nothing for the reviewers' own errors.")
@click.option("--score-learnt-here", is_flag=True, help="The score was fitted to these very reviews: do not use it.")
@LEVEL
@FORMAT
@CHART
def command(**given: Any) -> None:
    """Estimate the recording rate from SAMPLE, the reports that were reviewed (CSV or Parquet).

    SAMPLE has report_id, crimes_disclosed, crimes_recorded and, as they apply, stratum, cluster,
    inclusion_probability, score, reviewer. A FRAME has report_id and, as known, linked, crimes_recorded, score,
    stratum, cluster: with it only the reports that are not linked need a review.
    """
    from fullcount.audit.estimating.asked import Asked, Way
    from fullcount.pipeline.auditing.estimate import asked_for, estimate_of

    asked = Asked(
        given["level"], given["days"], Way(given["method"]), given["recorded"], None, given["reviews_are_right"],
        given["score_learnt_here"],
    )  # fmt: skip
    if given["among"] is not None and given["counted"] is None:
        raise click.UsageError("--among says what --of is out of: give --of as well.")
    answer = estimate_of(
        given["sample"], given["population"], asked_for(asked, given["reference"]), (given["counted"], given["among"])
    )
    result = as_result(answer)
    if given["chart"] is not None:
        from fullcount.figures.charts.audit_estimate import estimate_chart

        drawn(estimate_chart(result), given["chart"])
    shown(result, _lines(result, given["counted"]), given["form"])


def as_result(answer: "Answer") -> dict[str, Any]:
    """Return the answer as plain values, by the names that the interface keeps."""
    return {
        "rate": _share(answer.rate),
        "unrecorded": {
            "in_frame": _interval(answer.unrecorded),
            "per_year": _interval(answer.per_year),
            "per_day": _interval(answer.per_day),
        },
        "by_stratum": [
            {
                "stratum": part.stratum,
                "reports": part.reports,
                "n": part.n,
                "crimes_disclosed": part.crimes_disclosed,
                "crimes_recorded": part.crimes_recorded,
                "rate": None if part.rate is None else _share(part.rate),
                "unrecorded": _interval(part.unrecorded),
                "refused": part.refused,
            }
            for part in answer.parts
        ],
        "n": answer.n,
        "crimes_disclosed": answer.crimes_disclosed,
        "crimes_recorded": answer.crimes_recorded,
        "warnings": list(answer.warnings),
    }


def _share(share: "Share") -> dict[str, Any]:
    return {
        "estimate": share.estimate, "low": share.low, "high": share.high, "level": share.level, "method": share.method,
    }  # fmt: skip


def _interval(interval: "Interval | None") -> dict[str, float | None]:
    if interval is None:
        return {"estimate": None, "low": None, "high": None}
    return {"estimate": interval.estimate, "low": interval.low, "high": interval.high}


def _lines(result: dict[str, Any], counted: str | None) -> list[str]:
    rate, unrecorded = result["rate"], result["unrecorded"]
    what, missing = ("Recording rate", "Unrecorded") if counted is None else (f"{counted}", "Not so")
    lines = [
        f"{what}: {rate['estimate']:.1%} ({rate['low']:.1%} to {rate['high']:.1%}, {rate['level']:.0%} interval)",
        f"  {rate['method']}; {result['n']:,} report(s) reviewed",
    ]
    for name, words, digits in (("per_year", "a year", 0), ("per_day", "a day", 1)):
        span = unrecorded[name]
        if span["estimate"] is not None:
            ends = [f"{span[end]:,.{digits}f}" for end in ("estimate", "low", "high")]
            lines.append(f"{missing} {words}: {ends[0]} ({ends[1]} to {ends[2]})")
    if len(result["by_stratum"]) > 1:
        lines.append("By stratum:")
        for part in result["by_stratum"]:
            own = part["rate"]
            told = part["refused"] if own is None else f"{own['estimate']:.1%} ({own['low']:.1%} to {own['high']:.1%})"
            lines.append(f"  {part['stratum']}: {told}; {part['n']:,} of {part['reports']:,} report(s) reviewed")
    return lines + [f"Note: {warning}" for warning in result["warnings"]]
