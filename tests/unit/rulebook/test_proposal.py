from datetime import UTC, date, datetime

import pytest

from fullcount.rulebook.proposal import judge_proposal, rules_for
from fullcount.rulebook.proposal_words import FROM_APRIL_2020, Named, instant, is_same, named

ASSAULT = [{"class": "8N", "code": "008/06"}]


def judged(pack, proposed, facts=None, recorded=ASSAULT):
    return judge_proposal(proposed, recorded, facts or {}, None, None, pack)


def test_every_fault_is_told_and_not_only_the_first(pack):
    facts = {"offender_age_group": "10-17", "evidence_enough": False, "identity_checked": False}
    found = judged(pack, {"outcome": 6}, facts, [{"class": "46"}])
    assert found.decision == "outcome-invalid"
    assert set(found.decided_by) == {"OUT-EVIDENCE", "OUT6-AGE", "OUT6-IDENTITY"}
    assert found.instead == ("15",)


def test_what_was_not_said_is_to_be_shown_and_asked_only_where_it_decides(pack):
    found = judged(pack, {"outcome": "16"}, {"victim_support": "not-able", "suspect_known": "named"})
    assert (found.decision, found.next_question, found.decided_by) == ("outcome-valid", None, ())
    assert {"support_recorded", "suspect_known"} & set(found.to_show) == {"support_recorded"}
    assert found.tells == ("victim",)
    asked = judged(pack, {"outcome": "16"})
    assert asked.decision == "not-yet-known"
    assert asked.next_question == "Does the victim support police action?"


def test_the_facts_of_the_proposal_come_before_those_of_the_report(pack):
    facts = {"risk_level": "high", "victim_support": "not-able", "decided_by_rank": "inspector"}
    assert judged(pack, {"outcome": "16"}, facts).decision == "outcome-valid"
    assert judged(pack, {"outcome": "16", "decided_by_rank": "sergeant"}, facts).decision == "outcome-invalid"


@pytest.mark.parametrize(
    ("proposed", "facts", "judged_as"),
    [
        ({}, {}, None),
        ({"outcome": "25"}, {}, None),
        ({"cancellation": " c2 "}, {}, "C2"),
        ({}, {"later_information": "no-crime"}, "C2"),
        ({}, {"later_information": "recorded-twice"}, "C3"),
        ({}, {"other_force_number": True}, "C1"),
        ({}, {"paid_later": "before-police"}, "C2"),
        ({"charged": ["008/06"]}, {}, "1"),
        ({"charged": "105/01"}, {}, "1A"),
        ({"charged": ["149/00"]}, {"victim_support": "not-able"}, "16"),
        ({"charged": ["149/00"]}, {"victim_support": "supports"}, "1A"),
    ],
)
def test_what_is_judged_where_nothing_is_named(pack, proposed, facts, judged_as):
    found = judged(pack, proposed, facts)
    assert found.proposed == judged_as
    assert (found.decision == "not-yet-known") >= (judged_as is None)


def test_a_cancellation_takes_away_the_crime_that_is_named(pack):
    recorded = [{"class": "105A"}, {"class": "46", "code": "046/00", "count": 2}]
    found = judged(pack, {"cancellation": "C4", "crime": 1}, {"later_information": "mistake"}, recorded)
    assert found.crimes_after == (("105A", None, 1), ("46", "046/00", 1))
    assert judged(pack, {"cancellation": "C4", "crime": 9}, {"later_information": "mistake"}, []).crimes_after == ()


def test_of_several_related_crimes_charged_the_principal_one_is_recorded(pack):
    found = judged(pack, {"outcome": "15", "charged": ["149/00", "105/01"]}, {"suspect_known": "named"})
    assert found.crimes_after == (("8N", "008/06", 1), ("105A", "105/01", 1))
    nonsense = judged(pack, {"outcome": "15", "charged": ["999/99"]}, {"suspect_known": "named"})
    assert nonsense.crimes_after == (("8N", "008/06", 1),)


def test_an_outcome_is_not_older_than_its_rule(pack):
    before = judge_proposal({"outcome": "22"}, ASSAULT, {"activity": "completed"}, None,
                            datetime(2019, 3, 31, 22, 59, tzinfo=UTC), pack)  # fmt: skip
    after = judge_proposal({"outcome": "22"}, ASSAULT, {"activity": "completed"}, None,
                           datetime(2019, 3, 31, 23, 0, tzinfo=UTC), pack)  # fmt: skip
    assert (before.decision, after.decision) == ("outcome-invalid", "outcome-valid")


def test_every_outcome_and_cancellation_has_rules(pack):
    from fullcount.rulebook.vocabulary import CANCELLATIONS, OUTCOMES

    assert all(rules_for(name, pack) for name in (*OUTCOMES, *CANCELLATIONS))
    assert {rule.id for name in (*OUTCOMES, *CANCELLATIONS) for rule in rules_for(name, pack)} == {
        rule.id for rule in pack.outcomes
    }


def test_an_offence_is_named_by_class_code_or_both(pack):
    assert named(pack, "34a", "034/01") == Named(("34A",), "034/01")
    assert named(pack, None, "034/01").classes == ("34B", "34A")
    assert named(pack, None, "999/99") == named(pack, None, None) == Named((), None)
    assert is_same(named(pack, "34A", None), named(pack, None, "034/01"))
    assert not is_same(named(pack, "8N", "008/01"), named(pack, "8N", "008/06"))


def test_a_day_begins_in_london():
    assert instant("2020-04-01") == FROM_APRIL_2020 == instant(date(2020, 4, 1))
    assert instant("2020-04-01T00:00+02:00") < FROM_APRIL_2020
    assert instant("next week") is None and instant(7) is None
