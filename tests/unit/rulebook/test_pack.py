import pytest

from fullcount.core.errors import NotFoundError
from fullcount.core.states import Decision
from fullcount.rulebook.cancellation import MISSING
from fullcount.rulebook.pack import STATE_ALONE, parse_pack
from fullcount.rulebook.rule import Chapter


def test_the_hash_is_of_the_contents(files, pack):
    assert parse_pack(dict(reversed(files.items()))).sha256 == pack.sha256
    changed = files | {"clock.toml": files["clock.toml"] + "\n# a word\n"}
    assert parse_pack(changed).sha256 != pack.sha256


def test_every_rule_is_cited_dated_reasoned_and_signed(pack):
    ids = [rule.id for rule in pack.rules]
    assert len(ids) == len(set(ids)) > 80
    for rule in pack.rules:
        assert str(rule.citation) and rule.reason.endswith(".") and rule.author
        assert rule.checker == "not yet checked by a registrar"


def test_every_reason_is_used_and_every_decision_is_reachable(pack):
    used = {rule.then.reason for rule in (*pack.recording, *pack.cancellation)}
    by_hand = {STATE_ALONE, "cancellation-stands", "cancellation-fails-a-rule", *MISSING.values()}
    assert used | by_hand == set(pack.reasons)
    of_proposals = {found for found in Decision if found.startswith(("cancellation", "outcome"))}
    assert {rule.then.decision for rule in pack.recording} == set(Decision) - of_proposals


def test_every_family_has_a_rule(pack):
    assert all(pack.of_family(family.id) for family in pack.families)


def test_a_rule_is_found_by_id(pack):
    assert pack.rule("VIOL-INJURY").chapter is Chapter.CLASSIFICATION
    with pytest.raises(NotFoundError):
        pack.rule("REC-99")


@pytest.mark.parametrize(
    ("text", "class_"),
    [
        ("8N", "8N"), ("8n", "8N"), (" 8 N ", "8N"), ("008/06", "8N"), ("8/06", "8N"), ("00806", "8N"),
        ("105A", "105A"), ("4/10", "4/10"), ("4/1", "4/1"), ("nfib3a", "NFIB3A"), ("019/08", "19C"),
        ("149/00", "58D"), ("034/01", "34B"), ("28E", "28E"), ("N100", "N100"), ("", None), ("not-notifiable", None),
        ("999/99", None), ("008/71", "8R"),
    ],
)  # fmt: skip
def test_class_of_a_class_or_code(pack, text, class_):
    assert pack.offence_class(text) == class_


def test_a_code_of_several_classes_says_so(pack):
    assert pack.offence_classes("149/00") == ("58A", "58B", "58C", "58D")
    assert pack.offence_classes("zz") == ()


def test_what_is_notifiable(pack):
    assert pack.is_notifiable_class("8N") and pack.is_notifiable_class("NFIB3A") and pack.is_notifiable_class("28A")
    assert not pack.is_notifiable_class("N100") and not pack.is_notifiable_class("unclear")


@pytest.mark.parametrize(
    ("classes", "principal"),
    [
        (["8N", "19C"], "19C"), (["105A", "58A"], "105A"), (["8N", "8L"], "8L"), (["8N", "28I"], "8N"),
        (["105A", "28I"], "28I"), (["008/77", "8L"], "008/77"), (["46", "49"], "46"), (["49", "46"], "46"),
        (["36", "28I"], "36"), (["92D", "8N"], "8N"), (["46", "39"], "39"),
    ],
)  # fmt: skip
def test_principal_crime(pack, classes, principal):
    assert pack.principal(classes) == principal
    assert pack.principal(classes[::-1]) == principal


def test_harm_falls_with_rank_and_lies_between_0_and_1(pack):
    ranked = ["1", "2", "19C", "34B", "5D", "3B", "8L", "8N", "28I", "39", "105A", "58D"]
    harms = [pack.harm(class_) for class_ in ranked]
    assert harms == sorted(harms, reverse=True) and harms[0] == 1.0
    assert pack.harm("8N") == pytest.approx(1 - 29 / 40)
    assert all(0 <= pack.harm(class_) <= 1 for class_ in pack.offences.offences)
    assert pack.harm("N100") == 0 and pack.harm("no such class") == 0


def test_group_and_title(pack):
    assert (pack.group("105A"), pack.title("105A")) == ("Violence against the person", "Assault without Injury")
    assert pack.group("28I") == "Burglary" and pack.group("?") is None and pack.title("?") is None
    assert pack.reason_title("text-discloses-crime").startswith("The words")
