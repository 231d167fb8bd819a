"""Rules, and what is wrong with them, as lines for a person."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from fullcount.pipeline.rules.pages import family_of
from fullcount.pipeline.rules.read_aloud import CHAPTERS, span
from fullcount.pipeline.rules.soundness import Soundness
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.rule import AnyRule

WIDTH = 100
LABEL = 13


def list_lines(rules: Sequence[AnyRule], pack: Pack) -> list[str]:
    """Return the rules under a heading for each chapter and family, a line a rule."""
    return list(_list(rules, pack))


def _list(rules: Sequence[AnyRule], pack: Pack) -> Iterator[str]:
    titles = {family.id: family.title for family in pack.families}
    ids = max((len(rule.id) for rule in rules), default=0)
    sources = max((len(str(rule.citation)) for rule in rules), default=0)
    heading = ""
    for rule in rules:
        family = family_of(rule)
        title = f"{CHAPTERS[rule.chapter]} ({rule.chapter.value})"
        title += f": {titles.get(family, family)} ({family})" if family else ""
        if title != heading:
            yield from ("", title) if heading else (title,)
            heading = title
        days = f"reports {span(rule.in_force)}" if rule.in_force.has_limits else ""
        law = f"events {span(rule.in_law)}" if rule.in_law.has_limits else ""
        limits = ", ".join(text for text in (days, law, "recalled" if rule.confidence == "recalled" else "") if text)
        yield f"  {rule.id:{ids}}  {rule.citation!s:{sources}}  {rule.title}{f' [{limits}]' if limits else ''}"
    yield ""
    yield f"{len(rules):,} rules; pack {pack.name}, {pack.header.edition}, sha256 {pack.sha256[:16]}"


def page_lines(page: Mapping[str, Any]) -> list[str]:
    """Return one rule as a page to read aloud."""
    pack = page["pack"]
    family = f", {page['family_title']}" if page["family"] else ""
    lines = [f"{page['id']}  {page['title']}", ""]
    lines += _labelled("Chapter", f"{page['chapter_title']}{family}: tried as number {page['place']} of {page['of']}")
    lines += _labelled("Source", f"{page['citation']} ({page['source']})")
    lines += _labelled("Reports", f"made {page['in_force']}")
    lines += _labelled("Events", f"{page['in_law']}")
    lines += ["", "If", *(part for line in page["when"] for part in _hanging(line)), ""]
    lines += ["Then", *(part for line in page["then"] for part in _hanging(f"- {line}")), ""]
    lines += _labelled("Why", page["reason"])
    lines += _labelled("Written by", page["author"])
    lines += _labelled("Checked by", page["checker"])
    lines += _labelled("Review by", page["review"])
    lines += _labelled("How sure", page["how_sure"])
    lines += _labelled("Pack", f"{pack['name']}, {pack['edition']}: {pack['title']}")
    return [*lines, f"{'sha256':{LABEL}}{pack['sha256']}"]


def _labelled(label: str, text: str) -> list[str]:
    return _wrapped(text, f"{label:{LABEL}}", LABEL) or [label]


def _hanging(line: str) -> list[str]:
    deep = len(line) - len(line.lstrip()) + 2
    return _wrapped(line.strip(), " " * deep, deep + 2)


def _wrapped(text: str, first: str, deep: int) -> list[str]:
    return wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=" " * deep, break_long_words=False, break_on_hyphens=False
    )


def soundness_lines(found: Soundness) -> list[str]:
    """Return what was found of a pack."""
    if found.pack is None:
        return [f"{found.message}:", *(f"  - {fault}" for fault in found.faults)]
    pack = found.pack
    lines = [f"{len(pack.rules):,} rules, sound: {pack.name}, {pack.header.edition}, sha256 {pack.sha256}"]
    if found.cautions:
        lines += ["", "Worth a look:"]
    return [*lines, *(f"  - {caution}" for caution in found.cautions)]


def faults_object(found: Soundness) -> dict[str, Any]:
    """Return what was found of a pack, for a program to read."""
    pack = found.pack
    kinds = (("faults", found.faults), ("cautions", found.cautions))
    body = {name: [{"where": f.where, "what": f.what, "todo": f.todo} for f in faults] for name, faults in kinds}
    told = None if pack is None else {
        "name": pack.name, "title": pack.header.title, "edition": pack.header.edition, "sha256": pack.sha256,
        "rules": len(pack.rules),
    }  # fmt: skip
    return {"sound": pack is not None, "pack": told, "message": found.message, **body}
