"""What is said: data on stdout, talk on stderr, neither of which can move a cursor or hide a word."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Give a function that says what is being done: a moving bar on a terminal, nothing elsewhere or when quiet."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def step(what: str) -> None:
            bar.update(task, description=plain(what)[:60])

        yield step


def plain(text: object) -> str:
    """Return text for a terminal: control characters, which could move the cursor or hide words, become '�'."""
    return "".join(char if char == "\n" or char.isprintable() else "�" for char in str(text))


def as_json(value: object) -> str:
    """Return JSON for a terminal or a program: characters that cannot be seen are escaped, so that nothing is lost."""
    text = json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False, default=str)
    return "".join(char if char == "\n" or char.isprintable() else json.dumps(char)[1:-1] for char in text)
