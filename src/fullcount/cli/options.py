"""Options that several commands have in common."""

from pathlib import Path

import click

DATA = click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where the extracts lie, if not in the folder of force.toml.",
)
RULES = click.option("--rules", metavar="PACK", help="Rule pack: a name, or a folder of your own.")
SEED = click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of whatever is drawn by lot."
)
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="What is written to stdout.",
)
ENGINE = click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="Who reads, decides and scores: this machine, or Spark (pip install fullcount[spark]).",
)
PARTITIONS = click.option(
    "--partitions", type=click.IntRange(1), help="Parts that Spark makes of each table [default: by its size]."
)
MASTER = click.option("--master", metavar="URL", help="Address of Spark [default: as Spark is set up here].")
