"""`fullcount`: the command itself, and how a mistake is told."""

import sys
from typing import Any

import click

import fullcount
from fullcount.core.errors import FullcountError

COMMANDS = {
    "run": "run", "check": "check", "init": "init", "explain": "explain", "fit": "fit", "simulate": "simulate",
    "dictionary": "dictionary",
}  # fmt: skip


class Lazy(click.Group):
    """A group whose commands are imported only when called, so that help starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"fullcount.cli.{COMMANDS[cmd_name]}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except FullcountError as error:
            click.echo(f"fullcount: {error}", err=True)
            sys.exit(error.exit_code)


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(fullcount.__version__, prog_name="fullcount")
def main() -> None:
    """Find every reported crime that was never recorded, and say why by the rule."""
