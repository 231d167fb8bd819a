"""The reports ledger: every report in exactly one state, by the published precedence, with the reason.

What is due is the rulebook's answer and is given here; what was recorded is the crime system's.
"""

from datetime import timedelta

import pytest
from ledger_case import DEADLINE, NINE_THIRTY, books, crime, report, standing, states

IN_TIME = ("recorded-in-time", "recorded-in-time")
LATE = DEADLINE + timedelta(hours=1)
NO_CLASS = {"class": None}
SUPPOSED_CRIME = {
    "decision": "not-yet-known",
    "class": None,
    "crimes_due": 0,
    "alleged_class": "8N",
    "class_is_sure": False,
}


def undecided(reason, **facts):
    """Return a report of which something says crime, and the rulebook cannot yet say whether one is due."""
    return report(**SUPPOSED_CRIME | {"reason": reason} | facts)


def no_crime_due(decision, reason, report_id="R1", **facts):
    return report(
        report_id,
        decision=decision,
        reason=reason,
        crimes_due=0,
        class_is_sure=False,
        alleges=False,
        **NO_CLASS,
        **facts,
    )


# --- a crime is due, and nothing is recorded


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({}, ("unrecorded", "text-discloses-crime"), id="the rule's own reason"),
        pytest.param({"reason": "opened-as-crime"}, ("unrecorded", "opened-as-crime"), id="by the opening code alone"),
        pytest.param(
            {"disposition_means": "report-taken"}, ("unrecorded", "report-taken-no-record"), id="closed as report taken"
        ),
        pytest.param({"disposition_means": "arrest"}, ("unrecorded", "report-taken-no-record"), id="closed as arrest"),
        pytest.param(
            {"disposition_means": "cancelled"}, ("unrecorded", "text-discloses-crime"), id="closed as cancelled"
        ),
        pytest.param(
            {"number_not_found": True},
            ("unknown", "crime-number-not-in-extract"),
            id="the log names a crime number that the extract does not hold",
        ),
    ],
)
def test_no_record(facts, expected):
    assert standing(report(**facts)) == expected


def test_no_crime_extract_and_no_numbers():
    """Nothing given says what was recorded: then nothing is said of it, for any report."""
    assert standing(report(), has_crimes=False) == ("unknown", "no-crime-numbers-in-the-extract")
    taken = no_crime_due("not-notifiable", "not-notifiable", disposition_means="report-taken")
    assert standing(taken, has_crimes=False) == ("rightly-not-a-crime", "not-notifiable")
    assert standing(taken) == ("unknown", "report-taken-no-record")
    assert standing(no_crime_due("n100", "rape-not-confirmed"), has_crimes=False) == ("unknown", "rape-not-confirmed")


@pytest.mark.parametrize(
    ("decision", "reason", "facts", "expected"),
    [
        ("not-a-crime", "contrary-evidence", {}, ("rightly-not-a-crime", "contrary-evidence")),
        ("not-notifiable", "not-notifiable", {}, ("rightly-not-a-crime", "not-notifiable")),
        ("crime-related-incident", "no-victim-found", {}, ("rightly-not-a-crime", "no-victim-found")),
        ("refer-to-report-fraud", "fraud-to-report-fraud", {}, ("rightly-not-a-crime", "fraud-to-report-fraud")),
        ("not-notifiable", "not-notifiable", {"number_not_found": True}, ("unknown", "crime-number-not-in-extract")),
        (
            "not-notifiable",
            "not-notifiable",
            {"disposition_means": "arrest"},
            ("rightly-not-a-crime", "not-notifiable"),
        ),
        ("not-yet-known", "type-unclear-no-text", {}, ("unknown", "type-unclear-no-text")),
        ("not-yet-known", "code-not-mapped", {}, ("unknown", "code-not-mapped")),
        # a reported rape that is not confirmed is no crime yet, but must stand in the system as an N100 (CRR p63)
        ("n100", "rape-not-confirmed", {}, ("unknown", "reported-rape-no-record")),
    ],
)
def test_no_crime_due(decision, reason, facts, expected):
    assert standing(no_crime_due(decision, reason, **facts)) == expected


def test_a_reported_rape_with_its_n100():
    made = no_crime_due("n100", "rape-not-confirmed")
    assert standing(made, crime(**{"class": "N100"})) == IN_TIME


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({"alleges": True}, ("unknown", "other-force-number-missing"), id="crime alleged, no number given"),
        pytest.param({"alleges": True, "other_force_ref": "HL 4711"}, ("rightly-not-a-crime", "other-force-records"),
                     id="crime alleged, the other force's number given"),
        pytest.param({"alleges": False}, ("rightly-not-a-crime", "other-force-records"), id="nothing says crime"),
    ],
)  # fmt: skip
def test_another_force_records(facts, expected):
    made = no_crime_due("another-force-records", "other-force-records") | facts
    assert standing(made) == expected


# --- something is recorded


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        pytest.param({}, IN_TIME, id="a crime of the class due"),
        pytest.param({"class": "5D"}, IN_TIME, id="another class of the same kind: wounding for injury"),
        pytest.param({"class": "105A"}, ("misclassified", "recorded-as-less"), id="assault without injury for injury"),
        pytest.param({"class": "49"}, ("misclassified", "recorded-as-less"), id="theft for assault"),
        pytest.param({"class": "34B"}, ("misclassified", "recorded-as-more"), id="robbery for assault"),
        pytest.param({"class": None, "is_notifiable": None}, IN_TIME, id="a record without any offence code"),
        pytest.param(
            {"class": None, "is_notifiable": None, "offence_code": ["ZZ"]},
            ("unknown", "recorded-offence-not-known"),
            id="an offence code that no table has",
        ),
        pytest.param(
            {"class": None, "is_notifiable": False},
            ("unrecorded", "recorded-as-not-a-crime"),
            id="a record that is no notifiable crime",
        ),
    ],
)
def test_what_was_recorded(record, expected):
    assert standing(report(), crime(**record)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({}, "misclassified", id="the words and the closing code both say assault"),
        pytest.param({"closing_class": "105A"}, "misclassified", id="both say something other than theft"),
        pytest.param({"closing_class": "49"}, "recorded-in-time", id="those who closed the log called it theft too"),
        pytest.param({"closing_class": "not-notifiable"}, "recorded-in-time", id="the closing code names no crime"),
        pytest.param({"closing_class": None}, "recorded-in-time", id="only the words say which class"),
        pytest.param(
            {"class_is_sure": False, "closing_class": None, "opening_class": "8N", "reason": "opened-as-crime"},
            "recorded-in-time", id="only the opening code says which class",
        ),
        pytest.param({"closing_class": None, "opening_class": "8N"}, "misclassified", id="words and opening code"),
        pytest.param({"reason": "opened-and-closed-as-crime", "opening_class": "8N"}, "misclassified", id="both codes"),
        pytest.param({"opening_class": "49"}, "misclassified", id="words and closing code, however it was opened"),
        pytest.param({"reason": "closed-as-crime"}, "misclassified", id="the closing code where nothing else speaks"),
        pytest.param({"class": None, "decision": "not-yet-known", "reason": "asked"}, "recorded-in-time",
                     id="no crime is shown to be due"),
    ],
)  # fmt: skip
def test_an_assault_recorded_as_theft(facts, expected):
    """Misclassified is said only where two of the words, the opening and the closing code agree, or nothing else speaks
    than the closing code."""
    assert standing(report(**facts), crime(**{"class": "49"}))[0] == expected


CODES = {"opening_class": "39", "closing_class": "39", "class": "39", "reason": "opened-and-closed-as-crime"}


@pytest.mark.parametrize(
    ("facts", "recorded", "expected"),
    [
        pytest.param(CODES, "49", ("misclassified", "recorded-as-less"), id="a lesser class of the same group"),
        pytest.param(CODES, "39", IN_TIME, id="the class that both codes name"),
        pytest.param(CODES, "34B", ("misclassified", "recorded-as-more"), id="a graver class of another group"),
        pytest.param(CODES | {"class": "49", "reason": "text-discloses-crime"}, "49",
                     ("misclassified", "recorded-as-less"), id="the words tell less than both codes, and it was taken"),
        pytest.param({"opening_class": "105A", "closing_class": "105A", "class": "105A",
                      "reason": "opened-and-closed-as-crime"}, "8N", IN_TIME,
                     id="graver within the group than two codes: an investigation finds out more"),
        pytest.param({"opening_class": "105A", "closing_class": "105A", "class": "105A"}, "8N",
                     ("misclassified", "recorded-as-more"), id="the words say so too"),
        pytest.param({"opening_class": "8N"}, "5D", IN_TIME, id="graver within the subgroup"),
        pytest.param({"opening_class": "20A", "closing_class": "20A", "class": "20A"}, "17A", IN_TIME,
                     id="sexual offences that differ by who the victim is"),
    ],
)  # fmt: skip
def test_which_way_a_class_is_wrong(facts, recorded, expected):
    assert standing(report(**facts), crime(**{"class": recorded})) == expected


def test_another_record_of_the_report_has_the_class_agreed_on():
    """The second record is then one of several crimes, and not the first under a wrong name."""
    made = report(opening_class="8N", crimes_due=2)
    assert standing(made, crime("C1"), crime("C2", **{"class": "105A"})) == IN_TIME


NUMBER_ONLY = {"class": None, "is_notifiable": None}
"""A crime number that a log names, where there is no crime extract: of what it is the number is not known."""


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(report(), IN_TIME, id="a crime is due: the number answers it"),
        pytest.param(undecided("duplicate-of-another"), IN_TIME, id="something says crime: the number answers it"),
        pytest.param(no_crime_due("not-notifiable", "not-notifiable"), ("rightly-not-a-crime", "not-notifiable"),
                     id="nothing says crime: the number may be that of a collision or of lost property"),
        pytest.param(no_crime_due("not-notifiable", "not-notifiable", disposition_means="report-taken"),
                     ("rightly-not-a-crime", "not-notifiable"), id="a report was taken, and has a number"),
        pytest.param(no_crime_due("not-yet-known", "type-unclear-no-text"), ("unknown", "type-unclear-no-text"),
                     id="the type says nothing: neither does the number"),
    ],
)  # fmt: skip
def test_a_number_of_which_nothing_else_is_known(made, expected):
    ledgers = books([made], [crime(**NUMBER_ONLY)])
    assert states(ledgers)["R1"] == expected
    assert ledgers.live_records == ledgers.crimes.height == (expected == IN_TIME)


def test_a_code_that_no_table_has_is_more_than_a_bare_number():
    """The crime system holds a record of something: what, the code table must say."""
    made = no_crime_due("not-notifiable", "not-notifiable")
    record = crime(is_notifiable=None, offence_code=["ZZ"], **{"class": None})
    assert standing(made, record) == ("unknown", "recorded-offence-not-known")


def test_a_number_that_two_reports_name_counts_if_one_of_them_speaks_of_crime():
    made = [report("R1"), no_crime_due("not-notifiable", "not-notifiable", report_id="R2")]
    assert books(made, [crime("C1", ["R1", "R2"], **NUMBER_ONLY)]).live_records == 1


@pytest.mark.parametrize(
    ("valid", "why", "expected"),
    [
        pytest.param(
            True, "cancellation-evidence-given", ("rightly-not-a-crime", "cancelled-with-evidence"), id="with evidence"
        ),
        pytest.param(
            False, "cancellation-without-evidence", ("wrongly-cancelled", "cancelled-without-evidence"), id="without"
        ),
        pytest.param(
            None, "cancellation-evidence-not-known", ("unknown", "cancellation-evidence-not-given"), id="not known"
        ),
    ],
)
def test_cancelled(valid, why, expected):
    assert standing(report(), crime(is_cancelled=True, cancellation_valid=valid, cancellation_reason=why)) == expected


def test_cancelled_and_recorded_again():
    first = crime("C1", is_cancelled=True, cancellation_valid=True, cancellation_reason="cancellation-allowed")
    assert standing(report(), first, crime("C2")) == IN_TIME
    wrongly = first | {"cancellation_valid": False}
    assert standing(report(), wrongly, crime("C2")) == ("wrongly-cancelled", "cancelled-without-evidence")


@pytest.mark.parametrize(
    ("crimes_due", "recorded", "expected"),
    [
        (1, 1, IN_TIME),
        (2, 0, ("unrecorded", "text-discloses-crime")),
        (2, 1, ("under-recorded", "fewer-recorded-than-disclosed")),
        (2, 2, IN_TIME),
        (2, 3, IN_TIME),
        (6, 5, ("under-recorded", "fewer-recorded-than-disclosed")),
    ],
)
def test_how_many(crimes_due, recorded, expected):
    """One crime for each victim (CRR p12). The records name no victim, so alike ones are not taken for one."""
    assert standing(report(crimes_due=crimes_due), *(crime(f"C{n}") for n in range(recorded))) == expected


def test_fewer_while_the_clock_runs():
    assert standing(report(crimes_due=2), crime(), as_at=DEADLINE) == ("awaiting", "clock-running")


def test_a_crime_counted_in_addition():
    """Drugs are counted beside the principal crime (CRR p91): the second record is not a wrong class of the first."""
    both = {"crimes_due": 2, "extra_classes": "92D"}
    assert standing(report(**both), crime("C1"), crime("C2", **{"class": "92D"})) == IN_TIME
    assert standing(report(**both), crime("C2", **{"class": "92D"})) == (
        "under-recorded",
        "fewer-recorded-than-disclosed",
    )


def test_a_further_crime_of_another_class_is_no_wrong_class():
    """One record fits what is due; what else was recorded of the report may have come to light later."""
    assert standing(report(), crime("C1"), crime("C2", **{"class": "49"})) == IN_TIME


@pytest.mark.parametrize(
    ("victims", "crimes_due", "expected"),
    [
        pytest.param(["V1", "V2"], 2, IN_TIME, id="two victims, two crimes"),
        pytest.param(["V1", "V1"], 1, IN_TIME, id="the same victim twice: one is too many, none is missing"),
        pytest.param(
            ["V1", "V1"], 2, ("under-recorded", "fewer-recorded-than-disclosed"), id="the same victim twice, two due"
        ),
        pytest.param([None, None], 2, IN_TIME, id="no victim named: two records are two crimes"),
    ],
)
def test_recorded_twice_for_the_same_victim(victims, crimes_due, expected):
    records = [crime(f"C{number}", victim_id=victim) for number, victim in enumerate(victims)]
    assert standing(report(crimes_due=crimes_due), *records) == expected


@pytest.mark.parametrize(
    ("contrary", "expected"),
    [
        pytest.param(True, ("rightly-not-a-crime", "recorded-against-evidence"), id="evidence to the contrary"),
        pytest.param(False, IN_TIME, id="the words disclose nothing, and yet it was recorded: no fault of recording"),
    ],
)
def test_recorded_though_none_was_due(contrary, expected):
    assert standing(no_crime_due("not-a-crime", "contrary-evidence", contrary=contrary), crime()) == expected


@pytest.mark.parametrize(
    ("reason", "records", "expected"),
    [
        pytest.param(
            "opened-as-crime-closed-as-none", [], ("unknown", "opened-as-crime-closed-as-none"), id="no record"
        ),
        pytest.param("opened-as-crime-closed-as-none", [{}], IN_TIME, id="a crime record"),
        pytest.param(
            "opened-as-crime-closed-as-none",
            [{"class": None, "is_notifiable": False}],
            ("unknown", "opened-as-crime-recorded-as-none"),
            id="a record that is no crime",
        ),
        pytest.param(
            "duplicate-of-another", [], ("unknown", "duplicate-of-another"), id="a duplicate of we know not what"
        ),
        pytest.param(
            "closed-as-no-crime-without-evidence",
            [],
            ("unknown", "closed-as-no-crime-without-evidence"),
            id="closed as no crime, nothing says why",
        ),
    ],
)
def test_not_yet_known(reason, records, expected):
    assert standing(undecided(reason), *(crime(f"C{n}", **record) for n, record in enumerate(records))) == expected


# --- precedence: the first that is true of a report is its state


@pytest.mark.parametrize(
    ("crimes_due", "records", "expected"),
    [
        pytest.param(2, ["wrongly-cancelled"], "unrecorded", id="unrecorded before wrongly cancelled"),
        pytest.param(
            3, ["wrongly-cancelled", "late"], "wrongly-cancelled", id="wrongly cancelled before under-recorded"
        ),
        pytest.param(
            3, ["late", "wrong-class"], "under-recorded", id="under-recorded before all that is wrong with a record"
        ),
        pytest.param(1, ["late-and-wrong-class"], "misclassified", id="misclassified before late"),
        pytest.param(2, ["late", "no-time"], "recorded-late", id="late before unknown"),
        pytest.param(2, ["in-time", "no-time"], "unknown", id="unknown before in time"),
        pytest.param(1, ["in-time", "rightly-cancelled"], "recorded-in-time", id="in time before rightly not a crime"),
    ],
)
def test_precedence(crimes_due, records, expected):
    kinds = {
        "wrongly-cancelled": {"is_cancelled": True, "cancellation_valid": False, "cancellation_reason": "x"},
        "rightly-cancelled": {"is_cancelled": True, "cancellation_valid": True, "cancellation_reason": "x"},
        "late": {"recorded_at": LATE},
        "wrong-class": {"class": "49"},
        "late-and-wrong-class": {"class": "49", "recorded_at": LATE},
        "no-time": {"recorded_at": None},
        "in-time": {},
    }
    made = [crime(f"C{number}", **kinds[kind]) for number, kind in enumerate(records)]
    assert standing(report(crimes_due=crimes_due), *made)[0] == expected


# --- one event, several reports


def neighbours(*minutes):
    return [report(f"R{n}", reported_at=NINE_THIRTY + timedelta(minutes=m)) for n, m in enumerate(minutes)]


def test_six_neighbours_and_one_crime():
    """Six logs that one crime record answers are six reports recorded in time, measured from the first of them."""
    made = neighbours(0, 1, 2, 5, 8, 20)
    record = crime("C1", [one["report_id"] for one in made], recorded_at=DEADLINE)
    assert set(states(books(made, [record])).values()) == {IN_TIME}
    late = record | {"recorded_at": DEADLINE + timedelta(minutes=10)}
    assert {state for state, _ in states(books(made, [late])).values()} == {"recorded-late"}


@pytest.mark.parametrize(
    ("probability", "class_recorded", "expected"),
    [
        pytest.param(
            0.97, "8N", ("unknown", "perhaps-recorded-under-another-report"), id="fits the record of another report"
        ),
        pytest.param(0.94, "8N", ("unrecorded", "text-discloses-crime"), id="fits it less well"),
        pytest.param(0.97, "49", ("unrecorded", "text-discloses-crime"), id="the record is of another class"),
    ],
)
def test_a_second_call_about_an_event_that_is_recorded(probability, class_recorded, expected):
    """By likelihood a record answers one report. Whether a second call was about the same event, the log must tell."""
    made = neighbours(0, 5)
    ledgers = books(made, [crime("C1", ["R0"], **{"class": class_recorded})], near=[("R1", "C1", probability)])
    assert states(ledgers)["R1"] == expected


def test_a_near_miss_with_a_record_that_is_cancelled_covers_nothing():
    cancelled = crime("C1", ["R0"], is_cancelled=True, cancellation_valid=False, cancellation_reason="x")
    assert states(books(neighbours(0, 5), [cancelled], near=[("R1", "C1", 0.99)]))["R1"][0] == "unrecorded"
