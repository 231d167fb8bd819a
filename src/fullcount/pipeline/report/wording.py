"""Plain titles of the ledgers' own reasons; reasons of the rulebook have theirs in the pack."""

from fullcount.rulebook.pack import Pack

REASONS: dict[str, str] = {
    "recorded-in-time": "Recorded within the limit",
    "seen-before-the-limit": "Recorded: already in an export that came out before the limit",
    "recorded-after-the-limit": "Recorded after the limit",
    "number-appeared-later": "Published first without a crime number, later with one",
    "recording-time-not-known": "Recorded, but when is not in the extract",
    "recorded-as-less": "Recorded as a lesser offence than the report discloses",
    "recorded-as-more": "Recorded as a graver offence than the report discloses",
    "recorded-as-another-class": "Recorded as another offence than the report discloses",
    "fewer-recorded-than-disclosed": "Fewer crimes recorded than the report discloses",
    "report-taken-no-record": "Closed as 'report taken', but there is no record",
    "recorded-as-not-a-crime": "A record exists, but as something that is not a notifiable crime",
    "opened-as-crime-recorded-as-none": "Opened as a crime, recorded as none; nothing says why",
    "crime-number-not-in-extract": "The log names a crime number that the crime extract does not hold",
    "no-crime-numbers-in-the-extract": "A crime is due; the extracts do not say what was recorded",
    "other-force-number-missing": "Left to another force or agency, without its number",
    "cancelled-without-evidence": "Cancelled without what the rule requires",
    "cancellation-evidence-not-given": "Cancelled; the extract does not say on what evidence",
    "cancelled-with-evidence": "Recorded, then cancelled with additional verifiable information",
    "recorded-against-evidence": "Recorded although credible evidence spoke against it",
    "recorded-twice": "Recorded twice for the same report, offence and victim",
    "clock-running": "A crime is due and the clock is still running",
    "perhaps-recorded-under-another-report": "Perhaps recorded under another report of the same event",
    "reported-rape-no-record": "A reported rape, and neither a crime nor an N100 record was found",
    "recorded-offence-not-known": "A record exists, but what it was recorded as is not known",
    "no-limit-known": "A crime is due; when it was reported is not known well enough to set a limit",
    "no-report-found": "No report was found for this crime",
}


def reason_title(reason: str, pack: Pack) -> str:
    """Return the plain title of a reason code."""
    return REASONS.get(reason) or pack.reason_title(reason)
