"""What `explain` found, as lines for a person."""

from typing import Any

MEANINGS = (
    ("opening_code", "opening_class"),
    ("closing_code", "closing_class"),
    ("disposition", "disposition_means"),
)
MARKS = {"true": "holds, after a stronger one", "unknown": "partly met"}


def told(story: Any) -> list[str]:
    """Return the story as lines: state, rows, codes, words, rules, crimes, links, receipt."""
    receipt = story["receipt"]
    parts = (_state, _rows, _codes, _words, _score, _decision, _crimes, _cancellations, _links)
    lines = [" ".join(line.splitlines()) for part in parts for line in part(story)]
    lines += ["", f"Receipt {receipt['id']}, rules {receipt['rules']['pack']}, links: {receipt['model']['method']}"]
    if not story["made_by_this_program"]:
        lines.append("The result was made by another version of the program: run again to have both from one.")
    return lines


def _state(story: Any) -> list[str]:
    entry = story["entry"]
    return [
        f"Report {story['report_id']}: {entry['state']}",
        f"  {entry['title']} ({entry['reason']})",
        f"  reported {_moment(entry['reported_at'])}, deadline {_moment(entry['deadline'])}, "
        f"crimes due {entry['crimes_due']}, recorded {entry['crimes_recorded']}",
    ]


def _rows(story: Any) -> list[str]:
    several = len(story["versions"]) > 1
    lines = [
        f"  {row['file']}, row {row['row']}" + (f" ({row['standing']})" if several else "") for row in story["versions"]
    ]
    return ["", "What came in", *lines]


def _codes(story: Any) -> list[str]:
    codes = story["codes"]
    lines = [
        f"  {name.replace('_', ' ')}: {_listed(codes[name])} -> {codes[means] or 'nothing'}"
        for name, means in MEANINGS
        if codes and codes[name]
    ]
    return ["", "What its codes mean", *lines] if lines else []


def _words(story: Any) -> list[str]:
    lines = [
        f"  {said['fact']} = {said['value']}: “{said['words']}” (bytes {said['start']}-{said['end']}, {said['scope']})"
        for said in story["words"]
    ]
    return ["", "What its words say" if lines else "No words were read in it", *lines]


def _score(story: Any) -> list[str]:
    score = story["score"]
    if score is None:
        return []
    words = "; ".join(f"{word['term']} {word['added']:+.2f}" for word in score["words"]) or "no word that it knows"
    return ["", f"The score, if it has no crime record: {score['probability']:.1%} likely to tell of one", f"  {words}"]


def _decision(story: Any) -> list[str]:
    found = story["decision"]
    if not found:
        return []
    as_class = f", {found['class']}" if found["class"] else ""
    lines = ["", f"What the rules say: {found['decision']}{as_class} (certainty {found['certainty']:.2f})"]
    lines += _rules(found["rules_tried"])
    if found["question"]:
        lines.append(f"  The question that would settle most: {found['question']}")
    return lines


def _rules(tried: Any) -> list[str]:
    """Return the rules that decided, held, or were partly met; those of whose facts nothing is said are counted."""
    told_of = [rule for rule in tried if rule["decided"] or rule["outcome"] == "true" or _is_partly_met(rule)]
    lines = []
    for rule in sorted(told_of, key=lambda rule: not rule["decided"]):
        mark = "decided by" if rule["decided"] else MARKS[rule["outcome"]]
        lacks = f"; not known: {', '.join(rule['unknown'])}" if rule["outcome"] == "unknown" else ""
        lines.append(f"  {mark}: {rule['id']} {rule['title']} [{rule['citation']}]{lacks}")
    silent = len(tried) - len(told_of)
    return [
        *lines,
        f"  {silent} more rules were tried and were not met, or nothing is said of what they ask "
        "(--format json shows each)",
    ]


def _is_partly_met(rule: Any) -> bool:
    return rule["outcome"] == "unknown" and any(value is True for value in rule["facts_used"].values())


def _crimes(story: Any) -> list[str]:
    lines = [
        f"  {crime['crime_key']}: {crime['state']} ({crime['reason']}), due as {crime['class_due'] or '-'}, "
        f"recorded as {crime['class_recorded'] or '-'}"
        for crime in story["crimes"]
    ]
    return ["", "Crimes", *(lines or ["  none due, none recorded"])]


STANDS = {"true": "stands", "false": "does not stand", "unknown": "is not known to stand"}


def _cancellations(story: Any) -> list[str]:
    """Return of each cancelled crime whether that stands, by which rule, and what the words of the reason say."""
    lines = []
    for one in story["cancellations"]:
        by = f" by {one['decided_by']}" if one["decided_by"] else ""
        lines += [
            "", f"Cancelled: {one['crime_id']} under {one['code'] or 'no code'}{by}: {STANDS[one['stands']]}",
            f"  {one['title']} ({one['reason']})",
        ]  # fmt: skip
        if rule := one["rule"]:
            lines.append(f"  {rule['id']} {rule['title']} [{rule['citation']}]: {rule['reason']}")
        if one["question"]:
            lines.append(f"  The question that would settle it: {one['question']}")
        lines += [
            f"  {said['fact']} = {said['value']}: “{said['words']}” (bytes {said['start']}-{said['end']}, "
            f"{said['scope']}{'' if said['counts'] else ', not what decides'})"
            for said in one["words"]
        ]
    return lines


def _links(story: Any) -> list[str]:
    return [
        *([f"  search for its crime: {story['search']}"] if story["search"] else []),
        *[f"  linked to {link['crime_id']} by {link['method']}, probability {link['probability']:.3f}"
          for link in story["links"]],
        *[f"  near miss: {miss['crime_id']}, probability {miss['probability']:.3f}" for miss in story["near_misses"]],
    ]  # fmt: skip


def _moment(moment: Any) -> str:
    return "not known" if moment is None else f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def _listed(codes: Any) -> str:
    return " // ".join(codes) if isinstance(codes, list) else str(codes)
