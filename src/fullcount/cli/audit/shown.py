"""What every command of the audit has in common: numbers that are finite, files kept apart, a result, its chart."""

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fullcount.cli.talk import as_json, plain
from fullcount.core.errors import ConfigError, Fault, StoreError

if TYPE_CHECKING:
    from fullcount.figures.svg import Chart

READ_AS_TEXT = ("population",)
"""Options that may name a file to be read, or be a number."""
DRAWING_MARK = b"<svg"
SOME = click.IntRange(1, 1_000_000_000)
"""A number of reports, of crimes or of a draw."""


class Number(click.FloatRange):
    """A number within bounds. Click's own range lets nan through, of which no comparison is true."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        number = float(super().convert(value, param, ctx))
        if not math.isfinite(number):
            self.fail("is not a finite number", param, ctx)
        return number


class Target(click.Path):
    """The path of a file that the command writes."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, path_type=Path)


class Drawing(Target):
    """The path of a chart that the command writes: over an earlier chart, never over anything else."""


class Audited(click.Command):
    """A command that, before it does anything, refuses to write over what it reads or over what else it writes."""

    def invoke(self, ctx: click.Context) -> Any:
        written: dict[str, Path] = {}
        read: dict[str, Path] = {}
        for param in self.params:
            value = ctx.params.get(param.name or "")
            name = param.human_readable_name if isinstance(param, click.Argument) else max(param.opts, key=len)
            if isinstance(value, Path):
                (written if isinstance(param.type, Target) else read)[name] = value
            elif param.name in READ_AS_TEXT and value is not None and Path(str(value)).is_file():
                read[name] = Path(str(value))
            if isinstance(param.type, Drawing) and isinstance(value, Path):
                _is_for_a_chart(value)
        kept_apart(read, written)
        return super().invoke(ctx)


CHART = click.option("--chart", type=Drawing(), help="Where a chart of the result goes, as SVG.")
LEVEL = click.option(
    "--level",
    type=Number(0.5, 0.999),
    default=0.95,
    show_default=True,
    help="Confidence of the intervals.",
)
OVERWRITE = click.option("--force", is_flag=True, help="Write --out over a file that is there already.")


def kept_apart(read: Mapping[str, Path], written: Mapping[str, Path]) -> None:
    """Raise ConfigError where a file to be written is one that is read, lies in a folder that is read, or is to be
    written twice. Both are by the name of their option; links are followed."""
    faults = list(_clashes(read, written))
    if faults:
        raise ConfigError("A file would be written over", faults)


def _clashes(read: Mapping[str, Path], written: Mapping[str, Path]) -> Iterator[Fault]:
    earlier: dict[str, Path] = {}
    for name, target in written.items():
        for other, source in read.items():
            if is_same_file(target, source):
                yield Fault(name, f"is the file that {other} reads", "choose another name")
            elif source.is_dir() and _is_foreign(target) and source.resolve() in target.resolve().parents:
                yield Fault(name, f"is a file in the folder that {other} reads", "choose another name")
        for other, path in earlier.items():
            if is_same_file(target, path):
                yield Fault(name, f"is the file that {other} writes", "choose another name")
        earlier[name] = target


def is_same_file(one: Path, other: Path) -> bool:
    """Say whether two paths lead to the same file, through links of either kind."""
    if one.exists() and other.exists():
        return one.samefile(other)
    return one.resolve() == other.resolve()


def not_over(target: Path | None, *, is_forced: bool) -> None:
    """Raise StoreError where the file is there already and nobody said that it may be written over."""
    if target is not None and target.exists() and not is_forced:
        fault = Fault(str(target), "is there already", "choose another name, or say --force")
        raise StoreError("--out does not write over a file", [fault])


def _is_for_a_chart(target: Path) -> None:
    if _is_foreign(target):
        fault = Fault(str(target), "is there already and is no SVG", "choose another name")
        raise ConfigError("--chart does not write over such a file", [fault])


def _is_foreign(target: Path) -> bool:
    """Say whether something is there that is neither empty nor a drawing."""
    if not target.exists():
        return False
    if not target.is_file():
        return True
    with target.open("rb") as stream:
        mark = stream.read(len(DRAWING_MARK))
    return mark not in (b"", DRAWING_MARK)


def shown(result: Mapping[str, Any], lines: Sequence[str], form: str) -> None:
    """Write the result to stdout: as JSON, or as the lines that tell it."""
    click.echo(as_json(result) if form == "json" else "\n".join(map(one_line, lines)))


def one_line(text: str) -> str:
    """Return a line for a terminal: a break of line in it, by which a name could forge a line, becomes '�'."""
    return plain(text).replace("\n", "�")


def drawn(chart: "Chart", target: Path | None) -> None:
    """Write the wide drawing of the chart to `target`, where one is asked for.

    Where there is nothing to draw, no file is written, and stderr says so. Raises ConfigError where the folder is none.
    """
    if target is None:
        return
    if not chart.wide:
        click.echo(plain(f"no chart: {chart.title}"), err=True)
        return
    if not target.parent.is_dir():
        raise ConfigError(
            f"{target} cannot be written", [Fault(str(target.parent), "is not a folder", "make it, or choose --chart")]
        )
    fresh = target.with_name(f"{target.name}.new")
    fresh.write_text(str(chart.wide), encoding="utf-8")
    fresh.replace(target)
