"""What the package carries: rule packs, lexicons, the page's template; and the hash of the code that runs."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from fullcount.core.errors import Fault, RuleError
from fullcount.reading.compiled import Lexicon
from fullcount.reading.lexicon import parse_lexicon
from fullcount.rulebook.pack import Pack, parse_pack

DEFAULT_PACK = "crr-2026-27"
CARRIED = (".py", ".toml", ".csv", ".html", ".css", ".json")


def _texts(folder: Traversable | Path) -> dict[str, str]:
    return {
        item.name: item.read_text(encoding="utf-8")
        for item in sorted(folder.iterdir(), key=lambda item: item.name)
        if item.is_file() and item.name.endswith((".toml", ".csv"))
    }


def pack_names() -> list[str]:
    """Return the names of the rule packs that the package carries."""
    folder = files("fullcount.rulebook") / "packs"
    return sorted(item.name for item in folder.iterdir() if item.is_dir() and not item.name.startswith("_"))


def rule_texts(name: str | None) -> dict[str, str]:
    """Return the files of a rule pack, by the name of one that the package carries or by the path of a folder.

    Raises RuleError if there is none or if it cannot be read.
    """
    chosen = DEFAULT_PACK if name is None else name
    folder: Traversable | Path = Path(chosen)
    if chosen in pack_names():
        folder = files("fullcount.rulebook") / "packs" / chosen
    elif not chosen or not Path(chosen).is_dir():
        raise RuleError(
            f"there is no rule pack {chosen!r}",
            [Fault("--rules", f"packs carried: {', '.join(pack_names())}", "name one, or the folder of your own")],
        )
    try:
        return _texts(folder)
    except (OSError, UnicodeDecodeError):
        raise RuleError(
            f"the rule pack {chosen!r} cannot be read", [Fault(chosen, "unreadable, or not UTF-8", "look at its files")]
        ) from None


def rule_pack(name: str | None) -> Pack:
    """Return a rule pack by its name or its folder's path. Raises RuleError if it is not there or is damaged."""
    return _parsed(tuple(sorted(rule_texts(name).items())))


@cache
def _parsed(texts: tuple[tuple[str, str], ...]) -> Pack:
    return parse_pack(dict(texts))


@cache
def lexicon() -> Lexicon:
    """Return the lexicon that the package carries."""
    return parse_lexicon(_texts(files("fullcount.reading") / "lexicons"))


def template(name: str) -> str:
    """Return a template or style sheet of the page."""
    return (files("fullcount.figures") / "templates" / name).read_text(encoding="utf-8")


def result_schema() -> str:
    """Return the JSON Schema of result.json."""
    return (files("fullcount.figures") / "result.schema.json").read_text(encoding="utf-8")


def _carried(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        name = f"{prefix}{item.name}"
        if item.is_dir():
            if item.name != "__pycache__":
                yield from _carried(item, f"{name}/")
        elif name.endswith(CARRIED):
            yield name, item.read_bytes()


@cache
def code_sha256() -> str:
    """Return the hash of the program: its code, rules, lexicons and templates."""
    digest = hashlib.sha256()
    for name, content in _carried(files("fullcount")):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
