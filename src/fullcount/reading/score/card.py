"""The model card of a score, as Markdown: what it was fitted on, how good it is, and what it must not be used for."""

from fullcount.reading.score.model import ScoreModel

STRONGEST = 30
MUST_NOT = (
    "decide anything: rules propose and people decide, and every ledger, state and estimate is the same without it;",
    "say anything of a person: a low or high score is about words, never about who wrote or reported them;",
    "compare officers, teams or districts: it was not fitted for that, and words differ between them;",
    "read another force's logs: it knows this force's words; fit it there;",
    "leave a report unread that a random sample drew: the recording rate rests on such samples alone.",
)


def model_card(model: ScoreModel) -> str:
    """Return the card. The words in it stand in at least eight logs each; none is a name or has a digit."""
    card = model.card
    lines = [
        "# Model card of the score", "",
        "How likely a report that has no crime record tells of a crime, by the words of its log. It orders what people "
        "read. Nothing else rests on it.", "",
        f"- Model: {model.sha256[:16]}; {len(model.terms):,} words and pairs of words, {len(model.columns)} folds: a "
        "report is scored by the fold that was fitted without it.",
        f"- Read of each log: all but its last {model.left_out} entries, which tell how it ended.",
        f"- Fitted on {card.get('reports', 0):,} reports of {card.get('reported_from')} to {card.get('reported_to')}, "
        f"as at {card.get('as_at') or 'their last day'}; {card.get('without_record', 0):,} of them without a crime "
        "record.",
        f"- Taught by {card.get('taught_by', 'labels')}: {card.get('taught_crime', 0):,} tell of a crime, "
        f"{card.get('taught_none', 0):,} do not; reviewers read {card.get('reviewed', 0):,} of them "
        f"({card.get('reviewed_without_record', 0):,} without a crime record, in which they saw "
        f"{card.get('reviewed_crimes_without_record', 0):,} with a crime).",
        f"- AUC by folds that did not see the report: {card.get('auc_labels')} for these labels, "
        f"{card.get('auc_reviews') or 'not known'} for what reviewers saw in reports without a crime record. Some "
        "labels are wrong: the crimes that are looked for stand among those said to have none.",
        f"- Reports with a crime expected among those without a record: {card.get('expected_without_record')}.",
        *_calibration(card.get("tenths_of_reviews")),
        *_strongest(model),
        "", "## It must not be used to", "", *[f"- {line}" for line in MUST_NOT],
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _calibration(tenths: object) -> list[str]:
    lines = ["", "## How sure it is, beside what reviewers saw", ""]
    if not isinstance(tenths, list) or not tenths:
        return [*lines, "No reviewer has read a report without a crime record: nothing can be said."]
    lines += ["| tenth of the reviewed | reports | said | so |", "|---|---|---|---|"]
    return lines + [
        f"| {number} | {row['reports']:.0f} | {row['said']:.1%} | {row['so']:.1%} |"
        for number, row in enumerate(tenths, 1)
    ]


def _strongest(model: ScoreModel) -> list[str]:
    mean = model.weights.mean(axis=1)
    order = sorted(range(len(model.terms)), key=lambda place: (-mean[place], model.terms[place]))
    towards = [f"{model.terms[place]} {mean[place]:+.2f}" for place in order[:STRONGEST] if mean[place] > 0]
    against = [f"{model.terms[place]} {mean[place]:+.2f}" for place in order[::-1][:STRONGEST] if mean[place] < 0]
    return [
        "", "## The strongest words", "", f"Towards a crime: {'; '.join(towards)}.", "",
        f"Against: {'; '.join(against)}.",
    ]  # fmt: skip
