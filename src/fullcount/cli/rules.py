"""`fullcount rules`: the rulebook itself, to list, read aloud, check, compare, and try on a year already run."""

import sys
from datetime import datetime
from pathlib import Path

import click

from fullcount.cli.options import FORMAT, RULES
from fullcount.cli.talk import as_json, plain, progress
from fullcount.core.errors import RuleError

CHAPTERS = ("recording", "classification", "counting", "clock", "cancellation", "outcomes")


@click.group("rules")
def command() -> None:
    """List, read, check and compare rule packs, and try one on a year that was run.

    PACK is the name of a pack that is carried, or a folder of your own.
    """


@command.command("list")
@RULES
@click.option("--chapter", type=click.Choice(CHAPTERS), help="Only the rules of this chapter.")
@click.option("--family", metavar="FAMILY", help="Only the classification rules of this family.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="What is written to stdout.",
)
def list_(rules: str | None, chapter: str | None, family: str | None, form: str) -> None:
    """List the rules in the order in which they are tried: id, citation, when in force and in law, how sure."""
    from fullcount.cli.rule_pages import list_lines
    from fullcount.pipeline.rules.packs import read_pack
    from fullcount.pipeline.rules.pages import as_csv, listed, rules_of

    pack = read_pack(rules)
    found = rules_of(pack, chapter, family)
    if form == "json":
        click.echo(as_json(listed(found)))
    elif form == "csv":
        click.echo(as_csv(listed(found)), nl=False)
    else:
        _echo(list_lines(found, pack))


@command.command("show")
@click.argument("rule_id", metavar="ID")
@RULES
@FORMAT
def show(rule_id: str, rules: str | None, form: str) -> None:
    """Show the rule ID as a page to read aloud: source, dates, condition, consequence, reason, who checked it."""
    from fullcount.cli.rule_pages import page_lines
    from fullcount.pipeline.rules.packs import read_pack
    from fullcount.pipeline.rules.pages import found_rule, page

    pack = read_pack(rules)
    made = page(found_rule(pack, rule_id), pack)
    if form == "json":
        click.echo(as_json(made))
    else:
        _echo(page_lines(made))


@command.command("facts")
@RULES
@click.option("--topic", metavar="TOPIC", help="Only the facts of this topic.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True,
    help="What is written to stdout: the page docs/facts.md, or the same for a program.",
)  # fmt: skip
def facts(rules: str | None, topic: str | None, form: str) -> None:
    """Print the vocabulary: what each fact means, its values, what silence means, and the rules that use it."""
    from fullcount.pipeline.rules.facts_page import facts_object, facts_page, topics_of
    from fullcount.pipeline.rules.packs import read_pack

    pack = read_pack(rules)
    topics = topics_of(topic)
    if form == "json":
        click.echo(as_json(facts_object(pack, topics)))
    else:
        click.echo(plain(facts_page(pack, topics, whole=topic is None)), nl=False)


@command.command("check")
@click.argument("pack")
@click.option(
    "--as-at", type=click.DateTime(["%Y-%m-%d"]), help="Name the rules whose review is due before this day."
)  # fmt: skip
@FORMAT
def check(pack: str, as_at: datetime | None, form: str) -> None:
    """Say everything that is wrong with PACK, and what a person should look at although it is sound."""
    from fullcount.cli.rule_pages import faults_object, soundness_lines
    from fullcount.pipeline.rules.soundness import soundness

    found = soundness(pack, as_at.date() if as_at else None)
    if form == "json":
        click.echo(as_json(faults_object(found)))
    else:
        _echo(soundness_lines(found))
    if found.pack is None:
        sys.exit(RuleError.exit_code)


@command.command("diff")
@click.argument("old", metavar="PACK")
@click.argument("new", metavar="PACK")
@FORMAT
def diff(old: str, new: str, form: str) -> None:
    """Say what the second PACK says otherwise than the first: rules, their order, offences, words."""
    from fullcount.cli.rule_changes import diff_lines
    from fullcount.pipeline.rules.diff import as_object, differences
    from fullcount.pipeline.rules.packs import read_pack

    before, after = read_pack(old), read_pack(new)
    found = as_object(before, after, differences(before, after))
    if form == "json":
        click.echo(as_json(found))
    else:
        _echo(diff_lines(found))


@command.command("whatif")
@click.argument("pack")
@click.argument("store", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--in-force-on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Take the rules of PACK as they stand on this day, for every report "
    "[default: its next change after the day of the figures; if it has none, by the date of each report].",
)
@click.option(
    "--minutes-per-review",
    "minutes",
    type=click.FloatRange(0, 1440, min_open=True),
    default=12.0,
    show_default=True,
    help="How long a person needs for one report (a working assumption).",
)
@click.option(
    "--examples",
    type=click.IntRange(0, 1000),
    default=0,
    show_default=True,
    help="How many report numbers to name for each kind of change.",
)
@FORMAT
def whatif(pack: str, store: Path, day: datetime | None, minutes: float, examples: int, form: str) -> None:
    """Say what PACK would have made of the year in STORE, the OUT of a run: decisions, crimes, hours of review."""
    from fullcount.cli.rule_changes import whatif_lines
    from fullcount.pipeline.rules.whatif import Asked
    from fullcount.pipeline.rules.whatif import whatif as answer

    asked = Asked(pack, store, day.date() if day else None, minutes, examples)
    with progress(quiet=False) as step:
        found = answer(asked, step)
    if form == "json":
        click.echo(as_json(found))
    else:
        _echo(whatif_lines(found))


def _echo(lines: list[str]) -> None:
    click.echo("\n".join(plain(line) for line in lines))
