"""A run's result in a few lines, for a terminal."""

from typing import Any


def one_line(result: Any) -> str:
    """Return the run in one line."""
    loaded = " + ".join(f"{t['read']:,} {t['table']} ({t['quarantined']:,} quarantined)" for t in result["loaded"])
    states = {row["state"]: row["count"] for row in result["ledger"]["states"]}
    told = ", ".join(f"{count:,} {state}" for state, count in states.items() if count) or "nothing came in"
    lacks = "; ".join(item["title"].lower() for item in result["not_known"][:-1]) or "nothing"
    text = (
        f"{result['force']['name']}: {loaded} -> {result['ledger']['population']:,} reports, ledger balances: {told}; "
        f"{result['findings']['count']:,} findings; {len(result['warnings'])} warning(s); not known: {lacks}"
    )
    return " ".join(text.split())


def summary(result: Any, was_current: bool) -> str:
    """Return the run as a small table."""
    width = max([14, *(len(table["table"]) + 1 for table in result["loaded"])])
    unchanged = " (nothing has changed since the last run)" if was_current else ""
    lines = [
        f"{result['force']['name']}, as at {result['force']['as_at']}{unchanged}",
        "",
        *[_loaded(table, width) for table in result["loaded"]],
        "",
        f"  {result['ledger']['population']:,} reports came in, and every one stands in exactly one state:",
        *[f"    {row['title']:<22}{row['count']:>11,}  {row['share']:>6.1%}" for row in result["ledger"]["states"]],
        "",
        *_rate(result["estimate"]),
        "",
        f"  {result['findings']['count']:,} findings for a person to look at",
        *_to_read(result["score"]),
        *[f"  Warning: {warning['title']}" for warning in result["warnings"]],
    ]
    return "\n".join(lines)


def _to_read(score: Any) -> list[str]:
    """Return what the score says to read, where it is used."""
    if score["status"] != "used":
        return [f"  No score: {score['why']}"] if score["status"] == "none" else []
    return [
        f"  {score['to_read']:,} reports without a crime record to read by their words, about {score['expected']:,.0f} "
        f"crimes expected among them; {score['not_in_findings']:,} are no finding (to_read.csv)"
    ]


def _loaded(table: Any, width: int) -> str:
    return (
        f"  {table['table']:<{width}}{table['read']:>11,} rows read = {table['accepted']:,} accepted "
        f"+ {table['quarantined']:,} quarantined"
    )


def _rate(estimate: Any) -> list[str]:
    """Return the rate with its interval, or why there is none and what the rules say instead, labelled as such."""
    rate = estimate["rate"]
    if rate is None:
        said = estimate["rules_say"]
        low, high = said["share_low"], said["share_high"] or 0
        share = "nothing to go by" if low is None else f"between {low:.1%} and {high:.1%} of the crimes due"
        return [f"  No recording rate: {estimate['why']}", f"  {said['label']}: {share}"]
    lines = [
        f"  Recording rate {rate['estimate']:.1%} ({rate['low']:.1%} to {rate['high']:.1%}, "
        f"{rate['level']:.0%} interval, {rate['reports_reviewed']:,} reports reviewed)"
    ]
    if estimate["unrecorded"] is not None:
        day = estimate["unrecorded"]["per_day"]
        high = "no upper end" if day["high"] is None else f"{day['high']:,.1f}"
        lines.append(f"  Unrecorded a day: {day['estimate']:,.1f} ({day['low']:,.1f} to {high})")
    return lines
