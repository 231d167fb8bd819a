"""Which class, how many: CRR 2026/27 p12-14, p42-94. All reports are of May 2026 unless a date stands in the title."""

from datetime import UTC, datetime

import pytest

# title | facts | principal class | classes beside it | crimes | citation
CRIMES = [
    ("hit, no mark", {"violence_used": True, "injury": "none"}, "105A", "", 1, "CRR p43"),
    ("hit, bruised", {"violence_used": True, "injury": "minor"}, "8N", "", 1, "CRR p43"),
    ("kicked, broken leg", {"violence_used": True, "injury": "serious"}, "8N", "", 1, "CRR p42 s20"),
    ("stabbed", {"violence_used": True, "injury": "wound", "weapon_used": True}, "5D", "", 1, "CRR p42 s18"),
    ("hit with a bat, bruised",
     {"violence_used": True, "injury": "minor", "weapon_used": True}, "8N", "", 1, "CRR p43"),
    ("hands round the neck, no mark", {"strangulation": True}, "8N", "", 1, "CRR p42-43"),
    ("three people hit", {"violence_used": True, "number_of_victims": 3}, "105A", "", 3, "CRR p12"),
    ("nobody is counted as none", {"violence_used": True, "number_of_victims": 0}, "105A", "", 1, "CRR p12"),

    ("threat of violence in the street", {"threat_of_violence": True}, "9A", "", 1, "CRR p86"),
    ("threat of violence at home", {"threat_of_violence": True, "is_dwelling": True}, "105A", "", 1, "CRR p86"),
    ("fear in public", {"fear_in_public": True}, "9A", "", 1, "CRR p86-87"),
    ("threat to kill", {"threat_to_kill": True}, "3B", "", 1, "CRR p61"),
    ("threat of violence by text", {"threat_of_violence": True, "threat_in_message": True}, "8R", "", 1, "CRR p59"),
    ("threat to kill by text", {"threat_to_kill": True, "threat_in_message": True}, "8R", "", 1, "CRR p38, p61"),
    ("repeated contact", {"repeated_unwanted_conduct": True}, "8L", "", 1, "CRR p50"),
    ("repeated contact by a former partner",
     {"repeated_unwanted_conduct": True, "relationship": "ex-partner"}, "8Q", "", 1, "CRR p55"),
    ("repeated contact by a partner",
     {"repeated_unwanted_conduct": True, "relationship": "partner"}, "8L", "", 1, "CRR p55"),
    ("followed again and again",
     {"repeated_unwanted_conduct": True, "following_or_watching": True}, "8Q", "", 1, "CRR p52"),
    ("harassment with fear beats an assault with injury",
     {"repeated_unwanted_conduct": True, "threat_of_violence": True, "violence_used": True, "injury": "minor"},
     "8L", "", 1, "CRR p56 second rung"),
    ("harassment without fear beats an assault with injury",
     {"repeated_unwanted_conduct": True, "violence_used": True, "injury": "minor"}, "8L", "", 1, "CRR p57"),
    ("but not strangulation",
     {"repeated_unwanted_conduct": True, "strangulation": True}, "8N", "", 1, "CRR p57 fifth rung"),
    ("control by a partner", {"coercive_control": True, "relationship": "partner"}, "8U", "", 1, "CRR p54"),
    ("rape beats every conduct crime",
     {"rape_disclosed": True, "coercive_control": True, "relationship": "partner"}, "19C", "", 1, "CRR p14"),

    ("touched sexually", {"sexual_touching": True}, "20A", "", 1, "CRR p65"),
    ("exposure", {"exposure": True}, "88E", "", 1, "CRR p70"),
    ("intimate image", {"intimate_image": True}, "88C", "", 1, "CRR p68"),
    ("a child neglected", {"child_harmed": True}, "11A", "", 1, "NOL 11A"),

    ("robbed in the street and hurt", {"property_taken": True, "taken_by_force": True, "violence_used": True,
     "injury": "minor"}, "34B", "", 1, "CRR p72"),
    ("force against shop staff", {"property_taken": True, "taken_by_force": True, "from_shop": True},
     "34A", "", 1, "CRR p72"),
    ("force used to steal in a burglary", {"entered_as_trespasser": True, "is_dwelling": True, "taken_by_force": True},
     "34B", "", 1, "CRR p73"),
    ("a clean snatch", {"property_taken": True, "taken_from_person": True}, "39", "", 1, "CRR p78-79"),
    ("from a shop", {"property_taken": True, "from_shop": True}, "46", "", 1, "CRR p79-80"),
    ("burglary of a home with theft and damage", {"entered_as_trespasser": True, "is_dwelling": True,
     "property_taken": True, "property_damaged": True}, "28I", "", 1, "CRR p73"),
    ("burglary of a shop",
     {"entered_as_trespasser": True, "is_dwelling": False, "property_taken": True}, "30C", "", 1, "CRR p73"),
    ("burglary with a knife in hand", {"entered_as_trespasser": True, "is_dwelling": True, "weapon_carried": True,
     "weapon_used": True}, "29B", "", 1, "CRR p74"),
    ("car taken", {"vehicle_taken": True}, "48", "", 1, "CRR p76"),
    ("from a car", {"vehicle_entered": True, "property_taken": True}, "45", "", 1, "CRR p76"),
    ("a car searched, nothing known to be taken", {"vehicle_entered": True}, "126", "", 1, "CRR p77"),
    ("bicycle", {"bicycle_taken": True, "property_taken": True}, "44", "", 1, "NOL 44"),
    ("anything else, one for each owner", {"property_taken": True, "number_of_victims": 4}, "49", "", 4, "CRR p82"),
    ("a door kicked in at home", {"property_damaged": True, "is_dwelling": True}, "58A", "", 1, "CRR p85"),
    ("damage of another kind", {"property_damaged": True}, "58D", "", 1, "CRR p85"),
    ("fire", {"property_damaged": True, "fire_set": True}, "56B", "", 1, "CRR p85"),

    ("an order breached", {"order_breached": True}, "66", "", 1, "CRR p89"),
    ("an order breached and an assault: both", {"order_breached": True, "violence_used": True},
     "105A", "66", 2, "CRR p89"),
    ("drugs on the one who hit", {"drugs_found": True, "violence_used": True}, "105A", "92D", 2, "CRR p91"),
    ("drugs and a knife: both",
     {"drugs_found": True, "weapon_carried": True, "weapon_used": False}, "92D", "10D", 2, "CRR p94"),
    ("a knife used is not counted",
     {"violence_used": True, "weapon_carried": True, "weapon_used": True}, "105A", "", 1, "CRR p94"),
    ("a knife carried and not used",
     {"violence_used": True, "weapon_carried": True, "weapon_used": False}, "105A", "10D", 2, "CRR p94"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "facts", "class_", "beside", "number", "citation"), CRIMES)
def test_which_class_and_how_many(answer, title, facts, class_, beside, number, citation):
    found = answer(facts, "unclear")
    assert (found.class_, " ".join(found.extra_classes), found.crimes_due) == (class_, beside, number), title


CODES = [
    ("the words beat the closing code", {"violence_used": True}, "8N", "8N", "105A", ""),
    ("the closing code beats the opening code", {}, "8N", "105A", "105A", ""),
    ("drugs do not take the place of what was reported", {"drugs_found": True}, "8N", "8N", "8N", "92D"),
    ("drugs alone under a drugs code count once", {"drugs_found": True}, None, "92D", "92D", ""),
    (
        "an opening code that the closing code took back does not count",
        {"drugs_found": True},
        "8N",
        "unclear",
        "92D",
        "",
    ),
]


@pytest.mark.parametrize(("title", "facts", "opened", "closed", "class_", "beside"), CODES)
def test_words_and_codes_together(answer, title, facts, opened, closed, class_, beside):
    found = answer(facts, opened, closed)
    assert (found.class_, " ".join(found.extra_classes)) == (class_, beside), title


FEAR = {"threat_of_violence": True, "threat_in_message": True}
BOTH = {"repeated_unwanted_conduct": True, "violence_used": True}
HOME = {"entered_as_trespasser": True, "is_dwelling": True}
FORMER = {"repeated_unwanted_conduct": True, "relationship": "ex-partner"}

# title | facts | last instant of the old rule (UTC) | class and number before | class and number from then on
DATES = [
    ("message offence, 31 January 2024", {"intimate_image": True}, (2024, 1, 30, 23, 59), ("8R", 1), ("88C", 1)),
    ("strangulation, 7 June 2022 (summer time)", {"strangulation": True}, (2022, 6, 6, 22, 59), ("105A", 1), ("8N", 1)),
    ("burglary classes, 1 April 2023 (summer time)", HOME, (2023, 3, 31, 22, 59), ("28E", 1), ("28I", 1)),
    ("burglary classes, 1 April 2017 (summer time)", HOME, (2017, 3, 31, 22, 59), ("28A", 1), ("28E", 1)),
    ("former partners, 1 April 2020 (summer time)", FORMER, (2020, 3, 31, 22, 59), ("8L", 1), ("8Q", 1)),
    ("conduct counted in addition from 1 April 2018", BOTH, (2018, 3, 31, 22, 59), ("8L", 1), ("105A", 2)),
    ("conduct principal again from 15 May 2023", BOTH, (2023, 5, 14, 22, 59), ("105A", 2), ("8L", 1)),
    ("message threats listed 13 April 2015", FEAR, (2015, 4, 12, 22, 59), ("9A", 1), ("8R", 1)),
]


@pytest.mark.parametrize(("title", "facts", "last", "before", "after"), DATES)
def test_both_sides_of_a_date_in_force(answer, title, facts, last, before, after):
    old = answer(facts, "unclear", at=datetime(*last, 59, 999999, tzinfo=UTC))
    day, hour = (last[2], last[3]) if last[3] == 22 else (last[2] + 1, -1)
    new = answer(facts, "unclear", at=datetime(last[0], last[1], day, hour + 1, 0, tzinfo=UTC))
    assert (old.class_, old.crimes_due) == before, title
    assert (new.class_, new.crimes_due) == after, title
