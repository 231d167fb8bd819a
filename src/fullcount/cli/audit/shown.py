"""What every command of the audit says: a result as JSON or as lines, and its chart in a file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fullcount.cli.talk import as_json, plain
from fullcount.core.errors import ConfigError, Fault

if TYPE_CHECKING:
    from fullcount.figures.svg import Chart

CHART = click.option(
    "--chart",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where a chart of the result goes, as SVG.",
)
LEVEL = click.option(
    "--level",
    type=click.FloatRange(0.5, 0.999),
    default=0.95,
    show_default=True,
    help="Confidence of the intervals.",
)


def shown(result: Mapping[str, Any], lines: Sequence[str], form: str) -> None:
    """Write the result to stdout: as JSON, or as the lines that tell it."""
    click.echo(as_json(result) if form == "json" else "\n".join(plain(line) for line in lines))


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
