"""An exported trail on the disk, read line by line. It needs no database and no web application."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from fullcount.core.chain import Verdict, Walk
from fullcount.core.errors import Fault, InputError
from fullcount.core.trail_lines import LONGEST, Header, read_event, read_header


def verify_export(path: Path, roots: Sequence[str]) -> tuple[Header, Verdict]:
    """Return what an export says of itself and whether it holds against the published roots.

    A line that is no event is a fault of the verdict, since a damaged line may be a changed one. Raises InputError
    where the file cannot be read or does not begin with a header.
    """
    try:
        with path.open(encoding="ascii", errors="surrogateescape", newline="\n") as stream:
            header = _header(path, stream)
            walk = Walk(header.chain, roots)
            for number, line in enumerate(_lines(stream), start=2):
                try:
                    one = read_event(line)
                except ValueError as error:
                    walk.fault(f"line {number}", str(error))
                else:
                    walk.step(one)
    except OSError as error:
        raise _unusable(path, error.strerror or "cannot be read") from None
    return header, walk.end(header.events, header.head)


def _header(path: Path, stream: TextIO) -> Header:
    try:
        return read_header(stream.readline(LONGEST + 2).rstrip("\n"))
    except ValueError as error:
        raise _unusable(path, f"line 1 {error}") from None


def _lines(stream: TextIO) -> Iterator[str]:
    """Yield the lines; of one that is too long its beginning, which is no event, and then the rest."""
    while line := stream.readline(LONGEST + 2):
        yield line.rstrip("\n")


def _unusable(path: Path, what: str) -> InputError:
    return InputError(f"{path.name} cannot be verified", [Fault(path.name, what, "give the export as it was made")])
