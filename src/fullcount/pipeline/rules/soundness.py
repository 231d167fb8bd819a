"""Whether a rule pack is sound, and what a person should look at although it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fullcount.core.errors import Fault, RuleError
from fullcount.core.facts import FACTS
from fullcount.pipeline.resources import DEFAULT_PACK, rule_texts
from fullcount.pipeline.rules.packs import folder_of, read_pack
from fullcount.rulebook.pack import FIXED, Pack
from fullcount.rulebook.rule import Chapter, Confidence, Offence
from fullcount.rulebook.units import COUNTED


@dataclass(frozen=True, slots=True)
class Soundness:
    """A pack, or why there is none. `message`, `faults`: what must be mended; `cautions`: what may be looked at."""

    pack: Pack | None
    message: str
    faults: tuple[Fault, ...]
    cautions: tuple[Fault, ...]


def soundness(name: str | None, as_at: date | None = None) -> Soundness:
    """Return what is wrong with a pack, all at once. `as_at`: the day by which reviews are due (None: any day)."""
    try:
        pack = read_pack(name)
    except RuleError as error:
        return Soundness(None, error.message, error.faults, ())
    chosen = name or DEFAULT_PACK
    cautions = (*_overdue(pack, as_at), *_recalled(pack), *_idle_facts(pack), *_strange_files(chosen, pack))
    return Soundness(pack, "", (), cautions)


def _overdue(pack: Pack, as_at: date | None) -> Iterator[Fault]:
    if as_at is None:
        return
    late: dict[date, list[str]] = {}
    for rule in pack.rules:
        if rule.review < as_at:
            late.setdefault(rule.review, []).append(rule.id)
    for due, ids in sorted(late.items()):
        yield Fault(
            f"review of {due}", f"{len(ids)} rules are overdue: {', '.join(ids)}", "read them in their source again"
        )


def _recalled(pack: Pack) -> Iterator[Fault]:
    by_chapter = {chapter: [rule for rule in pack.rules if rule.chapter is chapter] for chapter in Chapter}
    for chapter, rules in by_chapter.items():
        ids = [rule.id for rule in rules if rule.confidence is Confidence.RECALLED]
        if ids:
            what = f"{len(ids)} of {len(rules)} rules are recalled, not read: {', '.join(ids)}"
            yield Fault(chapter.value, what, "confirm them in their source")


def used_facts(pack: Pack) -> frozenset[str]:
    """Return the facts that some rule tests, asks for or counts by."""
    tested = {name for rule in pack.rules for name in rule.facts}
    asked = {rule.then.asks for rule in pack.classification if isinstance(rule.then, Offence) and rule.then.asks}
    counted = {name for names in COUNTED.values() for name in names} | {"offenders_acted_together"}
    return frozenset(tested | asked | counted)


def _idle_facts(pack: Pack) -> Iterator[Fault]:
    used = used_facts(pack)
    idle = [fact.name for fact in FACTS if fact.name not in used]
    if idle:
        what = f"{len(idle)} facts of the vocabulary are used by no rule: {', '.join(idle)}"
        yield Fault("facts", what, "write the rule that needs them, or leave them to the reader of texts")


def _strange_files(name: str, pack: Pack) -> Iterator[Fault]:
    named = {*FIXED} | {file for files in pack.header.chapters.values() for file in files}
    folder = folder_of(name)
    found = (
        set(rule_texts(name)) if folder is None else {path.name for path in folder.iterdir() if path.name[:1] != "."}
    )
    for file in sorted(found - named):
        yield Fault(
            file, "the pack does not name it, so no rule in it counts", "name it under [chapters], or take it away"
        )
