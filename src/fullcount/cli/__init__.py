"""The command line: one command a file."""

from fullcount.cli.root import main

__all__ = ["main"]
