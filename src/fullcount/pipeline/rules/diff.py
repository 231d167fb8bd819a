"""What changed from one rule pack to another: rules, the order in which they are tried, offences, words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from difflib import SequenceMatcher
from typing import Any

from fullcount.pipeline.rules.pages import family_of
from fullcount.pipeline.rules.read_aloud import code_titles, condition_text, consequence_lines, span
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.rule import AnyRule

ADDED, REMOVED, ENDED, CHANGED, MOVED = "added", "removed", "ended", "changed", "moved"
KINDS = (ADDED, ENDED, REMOVED, CHANGED, MOVED)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs. `of`: rule, family, reason, source, class, look-up line ...; `field`: what of it."""

    kind: str
    of: str
    id: str
    field: str = ""
    old: str = ""
    new: str = ""


def differences(old: Pack, new: Pack) -> list[Change]:
    """Return everything in which `new` differs from `old`: rules first."""
    return [
        *_rules(old, new),
        *_order(old, new),
        *_tables("family", _families(old), _families(new)),
        *_tables("pack", {"pack": _header(old)}, {"pack": _header(new)}),
        *_tables("reason", _reasons(old), _reasons(new)),
        *_tables("source", _texts(old.header.sources), _texts(new.header.sources)),
        *_tables("class", _classes(old), _classes(new)),
        *_tables("offence on the list", _listed(old), _listed(new)),
        *_tables("look-up line", _look_up(old), _look_up(new)),
        *_tables("class that stands beside", _texts(old.offences.beside), _texts(new.offences.beside)),
        *_tables("usual class of code", _texts(old.offences.usual_class), _texts(new.offences.usual_class)),
        *_tables("list of codes", _lists(old), _lists(new)),
    ]


def as_object(old: Pack, new: Pack, changes: Sequence[Change]) -> dict[str, Any]:
    """Return the differences for a program to read."""
    return {
        "format": "fullcount-rules-diff/1",
        "old": {"name": old.name, "edition": old.header.edition, "sha256": old.sha256, "rules": len(old.rules)},
        "new": {"name": new.name, "edition": new.header.edition, "sha256": new.sha256, "rules": len(new.rules)},
        "counts": {kind: sum(change.kind == kind for change in changes) for kind in KINDS},
        "changes": [asdict(change) for change in changes],
    }


def rule_fields(rule: AnyRule, pack: Pack) -> dict[str, str]:
    """Return what a rule says, field by field, in words."""
    return {
        "title": rule.title, "chapter": rule.chapter.value, "family": family_of(rule) or "",
        "citation": str(rule.citation), "in force": span(rule.in_force), "in law": span(rule.in_law),
        "condition": condition_text(rule), "consequence": ". ".join(consequence_lines(rule, pack)),
        "reason": rule.reason, "author": rule.author, "checker": rule.checker, "review": rule.review.isoformat(),
        "how sure": rule.confidence.value,
    }  # fmt: skip


def _rules(old: Pack, new: Pack) -> Iterator[Change]:
    before, after = ({rule.id: rule for rule in pack.rules} for pack in (old, new))
    for id_, rule in after.items():
        if id_ not in before:
            yield Change(ADDED, "rule", id_, new=f"{rule.title} ({span(rule.in_force)}): {condition_text(rule)}")
    for id_, rule in before.items():
        if id_ not in after:
            yield Change(REMOVED, "rule", id_, old=f"{rule.title} ({span(rule.in_force)}): {condition_text(rule)}")
            continue
        ended = after[id_].in_force.last is not None and rule.in_force.last is None
        for field, was, now in _unlike(rule_fields(rule, old), rule_fields(after[id_], new)):
            yield Change(ENDED if ended and field == "in force" else CHANGED, "rule", id_, field, was, now)


def _order(old: Pack, new: Pack) -> Iterator[Change]:
    """Yield the rules that are tried at another place among those that both packs have in the chapter or family."""
    for group, before in _tried(old).items():
        after = _tried(new).get(group, [])
        kept = set(before) & set(after)
        was, now = ([id_ for id_ in ids if id_ in kept] for ids in (before, after))
        if was == now:
            continue
        stay: set[str] = set()
        for block in SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks():
            stay |= set(was[block.a : block.a + block.size])
        for id_ in now:
            if id_ not in stay:
                yield Change(MOVED, "rule", id_, f"order in {group}", _after(was, id_), _after(now, id_))


def _tried(pack: Pack) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for rule in pack.rules:
        groups.setdefault(family_of(rule) or rule.chapter.value, []).append(rule.id)
    return groups


def _after(ids: Sequence[str], id_: str) -> str:
    place = ids.index(id_)
    return f"after {ids[place - 1]}" if place else "first"


def _unlike(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for field in dict.fromkeys((*before, *after)):
        was, now = before.get(field, ""), after.get(field, "")
        if was != now:
            yield field, was, now


def _tables(
    of: str, before: Mapping[str, Mapping[str, str]], after: Mapping[str, Mapping[str, str]]
) -> Iterator[Change]:
    for id_ in dict.fromkeys((*before, *after)):
        if id_ not in before:
            yield Change(ADDED, of, id_, new="; ".join(text for text in after[id_].values() if text))
        elif id_ not in after:
            yield Change(REMOVED, of, id_, old="; ".join(text for text in before[id_].values() if text))
        else:
            for field, was, now in _unlike(before[id_], after[id_]):
                yield Change(CHANGED, of, id_, field, was, now)


def _header(pack: Pack) -> dict[str, str]:
    header = pack.header
    files = {f"files of {chapter}": ", ".join(names) for chapter, names in header.chapters.items()}
    return {
        "name": header.name, "title": header.title, "edition": header.edition, "time zone": header.time_zone, **files
    }  # fmt: skip


def _families(pack: Pack) -> dict[str, dict[str, str]]:
    return {
        family.id: {"title": family.title, "against": "the state" if family.state_based else "a victim"}
        for family in pack.families
    }


def _reasons(pack: Pack) -> dict[str, dict[str, str]]:
    return {code: {"title": one.title, "certainty": f"{one.certainty:g}"} for code, one in pack.reasons.items()}


def _texts(table: Mapping[str, str]) -> dict[str, dict[str, str]]:
    return {key: {"text": text} for key, text in table.items()}


def _lists(pack: Pack) -> dict[str, dict[str, str]]:
    return {name: {"codes": " ".join(sorted(codes))} for name, codes in pack.lists.items()}


def _classes(pack: Pack) -> dict[str, dict[str, str]]:
    return {name: _spelled(offence) for name, offence in pack.offences.offences.items()}


def _listed(pack: Pack) -> dict[str, dict[str, str]]:
    listed = pack.notifiable
    return {
        f"{class_} {code}": {
            "title": " / ".join(code_titles(pack, class_, code)),
            "current": "yes" if listed.is_listed(class_, code) else "no",
            "in law": " to ".join(f"{one or 'open'}" for one in listed.law_days(class_, code)),
            "counted by": listed.counting_unit(class_),
        }
        for class_, code in listed.by_code
    }


def _look_up(pack: Pack) -> dict[str, dict[str, str]]:
    return {line.offence: _spelled(line, lambda name: name != "offence") for line in pack.offences.look_up}


def _spelled(row: Any, keep: Callable[[str], bool] = lambda _: True) -> dict[str, str]:
    """Return the fields of a row as texts."""
    found = {}
    for field in fields(row):
        value = getattr(row, field.name)
        if keep(field.name):
            name = field.name.strip("_").replace("_", " ")
            found[name] = " ".join(map(str, value)) if isinstance(value, tuple) else f"{value}"
    return found
