"""A pack that is wrong is refused, with every fault at once: which file, which rule, what next."""

import pytest

from fullcount.core.errors import RuleError
from fullcount.rulebook.pack import FIXED, parse_pack

# file | text to find | text to put in its place | words that the fault must hold
FAULTS = [
    ("pack.toml", 'name = "crr-2026-27"', "", "'name' is missing"),
    ("pack.toml", "Europe/London", "Europe/Nowhere", "time zone 'Europe/Nowhere'"),
    ("pack.toml", "certainty = 0.8\n", "certainty = 8\n", "certainty from 0 to 1"),
    ("pack.toml", '105 = "105A"', '105 = "105Z"', "class 105Z is not in offences.csv"),
    ("recording-whether.toml", 'id = "REC-CONTRARY"', 'id = "REC-FALSE-ALARM"', "the id is used twice"),
    ("recording-rape.toml", 'decision = "n100", reason = "rape-contrary', 'decision = "maybe", reason = "rape-contrary',
     "decision 'maybe' is unknown"),
    ("recording-whether.toml", 'reason = "false-alarm"', 'reason = "no-such"', "reason 'no-such' has no entry"),
    ("recording-whether.toml", '"false_alarm", is = true', '"false_alram", is = true', "unknown fact 'false_alram'"),
    ("recording-whether.toml", '"false_alarm", is = true', '"false_alarm", is = "yes"', "is yes or no"),
    ("recording-whether.toml", '"false_alarm", is = true', '"false_alarm", equals = true',
     "unknown comparison 'equals'"),
    ("recording-open.toml", "when = { always = true }", 'when = { fact = "has_text", is = true }', "without a ruling"),
    ("recording-whether.toml", 'checker = "not yet checked by a registrar"\n', "", "'checker' is missing"),
    ("recording-whether.toml", "review = 2027-04-01", 'review = "soon"', "'review' is not a date"),
    ("recording-whether.toml", 'source = "CRR"', 'source = "Gossip"', "source 'Gossip' is not in"),
    ("recording-whether.toml", "[[rules]]", "[[rules]", "this is not TOML"),
    ("recording-rape.toml", 'page = "63"', "", "'page' is missing"),
    ("recording-whether.toml", 'confidence = "seen"', 'confidence = "sure"', "not seen or recalled"),
    ("recording-whether.toml", 'when = { fact = "contrary_evidence"', 'wenn = { fact = "contrary_evidence"',
     "key 'wenn'"),
    ("classification-violence.toml", 'class = "5D", code', 'class = "5Q", code', "class '5Q' is not in offences.csv"),
    ("classification-violence.toml", 'class = "5D", code = "005/01"', 'class = "5D", code = "008/06"',
     "does not stand in class 5D"),
    ("classification-violence.toml", 'family = "violence"', 'family = "sports"', "family 'sports' is not listed"),
    ("classification-violence.toml", 'at_least = "wound"', 'at_least = "scratch"', "cannot be"),
    ("classification-violence.toml", "from = 2022-06-07", "from = 2022-06-07, to = 2021-01-01",
     "ends before it begins"),
    ("classification-conduct.toml", 'id = "justice"', 'id = "order"', "'order' is there twice"),
    ("counting.toml", 'in_addition = "order"', 'in_addition = "orders"', "family 'orders' is not listed"),
    ("clock.toml", "to = 2015-03-31", "to = 2015-04-01", "in force on the same day as"),
    ("clock.toml", "hours = 24", "hours = 0", "'hours' is 0"),
    ("cancellation.toml", 'valid = "no"', 'valid = "perhaps"', "'valid' is 'perhaps'"),
    ("offences.csv", "class,title", "class,name", "columns are missing: title"),
    ("offences.csv", ",crime,V,life,", ",crime,V,ages,", "maximum sentence 'ages' cannot be read"),
    ("principal.csv", "2,Attempted murder,2,", "2,Attempted murder,2Z,", "class 2Z is not in offences.csv"),
    ("principal.csv", "\n3,Rape", "\n5,Rape", "rank '5' is out of order"),
]  # fmt: skip


def broken(files, name, old, new):
    assert old in files[name]
    return files | {name: files[name].replace(old, new, 1)}


@pytest.mark.parametrize(("name", "old", "new", "words"), FAULTS)
def test_each_fault_is_named_with_where_and_what_next(files, name, old, new, words):
    with pytest.raises(RuleError) as caught:
        parse_pack(broken(files, name, old, new))
    (fault, *_) = [fault for fault in caught.value.faults if words in fault.what]
    assert fault.where.startswith(name)
    assert fault.todo


def test_all_faults_are_told_at_once(files):
    text = files
    for name, old, new in [
        ("recording-whether.toml", '"false_alarm", is = true', '"false_alram", is = true'),
        ("classification-violence.toml", 'class = "5D", code', 'class = "5Q", code'),
        ("clock.toml", "hours = 24", "hours = 0"),
        ("cancellation.toml", 'valid = "no"', 'valid = "perhaps"'),
    ]:
        text = broken(text, name, old, new)
    with pytest.raises(RuleError) as caught:
        parse_pack(text)
    assert {fault.where.split()[0] for fault in caught.value.faults} == {
        "recording-whether.toml", "classification-violence.toml", "clock.toml", "cancellation.toml",
    }  # fmt: skip
    assert "rule REC-FALSE-ALARM" in str(caught.value)


@pytest.mark.parametrize("name", [*FIXED, "recording-whether.toml", "classification-violence.toml", "clock.toml"])
def test_a_missing_file_is_a_fault(files, name):
    with pytest.raises(RuleError) as caught:
        parse_pack({key: text for key, text in files.items() if key != name})
    assert any(fault.where == name and "missing" in fault.what for fault in caught.value.faults)


def test_an_empty_pack_is_refused_without_a_traceback():
    with pytest.raises(RuleError) as caught:
        parse_pack({})
    assert len(caught.value.faults) >= len(FIXED)
