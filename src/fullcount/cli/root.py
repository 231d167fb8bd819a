"""`fullcount`: the command itself, and how a mistake is told."""

import io
import sys
from typing import Any

import click

import fullcount
from fullcount.cli.lazy import Lazy
from fullcount.cli.talk import plain
from fullcount.core.errors import FullcountError, StoreError

COMMANDS = (
    "run", "nation", "check", "init", "explain", "decide", "interview", "rules", "words", "fit", "simulate", "truth",
    "dictionary", "audit", "trail", "deliver", "serve",
)  # fmt: skip
"""Each is a module of that name beside this one, with a `command`."""


class Told(Lazy):
    """The command itself: a mistake of the user is told in plain lines, with an exit code of its kind."""

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # a terminal that cannot show a character shows its number
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except FullcountError as error:
            click.echo(plain(f"fullcount: {error}"), err=True)
            sys.exit(error.exit_code)
        except BrokenPipeError:  # the reader of our output went away: click ends quietly
            raise
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            click.echo(plain(f"fullcount: {where}{error.strerror or 'cannot be read or written'}"), err=True)
            sys.exit(StoreError.exit_code)


@click.group(
    cls=Told, package="fullcount.cli", modules=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(fullcount.__version__, prog_name="fullcount")
def main() -> None:
    """Find every reported crime that was never recorded, and say why by the rule.

    Exit codes: 0 done; 1 stopped; 2 a wrong option, force.toml or code table; 3 an extract that cannot be read;
    4 a rule pack, lexicon or model; 5 the output folder; 6 a ledger that does not balance (a fault of ours);
    7 a report that is not there; 8 a trail that was changed.
    """
