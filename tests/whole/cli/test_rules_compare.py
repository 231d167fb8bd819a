"""`fullcount rules check`, `diff` and `whatif`: is a pack sound, what differs, and what would that have done."""

import json
from pathlib import Path

import pytest

from changed_packs import copied_pack, edited, held_back
from fullcount.pipeline.resources import rule_pack

PACK = rule_pack(None)


def test_check_of_the_pack_that_is_carried(fullcount) -> None:
    said = fullcount("rules", "check", "crr-2026-27")
    assert said.exit_code == 0
    assert said.stdout.startswith(f"{len(PACK.rules):,} rules, sound: {PACK.name}, {PACK.header.edition}, sha256 ")
    assert "recalled, not read: CLOCK-72" in said.stdout
    assert "does not name" not in said.stdout


def test_check_tells_all_faults_at_once_and_exits_with_4(tmp_path: Path, fullcount) -> None:
    pack = copied_pack(tmp_path / "pack")
    edited(pack, "clock.toml", "hours = 24", "hours = 0")
    edited(pack, "counting.toml", 'page = "12"', "")
    edited(pack, "pack.toml", "Europe/London", "Europe/Nowhere")
    said = fullcount("rules", "check", pack)
    assert said.exit_code == 4
    for words in ("clock.toml rule CLOCK-24", "counting.toml rule COUNT-VICTIMS", "Europe/Nowhere", "->"):
        assert words in said.stdout
    body = json.loads(fullcount("rules", "check", pack, "--format", "json").stdout)
    assert body["sound"] is False
    assert len(body["faults"]) >= 3
    assert all(fault["where"] and fault["what"] and fault["todo"] for fault in body["faults"])


def test_check_names_what_is_worth_a_look(tmp_path: Path, fullcount) -> None:
    pack = held_back(tmp_path / "pack", 'fact = "has_text", is = true')
    (pack / "notes.txt").write_text("mine")
    (pack / "old-rules.toml").write_text("")
    said = fullcount("rules", "check", pack, "--as-at", "2026-04-02", "--format", "json")
    assert said.exit_code == 0, said.stdout
    cautions = {caution["where"]: caution["what"] for caution in json.loads(said.stdout)["cautions"]}
    assert {"notes.txt", "old-rules.toml"} <= set(cautions)
    assert "REC-TEST" in cautions["review of 2026-04-01"]
    assert "REC-TEST" in cautions["recording"]
    due = fullcount("rules", "check", pack, "--as-at", "2026-04-01").stdout
    assert "review of" not in due, "on the day itself it is not overdue"


HOSTILE = [
    ("clock.toml", "rules = 5\n"),
    ("clock.toml", "rules = [1, 2]\n"),
    ("clock.toml", "[[rules]]\nid = 5\nwhen = 7\nthen = []\n"),
    ("clock.toml", "defaults = 3\n[[rules]]\nid = 'A'\n"),
    ("clock.toml", f"x = {'[' * 5000}{']' * 5000}\n"),
    ("clock.toml", "\ufeff\x00"),
    ("counting.toml", "[[rules]]\nid = ['a']\nconfidence = ['seen']\nfamily = {}\nthen = { per = [] }\n"),
    (
        "cancellation.toml",
        "[[rules]]\nid = 'A'\nthen = { valid = ['yes'], reason = {} }\nwhen = { not = { not = 3 } }\n",
    ),
    ("pack.toml", "pack = 1\nchapters = 2\n"),
    ("pack.toml", "[pack]\nname = []\ntime_zone = '../../etc/passwd'\n[chapters]\nrecording = [1]\n"),
    ("offences.csv", "class,title\n\x00,\n"),
    ("offences.csv", '"' + "x" * 200_000),
    ("principal.csv", "rank,offence,classes,codes,max_sentence,against,usual_for\n²,,,,,,\n"),
    ("outcomes.toml", "lists = 4\n"),
    ("outcomes.toml", "[[lists]]\nid = 4\ncodes = 7\n"),
]


@pytest.mark.parametrize(("file", "text"), HOSTILE)
def test_a_hostile_pack_is_told_and_not_a_traceback(file: str, text: str, tmp_path: Path, fullcount) -> None:
    pack = copied_pack(tmp_path / "pack")
    (pack / file).write_text(text, encoding="utf-8")
    assert fullcount("rules", "check", pack).exit_code == 4


def test_every_command_refuses_a_pack_that_is_not_sound(tmp_path: Path, out: Path, fullcount) -> None:
    pack = edited(copied_pack(tmp_path / "pack"), "clock.toml", "hours = 24", "hours = 0")
    for command in (("list", "--rules", pack), ("show", "CLOCK-24", "--rules", pack), ("facts", "--rules", pack),
                    ("diff", pack, "crr-2026-27"), ("diff", "crr-2026-27", pack), ("whatif", pack, out)):  # fmt: skip
        refused = fullcount("rules", *command)
        assert (refused.exit_code, refused.stdout) == (4, "")
        assert "clock.toml rule CLOCK-24: 'hours' is 0" in refused.stderr


def test_a_pack_that_is_no_pack(tmp_path: Path, fullcount) -> None:
    (tmp_path / "bytes").mkdir()
    (tmp_path / "bytes" / "pack.toml").write_bytes(b"\xff\xfe\x00")
    for name in ("no-such-pack", tmp_path, tmp_path / "bytes", "/dev/null"):
        assert fullcount("rules", "check", name).exit_code == 4


def test_diff_of_a_pack_with_itself(fullcount) -> None:
    said = fullcount("rules", "diff", "crr-2026-27", "crr-2026-27")
    assert (said.exit_code, "Nothing differs." in said.stdout) == (0, True)


def test_diff_says_what_of_a_rule_changed_and_how(tmp_path: Path, fullcount) -> None:
    pack = held_back(tmp_path / "pack", 'fact = "violence_used", is = true')
    edited(pack, "clock.toml", "hours = 24", "hours = 48")
    edited(pack, "clock.toml", "from = 2015-04-01", "from = 2015-04-01, to = 2026-11-30")
    edited(pack, "cancellation.toml", "No reason code", "No code")
    edited(pack, "pack.toml", "April 2026", "May 2026")
    edited(pack, "offences.csv", "1,Murder", "1,Killing")
    edited(pack, "notifiable.csv", "1,001/01,Murder", "1,001/01,Killing")
    body = json.loads(fullcount("rules", "diff", "crr-2026-27", pack, "--format", "json").stdout)
    changes = {
        (change["kind"], change["id"], change["field"]): (change["old"], change["new"]) for change in body["changes"]
    }
    assert changes["ended", "CLOCK-24", "in force"] == ("from 1 April 2015", "from 1 April 2015 to 30 November 2026")
    assert [text.split()[5] for text in changes["changed", "CLOCK-24", "consequence"]] == ["within", "within"]
    assert "48 hours" in changes["changed", "CLOCK-24", "consequence"][1]
    assert changes["changed", "CANCEL-NO-CODE", "title"][1] == "No code"
    assert "violence_used is yes" in changes["added", "REC-TEST", ""][1]
    assert ("changed", "pack", "edition") in changes
    assert ("changed", "1", "title") in changes
    assert ("changed", "1 001/01", "title") in changes
    back = json.loads(fullcount("rules", "diff", pack, "crr-2026-27", "--format", "json").stdout)
    assert ("removed", "REC-TEST") in {(change["kind"], change["id"]) for change in back["changes"]}
    said = fullcount("rules", "diff", "crr-2026-27", pack)
    assert said.exit_code == 0
    for words in ("Added (1)", "Ended (1)", "rule REC-TEST", "is  from 1 April 2015 to 30 November 2026"):
        assert words in said.stdout


def test_diff_names_the_rules_that_are_tried_at_another_place(tmp_path: Path, fullcount) -> None:
    pack = copied_pack(tmp_path / "pack")
    text = (pack / "cancellation.toml").read_text(encoding="utf-8")
    head, *rules = text.split("[[rules]]\n")
    (pack / "cancellation.toml").write_text(
        "[[rules]]\n".join([head, *rules[1:], "\n" + rules[0].rstrip() + "\n"]), encoding="utf-8"
    )
    body = json.loads(fullcount("rules", "diff", "crr-2026-27", pack, "--format", "json").stdout)
    assert [(change["kind"], change["id"], change["old"]) for change in body["changes"]] == [
        ("moved", "CANCEL-NO-CODE", "first")
    ]


def test_whatif_for_a_person_and_for_a_program(out: Path, tmp_path: Path, fullcount) -> None:
    pack = held_back(tmp_path / "pack", 'fact = "violence_used", is = true')
    said = fullcount("rules", "whatif", pack, out, "--examples", 1)
    assert (said.exit_code, said.stderr) == (0, "")
    for words in ("give every decision and every state that is stored", "record -> not-yet-known", "Crimes by class",
                  "working assumption", "REC-TEST", "in a year"):  # fmt: skip
        assert words in said.stdout
    body = json.loads(fullcount("rules", "whatif", pack, out, "--format", "json").stdout)
    assert body["asked"]["sha256"] != body["kept"]["sha256"]
    assert body["decisions"][0]["examples"] == []


def test_whatif_without_a_store(tmp_path: Path, fullcount) -> None:
    assert fullcount("rules", "whatif", "crr-2026-27", tmp_path).exit_code == 5
    assert fullcount("rules", "whatif", "no-such-pack", tmp_path).exit_code == 4
    assert fullcount("rules", "whatif", "crr-2026-27", tmp_path, "--minutes-per-review", "0").exit_code == 2
