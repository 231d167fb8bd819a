"""`fullcount audit crosscheck`: how many unrecorded reports no list has, from how much the lists overlap."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fullcount.cli.audit.shown import CHART, LEVEL, Audited, Number, drawn, shown
from fullcount.cli.options import FORMAT
from fullcount.core.errors import Fault, InputError

if TYPE_CHECKING:
    from fullcount.audit.capture import Crosscheck


@click.command("crosscheck", cls=Audited)
@click.argument("lists", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--sample", metavar="LIST", help="The list that is a random sample of all reports.")
@click.option("--chance", type=Number(0.000001, 1.0), help="The chance with which it was drawn.")
@LEVEL
@FORMAT
@CHART
def command(
    lists: Path, *, sample: str | None, chance: float | None, level: float, form: str, chart: Path | None
) -> None:
    """Estimate how many unrecorded reports there are from two to four lists of them.

    LISTS (CSV or Parquet) has one row for a report on a list: report_id, list. Its assumptions are printed each time.
    Method, sources and measured coverage: docs/audit/crosscheck.md.
    """
    from fullcount.audit.capture import ASSUMPTIONS, crosscheck
    from fullcount.audit.results import Refusal
    from fullcount.figures.charts.audit_crosscheck import crosscheck_sizes
    from fullcount.pipeline.auditing.crosscheck import read_lists, same_name

    if (sample is None) != (chance is None):
        raise click.UsageError("--sample and --chance go together")
    rows, respelt = read_lists(lists)
    if sample is not None:
        named = {same_name(name): name for _, name in rows}
        if same_name(sample) not in named:
            raise click.BadParameter("no row is of a list of that name", param_hint="--sample")
        sample = named[same_name(sample)]
    found = crosscheck(rows, sample, chance, level)
    if isinstance(found, Refusal):
        result: dict[str, Any] = {"total": None, "why": found.why, "assumptions": list(ASSUMPTIONS), "warnings": []}
        shown(result, [f"No estimate: {found.why}", *_assumed(result)], form)
        drawn(crosscheck_sizes(0, None, []), chart)
    else:
        result = _result(found, level)
        if respelt:
            result["warnings"].append(
                f"{respelt:,} spelling(s) of a list's name differ only in capitals or blanks: taken for one list."
            )
        shown(result, _lines(result), form)
        drawn(crosscheck_sizes(result["seen"], result["total"], _methods(found)), chart)
    if result["total"] is None:
        raise InputError("No estimate can be given", [Fault(lists.name, result["why"])])


def _result(found: "Crosscheck", level: float) -> dict[str, Any]:
    from fullcount.audit.results import Refusal

    total = None if isinstance(found.best, Refusal) else asdict(found.best)
    warnings = []
    if found.sample_p is not None and found.by_sample is not None and found.sample_p < 0.01:
        warnings.append(
            "The sample holds fewer or more of the other lists' reports than its chance says"
            f" (p = {found.sample_p:.4f}): the matching, the draw or the chance is not as stated."
        )
    if found.models and found.models.most > 2.0 * found.models.least:
        warnings.append(
            "Models that fit about equally well differ more than twofold: the data do not tell how"
            " the lists depend on each other."
        )
    return {
        "total": total,
        "why": found.best.why if isinstance(found.best, Refusal) else None,
        "unseen": total and {end: max(value - found.seen, 0.0) for end, value in total.items()},
        "method": found.method,
        "seen": found.seen,
        "lists": list(found.lists),
        "histories": [
            {"on": [name for name, mark in zip(found.lists, cell, strict=True) if mark], "reports": n}
            for cell, n in found.histories.items()
        ],
        "pairs": [
            {**asdict(pair), "total": None, "why": pair.total.why} if isinstance(pair.total, Refusal) else asdict(pair)
            for pair in found.pairs
        ],
        "models": [
            {"dependent": [[found.lists[a], found.lists[b]] for a, b in model.pairs], "weight": model.weight,
             "total": float(model.total), "deviance": model.deviance, "bic": model.bic}
            for model in (found.models.models if found.models else ())
        ],
        "model_bounds": found.models and {"low": float(found.models.least), "high": float(found.models.most)},
        "at_least": found.least and asdict(found.least),
        "sample_p": found.sample_p,
        "level": level,
        "assumptions": list(found.assumptions),
        "warnings": warnings,
    }  # fmt: skip


def _methods(found: "Crosscheck") -> list[tuple[str, Mapping[str, float]]]:
    from fullcount.audit.results import Refusal

    methods: list[tuple[str, Mapping[str, float]]] = []
    if found.by_sample:
        methods.append(("By the sample's chance", asdict(found.by_sample)))
    if found.models:
        methods.append(("Log-linear models", asdict(found.models.total)))
    if found.least:
        methods.append(("At least (Chao)", asdict(found.least)))
    methods += [
        (f"{pair.first} × {pair.second}", asdict(pair.total))
        for pair in found.pairs
        if not isinstance(pair.total, Refusal)
    ]
    return methods


def _lines(result: dict[str, Any]) -> list[str]:
    lines = [f"On some list: {result['seen']:,} report(s) ({', '.join(result['lists'])})."]
    if result["total"]:
        lines += [
            f"There are about {_span(result['total'])}, {result['method']}.",
            f"On none of the lists: about {_span(result['unseen'])}.",
        ]
    else:
        lines.append(f"No estimate: {result['why']}")
    if result["at_least"]:
        lines.append(f"At least, where some are harder to find than others: {_span(result['at_least'])} (Chao 1987).")
    if result["model_bounds"]:
        bounds = result["model_bounds"]
        lines.append(f"Models that fit about equally well say {bounds['low']:,.0f} to {bounds['high']:,.0f}.")
    for pair in result["pairs"]:
        told = _span(pair["total"]) if pair["total"] else pair["why"]
        lines.append(
            f"  {pair['first']} ({pair['on_first']:,}) and {pair['second']} ({pair['on_second']:,}),"
            f" {pair['on_both']:,} on both: {told}"
        )
    return [*lines, *_assumed(result)]


def _assumed(result: dict[str, Any]) -> list[str]:
    warnings = [f"Warning: {warning}" for warning in result["warnings"]]
    return [*warnings, "", "All of this rests on:", *(f"  - {assumption}" for assumption in result["assumptions"])]


def _span(of: Mapping[str, float]) -> str:
    return f"{of['estimate']:,.0f} ({of['low']:,.0f} to {of['high']:,.0f})"
