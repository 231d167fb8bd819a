"""`fullcount trail verify`: whether an exported trail is the one whose root was published."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fullcount.cli.options import FORMAT
from fullcount.cli.talk import as_json, plain

if TYPE_CHECKING:
    from fullcount.core.chain import Verdict
    from fullcount.core.trail_lines import Header


@click.command("verify")
@click.argument("export", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--root",
    "roots",
    multiple=True,
    required=True,
    metavar="HASH",
    help="A published root: 64 hexadecimal digits. May be given several times.",
)
@FORMAT
def verify(export: Path, roots: tuple[str, ...], form: str) -> None:
    """Say whether EXPORT holds: that nothing was changed, removed, reordered or put in since each root was published.

    Neither a database nor the web application is needed. Exit code 8 where it does not hold.
    """
    from fullcount.core.errors import TrailError
    from fullcount.core.events import HASH
    from fullcount.pipeline.trail_files import verify_export

    wanted = [root.strip().lower() for root in roots]
    if not all(HASH.match(root) for root in wanted):
        raise click.UsageError("a root has 64 hexadecimal digits")
    header, verdict = verify_export(export, wanted)
    told = {
        "chain": header.chain, "holds": verdict.holds, "events": verdict.events, "head": verdict.head,
        "covered_by_a_root": verdict.covered, "payloads_erased": verdict.erased,
        "dated_before_the_one_they_follow": verdict.clock_back, "faults": verdict.n_faults,
    }  # fmt: skip
    if form == "json":
        click.echo(as_json(told | {"told": [str(fault) for fault in verdict.faults]}))
    elif verdict.holds:
        click.echo("\n".join(plain(line) for line in _lines(header, verdict)))
    if not verdict.holds:
        more = verdict.n_faults - len(verdict.faults)
        end = f", of which the first {len(verdict.faults)} are told" if more else ""
        raise TrailError(f"{export.name} does not hold: {verdict.n_faults:,} fault(s){end}", verdict.faults)


def _lines(header: "Header", verdict: "Verdict") -> Iterator[str]:
    yield f"The trail of {header.chain} holds: {verdict.events:,} event(s), none changed, removed, moved or put in."
    after = verdict.events - verdict.covered
    if after:
        yield f"The published root stands for the first {verdict.covered:,}; {after:,} came after it and follow on."
    if verdict.erased:
        yield f"{verdict.erased:,} payload(s) were erased, each by an erasure that the trail holds."
    if verdict.clock_back:
        yield f"{verdict.clock_back:,} event(s) are dated before the one that they follow: the clock was put back."
    yield f"Last hash: {verdict.head}"
