"""Every rule that a planted fault is said to break is a rule of the pack, or a citation that is no id."""

import re

from fullcount.pipeline.rules.packs import read_pack
from fullcount.simulate.force import Wanted, simulate_force
from fullcount.simulate.mechanisms import LOOKALIKES, NEVER_RECORDED, RULES, Mechanism
from fullcount.simulate.scenarios.named import SCENARIOS

_ID = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)+")
_RIGHT = {*LOOKALIKES, Mechanism.NOT_A_CRIME, Mechanism.RECORDED, Mechanism.RIGHTLY_CANCELLED, Mechanism.NO_REPORT}
_BETWEEN = {Mechanism.EXTRACT_LOST, Mechanism.EXTRACT_DELAYED}


def test_every_wrong_mechanism_names_a_rule_and_no_right_one_does() -> None:
    assert set(NEVER_RECORDED) <= set(RULES)
    assert set(RULES) == set(Mechanism) - _RIGHT - _BETWEEN


def test_rules_named_in_any_truth_are_rules_of_the_pack() -> None:
    pack = read_pack(None)
    known = {rule.id for rule in pack.rules}
    force = simulate_force(Wanted(3_000, 2, SCENARIOS["gaming"]))
    named: set[str] = set()
    for table in force.truth.values():
        if "rule" in table.columns:
            named |= set(table["rule"].drop_nulls()) - {""}
    ids = {rule for rule in named if _ID.fullmatch(rule)}
    assert len(ids) > 8
    assert ids <= known
