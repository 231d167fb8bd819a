"""`fullcount audit screen`: what to read next in search of unrecorded crimes, and when enough has been read."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from fullcount.cli.audit.shown import CHART, LEVEL, SOME, Audited, Number, Target, drawn, shown
from fullcount.cli.options import FORMAT, SEED

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("screen", cls=Audited)
@click.argument("pool", type=click.Path(exists=True, path_type=Path))
@click.option("--decisions", type=FILE, help="What people decided so far: report_id, is_crime (yes, no or blank).")
@click.option("--batch", type=Target(), help="Where the list to read next goes, as CSV.")
@click.option("--sample", type=Target(), help="Where the random sample goes, as CSV for `fullcount audit estimate`.")
@click.option(
    "--recall",
    type=Number(0.5, 0.999),
    default=0.95,
    show_default=True,
    help="Share of the crimes in the pool that is to be found.",
)
@click.option("--random", "size", type=SOME, help="Reports to draw at random [default: planned].")
@click.option("--drawn-elsewhere", is_flag=True, help="The random sample is what the decisions say was drawn.")
@click.option("--least", type=SOME, default=50, show_default=True, help="Fewest reports in a batch.")
@LEVEL
@SEED
@FORMAT
@CHART
def command(**options: Any) -> None:
    """Say what to read next in search of unrecorded crimes, and when enough has been read.

    POOL is a folder that `fullcount run` wrote, or a CSV or Parquet of reports without a crime record: report_id, and
    text or score or both. Some reports are drawn at random; the others are ordered by a model that learns from each
    decision. Fill in is_crime in the --batch list, add its rows to the --decisions, and run the same command again. It
    says stop when the share asked for has been found for certain.
    """
    from fullcount.audit.screening.standing import Promise
    from fullcount.figures.charts.audit_screen import recall_by_effort
    from fullcount.pipeline.auditing.screening import Asked, screened
    from fullcount.pipeline.auditing.screening_told import batch_table, sample_table, told, write_table

    promise = Promise(options["recall"], options["level"])
    elsewhere, least, seed = options["drawn_elsewhere"], options["least"], options["seed"]
    asked = Asked(options["pool"], options["decisions"], promise, options["size"], elsewhere, least, seed)
    found = screened(asked)
    result = told(found, promise)
    if options["batch"] is not None:
        write_table(batch_table(found), options["batch"])
    if options["sample"] is not None:
        write_table(sample_table(found), options["sample"])
    shown(result, _lines(result, options["batch"]), options["form"])
    drawn(recall_by_effort(result), options["chart"])


def _lines(result: Mapping[str, Any], batch: Path | None) -> list[str]:
    sample, promise = result["random_sample"], result["promise"]
    goal = f"{promise['recall']:.1%} of the crimes in the pool, with {promise['confidence']:.1%} confidence"
    lines = [f"{result['pool']:,} reports in the pool; {result['read']:,} read, crimes found in {result['found']:,}."]
    if sample["unread"]:
        lines += [
            f"Asked for: {goal}.",
            f"Drawn at random: {sample['drawn']:,}, of which {sample['unread']:,} are unread. Nothing is certain "
            "before the last of them is read.",
        ]
    else:
        lines += _standing_lines(result, goal)
    if result["next_batch"] and not result["stop_now"]:
        where = f", in {batch}" if batch else " (--batch FILE writes the list)"
        lines.append(f"To read next: {result['next_batch']:,} reports{where}.")
    return [*lines, *(f"Note: {warning}." for warning in result["warnings"])]


def _standing_lines(result: Mapping[str, Any], goal: str) -> list[str]:
    sample, left = result["random_sample"], result["left"]
    may = sample["may_not_be_reached"]
    allowed = "not even none would do" if may is None else f"{may:,} may be left"
    lines = [
        f"Drawn at random: {sample['drawn']:,}. Of those with a crime the order has not reached "
        f"{sample['crimes_not_reached']:,} ({allowed}).",
        f"Not found: about {left['estimate']:,.0f}, at most {left['high']:,} ({left['level']:.1%} confidence).",
        f"Certain now: at least {result['certain_recall']:.1%} are found.",
    ]
    if result["stop_now"]:
        return [*lines, f"Stop: you have {goal} (since {result['certified_after']:,} were read)."]
    if result["read_about_more"] is None:
        return [*lines, f"Read on. The sample is too small to be certain of {goal}, short of reading nearly all."]
    return [*lines, f"Read about {result['read_about_more']:,} more, and you should have {goal}."]
