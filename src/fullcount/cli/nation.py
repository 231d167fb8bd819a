"""`fullcount nation`: the whole job for every force of a folder."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from fullcount.cli.options import ENGINE, FORMAT, MASTER, RULES, SEED
from fullcount.cli.run import AS_AT, today
from fullcount.cli.talk import as_json, plain, progress


@click.command("nation")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="Where the results go."
)
@AS_AT
@SEED
@RULES
@ENGINE
@MASTER
@FORMAT
@click.option("--quiet", is_flag=True, help="No progress on stderr.")
def command(  # noqa: PLR0913, PLR0917  (one argument an option)
    folder: Path,
    out: Path,
    as_at: datetime | None,
    seed: int,
    rules: str | None,
    engine: str,
    master: str | None,
    form: str,
    quiet: bool,
) -> None:
    """Run every force in FOLDER (each a folder with force.toml) into OUT/<its name>, and add up what they come to."""
    from fullcount.pipeline.engine import engine as on
    from fullcount.pipeline.nation import NationRequest, nation

    day = as_at.date() if as_at else None
    with on(engine, None, master) as made, progress(quiet=quiet) as step:
        result = nation(NationRequest(folder, out, day, seed, rules, today(), made), step)
    click.echo(as_json(result) if form == "json" else plain(_table(result)))
    if result["total"]["not_run"]:
        sys.exit(1)


def _table(result: Any) -> str:
    """Return a line a force and one for all of them."""
    lines = [f"  {'force':<28}{'reports':>12}{'unrecorded':>12}{'unknown':>10}{'findings':>10}"]
    for force in [*result["forces"], {"force": "all", "fault": None, **result["total"]}]:
        if force["fault"] is not None:
            lines.append(f"  {force['force']:<28} not run: {force['fault'].splitlines()[0]}")
            continue
        states = force["report_states"]
        counts = f"{force['reports']:>12,}{states['unrecorded']:>12,}{states['unknown']:>10,}{force['findings']:>10,}"
        lines.append(f"  {force['force'][:27]:<28}{counts}")
    return "\n".join(lines)
