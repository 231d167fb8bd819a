"""`fullcount audit agreement`: how far reviewers agree, rule by rule, and whether one has begun to differ."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fullcount.cli.audit.shown import CHART, LEVEL, Audited, Number, drawn, shown
from fullcount.cli.options import FORMAT, SEED

if TYPE_CHECKING:
    from fullcount.audit.agreement import Drift, RuleAgreement


@click.command("agreement", cls=Audited)
@click.argument("marks", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--false-alarm", type=Number(0.0001, 0.2), default=0.01, show_default=True,
    help="Chance that a reviewer who does not differ is ever named.",
)  # fmt: skip
@LEVEL
@SEED
@FORMAT
@CHART
def command(marks: Path, *, false_alarm: float, level: float, seed: int, form: str, chart: Path | None) -> None:
    """Tell how far reviewers agree, rule by rule, and whose marks have begun to differ.

    MARKS (CSV or Parquet) has one row a mark: report_id, reviewer, mark and, where known, rule, date, known_answer.
    "Not enough in the log" is a mark like any other. Method, sources and measured coverage: docs/audit/agreement.md.
    """
    from fullcount.audit.agreement import agreement_by_rule, drifts
    from fullcount.figures.charts.audit_agreement import agreement
    from fullcount.pipeline.auditing.agreement import read_marks

    rows, warnings = read_marks(marks)
    rules = [_rule(rule) for rule in agreement_by_rule(rows, level, seed)] if rows.height else []
    result: dict[str, Any] = {"rules": rules, "level": level, "reviewers": None, "warnings": warnings}
    if "date" in rows.columns and rows.height:
        result["reviewers"] = [
            _reviewer(drift) for drift in drifts(rows.filter(rows["date"].is_not_null()), false_alarm)
        ]
        result["false_alarm"] = false_alarm
    else:
        warnings.append("The marks have no date: whether a reviewer has begun to differ cannot be told.")
    shown(result, _lines(result), form)
    drawn(agreement(rules), chart)


def _rule(found: "RuleAgreement") -> dict[str, Any]:
    from fullcount.audit.results import Refusal

    refused = found.ac1.why if isinstance(found.ac1, Refusal) else None
    return {
        "rule": found.rule,
        "reports": found.reports,
        "reviewers": found.reviewers,
        "raw": found.raw and asdict(found.raw),
        "kappa": None if isinstance(found.kappa, Refusal) else asdict(found.kappa),
        "ac1": None if isinstance(found.ac1, Refusal) else asdict(found.ac1),
        "why": refused,
        "together": [{"first": a, "second": b, "count": n} for (a, b), n in sorted(found.together.items())],
    }


def _reviewer(drift: "Drift") -> dict[str, Any]:
    words = {
        (False, False): f"Too few comparisons with {drift.against} to say anything.",
        (False, True): "No sign of a change.",
    }.get((drift.has_sign, drift.is_enough))
    if drift.has_sign:
        words = (
            f"Since about {drift.since}, {drift.differing:,} of {drift.compared:,} marks differ from {drift.against},"
            f" where about {drift.usual:.0f} would be usual. Either side may be right: read some of them together."
        )
    told = {key: value for key, value in asdict(drift).items() if value is not None}
    if not drift.has_sign:
        told = {key: told[key] for key in ("reviewer", "against", "comparisons", "has_sign", "is_enough")}
    return {**told, "words": words}


def _lines(result: dict[str, Any]) -> list[str]:
    head = f"{'rule':<28} {'reports':>7} {'alike':>6}  {'AC1':>5} {'interval':>14}  {'kappa':>5} {'interval':>14}"
    lines = [head, "-" * len(head)]
    for rule in result["rules"]:
        alike = f"{rule['raw']['estimate']:.1%}" if rule["raw"] else ""
        lines.append(
            f"{rule['rule'][:28]:<28} {rule['reports']:>7,} {alike:>6}  "
            + (f"{_figure(rule['ac1'])}  {_figure(rule['kappa'])}" if rule["ac1"] else rule["why"])
        )
    for rule in result["rules"]:
        split = [pair for pair in rule["together"] if pair["first"] != pair["second"]]
        lines += _splits(rule["rule"], split)
    if result["reviewers"] is not None:
        lines += ["", "Reviewers, by name:"]
        lines += [f"  {reviewer['reviewer']}: {reviewer['words']}" for reviewer in result["reviewers"]]
    return [*lines, *(f"Warning: {warning}" for warning in result["warnings"])]


def _splits(rule: str, split: Sequence[dict[str, Any]]) -> list[str]:
    """Return the pairs of marks on which reviewers part most often, whichever of the two gave which."""
    both: dict[tuple[str, str], int] = {}
    for pair in split:
        key = (min(pair["first"], pair["second"]), max(pair["first"], pair["second"]))
        both[key] = both.get(key, 0) + pair["count"]
    most = sorted(both.items(), key=lambda item: (-item[1], item[0]))[:3]
    if not most:
        return []
    return ["", f"{rule}: marks part most often as", *(f'  "{a}" and "{b}", {n:,} time(s)' for (a, b), n in most)]


def _figure(of: dict[str, float] | None) -> str:
    if of is None:
        return f"{'none':>5}"
    return f"{of['estimate']:>5.2f} {of['low']:>6.2f} to {of['high']:>4.2f}"
