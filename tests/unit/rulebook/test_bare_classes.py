"""What a bare class, of which only a code is known, is counted by."""

import pytest

from fullcount.pipeline.resources import rule_pack
from fullcount.rulebook.rule import Unit
from fullcount.rulebook.severity import classes_by_victim

PACK = rule_pack("crr-2026-27")


@pytest.mark.parametrize(
    ("class_", "unit"),
    [
        pytest.param("8N", Unit.VICTIM, id="an offence against a person"),
        pytest.param("45", Unit.VICTIM, id="from vehicles: every rule counts by owner"),
        pytest.param("58C", Unit.VICTIM, id="damage to vehicles: by owner"),
        pytest.param("58A", Unit.REPORT, id="damage to homes: some rules count by household"),
        pytest.param("46", Unit.REPORT, id="from shops: by shop"),
        pytest.param("92D", Unit.REPORT, id="an offence against the state"),
    ],
)
def test_one_class(class_, unit):
    assert PACK.severity.slots[PACK.severity.of_class[class_]].unit is unit


def test_a_class_without_rules_is_not_said_to_be_counted_by_victim():
    assert classes_by_victim(()) == frozenset()
    assert "58A" not in classes_by_victim(PACK.classification)
