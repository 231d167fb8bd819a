"""`fullcount run`: the whole job."""

from datetime import UTC, date, datetime
from pathlib import Path

import click

from fullcount.cli.options import DATA, ENGINE, MASTER, PARTITIONS, RULES, SEED
from fullcount.cli.summary import one_line, summary
from fullcount.cli.talk import as_json, plain, progress

FIRST, LAST = 1900, 2200


def _day(ctx: click.Context, param: click.Parameter, value: datetime | None) -> datetime | None:
    if value is not None and not FIRST <= value.year < LAST:
        raise click.BadParameter(f"the year must be from {FIRST} to {LAST - 1}.", ctx, param)
    return value


def today() -> date:
    """Return the day by which later times are taken for errors."""
    return datetime.now(UTC).date()


AS_AT = click.option(
    "--as-at",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    help="Day at whose end the figures stand [default: the last day in the data].",
)


@click.command("run")
@click.argument("force", type=click.Path(file_okay=False, path_type=Path))
@DATA
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="Where the result goes."
)
@AS_AT
@SEED
@RULES
@click.option(
    "--model",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Frozen linkage model [default: FORCE/linkage.json, else the one in OUT].",
)
@ENGINE
@PARTITIONS
@MASTER
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "line"]),
    default="table",
    show_default=True,
    help="What is written to stdout: a table, result.json, or one line.",
)
@click.option("--quiet", is_flag=True, help="No progress and no remarks on stderr.")
def command(  # noqa: PLR0913, PLR0917  (one argument an option)
    force: Path,
    data: Path | None,
    out: Path,
    as_at: datetime | None,
    seed: int,
    rules: str | None,
    model: Path | None,
    engine: str,
    partitions: int | None,
    master: str | None,
    form: str,
    quiet: bool,
) -> None:
    """Load, link, read, decide, account, estimate and report on FORCE (a folder with force.toml)."""
    from fullcount.pipeline.engine import engine as on
    from fullcount.pipeline.run import RunRequest, run

    day = as_at.date() if as_at else None
    with on(engine, partitions, master) as made, progress(quiet=quiet) as step:
        outcome = run(RunRequest(force, out, data, day, seed, rules, model, today(), engine=made), step)
    if outcome.changed and not quiet:
        changed = ", ".join(outcome.changed)
        click.echo(f"Changed since the last result here, apart from the extracts: {changed}.", err=True)
    if form == "json":
        click.echo(as_json(outcome.result))
    elif form == "line":
        click.echo(plain(one_line(outcome.result)))
    else:
        click.echo(plain(summary(outcome.result, outcome.was_current)))
        click.echo(plain(f"\nThe page: {out / 'index.html'}"))
