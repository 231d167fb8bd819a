"""`fullcount check`: everything that is wrong, before anything is run."""

import sys
from pathlib import Path

import click

from fullcount.cli.options import DATA, FORMAT, RULES
from fullcount.cli.talk import as_json, plain
from fullcount.core.errors import ConfigError


@click.command("check")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@DATA
@RULES
@FORMAT
def command(folder: Path, data: Path | None, rules: str | None, form: str) -> None:
    """Say everything that is wrong with FOLDER's force.toml, code tables and extracts. Writes nothing."""
    from fullcount.pipeline.prepare.examine import examine

    found = examine(folder, data, rules)
    if form == "json":
        kinds = (("faults", found.faults), ("cautions", found.cautions))
        body = {name: [{"where": f.where, "what": f.what, "todo": f.todo} for f in faults] for name, faults in kinds}
        click.echo(as_json({**body, "files": found.rows}))
    else:
        for row in found.rows:
            click.echo(plain(row))
        for title, faults in (
            ("Must be mended before a run", found.faults),
            ("Worth mending; a run goes on without", found.cautions),
        ):
            if faults:
                click.echo(f"\n{title}:")
            for fault in faults:
                click.echo(plain(f"  - {fault}"))
        if not found.faults:
            click.echo("\nNothing stands in the way of a run.")
    if found.faults:
        sys.exit(ConfigError.exit_code)
