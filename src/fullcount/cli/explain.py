"""`fullcount explain`: everything that led to one entry's state."""

import json
from pathlib import Path
from typing import Any

import click

from fullcount.cli.talk import plain


@click.command("explain")
@click.argument("report_id")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="The result of a run.",
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(report_id: str, out: Path, form: str) -> None:
    """Show the rows, codes, words, rules, links and crimes behind the state of REPORT_ID."""
    from fullcount.pipeline.explain import explain

    story = explain(out, report_id)
    click.echo(
        json.dumps(story, indent=1, ensure_ascii=False, default=str)
        if form == "json"
        else plain("\n".join(told(story)))
    )


def told(story: Any) -> list[str]:
    """Return the story as lines."""
    entry, decision = story["entry"], story["decision"]
    lines = [
        f"Report {story['report_id']}: {entry['state']}", f"  {entry['title']} ({entry['reason']})",
        f"  reported {entry['reported_at']}, deadline {entry['deadline']}, crimes due {entry['crimes_due']}, recorded {entry['crimes_recorded']}",
        "", "What came in",
    ]  # fmt: skip
    for row in story["versions"]:
        lines.append(f"  {row['file']}, row {row['row']}")
    if story["codes"]:
        codes = story["codes"]
        lines += ["", "What its codes mean"]
        lines += [f"  {name.replace('_', ' ')}: {_listed(codes[name])} -> {codes[means] or 'nothing'}" for name, means in
                  (("opening_code", "opening_class"), ("closing_code", "closing_class"), ("disposition", "disposition_means")) if codes[name]]  # fmt: skip
    lines += ["", "What its words say" if story["words"] else "No words were read in it"]
    lines += [
        f"  {w['fact']} = {w['value']}: “{w['words']}” (bytes {w['start']}-{w['end']}, {w['scope']})"
        for w in story["words"]
    ]
    if decision:
        lines += [
            "",
            f"What the rules say: {decision['decision']}"
            + (f", {decision['class']}" if decision["class"] else "")
            + f" (certainty {decision['certainty']:.2f})",
        ]
        lines += _rules(decision["rules_tried"])
        if decision["question"]:
            lines.append(f"  The question that would settle most: {decision['question']}")
    lines += ["", "Crimes"]
    lines += [
        f"  {c['crime_key']}: {c['state']} ({c['reason']}), due as {c['class_due'] or '-'}, recorded as {c['class_recorded'] or '-'}"
        for c in story["crimes"]
    ] or ["  none due, none recorded"]
    lines += [
        f"  linked to {link['crime_id']} by {link['method']}, probability {link['probability']:.3f}"
        for link in story["links"]
    ]
    lines += [
        f"  near miss: {miss['crime_id']}, probability {miss['probability']:.3f}" for miss in story["near_misses"]
    ]
    receipt = story["receipt"]
    return [
        *lines,
        "",
        f"Receipt {receipt['id']}, rules {receipt['rules']['pack']}, links: {receipt['model']['method']}",
    ]


def _rules(tried: Any) -> list[str]:
    """Return the rules that decided, held, or were partly met; those of whose facts nothing is said are only counted."""
    lines, silent = [], 0
    for rule in sorted(tried, key=lambda rule: not rule["decided"]):
        partly = rule["outcome"] == "unknown" and any(value is True for value in rule["facts_used"].values())
        if rule["decided"] or rule["outcome"] == "true" or partly:
            mark = (
                "decided by"
                if rule["decided"]
                else "holds, after a stronger one"
                if rule["outcome"] == "true"
                else "partly met"
            )
            lacks = f"; not known: {', '.join(rule['unknown'])}" if partly else ""
            lines.append(f"  {mark}: {rule['id']} {rule['title']} [{rule['citation']}]{lacks}")
        else:
            silent += 1
    return [
        *lines,
        f"  {silent} more rules were tried and were not met, or nothing is said of what they ask (--format json shows each)",
    ]


def _listed(codes: Any) -> str:
    return " // ".join(codes) if isinstance(codes, list) else str(codes)
