"""`fullcount audit seal`: what is published of a draw before its window closes, the seed as its hash alone."""

from pathlib import Path
from typing import Any

import click

from fullcount.cli.audit.design import design_options
from fullcount.cli.audit.shown import SOME, Audited, Target, shown
from fullcount.cli.audit.terms import DRAWN_SEED, FIXED, FROM, INSPECTOR, TO, terms_given, write_new
from fullcount.cli.options import FORMAT


@click.command("seal", cls=Audited)
@click.option("--n", type=SOME, help="Reports to be drawn.")
@DRAWN_SEED
@FROM
@TO
@FIXED
@INSPECTOR
@design_options
@click.option("--out", required=True, type=Target(), help="Where the seal goes (JSON).")
@FORMAT
def command(out: Path, form: str, **given: Any) -> None:
    """Seal a draw before its window closes: its window, design and the hash of its seed, to be published.

    The seed itself is kept back until the window has closed: who knows it knows which reports will be drawn.
    """
    from fullcount.audit.planning.manifest import LONG_ENOUGH, own_hash, seal, written

    terms = terms_given(given)
    if len(given["seed"]) < LONG_ENOUGH:
        raise click.UsageError(f"a sealed seed has at least {LONG_ENOUGH} digits: a shorter one can be found by trying")
    if terms.is_late:
        raise click.UsageError("the window has closed: a seed fixed now could have been chosen for its draw")
    text = written(seal(terms, given["seed"]))
    write_new(out, text)
    result = {"seal": out.name, "sha256": own_hash(text), "window_closes": terms.closes.isoformat()}
    lines = [
        f"Written: {out}",
        f"Its SHA-256: {result['sha256']}",
        f"Publish it before {result['window_closes']}; keep the seed back until then.",
    ]
    shown(result, lines, form)
