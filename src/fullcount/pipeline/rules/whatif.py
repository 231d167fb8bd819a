"""What another rule pack would have made of the year that a store holds, beside what the rules kept with it made.

Both packs are applied by this program to the same reports, facts, codes and links; only the rules differ.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from fullcount.core.errors import RuleError, StoreError
from fullcount.core.facts import FACT
from fullcount.pipeline.resources import code_sha256
from fullcount.pipeline.rules import compared
from fullcount.pipeline.rules.decided import decided, is_alike, spread
from fullcount.pipeline.rules.packs import read_pack
from fullcount.pipeline.rules.standing import is_same, next_change, standing_on
from fullcount.pipeline.rules.stored import Rows, StoredYear, accounted, codes_of, rows_of, stored_year
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.rule import AnyRule

Step = Callable[[str], Any]
DAYS = 365.25
MINUTES = 12.0
"""Working assumption: how long a person needs to look at one report."""
FEWEST_DAYS = 28
"""A window of fewer days is not scaled to a year: it says too little of one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the pack, the store, the day on which the pack's rules are taken (None: its next change after the
    figures' day, if it has one), minutes a review, and how many report numbers to name for each kind of change."""

    pack: str
    store: Path
    day: date | None = None
    minutes: float = MINUTES
    examples: int = 0


def whatif(asked: Asked, step: Step = lambda _: None) -> dict[str, Any]:
    """Return what the pack would have changed. Raises RuleError for the pack, StoreError for the store."""
    new = read_pack(asked.pack)
    step("reading the store")
    year = stored_year(asked.store)
    kept = kept_rules(year)
    day = asked.day or next_change(new, kept, year.as_at)
    packs = (standing_on(kept, year.as_at), standing_on(new, day)) if day else (kept, new)
    rows = rows_of(year, (kept, *packs))
    step("deciding by the rules kept with the run")
    as_run = decided(rows.kinds, codes_of(year, kept), kept)
    as_kept = decided(rows.kinds, codes_of(year, kept), packs[0]) if day else as_run
    before = accounted(year, rows, as_run, kept)
    proof = _reproduced(year, before)
    if as_kept is not as_run:
        before = _restated(before, rows, as_kept) if is_alike(as_run, as_kept) else accounted(year, rows, as_kept, kept)
    step(f"deciding by {new.name}")
    after = accounted(year, rows, decided(rows.kinds, codes_of(year, new), packs[1]), new)
    step("comparing")
    pairs = compared.side_by_side(before, after, year.config.zone.key)
    told = {"never_told": never_told(kept, new, rows.told)}
    return _report(asked, year, (kept, new), day, pairs) | {
        "reproduced": proof, "rules": compared.rules_used(pairs, packs), **told
    }  # fmt: skip


def _restated(before: pl.DataFrame, rows: Rows, by_kind: pl.DataFrame) -> pl.DataFrame:
    """Return the reports with the trails of another pack that decides them alike."""
    trails = spread(rows.kinds, by_kind).select("report_id", "rules")
    return before.drop("rules").join(trails, on="report_id", how="left", maintain_order="left")


def kept_rules(year: StoredYear) -> Pack:
    """Return the rules that were kept with a run. Raises StoreError where this program cannot use them."""
    try:
        return read_pack(str(year.rules))
    except RuleError as error:
        message = "the rules kept with the run cannot be used by this program: run it again, then ask again"
        raise StoreError(message, error.faults) from None


def _reproduced(year: StoredYear, found: pl.DataFrame) -> dict[str, Any]:
    """Return whether the kept rules, applied now, decide as the run did."""
    stored = year.ledger()
    both = stored.join(found, on="report_id", how="full", suffix="_now")
    decided_now = ("decision", "class", "crimes_due")
    otherwise = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_now")) for name in decided_now)
    counts = both.select(
        pl.len().alias("reports"),
        otherwise.sum().alias("decided_otherwise"),
        pl.col("state").ne_missing(pl.col("state_now")).sum().alias("state_otherwise"),
    ).row(0, named=True)
    same = year.result.get("receipt", {}).get("code", {}).get("sha256") == code_sha256()
    return counts | {"same_program": same}


def _report(
    asked: Asked, year: StoredYear, packs: tuple[Pack, Pack], day: date | None, pairs: pl.DataFrame
) -> dict[str, Any]:
    kept, new = packs
    window = year.result["force"]["window"]
    scale = DAYS / window["days"] if window["days"] >= FEWEST_DAYS else None
    crimes = compared.crimes(pairs)
    review = compared.review(pairs, asked.minutes)
    return {
        "format": "fullcount-whatif/1",
        "store": {"as_at": year.as_at.isoformat(), "window": window, "reports": pairs.height},
        "kept": _named(kept, year.as_at if day else None),
        "asked": _named(new, day),
        "decisions": compared.decisions(pairs, asked.examples),
        "recorded_otherwise": compared.recorded_otherwise(pairs, asked.examples),
        "crimes": crimes,
        "classes": compared.classes(pairs, packs),
        "months": compared.months(pairs),
        "year": compared.scaled(crimes, review, scale),
        "questions": compared.questions(pairs, asked.examples),
        "review": review | {"examples": compared.examples_of(pairs, compared.NEWLY, asked.examples)},
    }


def _named(pack: Pack, day: date | None) -> dict[str, Any]:
    return {
        "name": pack.name, "edition": pack.header.edition, "sha256": pack.sha256, "rules": len(pack.rules),
        "as_on": day.isoformat() if day else None,
    }  # fmt: skip


def never_told(kept: Pack, new: Pack, told: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the facts that changed or added rules ask for and no report of the store tells, with those rules.

    Such a rule changes nothing here, whatever it would change among reports whose words tell the fact.
    """
    before = {rule.id: rule for rule in kept.rules}
    asked: dict[str, list[str]] = {}
    rules: tuple[AnyRule, ...] = (*new.recording, *new.classification, *new.counting)
    for rule in rules:
        old = before.get(rule.id)
        if old is not None and is_same(old, rule):
            continue
        for name in rule.facts:
            if name in FACT and FACT[name].silence is None and not told.get(name):
                asked.setdefault(name, []).append(rule.id)
    return [{"fact": name, "rules": ids} for name, ids in sorted(asked.items())]
