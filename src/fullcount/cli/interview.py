"""`fullcount interview`: asks what a report tells, one screen after another, and says what should be recorded."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from fullcount.cli.options import FORMAT, RULES
from fullcount.cli.talk import as_json, plain


@click.command("interview")
@RULES
@FORMAT
@click.option("--reported-at", help="When the report was made; asked for if not given.")
@click.option(
    "--save", type=click.Path(dir_okay=False, path_type=Path), help="Write the case told as JSON to this file."
)
def command(rules: str | None, form: str, reported_at: str | None, save: Path | None) -> None:
    """Ask what a report tells and say what should be recorded, by which rules, and by when.

    Questions go to stderr and one answer a line is read from stdin, so that answers may also come from a file. An empty
    line means that the report does not say; a line with "." ends the questions.
    """
    from fullcount.cli.asking import Asking
    from fullcount.cli.verdict import told
    from fullcount.pipeline.rules.packs import read_pack
    from fullcount.rulebook.answer import decide_report
    from fullcount.rulebook.answer_json import as_object
    from fullcount.rulebook.case_json import read_case

    pack = read_pack(rules)
    now = datetime.now().astimezone().replace(microsecond=0).isoformat()
    case = Asking(pack, _ask).case(reported_at, now)
    answer = decide_report(read_case(case, pack), pack)
    if save:
        save.write_text(as_json(case) + "\n", encoding="utf-8")
    if form == "json":
        body: dict[str, Any] = {"case": case, "answer": as_object(answer, pack)}
        click.echo(as_json(body))
    else:
        click.echo("\n".join(plain(line) for line in told(answer, pack)))


def _ask(question: str) -> str | None:
    """Return the answer to a question, without blanks around it; None at the end of the answers."""
    click.echo(plain(question), err=True, nl=False)
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        click.echo(plain(line.rstrip("\n")), err=True)
    return line.strip() if line else None
