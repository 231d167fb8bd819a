"""Whether to record: CRR 2026/27 p7-p12 and p63. `hit` is an allegation of assault in the words of the log."""

import pytest

HIT = {"violence_used": True}
RAPE = {"rape_disclosed": True}

# title | facts in the words | opening class | closing class | decision | reason | citation
REPORTS = [
    ("words disclose an assault, the log was closed as not notifiable",
     HIT, "not-notifiable", "not-notifiable", "record", "text-discloses-crime", "CRR p7"),
    ("the same words under a crime type", HIT, "8N", "8N", "record", "text-discloses-crime", "CRR p7"),
    ("a threat to kill closed as services rendered",
     {"threat_to_kill": True}, "unclear", "not-notifiable", "record", "text-discloses-crime", "CRR p7"),
    ("a victim who wants no action",
     HIT | {"victim_unwilling": True}, "unclear", None, "record", "text-discloses-crime", "CRR p7, p12"),

    ("credible evidence to the contrary",
     HIT | {"contrary_evidence": True}, "8N", "8N", "not-a-crime", "contrary-evidence", "CRR p7"),
    ("evidence to the contrary looked for and not found",
     HIT | {"contrary_evidence": False}, "8N", "8N", "record", "text-discloses-crime", "CRR p7"),
    ("an alarm found to be false", {"false_alarm": True}, "30C", None, "not-a-crime", "false-alarm", "CRR p7"),
    ("an alarm found to be real", {"false_alarm": False}, "30C", None, "record", "opened-as-crime", "CRR p7"),

    ("another force is recording it",
     HIT | {"other_force_records": True}, "8N", None, "another-force-records", "other-force-records", "CRR p9"),
    ("another agency dealt with what was never a crime",
     {"other_force_records": True}, "not-notifiable", None, "not-notifiable", "not-notifiable", "CRR p9"),
    ("closed as a duplicate of another report",
     HIT | {"duplicate_report": True}, "8N", None, "not-yet-known", "duplicate-of-another", "CRR p25"),
    ("a duplicate of something that was no crime",
     {"duplicate_report": True}, "not-notifiable", None, "not-notifiable", "not-notifiable", "CRR p25"),

    ("no victim can be found",
     HIT | {"victim_found": False}, "unclear", None, "crime-related-incident", "no-victim-found", "CRR p7"),
    ("the victim was found", HIT | {"victim_found": True}, "unclear", None, "record", "text-discloses-crime", "CRR p7"),
    ("drugs need no victim",
     {"drugs_found": True, "victim_found": False}, None, None, "record", "text-discloses-crime", "CRR p8"),
    ("a passer-by reports and the victim denies it", HIT | {"reporter": "other", "victim_confirms": False},
     "unclear", None, "crime-related-incident", "no-victim-confirmation", "CRR p8-9"),
    ("a passer-by reports and the victim confirms",
     HIT | {"reporter": "other", "victim_confirms": True}, "unclear", None, "record", "text-discloses-crime", "CRR p8"),
    ("a passer-by reports and nobody asked the victim",
     HIT | {"reporter": "other"}, "unclear", None, "not-yet-known", "confirmation-not-known", "CRR p8"),
    ("the same, but those who dealt with it closed it as a crime",
     HIT | {"reporter": "other"}, "unclear", "8N", "record", "text-discloses-crime", "CRR p8"),
    ("a social worker reports and the victim denies it", HIT | {"reporter": "professional", "victim_confirms": False},
     "unclear", None, "record", "text-discloses-crime", "CRR p8"),
    ("a parent reports and the child does not confirm", HIT | {"reporter": "parent", "victim_confirms": False},
     "unclear", None, "record", "text-discloses-crime", "CRR p8"),
    ("the victim reports, then retracts", HIT | {"reporter": "victim", "victim_confirms": False},
     "unclear", None, "record", "text-discloses-crime", "CRR p7"),
    ("the victim denies it and who reported is not known",
     HIT | {"victim_confirms": False}, "unclear", None, "not-yet-known", "reporter-not-known", "CRR p8"),

    ("closed as no crime, and nothing says why", HIT | {"closed_as_no_crime": True},
     "unclear", None, "record", "text-discloses-crime", "CRR p7"),
    ("closed as no crime, and why is in the log", HIT | {"closed_as_no_crime": True, "contrary_evidence": True},
     "unclear", None, "not-a-crime", "contrary-evidence", "CRR p7"),
    ("opened as a crime, closed as no crime, and the words tell of none", {"closed_as_no_crime": True},
     "8N", "unclear", "not-yet-known", "closed-as-no-crime-without-evidence", "CRR p7"),
    ("a type under which crime may hide, closed as no crime",
     {"closed_as_no_crime": True}, "unclear", None, "not-a-crime", "closed-as-no-crime", "CRR p7"),

    ("a rape that the victim reports", RAPE | {"reporter": "victim"},
     "unclear", None, "record", "text-discloses-crime", "CRR p61-63"),
    ("a rape that a friend reports and the victim has not confirmed", RAPE | {"reporter": "other"},
     "unclear", None, "n100", "rape-not-confirmed", "CRR p63 N100/01"),
    ("the same, confirmed", RAPE | {"reporter": "other", "victim_confirms": True},
     "unclear", None, "record", "text-discloses-crime", "CRR p63"),
    ("a rape with credible evidence to the contrary", RAPE | {"contrary_evidence": True},
     "19C", None, "n100", "rape-contrary-evidence", "CRR p63 N100/02"),
    ("a rape in another force's area", RAPE | {"other_force_records": True},
     "19C", None, "n100", "rape-other-force", "CRR p63 N100/03"),
    ("coded as a reported incident of rape", {}, "N100", None, "n100", "coded-as-reported-rape", "CRR p63"),

    ("a fraud and nothing else",
     {"deceived_for_gain": True}, "unclear", None, "refer-to-report-fraud", "fraud-to-report-fraud", "CRR p97"),
    ("a fraud code", {}, "NFIB3A", None, "refer-to-report-fraud", "fraud-to-report-fraud", "CRR p97"),
    ("a fraud, and the victim was hit", HIT | {"deceived_for_gain": True},
     "NFIB3A", None, "record", "text-discloses-crime", "CRR p97"),
    ("a fraud that was closed as theft",
     {"deceived_for_gain": True}, "unclear", "49", "record", "closed-as-crime", "CRR p97"),

    ("opened and closed as a crime", {}, "8N", "105A", "record", "opened-and-closed-as-crime", "CRR p7"),
    ("closed as a crime", {}, "unclear", "105A", "record", "closed-as-crime", "CRR p7"),
    ("opened as a crime, no closing code", {}, "8N", None, "record", "opened-as-crime", "CRR p7"),
    ("opened as a crime, closed as not notifiable",
     {}, "8N", "not-notifiable", "not-yet-known", "opened-as-crime-closed-as-none", "NSIR chapter 1"),
    ("opened as not notifiable, closed as not notifiable",
     {}, "not-notifiable", "not-notifiable", "not-notifiable", "not-notifiable", "CRR p7"),
    ("a type under which crime may hide, read, and nothing found",
     {}, "unclear", None, "not-a-crime", "text-discloses-nothing", "CRR p7"),
    ("a code that the force's table does not have",
     {}, "unmapped", None, "not-yet-known", "code-not-mapped", "force.toml, codes.csv"),
    ("the same, and the words disclose an assault",
     HIT, "unmapped", None, "record", "text-discloses-crime", "CRR p7"),
    ("opened as a crime, closed with a code that nobody mapped",
     {}, "8N", "QQ", "not-yet-known", "code-not-mapped", "force.toml, codes.csv"),

    ("control between people whose connection is not known",
     {"coercive_control": True}, "unclear", None, "not-yet-known", "relationship-unknown", "CRR p54"),
    ("followed, and whether before is not known",
     {"following_or_watching": True}, "unclear", None, "not-yet-known", "single-act-or-course", "CRR p50-52"),
    ("followed once", {"following_or_watching": True, "repeated_unwanted_conduct": False},
     "unclear", None, "not-a-crime", "text-discloses-nothing", "CRR p50-52"),
    ("abuse by message, content not known",
     {"threat_in_message": True}, "unclear", None, "not-yet-known", "message-content-unknown", "CRR p59"),
    ("an injury that nobody explained",
     {"injury": "minor"}, "unclear", None, "not-yet-known", "injury-unexplained", "CRR p42-43"),
    ("an injury that nobody caused", {"injury": "minor", "violence_used": False},
     "unclear", None, "not-a-crime", "text-discloses-nothing", "CRR p42-43"),
    ("an injury under a type that explains it",
     {"injury": "minor"}, "not-notifiable", None, "not-notifiable", "not-notifiable", "CRR p42-43"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "facts", "opened", "closed", "decision", "reason", "citation"), REPORTS)
def test_whether_to_record(answer, title, facts, opened, closed, decision, reason, citation):
    found = answer(facts, opened, closed)
    assert (found.decision, found.reason) == (decision, reason), title
    assert (found.crimes_due > 0) == (decision == "record")
    assert (found.question is not None) or decision != "not-yet-known"


SILENT = [
    ("neither code nor words", None, "not-yet-known", "no-code-no-text"),
    ("a type under which crime may hide, and no words", "unclear", "not-yet-known", "type-unclear-no-text"),
    ("not notifiable, and no words", "not-notifiable", "not-notifiable", "not-notifiable"),
    ("a crime type, and no words", "8N", "record", "opened-as-crime"),
]


@pytest.mark.parametrize(("title", "opened", "decision", "reason"), SILENT)
def test_reports_without_words(answer, title, opened, decision, reason):
    found = answer({}, opened, text=False)
    assert (found.decision, found.reason) == (decision, reason), title
