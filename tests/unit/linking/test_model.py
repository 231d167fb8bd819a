"""A frozen linkage model: the same text for the same model, and no other text is taken for one."""

import json

import pytest

from fullcount.core.errors import RuleError
from fullcount.linking.comparisons import BLOCKS, COMPARISONS, usable
from fullcount.linking.model import LinkageModel, model_from_json, splink_settings

PLACE = next(c for c in COMPARISONS if c.name == "place")
MODEL = LinkageModel(
    ("place", "postcode"), ("place and day of event",),
    {"place": (0.8, 0.1, 0.1), "postcode": (0.9, 0.1)}, {"place": (0.01, 0.04, 0.95), "postcode": (0.001, 0.999)},
    0.002, "by hand",
)  # fmt: skip


def test_round_trip():
    again = model_from_json(MODEL.to_json(), "linkage.json")
    assert again == MODEL
    assert again.sha256 == MODEL.sha256
    assert [part.name for part in again.parts()[0]] == ["place", "postcode"]


def changed(**changes):
    return json.dumps(json.loads(MODEL.to_json()) | changes)


def comparisons(**changes):
    body = json.loads(MODEL.to_json())
    body["comparisons"][0] |= changes
    return json.dumps(body)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not JSON",
        "[]",
        "null",
        "{}",
        '"text"',
        MODEL.to_json()[:-20],
        changed(format="splink/5"),
        changed(prior=0),
        changed(prior=1),
        changed(prior="much"),
        changed(prior=float("nan")),
        changed(blocks=["no such block"]),
        changed(comparisons=[]),
        changed(blocks=[]),
        comparisons(name="shoe size"),
        comparisons(m=[0.5, 0.5]),
        comparisons(u=[0.1, 0.1, 0.1, 0.7]),
        comparisons(m=None),
        comparisons(m=[1.2, -0.1, -0.1]),
        comparisons(u=[0.5, 0.5, 0.0]),
        comparisons(m=[0.1, 0.1, 0.1]),
    ],
)
def test_what_is_not_a_model_is_refused(text):
    with pytest.raises(RuleError, match=r"linkage\.json is not a linkage model"):
        model_from_json(text, "linkage.json")


def test_settings_carry_the_trained_values():
    made = splink_settings([PLACE], [BLOCKS[0]], MODEL)
    (comparison,) = made["comparisons"]
    missing, best, contains, other = comparison["comparison_levels"]
    assert missing["is_null_level"]
    assert (best["m_probability"], best["u_probability"]) == (0.8, 0.01)
    assert (contains["m_probability"], contains["u_probability"]) == (0.1, 0.04)
    assert (other["sql_condition"], other["m_probability"]) == ("ELSE", 0.1)
    assert made["probability_two_random_records_match"] == 0.002
    untrained = splink_settings([PLACE], [BLOCKS[0]])["comparisons"][0]["comparison_levels"]
    assert all("m_probability" not in level for level in untrained)


def test_only_what_both_sides_have_is_compared():
    names, blocks = usable({"place", "day", "class"})
    assert [one.name for one in names] == ["place", "offence"]
    assert [one.name for one in blocks] == ["place and day of event"]
    assert usable(set()) == ((), ())


def test_names_are_unique():
    assert len({c.name for c in COMPARISONS}) == len(COMPARISONS)
    assert len({b.name for b in BLOCKS}) == len(BLOCKS)
