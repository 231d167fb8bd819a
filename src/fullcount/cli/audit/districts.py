"""`fullcount audit districts`: a recording rate for every district from reviews that are too few in each."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fullcount.cli.audit.shown import CHART, LEVEL, Audited, drawn, shown
from fullcount.cli.options import FORMAT, SEED

if TYPE_CHECKING:
    from fullcount.audit.districts import Districts


@click.command("districts", cls=Audited)
@click.argument("sample", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--frame", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Every report: report_id, district, linked and, where known, crimes_recorded, score, group, stratum.",
)  # fmt: skip
@click.option("--benchmark", is_flag=True, help="Scale the districts so that they sum to the draw's own total.")
@LEVEL
@SEED
@FORMAT
@CHART
def command(sample: Path, frame: Path, **asked: Any) -> None:
    """Estimate the recording rate of every district.

    SAMPLE (CSV or Parquet) has one row a reviewed report: report_id, crimes_disclosed, crimes_recorded and, where
    reports were drawn with unlike chances, inclusion_probability. Beside the model's rate stands the district's direct
    one, from its own reviews alone. Method and measured coverage: docs/audit/districts.md.
    """
    from fullcount.audit.districts import districts
    from fullcount.audit.results import Refusal
    from fullcount.figures.charts.audit_districts import district_rates
    from fullcount.pipeline.auditing.districts import read_districts

    reviews, reports, warnings = read_districts(sample, frame)
    found = districts(reviews, reports, asked["level"], asked["seed"], is_benchmarked=asked["benchmark"])
    if isinstance(found, Refusal):
        result: dict[str, Any] = {"districts": None, "why": found.why, "warnings": warnings}
        shown(result, [f"No rates by district: {found.why}", *warnings], asked["form"])
        drawn(district_rates([]), asked["chart"])
        return
    result = _result(found, warnings)
    shown(result, _lines(result), asked["form"])
    drawn(district_rates(result["districts"]), asked["chart"])


def _result(found: "Districts", warnings: list[str]) -> dict[str, Any]:
    gap = found.modelled.estimate - found.designed.estimate
    told = list(warnings)
    if not found.designed.low <= found.modelled.estimate <= found.designed.high:
        told.append(
            "The model's total lies outside the interval of the draw's own total: do not quote the districts before"
            " finding out why."
        )
    return {
        "districts": [
            {**asdict(row), "rate": row.rate and asdict(row.rate), "direct": row.direct and asdict(row.direct)}
            for row in found.rows
        ],
        "unrecorded": {
            "model": asdict(found.modelled),
            "draw_alone": asdict(found.designed),
            "difference": gap,
            "is_benchmarked": found.is_benchmarked,
        },
        "spread": asdict(found.tau),
        "terms": list(found.terms),
        "level": found.level,
        "method": "logistic model with district intercepts, mixed over their spread",
        "warnings": told,
    }


def _lines(result: dict[str, Any]) -> list[str]:
    head = (
        f"{'district':<24} {'reviews':>7} {'found':>5}  {'rate':>6} {'interval':>16}   {'direct':>6} {'interval':>16}"
    )
    lines = [head, "-" * len(head)]
    lines += [
        f"{row['name'][:24]:<24} {row['reviewed']:>7,} {row['found']:>5,}"
        f"  {_share(row['rate'])}   {_share(row['direct'])}"
        for row in result["districts"]
    ]
    total = result["unrecorded"]
    lines += [
        "",
        f"Unrecorded in the force: {_span(total['model'])} by the model, {_span(total['draw_alone'])} by the draw"
        f" alone; difference {total['difference']:+,.0f}"
        + (" (districts scaled to the draw)." if total["is_benchmarked"] else " (not scaled)."),
        f"Districts differ by a standard deviation of {result['spread']['estimate']:.2f} in the log odds of a miss"
        f" ({result['spread']['low']:.2f} to {result['spread']['high']:.2f}).",
        f"Helped by: {', '.join(result['terms']) or 'nothing but the other districts'}.",
    ]
    return [*lines, *(f"Warning: {warning}" for warning in result["warnings"])]


def _share(rate: dict[str, float] | None) -> str:
    if rate is None:
        return f"{'none':>6} {'':>16}"
    return f"{rate['estimate']:>6.1%} {rate['low']:>7.1%}-{rate['high']:>6.1%} "


def _span(of: dict[str, float]) -> str:
    return f"{of['estimate']:,.0f} ({of['low']:,.0f} to {of['high']:,.0f})"
