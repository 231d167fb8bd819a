"""`fullcount simulate`: a synthetic force with known truth."""

from pathlib import Path

import click

from fullcount.cli.options import SEED
from fullcount.cli.talk import plain, progress


@click.command("simulate")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--reports",
    type=click.IntRange(1),
    default=20_000,
    show_default=True,
    help="How many reports come in, in one year.",
)
@SEED
def command(folder: Path, reports: int, seed: int) -> None:
    """Write a FORCE that `fullcount run` takes as it is, and beside it truth/, which the product never reads."""
    from fullcount.pipeline.simulated import write_force

    with progress(quiet=False) as step:
        write_force(folder, reports, seed, step)
    click.echo(plain(f"Simulated {reports:,} reports in {folder}. Next: fullcount run {folder}"))
