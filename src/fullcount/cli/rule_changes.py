"""What differs between two rule packs, and what that would do to a year, as lines for a person."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

MOST = 20
"""Lines of one table on a terminal; --format json has them all."""
DIFF_TITLES = {
    "added": "Added",
    "ended": "Ended",
    "removed": "Removed",
    "changed": "Changed",
    "moved": "Tried at another place",
}


def diff_lines(found: Mapping[str, Any]) -> list[str]:
    """Return the differences of two packs, kind by kind."""
    return list(_diff(found))


def _diff(found: Mapping[str, Any]) -> Iterator[str]:
    old, new = found["old"], found["new"]
    for mark, pack in (("from", old), ("to  ", new)):
        yield f"{mark} {pack['name']}, {pack['edition']}, {pack['rules']:,} rules, sha256 {pack['sha256'][:16]}"
    if not found["changes"]:
        yield "Nothing differs." if old["sha256"] == new["sha256"] else "Nothing differs in what they say."
    for kind, title in DIFF_TITLES.items():
        changes = [change for change in found["changes"] if change["kind"] == kind]
        if changes:
            yield ""
            yield f"{title} ({len(changes):,})"
        last = ""
        for change in changes:
            named = f"  {change['of']} {change['id']}"
            if named != last:
                yield named
                last = named
            yield from _what(change)


def _what(change: Mapping[str, Any]) -> Iterator[str]:
    field = f"{change['field']}: " if change["field"] else ""
    if change["old"] and change["new"]:
        yield f"      {change['field']}"
        yield f"        was {change['old']}"
        yield f"        is  {change['new']}"
    elif change["new"] or change["old"]:
        before = "nothing -> " if field and change["new"] else ""
        after = " -> nothing" if field and change["old"] else ""
        yield f"      {field}{before}{change['new'] or change['old']}{after}"


def whatif_lines(found: Mapping[str, Any]) -> list[str]:
    """Return what a pack would have made of a year."""
    parts = (_head, _proof, _crimes, _decisions, _classes, _months, _questions, _review, _rules, _untold)
    return [line for part in parts for line in part(found)]


def _head(found: Mapping[str, Any]) -> Iterator[str]:
    store, kept, new = found["store"], found["kept"], found["asked"]
    window = store["window"]
    yield f"What {new['name']} ({new['edition']}, sha256 {new['sha256'][:16]}) would have made of the reports of a run"
    days = f"{window['days']:,.0f} days"
    yield f"  {store['reports']:,} reports from {_day(window['from'])} to {_day(window['to'])} ({days})"
    yield f"  beside the rules kept with it: {kept['name']} ({kept['edition']}, sha256 {kept['sha256'][:16]})"
    if new["as_on"]:
        yield f"  every report is decided by the rules as they stand on {new['as_on']}; kept ones, on {kept['as_on']}"
    else:
        yield "  every report is decided by the rules in force on its own day"


def _proof(found: Mapping[str, Any]) -> Iterator[str]:
    proof = found["reproduced"]
    if not proof["decided_otherwise"] and not proof["state_otherwise"]:
        yield "  the kept rules, applied again, give every decision and every state that is stored"
        return
    yield (
        f"  CAUTION: the kept rules, applied again, decide {proof['decided_otherwise']:,} reports otherwise than is "
        f"stored, and give {proof['state_otherwise']:,} another state"
    )
    if not proof["same_program"]:
        yield "  (another version of the program made the store). Below, both packs are applied by this program."
    else:
        yield "  (the same program made the store: it may be damaged). Below, both packs are applied by this program."


def _crimes(found: Mapping[str, Any]) -> Iterator[str]:
    crimes, year = found["crimes"], found["year"]
    yield ""
    changes = f"{crimes['added']:,} added, {crimes['removed']:,} removed"
    yield f"Crimes due: {crimes['before']:,} -> {crimes['after']:,} ({changes})"
    if year["scale"] is None:
        yield "  the window is too short to say what that is in a year"
    else:
        added, removed = year["crimes_added"], year["crimes_removed"]
        yield f"  in a year (the window times {year['scale']:.3f}): {added:,.0f} added, {removed:,.0f} removed"


def _decisions(found: Mapping[str, Any]) -> Iterator[str]:
    changed = sum(row["reports"] for row in found["decisions"])
    yield ""
    yield f"Reports decided otherwise: {changed:,}"
    yield from _kinds(found["decisions"])
    if found["recorded_otherwise"]:
        yield f"Recorded either way, as other crimes: {sum(row['reports'] for row in found['recorded_otherwise']):,}"
        yield from _kinds(found["recorded_otherwise"])


def _kinds(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows[:MOST]:
        yield f"  {row['reports']:>9,}  {row['from']} -> {row['to']}"
        if row.get("examples"):
            yield f"             {', '.join(row['examples'])}"
    yield from _more(rows)


def _more(rows: Sequence[object]) -> Iterator[str]:
    if len(rows) > MOST:
        yield f"  {'':9}  and {len(rows) - MOST:,} more lines (--format json has them all)"


def _classes(found: Mapping[str, Any]) -> Iterator[str]:
    if found["classes"]:
        yield ""
        yield f"{'Crimes by class':16}{'added':>9}{'removed':>9}"
    for row in found["classes"][:MOST]:
        yield f"  {row['class']:14}{row['added']:>9,}{row['removed']:>9,}  {row['title']}"
    yield from _more(found["classes"])


def _months(found: Mapping[str, Any]) -> Iterator[str]:
    if not found["crimes"]["added"] and not found["crimes"]["removed"]:
        return
    yield ""
    yield f"{'Crimes by month':16}{'due':>9}{'added':>9}{'removed':>9}"
    for row in found["months"]:
        yield f"  {row['month']:14}{row['before']:>9,}{row['added']:>9,}{row['removed']:>9,}"


def _questions(found: Mapping[str, Any]) -> Iterator[str]:
    asked = found["questions"]
    yield ""
    others = f"another than now: {asked['asked_otherwise']:,}; no longer: {asked['no_longer_asked']:,}"
    yield f"Reports that would newly ask a question: {asked['newly_asked']:,}; {others}"
    for row in asked["by_question"][:MOST]:
        yield f"  {row['reports']:>9,}  {row['question']}"
        if row["examples"]:
            yield f"             {', '.join(row['examples'])}"
    yield from _more(asked["by_question"])


def _review(found: Mapping[str, Any]) -> Iterator[str]:
    review, year = found["review"], found["year"]
    yield ""
    yield f"Reports that a person must look at: {review['before']:,} -> {review['after']:,}"
    newly = f"{review['newly']:,} newly ({review['hours_newly']:,} hours)"
    yield f"  {newly}, {review['no_longer']:,} no longer ({review['hours_no_longer']:,} hours)"
    yield f"  at {review['minutes_each']:g} minutes each, which is a working assumption (--minutes-per-review)"
    if year["scale"] is not None:
        yield f"  in a year: {year['hours_newly']:,.0f} hours newly, {year['hours_no_longer']:,.0f} hours no longer"
    if review["examples"]:
        yield f"  newly: {', '.join(review['examples'])}"


def _rules(found: Mapping[str, Any]) -> Iterator[str]:
    if found["rules"]:
        yield ""
        yield f"Reports by rule {'before':>19}{'after':>9}"
    for row in found["rules"][:MOST]:
        yield f"  {row['id']:24}{row['before']:>9,}{row['after']:>9,}  {row['title']}"
    yield from _more(found["rules"])


def _untold(found: Mapping[str, Any]) -> Iterator[str]:
    if found["never_told"]:
        yield ""
        yield "Rules that differ ask for facts that no report here tells; what they would change is not seen above:"
    for row in found["never_told"][:MOST]:
        yield f"  {row['fact']}: {', '.join(row['rules'][:8])}{' ...' if len(row['rules']) > 8 else ''}"
    yield from _more(found["never_told"])


def _day(moment: object) -> str:
    return str(moment)[:10] if moment else "a time not known"
