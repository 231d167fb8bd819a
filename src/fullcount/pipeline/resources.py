"""What the package carries: rule packs, lexicons, the page's template; and the hash of the code that runs."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from fullcount.core.errors import Fault, RuleError
from fullcount.pipeline.lexicon_cache import compiled
from fullcount.reading.compiled import Lexicon
from fullcount.rulebook.pack import Pack, parse_pack

DEFAULT_PACK = "crr-2026-27"
DEFAULT_LANGUAGE = "en-GB"
LOGS, REASONS = "lexicons", "lexicons-of-cancellations"
NO_FIGURES = "web"
"""The part of the program that no figure of a run comes from: a change of it makes no result another."""
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


def languages_carried() -> list[str]:
    """Return the languages whose words the package carries: those of the files `en-GB.toml`, `cy.toml` ..."""
    folder = files("fullcount.reading") / "lexicons"
    names = {item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml")}
    return sorted(name for name in names if not any(name.startswith(f"{other}-") for other in names))


def carried_as(language: str) -> str | None:
    """Return the language carried that serves for another: `en-GB` for `en-US`, `cy` for `cy-GB`; None if none does."""
    carried = languages_carried()
    alike = [name for name in carried if name.split("-")[0] == language.split("-", maxsplit=1)[0]]
    return language if language in carried else next(iter(alike), None)


def lexicon_texts(
    languages: Sequence[str] = (DEFAULT_LANGUAGE,), own: Path | None = None, folder: str = LOGS
) -> dict[str, str]:
    """Return the lexicon files of some languages that the package carries, and those of a folder of the force's own.

    folder: LOGS for the words of logs, REASONS for those of reasons for cancelling, which a force of its own keeps in a
    folder of that name among its words. Raises RuleError if a language is not carried or the folder cannot be read.
    """
    carried = _texts(files("fullcount.reading") / folder)
    if unknown := sorted(language for language in set(languages) if carried_as(language) is None):
        todo = f"languages carried: {', '.join(languages_carried())}"
        raise RuleError(f"there are no words of {', '.join(unknown)}", [Fault("text_language", "is unknown", todo)])
    spoken = {str(carried_as(language)) for language in languages}
    chosen = {
        name: text
        for name, text in carried.items()
        if any(name == f"{language}.toml" or name.startswith(f"{language}-") for language in spoken)
    }
    if own is not None and folder != LOGS:
        own = own / folder if (own / folder).is_dir() else None
    if own is None:
        return chosen
    try:
        return chosen | {f"own/{name}": text for name, text in _texts(own).items() if name.endswith(".toml")}
    except (OSError, UnicodeDecodeError):
        fault = Fault(str(own), "is no folder, is unreadable, or holds a file that is not UTF-8", "look at its files")
        raise RuleError("the force's own words cannot be read", [fault]) from None


def lexicon(languages: Sequence[str] = (DEFAULT_LANGUAGE,), own: Path | None = None) -> Lexicon:
    """Return the lexicon of some languages, with a force's own words. Raises RuleError as `lexicon_texts` does."""
    return _parsed_lexicon(tuple(sorted(lexicon_texts(languages, own).items())))


def reasons_texts(languages: Sequence[str] = (DEFAULT_LANGUAGE,), own: Path | None = None) -> dict[str, str]:
    """Return the files by which reasons for cancelling are read, the English ones where a language has none of its own.

    Raises RuleError as `lexicon_texts` does.
    """
    carried = {name.removesuffix(".toml") for name in _texts(files("fullcount.reading") / REASONS)}
    spoken = [as_ for language in languages if (as_ := carried_as(language)) in carried] or [DEFAULT_LANGUAGE]
    return lexicon_texts(spoken, own, REASONS)


def reasons_lexicon(languages: Sequence[str] = (DEFAULT_LANGUAGE,), own: Path | None = None) -> Lexicon:
    """Return the lexicon by which reasons for cancelling are read. Raises RuleError as `lexicon_texts` does."""
    return _parsed_lexicon(tuple(sorted(reasons_texts(languages, own).items())))


@cache
def _parsed_lexicon(texts: tuple[tuple[str, str], ...]) -> Lexicon:
    return compiled(dict(texts))


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
            if item.name != "__pycache__" and name != NO_FIGURES:
                yield from _carried(item, f"{name}/")
        elif name.endswith(CARRIED):
            yield name, item.read_bytes()


@cache
def code_sha256() -> str:
    """Return the hash of what makes a run's figures: code, rules, lexicons, templates; not the web application."""
    digest = hashlib.sha256()
    for name, content in _carried(files("fullcount")):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
