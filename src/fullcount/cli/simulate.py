"""`fullcount simulate`: a synthetic force with known truth."""

from pathlib import Path
from typing import Any

import click

from fullcount.cli.options import SEED
from fullcount.cli.talk import plain, progress

_SCENARIOS = ("steady", "gmp-2020", "improving", "training-works", "training-does-nothing", "gaming", "backlog",
              "clock-change", "reserved")  # fmt: skip


@click.command("simulate")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--reports",
    type=click.IntRange(1, 100_000_000),
    default=60_000,
    show_default=True,
    help="How many reports come in, in one year. A force the size of Greater Manchester's has some 1,190,000, which "
    "disclose 360,000 crimes.",
)
@SEED
@click.option(
    "--scenario",
    type=click.Choice(_SCENARIOS),
    default="steady",
    show_default=True,
    help="What kind of force-year: see docs/simulate.md.",
)
@click.option(
    "--log-shape",
    type=click.Choice(("plain", "event", "sheet")),
    default="plain",
    show_default=True,
    help="How the logs are exported: one row a report; events with remarks by numbered employees; log detail sheets "
    "with a row for every action.",
)
@click.option(
    "--crime-shape",
    type=click.Choice(("flat", "wide", "coded")),
    default="flat",
    show_default=True,
    help="How the crime system exports its records.",
)
@click.option(
    "--references-missing",
    type=click.FloatRange(0, 1),
    default=None,
    help="Share of reports whose crimes no number joins to them (left out: a fifth, more for partners' referrals).",
)
@click.option(
    "--references-mistyped",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Share of reports whose crimes' numbers have a digit wrong wherever they stand.",
)
@click.option("--references-worse", is_flag=True, help="Missing more where recording is worse, not at random.")
def command(
    folder: Path, reports: int, seed: int, scenario: str, log_shape: str, crime_shape: str, **references: Any
) -> None:
    """Write a FORCE that `fullcount run` takes as it is, and beside it truth/, which the product never reads."""
    from fullcount.pipeline.simulated import write_force
    from fullcount.simulate.force import Wanted
    from fullcount.simulate.references import ReferenceFaults
    from fullcount.simulate.scenarios.named import SCENARIOS

    faults = ReferenceFaults(**{name.removeprefix("references_"): value for name, value in references.items()})
    wanted = Wanted(reports, seed, SCENARIOS[scenario], log_shape, crime_shape, references=faults)
    with progress(quiet=False) as step:
        write_force(folder, wanted, step)
    click.echo(
        plain(
            f"Simulated {reports:,} reports in {folder} ({scenario}: {SCENARIOS[scenario].says}). "
            f"Next: fullcount run {folder}"
        )
    )
