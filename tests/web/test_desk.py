"""The desk: what may be decided when, by whom, and that nothing is lost, overwritten or won twice."""

import json
from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from fullcount.core.errors import ConfigError
from small_delivery import told

KEY = "the-key-of-a-case"


def post(client: Any, key: str = KEY, **form: Any) -> Any:
    return client.post(f"/desk/case/{key}/decide", {"verb": "accepted", "reason": "as proposed", "version": 0, **form})


def case_of(number: int = 1) -> Any:
    from fullcount.web.desk.models import Case

    return Case.objects.get(report_id=f"R{number}")


def test_accepting_settles_the_case_and_goes_on_to_the_next(signed_in: Callable[..., Any], cases: Any) -> None:
    (second,) = cases(2)
    answer = post(signed_in("reviewer"))
    assert answer.headers["Location"] == f"/desk/case/{second.key}"
    assert (case_of().status, case_of().version) == ("settled", 1)
    decision = case_of().decisions.get()
    assert (decision.verb, decision.collar, decision.reason) == ("accepted", "reviewer1", "as proposed")


def test_the_event_of_a_decision_says_who_what_why_and_from_which_state(signed_in: Any, cases: Any) -> None:
    from fullcount.web.trail.models import Event
    from fullcount.web.trail.reads import search

    client = signed_in("reviewer")
    post(client, verb="amended", classes="8N 9A", crimes="2", reason="two victims")
    event = Event.objects.get(number=case_of().decisions.get().event)
    assert (event.kind, event.verb, event.actor) == ("alteration", "case.amended", client.person.key)
    assert event.before != event.after and len(event.before) == len(event.after) == 64
    payload = next(one.payload for one in search("report:R1")[0] if one.event.number == event.number)
    assert (payload["reason"], payload["details"]["classes"], payload["details"]["crimes"]) == (
        "two victims",
        "8N 9A",
        2,
    )


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"verb": "rejected", "reason": "no"}, "reason"),
        ({"verb": "amended", "crimes": "1"}, "classes"),
        ({"verb": "amended", "classes": "=1+1", "crimes": "1"}, "classes"),
        ({"verb": "amended", "classes": "8N"}, "crimes"),
        ({"verb": "amended", "classes": "8N", "crimes": "0"}, "crimes"),
        ({"verb": "amended", "classes": "8N", "crimes": "1e9"}, "crimes"),
        ({"verb": "burnt"}, "verb-accepted"),
        ({"version": "x"}, "verb-accepted"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_is_saved(
    form: dict[str, str], field: str, signed_in: Callable[..., Any], cases: Any
) -> None:
    answer = post(signed_in("reviewer"), **form)
    assert (answer.status_code, f'href="#{field}"' in answer.content.decode()) == (422, True)
    assert (case_of().status, case_of().decisions.count()) == ("open", 0)


def test_of_two_who_decide_the_same_case_one_wins(signed_in: Callable[..., Any], cases: Any) -> None:
    first, second = signed_in("reviewer"), signed_in("reviewer", "reviewer2")
    assert post(first).status_code == 302
    assert post(second, verb="rejected", reason="nothing happened").status_code == 409
    assert [one.verb for one in case_of().decisions.all()] == ["accepted"]


def test_who_looked_at_an_older_version_is_told_and_changes_nothing(signed_in: Any, cases: Any) -> None:
    first, second = signed_in("reviewer"), signed_in("reviewer", "reviewer2")
    assert post(first, verb="needs-audio", reason="words are missing").status_code == 302
    assert post(second).status_code == 409, "what was looked at did not say that the audio is needed"
    assert (case_of().status, case_of().version) == ("needs-audio", 1)


def test_undoing_is_a_new_decision_and_the_old_one_stays(signed_in: Callable[..., Any], cases: Any) -> None:
    reviewer, other, registrar = signed_in("reviewer"), signed_in("reviewer", "reviewer2"), signed_in("registrar")
    post(reviewer)
    assert post(other, verb="undone", reason="I disagree", version=1).status_code == 422
    assert post(reviewer, verb="undone", reason="pressed the wrong key", version=1).status_code == 302
    assert (case_of().status, case_of().version) == ("open", 2)
    post(reviewer, version=2)
    assert post(registrar, verb="undone", reason="ruled otherwise", version=3).status_code == 302
    rows = list(case_of().decisions.order_by("pk"))
    assert [one.verb for one in rows] == ["accepted", "undone", "accepted", "undone"]
    assert (rows[1].undoes, rows[3].undoes) == (rows[0].pk, rows[2].pk)


@pytest.mark.parametrize("verb", ["needs-audio", "needs-victim"])
def test_what_is_waited_for_keeps_the_clock_running(verb: str, signed_in: Callable[..., Any], cases: Any) -> None:
    client = signed_in("reviewer")
    post(client, verb=verb, reason="the caller cannot be heard in words")
    case = case_of()
    assert (case.status, case.deadline.isoformat()) == (verb, "2026-05-02T09:00:00+00:00")
    assert "R1" in client.get(f"/desk/queue?status={verb}").content.decode()
    assert "limit passed" in client.get(f"/desk/case/{KEY}").content.decode()
    assert post(client, version=1).status_code == 302


TABLE = {
    "open": {"accepted", "amended", "rejected", "needs-audio", "needs-victim"},
    "needs-audio": {"accepted", "amended", "rejected", "needs-victim", "undone"},
    "needs-victim": {"accepted", "amended", "rejected", "needs-audio", "undone"},
    "settled": {"undone"},
}


@pytest.mark.parametrize(("status", "verb"), list(product(TABLE, sorted(set().union(*TABLE.values())))))
def test_what_may_be_decided_in_which_state(status: str, verb: str, signed_in: Any, cases: Any) -> None:
    from fullcount.web.desk.models import Case, Decision

    client = signed_in("reviewer")
    Case.objects.update(status=status)
    Decision.objects.create(
        case=case_of(), verb="accepted", by=client.person.key, collar="x", at="2026-05-01T00:00Z", reason="r", event=1
    )
    answer = post(client, verb=verb, classes="8N", crimes="1")
    assert answer.status_code == (302 if verb in TABLE[status] else 409)


@pytest.mark.parametrize("role", ["registrar", "deputy", "reviewer", "supervisor", "sergeant", "auditor"])
def test_the_queue_shows_what_the_rules_of_attribute_let_open(role: str, signed_in: Any, cases: Any) -> None:
    from django.utils import timezone

    from fullcount.web.accounts.attributes import Viewer, bar
    from fullcount.web.accounts.roles import ROLES
    from fullcount.web.desk.models import Case
    from fullcount.web.desk.reads import queue

    number = 10
    for unit, sensitive, linked in product(("North", "South"), (True, False), (f",{role}1,", ",other,", "")):
        number += 1
        for one in cases(number, unit=unit, is_sensitive=sensitive):
            Case.objects.filter(pk=one.pk).update(linked=linked)
    client = signed_in(role)
    viewer = Viewer(client.person.key, f"{role}1", "", "North", (role,), ROLES[role].may)
    open_to = {one.pk for one in Case.objects.all() if bar(viewer, one.thing, timezone.now()) is None}
    assert {one.pk for one in queue(viewer)} == open_to
    for one in Case.objects.all():
        answer = client.get(f"/desk/case/{one.key}")
        assert answer.status_code == (200 if one.pk in open_to else 403)
        assert answer.status_code == 200 or "hit her" not in answer.content.decode()
        if answer.status_code == 403 and role in {"reviewer", "registrar", "deputy"}:
            assert post(client, key=one.key).status_code == 403


def test_breaking_the_glass_opens_one_case_for_an_hour_and_tells(signed_in: Callable[..., Any], cases: Any) -> None:
    from fullcount.web.accounts.models import Glass
    from fullcount.web.trail.models import Event

    secret, another = cases(2, 3, is_sensitive=True)
    client, registrar = signed_in("reviewer"), signed_in("registrar")
    assert "Break the glass" in client.get(f"/desk/case/{secret.key}").content.decode()
    assert client.post(f"/desk/case/{secret.key}/glass", {"reason": "short"}).status_code == 403
    assert client.post(f"/desk/case/{secret.key}/glass", {"reason": "the victim is on the line"}).status_code == 302
    assert client.get(f"/desk/case/{secret.key}").status_code == 200
    assert client.get(f"/desk/case/{another.key}").status_code == 403
    assert Event.objects.filter(verb="case.seen-through-glass", subject=secret.subject).count() == 1
    assert "the victim is on the line" in registrar.get("/alerts").content.decode()
    Glass.objects.update(until=Glass.objects.get().at)
    assert client.get(f"/desk/case/{secret.key}").status_code == 403


def test_no_glass_is_broken_for_a_case_of_the_own_family(signed_in: Callable[..., Any], cases: Any) -> None:
    from fullcount.web.desk.models import Case

    Case.objects.update(linked=",registrar1,")
    client = signed_in("registrar")
    assert "Break the glass" not in client.get(f"/desk/case/{KEY}").content.decode()
    assert client.post(f"/desk/case/{KEY}/glass", {"reason": "it is my sister's"}).status_code == 403
    assert client.get(f"/desk/case/{KEY}").status_code == 403


def test_every_look_is_found_by_the_report(signed_in: Callable[..., Any], cases: Any) -> None:
    from fullcount.web.trail.reads import search

    client = signed_in("reviewer")
    client.get("/desk/queue")
    client.get(f"/desk/case/{KEY}")
    verbs = [one.event.verb for one in search("report:R1")[0]]
    assert verbs == ["case.seen", "queue.seen", "cases.brought"]


def test_a_delivery_brought_twice_changes_nothing_and_a_new_one_what_is_new(cases: Any, signed_in: Any) -> None:
    from fullcount.web.desk.actions import bring
    from fullcount.web.trail.models import Event

    about = {"id": "d" * 64, "receipt": "r"}
    n = Event.objects.count()
    assert bring(about, [told(1)], "system") == 0
    assert Event.objects.count() == n
    post(signed_in("reviewer"))
    assert bring(about, [told(1, priority=0.9)], "system") == 1
    assert (case_of().status, case_of().priority) == ("settled", 0.9)
    assert bring(about, [told(1, state="misclassified")], "system") == 1
    assert (case_of().status, case_of().decisions.count()) == ("open", 1)


HOSTILE = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "template": "{{ 7 * 7 }} {% raw %}",
    "bidi": "caller \u202eesrever\u2066 hidden\u200b \u0000 end \ud800",
    "quotes": "\" onmouseover=alert(1) x=' '",
    "long": "x" * 1_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_are_shown_harmless_everywhere(name: str, signed_in: Callable[..., Any], cases: Any) -> None:
    words = HOSTILE[name]
    short = words[:60]
    marks = [{"start": 2, "end": 9, "fact": "violence_used", "value": words[:50], "scope": words[:50], "meaning": "m"}]
    (one,) = cases(
        2, text=words, why=short, offence=short, unit="North", question=words, marks=marks, opened_as=[words],
        proposed=[{"class": words, "title": words}], route=words, disposition=words,
        near_misses=[{"crime_id": words, "probability": 0.5}],
    )  # fmt: skip
    client = signed_in("registrar")
    for place in (f"/desk/case/{one.key}", "/desk/queue"):
        page = client.get(place).content.decode()
        assert "<script>alert" not in page and "<img" not in page and "49 " not in page
        assert not set(page) & set("\u202e\u2066\u200b\x00\ud800")
        assert '" onmouseover' not in page
    assert (
        post(client, key=one.key, reason=f"because {words[:300]}".encode("utf-8", "replace").decode()).status_code
        == 302
    )
    assert "<script>alert" not in client.get(f"/desk/case/{one.key}").content.decode()


def test_an_address_never_holds_the_number_of_a_log(signed_in: Callable[..., Any], cases: Any) -> None:
    import re

    page = signed_in("reviewer").get("/desk/queue").content.decode()
    assert "R1" in page
    assert not [link for link in re.findall(r'(?:href|action)="([^"]*)"', page) if "R1" in link]


def test_nothing_starves_and_harm_comes_first() -> None:
    from datetime import UTC, datetime

    from fullcount.web.desk.order import place

    now = datetime(2026, 5, 1, tzinfo=UTC)
    grave, slight = place(0.9, now, now), place(0.1, now, now)
    assert grave > slight
    assert place(0.5, now - timedelta(days=300), now) == place(0.5, now, now) == place(0.5, None, now)
    assert place(0.5, now + timedelta(hours=2), now) > place(0.5, now + timedelta(hours=20), now)
    waiting = [(place(0.001, None, now), "slight")]
    for day in range(60):  # graver ones come every day, and two of three are worked
        arrived = now + timedelta(days=day)
        waiting += [(place(1.0, None, arrived), f"{day}{n}") for n in range(3)]
        waiting.sort(reverse=True)
        done, waiting = waiting[:2], waiting[2:]
        if any(name == "slight" for _, name in done):
            break
    assert 9 <= day < 60


def test_the_pieces_of_a_log_are_the_log() -> None:
    from fullcount.web.desk.reads import pieces

    marks = [
        {"start": 2, "end": 6, "fact": "a_b", "value": "true", "scope": "asserted"},
        {"start": 4, "end": 9, "fact": "c", "value": "none", "scope": "negated"},
        {"start": 50, "end": 99, "fact": "d", "value": "true", "scope": "asserted"},
    ]
    made = pieces("0123456789", marks)
    assert "".join(one.text for one in made) == "0123456789"
    assert [(one.text, one.facts, one.is_against) for one in made if one.facts] == [
        ("23", ("a b",), False), ("45", ("a b", "c: none (negated)"), False), ("678", ("c: none (negated)",), True),
    ]  # fmt: skip


def test_reasons_given_lately_are_offered_once(signed_in: Callable[..., Any], cases: Any) -> None:
    cases(2, 3)
    client = signed_in("reviewer")
    post(client, reason="two victims, one event")
    assert 'value="two victims, one event"' in client.get(f"/desk/case/{case_of(2).key}").content.decode()


def test_decisions_go_out_as_the_table_that_the_next_run_loads(signed_in: Any, cases: Any, tmp_path: Any) -> None:
    import polars as pl
    from django.core.management import call_command

    from fullcount.core.tables import DESK_DECISIONS

    post(signed_in("reviewer"), verb="amended", classes="8N", crimes="2", reason="=two victims")
    for name in ("decisions.parquet", "decisions.csv"):
        call_command("export_decisions", tmp_path / name, verbosity=0)
    rows = pl.read_parquet(tmp_path / "decisions.parquet")
    assert set(rows.columns) <= {column.name for column in DESK_DECISIONS.columns}
    assert rows.select("report_id", "decision", "crimes_due", "class", "reason").row(0) == (
        "R1", "amended", 2, "8N", "=two victims",
    )  # fmt: skip
    assert "'=two victims" in (tmp_path / "decisions.csv").read_text(encoding="utf-8-sig")


def test_a_damaged_delivery_is_refused(cases: Any, tmp_path: Any) -> None:
    from django.core.management import CommandError, call_command

    box = tmp_path / "box"
    box.mkdir()
    (box / "cases.jsonl").write_text(json.dumps(told(5)) + "\n")
    (box / "delivery.json").write_text(json.dumps({"format": "fullcount-delivery/1", "id": "0" * 64, "receipt": ""}))
    for place in (box, tmp_path / "nowhere"):
        with pytest.raises(CommandError):
            call_command("import_cases", place)


def test_no_decision_is_made_without_a_reason_by_any_way(cases: Any) -> None:
    from fullcount.web.accounts.attributes import Viewer
    from fullcount.web.desk.actions import Asked, decide
    from fullcount.web.desk.states import Verb

    with pytest.raises(ConfigError):
        decide(Viewer("k", "c", "n", "u", (), frozenset()), case_of().pk, Asked(Verb.ACCEPT, "", 0))
