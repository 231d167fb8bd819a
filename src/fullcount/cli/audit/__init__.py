"""`fullcount audit`: measuring the recording rate from reports that people read; one command a file."""

import click

COMMANDS: tuple[str, ...] = (
    "frame", "plan", "seal", "draw", "estimate", "districts", "next", "monitor", "screen", "effect", "crosscheck",
    "backlog", "agreement",
)  # fmt: skip
"""Each is a module of that name in this folder, with a `command`."""


class Lazy(click.Group):
    """A group whose commands are imported only when called, so that help starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's own signature)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"fullcount.cli.audit.{cmd_name}").command
        return command


@click.group("audit", cls=Lazy)
def command() -> None:
    """Measure the recording rate from reports that people read: plan, draw, estimate, watch, and know when to stop.

    Every method, its source and its measured coverage: docs/audit/.
    """
