"""Commands that are imported only when they are called, so that help starts at once."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click


class Lazy(click.Group):
    """A group of commands, each a module of its name in `package`, with a `command`."""

    def __init__(self, *args: Any, package: str, modules: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.package, self.modules = package, tuple(modules)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's own signature)
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self.modules:
            return None
        command: click.Command = import_module(f"{self.package}.{cmd_name}").command
        return command
