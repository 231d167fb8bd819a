"""`fullcount run`: the whole job."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from fullcount.cli.talk import plain, progress


@click.command("run")
@click.argument("force", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where the extracts lie, if not in FORCE.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="Where the result goes."
)
@click.option(
    "--as-at",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day at whose end the figures stand [default: the last day in the data].",
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of whatever is drawn by lot.")
@click.option("--rules", metavar="PACK", help="Rule pack: a name, or a folder of your own.")
@click.option(
    "--model",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Frozen linkage model [default: FORCE/linkage.json, else the one in OUT].",
)
@click.option("--format", "form", type=click.Choice(["table", "json", "line"]), default="table", show_default=True)
@click.option("--quiet", is_flag=True, help="No progress.")
def command(
    force: Path,
    data: Path | None,
    out: Path,
    as_at: datetime | None,
    seed: int,
    rules: str | None,
    model: Path | None,
    form: str,
    quiet: bool,
) -> None:
    """Load, link, read, decide, account, estimate and report on FORCE (a folder with force.toml)."""
    from fullcount.pipeline.run import RunRequest, run

    today = datetime.now(UTC).date()
    day: date | None = as_at.date() if as_at else None
    with progress(quiet=quiet) as step:
        outcome = run(RunRequest(force, out, data, day, seed, rules, model, today), step)
    result: Any = outcome.result
    if form == "json":
        click.echo(json.dumps(result, indent=1, ensure_ascii=False))
    elif form == "line":
        click.echo(plain(one_line(result)))
    else:
        click.echo(plain(summary(result, outcome.was_current)))
        click.echo(f"\nThe page: {out / 'index.html'}")


def one_line(result: Any) -> str:
    """Return the run in one line."""
    loaded = " + ".join(f"{t['read']:,} {t['table']} ({t['quarantined']:,} quarantined)" for t in result["loaded"])
    states = {row["state"]: row["count"] for row in result["ledger"]["states"]}
    told = ", ".join(f"{count:,} {state}" for state, count in states.items() if count)
    lacks = "; ".join(item["title"].lower() for item in result["not_known"][:-1]) or "nothing"
    return (
        f"{result['force']['name']}: {loaded} -> {result['ledger']['population']:,} reports, ledger balances: {told}; "
        f"{result['findings']['count']:,} findings; {len(result['warnings'])} warning(s); not known: {lacks}"
    )


def summary(result: Any, was_current: bool) -> str:
    """Return the run as a small table."""
    lines = [
        f"{result['force']['name']}, as at {result['force']['as_at']}"
        + (" (nothing has changed since the last run)" if was_current else ""),
        "",
    ]
    for table in result["loaded"]:
        lines.append(
            f"  {table['table']:<14}{table['read']:>11,} rows read = {table['accepted']:,} accepted + {table['quarantined']:,} quarantined"
        )
    lines += ["", f"  {result['ledger']['population']:,} reports came in, and every one stands in exactly one state:"]
    lines += [f"    {row['title']:<22}{row['count']:>11,}  {row['share']:>6.1%}" for row in result["ledger"]["states"]]
    lines += [
        "",
        *_rate_lines(result["estimate"]),
        "",
        f"  {result['findings']['count']:,} findings for a person to look at",
    ]
    lines += [f"  Warning: {warning['title']}" for warning in result["warnings"]]
    return "\n".join(lines)


def _rate_lines(estimate: Any) -> list[str]:
    rate = estimate["rate"]
    if rate is None:
        said = estimate["rules_say"]
        share = (
            "nothing to go by"
            if said["share_low"] is None
            else f"between {said['share_low']:.1%} and {said['share_high'] or 0:.1%} of the crimes due"
        )
        return [f"  No recording rate: {estimate['why']}", f"  {said['label']}: {share}"]
    lines = [
        f"  Recording rate {rate['estimate']:.1%} ({rate['low']:.1%} to {rate['high']:.1%}, {rate['level']:.0%} interval, {rate['reports_reviewed']:,} reports reviewed)"
    ]
    if estimate["unrecorded"] is not None:
        day = estimate["unrecorded"]["per_day"]
        high = "no upper end" if day["high"] is None else f"{day['high']:,.1f}"
        lines.append(f"  Unrecorded a day: {day['estimate']:,.1f} ({day['low']:,.1f} to {high})")
    return lines
