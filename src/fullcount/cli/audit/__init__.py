"""`fullcount audit`: measuring the recording rate from reports that people read; one command a file."""

import click

from fullcount.cli.lazy import Lazy

COMMANDS: tuple[str, ...] = (
    "frame", "plan", "seal", "draw", "estimate", "districts", "next", "monitor", "screen", "effect", "crosscheck",
    "backlog", "agreement",
)  # fmt: skip
"""Each is a module of that name in this folder, with a `command`."""


@click.group("audit", cls=Lazy, package=__name__, modules=COMMANDS)
def command() -> None:
    """Measure the recording rate from reports that people read: plan, draw, estimate, watch, and know when to stop.

    Every method, its source and its measured coverage: docs/audit/.
    """
