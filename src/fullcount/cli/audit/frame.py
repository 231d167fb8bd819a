"""`fullcount audit frame`: from a finished run to the frame that plans and draws are made from."""

from pathlib import Path

import click

from fullcount.cli.audit.shown import OVERWRITE, Audited, Target, not_over, shown
from fullcount.cli.options import FORMAT


@click.command("frame", cls=Audited)
@click.argument("out", metavar="OUT", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--out",
    "target",
    required=True,
    type=Target(),
    help="Where the frame goes: .parquet, or .csv for a spreadsheet.",
)
@OVERWRITE
@FORMAT
def command(out: Path, target: Path, form: str, *, force: bool) -> None:
    """Write the frame of the run in OUT: every report, whether a crime record answers it, how it was closed, its score.

    Nothing of the words of a log is in it. A stratum is how the report was closed, then the route it came by.
    """
    from fullcount.pipeline.auditing.frame import write_run_frame

    not_over(target, is_forced=force)
    result = write_run_frame(out, target)
    lines = [
        f"{result['reports']:,} reports: {result['linked']:,} are linked to {result['crimes_recorded']:,} live crimes, "
        f"{result['unlinked']:,} are not linked; "
        + ("each has a score." if result["scored"] else "the run has no score."),
        "The unlinked, by how they were closed:",
        *(f"  {row['closed']:<32}{row['reports']:>10,}" for row in result["closed"]),
        f"Written: {target}. Next: fullcount audit plan {target}",
    ]
    shown(result, lines, form)
