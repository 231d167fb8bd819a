"""Packs as a user names them, read so that nothing in them can end in anything but a fault that says what to mend."""

import csv
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from fullcount.core.errors import Fault, RuleError
from fullcount.pipeline.resources import DEFAULT_PACK, pack_names, rule_pack, rule_texts
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.rule_files import document_of

LARGEST = 50_000_000
"""Bytes that the files of a pack may have together: a rulebook is a book, not an extract."""
TABLES = ("pack", "chapters", "sources", "reasons", "beside", "usual_class", "defaults")
LISTS = ("rules", "families", "lists")


def read_pack(name: str | None) -> Pack:
    """Return a pack by the name of one that is carried or by its folder. Raises RuleError with every fault in it."""
    chosen = DEFAULT_PACK if name is None else name
    refuse_large(chosen)
    faults = list(misshapen(rule_texts(chosen)))
    if faults:
        raise RuleError(f"the rule pack {chosen!r} cannot be used", faults)
    try:
        return rule_pack(chosen)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError, csv.Error) as error:
        fault = Fault(
            chosen,
            f"something in it is not of the kind that is expected: {error}",
            "compare with a pack that is carried",
        )
        raise RuleError(f"the rule pack {chosen!r} cannot be used", [fault]) from None


def folder_of(name: str) -> Path | None:
    """Return the folder of a pack that is not carried; None for one that is."""
    return None if name in pack_names() or not name else Path(name)


def refuse_large(name: str) -> None:
    """Raise RuleError if the files of a folder are too large for a pack."""
    folder = folder_of(name)
    if folder is None or not folder.is_dir():
        return
    total = sum(path.stat().st_size for path in folder.iterdir() if path.suffix in (".toml", ".csv") and path.is_file())
    if total > LARGEST:
        fault = Fault(name, f"its files have more than {LARGEST // 1_000_000} MB", "name the folder of a rule pack")
        raise RuleError(f"the rule pack {name!r} cannot be read", [fault])


def misshapen(texts: Mapping[str, str]) -> Iterator[Fault]:
    """Yield a fault for each part of a rule file that is a list where a table is expected, or the other way round."""
    for name, text in texts.items():
        if not name.endswith(".toml"):
            continue
        try:
            document = document_of(text)
        except tomllib.TOMLDecodeError:
            continue  # told with the other faults when the pack is parsed
        except RecursionError:
            yield Fault(name, "nested too deeply", "write plain conditions")
            continue
        yield from _shapes(name, document)


def _shapes(name: str, document: Mapping[str, Any]) -> Iterator[Fault]:
    for key in TABLES:
        if key in document and not isinstance(document[key], dict):
            yield Fault(name, f"'{key}' is not a table", f"write [{key}]")
    for key in LISTS:
        rows = document.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            yield Fault(name, f"'{key}' is not a list of tables", f"write [[{key}]] before each")
            continue
        for number, row in enumerate(rows, start=1):
            where = f"{name} {key.removesuffix('s')} {row.get('id', number)}"
            yield from _values(where, row)


def _values(where: str, row: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault for each value of a rule that is of another kind than any rule may have."""
    kinds: tuple[tuple[str, Callable[[Any], bool], str], ...] = (
        ("id", lambda value: isinstance(value, str), 'write it in quotes: id = "REC-..."'),
        ("family", lambda value: isinstance(value, str), "write it in quotes"),
        ("confidence", lambda value: isinstance(value, str), 'write confidence = "seen"'),
        ("then", lambda value: isinstance(value, dict), "write then = { ... }"),
        (
            "codes",
            lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value),
            "write a list of texts",
        ),
    )
    for key, is_right, todo in kinds:
        if key in row and not is_right(row[key]):
            yield Fault(where, f"'{key}' is of the wrong kind", todo)
    for key, value in (row["then"] if isinstance(row.get("then"), dict) else {}).items():
        plain = isinstance(value, str | bool | int) or (key == "flags" and isinstance(value, list))
        if not plain:
            yield Fault(where, f"'{key}' in then is of the wrong kind", "write a text, a number, or true or false")
