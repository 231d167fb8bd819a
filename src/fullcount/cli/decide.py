"""`fullcount decide`: what should have been recorded for one case, and why."""

import json
import sys
from pathlib import Path

import click

from fullcount.cli.options import FORMAT, RULES
from fullcount.cli.talk import as_json, plain
from fullcount.core.errors import Fault, InputError

LARGEST = 5_000_000


@click.command("decide")
@click.argument("case", metavar="CASE.json|-")
@RULES
@FORMAT
def command(case: str, rules: str | None, form: str) -> None:
    """Say what should be recorded for the case in CASE.json (- reads standard input), by which rules, and by when.

    docs/facts.md lists the words in which a case is told.
    """
    from fullcount.cli.verdict import told
    from fullcount.pipeline.rules.packs import read_pack
    from fullcount.rulebook.answer import decide_report
    from fullcount.rulebook.answer_json import as_object
    from fullcount.rulebook.case_json import read_case

    pack = read_pack(rules)
    answer = decide_report(read_case(_read(case), pack), pack)
    click.echo(as_json(as_object(answer, pack)) if form == "json" else "\n".join(plain(x) for x in told(answer, pack)))


def _read(case: str) -> object:
    name = "standard input" if case == "-" else case
    try:
        raw = sys.stdin.buffer.read(LARGEST + 1) if case == "-" else Path(case).read_bytes()
    except OSError as error:
        raise InputError(
            "the case cannot be read", [Fault(name, error.strerror or "unreadable", "name a file")]
        ) from None
    if len(raw) > LARGEST:
        raise InputError(
            "the case cannot be read", [Fault(name, "larger than 5 MB", "a case is a page, not an extract")]
        )
    try:
        return json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once)
    except UnicodeDecodeError:
        raise InputError("the case cannot be read", [Fault(name, "is not UTF-8", "save it as UTF-8")]) from None
    except json.JSONDecodeError as error:
        where = f"{name} line {error.lineno} column {error.colno}"
        raise InputError(
            "the case cannot be read", [Fault(where, f"this is not JSON: {error.msg}", "mend it")]
        ) from None
    except _TwiceError as error:
        raise InputError(
            "the case cannot be read", [Fault(name, f"the key {str(error)[:40]!r} is there twice", "keep one")]
        ) from None
    except ValueError:  # a number of thousands of digits
        raise InputError("the case cannot be read", [Fault(name, "a number is too long", "write a number")]) from None
    except RecursionError:
        raise InputError("the case cannot be read", [Fault(name, "nested too deeply", "write a plain case")]) from None


class _TwiceError(Exception):
    """A key of an object is there twice: which of the two was meant cannot be known."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(key)
        found[key] = value
    return found
