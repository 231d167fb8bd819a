"""A run beside the truth, as lines of at most 100 columns."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

WIDTH = 100
Line = tuple[str, bool]
"""A line, and whether it is a heading."""


def lines(found: Any) -> Iterator[Line]:
    """Yield the whole comparison, section by section."""
    yield from _head(found)
    for section in (_mechanisms, _right_ones, _states, _crimes, _estimate, _not_found, _calls, _not_compared):
        yield "", False
        yield from section(found)


def _head(found: Any) -> Iterator[Line]:
    force, scenario = found["force"], found["scenario"]
    yield f"{force['name']}, as at {force['as_at']}: what the run found beside what was planted", True
    if scenario and scenario["name"]:
        yield from _wrapped(f"Scenario {scenario['name']}: {scenario['says'] or ''}".rstrip(": "))
    absent = found["not_in_ledger"]
    yield f"  {found['compared']:,} reports planted, {found['compared'] - absent:,} of them in the ledger", False


def _mechanisms(found: Any) -> Iterator[Line]:
    yield "1. Faults planted, by mechanism: found (its state says so), asked (unknown, and why is named)", True
    head = ("planted", "found", "asked", "as another", "not found", "recall (95%)")
    rows = found["mechanisms"]
    body = [
        (row["should_be"], row["name"],
         (_n(row["planted"]), _n(row["found"]), _n(row["asked"]), _n(row["as_another"]), _n(row["not_found"]),
          _share(row["recall"])))
        for row in rows
    ]  # fmt: skip
    yield from _grouped(body, head, (8, 7, 7, 11, 10, 22))
    if rows:
        every = rows[-1]
        shown = every["asked_in_findings"]
        yield from _wrapped(
            f"Found or asked about: {_share(every['found_or_asked'])}; of the {every['asked']:,} asked about, "
            f"{shown:,} stand in findings.csv"
        )


def _right_ones(found: Any) -> Iterator[Line]:
    yield "2. Nothing wrong planted, by mechanism: who was left alone, asked about, wrongly accused", True
    body = [
        (row["should_be"], row["name"],
         (_n(row["planted"]), _n(row["left_alone"]), _n(row["asked"]), _n(row["accused"]), _accusations(row)))
        for row in found["right_ones"]
    ]  # fmt: skip
    yield from _grouped(body, ("planted", "left alone", "asked", "accused", "of"), (8, 11, 7, 8, 34))


def _accusations(row: Any) -> str:
    """Return the two commonest accusations of a mechanism; none for the sum of all."""
    said = row["accused_of"][:2] if row["should_be"] else []
    return ", ".join(f"{one['count']:,} {one['state']}" for one in said)


def _states(found: Any) -> Iterator[Line]:
    yield "3. What the run called so, and what it was: precision by state", True
    head = ("called", "is so", "other fault", "no fault", "precision (95%)")
    body = [
        (None, "unknown: asked, and a fault" if row["name"] == "unknown" else row["name"],
         (_n(row["called"]), _n(row["right"]), _n(row["another_fault"]), _n(row["no_fault"]),
          _share(row["precision"])))
        for row in found["states"]
    ]  # fmt: skip
    yield from _grouped(body, head, (9, 9, 12, 10, 24))


def _crimes(found: Any) -> Iterator[Line]:
    section = found["crimes"]
    yield "4. Crimes and links", True
    head = ("planted", "said", "right", "missed", "wrong", "recall", "precision")
    body = [
        (None, row["name"],
         (_n(row["planted"]), _n(row["said"]), _n(row["right"]), _n(row["missed"]), _n(row["wrong"]),
          _percent(row["recall"]), _percent(row["precision"])))
        for row in section["rows"]
    ]  # fmt: skip
    yield from _grouped(body, head, (8, 8, 8, 8, 7, 9, 10))
    same = section["classes"]
    if same["share"]:
        yield from _wrapped(
            f"Of {same['reports']:,} reports rightly called unrecorded that tell of one crime, "
            f"{same['same_class']:,} ({_percent(same['share'])}) were given its class"
        )
    missed = section["links_missed"]
    if missed and missed["missed"]:
        yield from _wrapped(
            f"Of {missed['missed']:,} links missed, {missed['near_misses']:,} are near misses, "
            f"{missed['not_seen_as_likely']:,} were not seen as likely, {missed['not_in_the_ledgers']:,} have a side "
            "that is not in the ledgers"
        )


def _estimate(found: Any) -> Iterator[Line]:
    section = found["estimate"]
    yield "5. The estimate beside the truth", True
    rate, year = section["rate"], section["unrecorded_a_year"]
    if rate and rate["estimate"] is not None:
        yield from _wrapped(
            f"Recording rate: {rate['estimate']:.1%} ({rate['low']:.1%} to {rate['high']:.1%}); "
            f"truth {rate['truth']:.1%}: {_inside(rate)}"
            if rate["truth"] is not None
            else f"Recording rate: {rate['estimate']:.1%}; nothing was planted to hold it against"
        )
    else:
        truth = f"; truth {rate['truth']:.1%}" if rate else ""
        yield from _wrapped(f"No recording rate: {(section['why_no_rate'] or '').rstrip('.')}{truth}")
    if year and year["estimate"] is not None and year["truth"] is not None:
        high = "no upper end" if year["high"] is None else f"{year['high']:,.0f}"
        yield from _wrapped(
            f"Unrecorded a year: {year['estimate']:,.0f} ({year['low']:,.0f} to {high}); "
            f"truth {year['truth']:,.0f}: {_inside(year)}"
        )
    said = section["rules_say"]
    if said["share_low"] is not None:
        yield from _wrapped(f"The rules alone, unaudited, say {said['share_low']:.1%} to {said['share_high'] or 0:.1%}")
    for part in section["parts"]:
        if part["with_interval"]:
            yield from _wrapped(
                f"By {part['name']}: {part['inside']:,} of {part['with_interval']:,} intervals hold the truth "
                f"({part['without_interval']:,} have too few reviews for one)"
            )
    yield from _reviewers(section["reviewers"])


def _reviewers(section: Any) -> Iterator[Line]:
    if section is None:
        return
    yield from _wrapped(
        f"Reviewers erred in {section['crimes_not_seen'] + section['crimes_not_there']:,} of {section['reviews']:,} "
        f"reviews ({section['crimes_not_seen']:,} saw too few crimes, {section['crimes_not_there']:,} too many)"
    )
    if section["known"]:
        told = ", ".join(f"{name} {value:.2%}" for name, value in section["known"]["on_average"].items())
        yield from _wrapped(f"Planted in {section['known']['reviewers']:,} reviewers, on average: {told}")
    effect = section["effect"]
    if effect:
        yield from _wrapped(
            f"Had they not erred, the same reviews would give {effect['estimate_without_errors']:.1%}: their errors "
            f"moved the rate by {effect['points']:+.2f} points; the rest of the distance is chance of the sample"
        )


def _not_found(found: Any) -> Iterator[Line]:
    yield "6. What was not found, and why (the commonest reasons, with the rule that ruled)", True
    yield from _whys(found["not_found"])
    yield "", False
    yield "7. What was wrongly accused, and why", True
    yield from _whys(found["accused"])


def _whys(parts: Any) -> Iterator[Line]:
    if not parts:
        yield "  none", False
    for part in parts:
        yield f"  {part['name']} ({part['should_be']}): {part['count']:,}", True
        for why in part["why"]:
            state = why["state"] or "not in ledger"
            rule = f" [{why['rule']}]" if why["rule"] else ""
            told = wrap(f"{state}: {why['says']}{rule}", WIDTH - 13, break_on_hyphens=False)
            yield f"    {why['count']:>7,}  {told[0]}", False
            yield from ((f"{'':13}{line}", False) for line in told[1:])
        if part["for_other_reasons"]:
            yield f"    {part['for_other_reasons']:>7,}  for other reasons", False


def _calls(found: Any) -> Iterator[Line]:
    section = found["calls"]
    yield "8. Calls that were answered and never logged", True
    if section is None:
        yield "  cannot be compared: see below", False
        return
    yield from _wrapped(
        f"{section['planted']:,} of {section['answered']:,} answered calls were lost, and with them "
        f"{section['crimes_lost']:,} crime(s) that no ledger can hold; the run says {section['said']:,} have no log"
    )
    if section["right"] is not None:
        yield from _wrapped(
            f"{section['right']:,} of those are the ones lost: recall {_share(section['recall'])}, "
            f"precision {_share(section['precision'])}"
        )


def _not_compared(found: Any) -> Iterator[Line]:
    if found["not_compared"]:
        yield "Not compared", True
    for lack in found["not_compared"]:
        yield from _wrapped(f"{lack['name']}: {lack['why']}")


def _grouped(
    body: Sequence[tuple[str | None, str, Sequence[str]]], head: Sequence[str], widths: Sequence[int]
) -> Iterator[Line]:
    """Yield rows under a heading for each state that they should have; the first column takes what is left."""
    if not body:
        yield "  none", False
        return
    first = WIDTH - sum(widths)
    yield f"{'':{first}}" + "".join(f"{title:>{width}}" for title, width in zip(head, widths, strict=True)), False
    state: str | None = None
    for should_be, name, cells in body:
        if should_be != state and should_be is not None:
            yield f"  should be {should_be}", False
        state = should_be
        label = _cut(f"    {name}" if should_be else f"  {name}", first)
        values = (_cut(cell, width - 1).rjust(width) for cell, width in zip(cells, widths, strict=True))
        yield (f"{label:{first}}" + "".join(values)).rstrip(), False


def _wrapped(text: str) -> Iterator[Line]:
    yield from ((line, False) for line in wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    "))


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(0, width - 1)] + "…"


def _n(value: int | None) -> str:
    return "" if value is None else f"{value:,}"


def _percent(share: Any) -> str:
    return "-" if share is None else f"{share['estimate']:.1%}"


def _share(share: Any) -> str:
    return "-" if share is None else f"{share['estimate']:.1%} ({100 * share['low']:.1f}-{share['high']:.1%})"


def _inside(beside: Any) -> str:
    return "inside the interval" if beside["inside"] else "OUTSIDE the interval"
