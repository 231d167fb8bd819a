"""`fullcount decide` and `fullcount interview`: a case written down, and the same case asked for."""

import json

import pytest
from click.testing import CliRunner

from fullcount.cli import main

CASE = {"reported_at": "2026-05-04T10:00+01:00", "facts": {"violence_used": True, "injury": "bruise"}}


def run(*words: str, given: str = ""):
    return CliRunner().invoke(main, list(words), input=given)


def test_a_case_is_decided_with_its_crime_deadline_and_rules():
    found = json.loads(run("decide", "-", "--format", "json", given=json.dumps(CASE)).stdout)
    assert found["decision"] == "record"
    assert [(c["class"], c["code"], c["count"], c["victim"]) for c in found["crimes"]] == [("8N", "008/06", 1, None)]
    assert found["total_crimes"] == 1
    assert found["deadline"] == "2026-05-05T09:00:00+00:00"
    ids = {rule["id"]: rule for rule in found["rules"]}
    assert ids["VIOL-INJURY"]["facts_used"] == {"violence_used": True, "injury": "bruise"}
    assert ids["VIOL-INJURY"]["outcome"] == "true"
    assert ids["VIOL-INJURY"]["citation"].startswith("CRR p")
    assert found["next_question"]["fact"] == found["unknown"][0]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("{", "this is not JSON"),
        ("[]", "is not a JSON object"),
        ('{"facts": {}}', "'reported_at' is missing"),
        ('{"reported_at": "2026-05-04", "facts": {"violense_used": true}}', "did you mean violence_used"),
        ('{"reported_at": "2026-05-04", "facts": {"injury": "scratchy"}}', "write one of"),
        ('{"reported_at": "2026-05-04", "facts": {"number_of_victims": ' + "9" * 5000 + "}}", "too long"),
        ('{"reported_at": "2026-05-04", "facts": {"number_of_victims": -1}}', "whole number"),
        ('{"reported_at": "9999-12-31T23:59Z", "facts": {}}', "is not a time"),
        ('{"reported_at": "2026-05-04", "facts": {}, "facts": {}}', "is there twice"),
        (
            '{"reported_at": "2026-05-04", "facts": {}, "recorded": [{"class": "8N", "code": "149/00"}]}',
            "does not stand",
        ),
        ('{"reported_at": "2026-05-04", "facts": {}, "proposed": {"outcome": "99"}}', "write one of"),
    ],
)
def test_a_case_that_cannot_be_is_refused_with_what_to_do(given, words):
    found = run("decide", "-", given=given)
    assert found.exit_code == 3
    assert words in found.stderr
    assert "Traceback" not in found.output


def interviewed(*answers: str):
    """Return an interview about force used on a person: its topic's number is read off the first screen."""
    screen = run("interview", given="2026-05-04\n\n.\n").stderr.splitlines()
    topic = next(line for line in screen if "force used on" in line).split()[0]
    given = ["2026-05-04T10:00+01:00", "", topic, *answers, *[""] * 40]
    return run("interview", "--format", "json", given="\n".join(given))


def test_an_interview_reaches_the_same_answer():
    body = json.loads(interviewed("1 2", "bruise").stdout)
    assert body["case"]["events"][0]["facts"] == CASE["facts"]
    decided = json.loads(run("decide", "-", "--format", "json", given=json.dumps(CASE)).stdout)
    assert body["answer"]["crimes"] == decided["crimes"]
    assert body["answer"]["crimes"][0]["code"] == "008/06"


def test_an_interview_asks_only_of_the_topics_that_were_chosen():
    told = interviewed("1 2", "graze")
    assert "What work was the victim doing" in told.stderr
    assert "Did somebody die?" not in told.stderr
    assert "in order to take something" not in told.stderr
