"""One rule as a page that a registrar can read aloud, and the list of all rules."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import polars as pl

from fullcount.core.errors import Fault, NotFoundError
from fullcount.pipeline.report.spreadsheet import safe_cell
from fullcount.pipeline.rules.read_aloud import CHAPTERS, SURE, condition_lines, consequence_lines, span
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.rule import AnyRule, Chapter, InForce, Offence

COLUMNS = (
    "chapter", "family", "id", "title", "citation", "in_force_from", "in_force_to", "in_law_from", "in_law_to",
    "confidence", "class", "code", "reason", "author", "checker", "review",
)  # fmt: skip


def family_of(rule: AnyRule) -> str | None:
    """Return the family of a classification rule; None for any other."""
    return rule.then.family if isinstance(rule.then, Offence) else None


def rules_of(pack: Pack, chapter: str | None = None, family: str | None = None) -> list[AnyRule]:
    """Return the rules of a chapter or family, or all, in the order in which they are tried. Raises NotFoundError."""
    families = [one.id for one in pack.families]
    if family is not None and family not in families:
        near = get_close_matches(family, families, n=3, cutoff=0.5)
        todo = f"did you mean {' or '.join(near)}?" if near else f"families: {', '.join(families)}"
        raise NotFoundError(f"rule pack {pack.name} has no family {family!r}", [Fault("--family", "not found", todo)])
    return [
        rule for rule in pack.rules
        if chapter in (None, rule.chapter.value) and family in (None, family_of(rule))
    ]  # fmt: skip


def found_rule(pack: Pack, id_: str) -> AnyRule:
    """Return the rule of that id, whatever its case. Raises NotFoundError, which names those that are near."""
    by_id = {rule.id.upper(): rule for rule in pack.rules}
    wanted = id_.strip().upper()
    if wanted in by_id:
        return by_id[wanted]
    near = get_close_matches(wanted, list(by_id), n=5, cutoff=0.5)
    near += [name for name in by_id if wanted and wanted in name and name not in near][: 5 - len(near)]
    todo = f"did you mean {' or '.join(by_id[name].id for name in near)}?" if near else "fullcount rules list has them"
    raise NotFoundError(f"rule pack {pack.name} has no rule {id_[:60]!r}", [Fault(id_[:60], "not found", todo)])


def listed(rules: Sequence[AnyRule]) -> list[dict[str, str | None]]:
    """Return one row a rule: columns of COLUMNS."""
    return [_row(rule) for rule in rules]


def _row(rule: AnyRule) -> dict[str, str | None]:
    then = rule.then
    return {
        "chapter": rule.chapter.value, "family": family_of(rule), "id": rule.id, "title": rule.title,
        "citation": str(rule.citation), **_days("in_force", rule.in_force), **_days("in_law", rule.in_law),
        "confidence": rule.confidence.value,
        "class": then.class_ if isinstance(then, Offence) else None,
        "code": then.code if isinstance(then, Offence) else None,
        "reason": rule.reason, "author": rule.author, "checker": rule.checker, "review": rule.review.isoformat(),
    }  # fmt: skip


def _days(name: str, days: InForce) -> dict[str, str | None]:
    return {
        f"{name}_from": days.first.isoformat() if days.first else None,
        f"{name}_to": days.last.isoformat() if days.last else None,
    }


def as_csv(rows: Sequence[dict[str, str | None]]) -> str:
    """Return rows as CSV in which no cell is a formula."""
    frame = pl.DataFrame(list(rows), schema=dict.fromkeys(COLUMNS, pl.String), orient="row")
    return frame.with_columns(safe_cell(name) for name in COLUMNS).write_csv(quote_style="always")


def page(rule: AnyRule, pack: Pack) -> dict[str, Any]:
    """Return everything that a rule says, in plain words, and where it stands."""
    place, beside = _place(rule, pack)
    family = next((one.title for one in pack.families if one.id == family_of(rule)), None)
    return {
        "id": rule.id, "title": rule.title, "chapter": rule.chapter.value, "chapter_title": CHAPTERS[rule.chapter],
        "family": family_of(rule), "family_title": family, "place": place, "of": beside,
        "citation": str(rule.citation), "source": pack.header.sources.get(rule.citation.source, rule.citation.source),
        "source_page": rule.citation.page,
        **_days("in_force", rule.in_force), "in_force": span(rule.in_force),
        **_days("in_law", rule.in_law), "in_law": span(rule.in_law),
        "when": condition_lines(rule), "facts": list(rule.facts), "then": consequence_lines(rule, pack),
        "reason": rule.reason, "author": rule.author, "checker": rule.checker, "review": rule.review.isoformat(),
        "confidence": rule.confidence.value, "how_sure": SURE[rule.confidence],
        "pack": {"name": pack.name, "title": pack.header.title, "edition": pack.header.edition, "sha256": pack.sha256},
    }  # fmt: skip


def _place(rule: AnyRule, pack: Pack) -> tuple[int, int]:
    """Return at which place a rule is tried, and among how many: those of its family, or of its chapter."""
    if rule.chapter is Chapter.CLASSIFICATION:
        ids = [one.id for one in pack.of_family(family_of(rule) or "")]
    else:
        ids = [one.id for one in pack.rules if one.chapter is rule.chapter]
    return ids.index(rule.id) + 1, len(ids)
