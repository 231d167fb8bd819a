"""`fullcount trail`: the record of who did what to whose data, as an export, checked by anybody."""

import click

from fullcount.cli.trail.verify import verify


@click.group("trail")
def command() -> None:
    """Check an exported trail: it needs only the export and the root that was published."""


command.add_command(verify)
