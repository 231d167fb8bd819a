"""Signing in: both factors, each code once, failures that lock nobody else out, sessions that end."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

PASSWORD = "correct horse battery"


@pytest.fixture
def device(person: Callable[..., Any]) -> Any:
    from django_otp.plugins.otp_totp.models import TOTPDevice

    return TOTPDevice.objects.create(user=person("reviewer", "r1"), confirmed=True, name="t")


def code_of(device: Any, step: int = 0) -> str:
    from django_otp.oath import TOTP

    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    return f"{totp.token() if not step else _at(totp, step):06}"


def _at(totp: Any, step: int) -> int:
    import time

    totp.time = time.time() + step * 30
    return int(totp.token())


def browser(address: str = "10.0.0.1") -> Any:
    from django.test import Client

    return Client(REMOTE_ADDR=address)


def first(client: Any, password: str = PASSWORD, collar: str = "r1") -> Any:
    return client.post("/sign-in", {"collar": collar, "password": password})


def test_both_factors_lead_in(device: Any) -> None:
    client = browser()
    assert first(client, collar="R1 ").headers["Location"] == "/sign-in/code"
    assert client.get("/").headers["Location"] == "/sign-in", "half signed in is not signed in"
    assert client.post("/sign-in/code", {"code": code_of(device)}).headers["Location"] == "/"
    assert "Recording-unit reviewer" in client.get("/").content.decode()
    assert client.post("/sign-out").headers["Location"] == "/sign-in"
    assert client.get("/").headers["Location"] == "/sign-in"


def test_the_session_gets_another_key_at_each_step(device: Any) -> None:
    client = browser()
    client.get("/sign-in")
    first(client)
    half = client.cookies["sessionid"].value
    client.post("/sign-in/code", {"code": code_of(device)})
    assert client.cookies["sessionid"].value != half


def test_a_wrong_password_and_an_unknown_account_get_the_same_answer(device: Any) -> None:
    wrong, unknown = first(browser(), "wrong"), first(browser(), collar="nobody")
    strip = lambda answer: answer.content.decode().split("<main")[1].split("csrf")[0]  # noqa: E731
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert strip(wrong) == strip(unknown)


@pytest.mark.parametrize("collar", ["r1\x00", "\u202er1", "r" * 5000, ""])
def test_a_strange_collar_number_is_only_a_wrong_one(collar: str, device: Any) -> None:
    assert first(browser(), collar=collar).status_code == 422


def test_a_code_is_taken_once(device: Any) -> None:
    code = code_of(device)
    client = browser()
    first(client)
    assert client.post("/sign-in/code", {"code": code}).status_code == 302
    again = browser("10.0.0.2")
    first(again)
    assert again.post("/sign-in/code", {"code": code}).status_code == 422


@pytest.mark.parametrize("code", ["", "000000", "abc", "1" * 400])
def test_a_wrong_code_does_not_lead_in(code: str, device: Any) -> None:
    client = browser()
    first(client)
    assert client.post("/sign-in/code", {"code": code}).status_code == 422
    assert client.get("/").status_code == 302


def test_failures_close_the_account_only_from_where_they_came(device: Any) -> None:
    from fullcount.web.accounts.models import Person

    known = browser("10.0.0.1")
    first(known)
    assert known.post("/sign-in/code", {"code": code_of(device)}).status_code == 302
    known.post("/sign-out")
    for _ in range(5):
        assert first(browser("10.0.0.1"), "wrong").status_code == 422
    assert first(browser("10.0.0.1")).status_code == 429, "a stranger's browser at that address waits, password or not"
    assert first(browser("10.0.0.2")).status_code == 302, "the colleague elsewhere does not"
    assert first(known).status_code == 302, "nor does the colleague's own browser at the very address"
    assert Person.objects.get(collar="r1").is_active


def test_wrong_codes_count_as_failures_too(device: Any) -> None:
    client = browser()
    first(client)
    for _ in range(5):
        client.post("/sign-in/code", {"code": "000000"})
    assert client.post("/sign-in/code", {"code": code_of(device)}).status_code == 429


def test_another_accounts_cookie_is_no_known_browser(device: Any, person: Callable[..., Any]) -> None:
    from django.core import signing

    from fullcount.web.accounts.actions import hashed
    from fullcount.web.accounts.places import COOKIE, SALT

    for value in ("garbage", signing.dumps([hashed("other"), "n"], salt=SALT), signing.dumps([1], salt=SALT)):
        client = browser("10.0.0.9")
        client.cookies[COOKIE] = value
        assert first(client, "wrong").status_code == 422
    for _ in range(2):
        first(browser("10.0.0.9"), "wrong")
    assert first(browser("10.0.0.9")).status_code == 429


def test_what_a_client_says_of_its_address_is_heard_only_from_our_proxies(device: Any, rf: Any = None) -> None:
    from django.test import RequestFactory, override_settings

    from fullcount.web.accounts.places import address

    request = RequestFactory().get("/", REMOTE_ADDR="10.1.1.1", headers={"X-Forwarded-For": "6.6.6.6, 10.2.2.2"})
    assert address(request) == "10.1.1.1"
    with override_settings(PROXIES=1):
        assert address(request) == "10.2.2.2"


def test_a_new_account_sets_up_its_second_factor_and_only_in_time(person: Callable[..., Any]) -> None:
    from django.utils import timezone
    from django_otp.plugins.otp_totp.models import TOTPDevice

    one = person("reviewer", "n1")
    client = browser()
    first(client, collar="n1")
    assert "Type this key" in client.get("/sign-in/code").content.decode()
    device = TOTPDevice.objects.get(user=one)
    assert not device.confirmed
    assert client.post("/sign-in/code", {"code": code_of(device)}).status_code == 302
    assert client.get("/").status_code == 200
    late = person("reviewer", "n2")
    late.enrol_until = timezone.now() - timedelta(seconds=1)
    late.save()
    client = browser()
    first(client, collar="n2")
    assert client.get("/sign-in/code").status_code == 403
    assert not TOTPDevice.objects.filter(user=late).exists()


def test_half_a_sign_in_lasts_five_minutes(device: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from fullcount.web.accounts import sign_in

    client = browser()
    first(client)
    monkeypatch.setattr(sign_in, "HALF_LASTS", -1)
    answer = client.post("/sign-in/code", {"code": code_of(device)})
    assert (answer.status_code, "Begin again" in answer.content.decode()) == (403, True)
    assert client.get("/sign-in/code").headers["Location"] == "/sign-in"


def test_a_session_ends_after_a_shift_however_busy(signed_in: Callable[..., Any]) -> None:
    from django.utils import timezone

    client = signed_in("reviewer")
    session = client.session
    session["signed_in_at"] = timezone.now().timestamp() - 10 * 3600 - 1
    session.save()
    assert client.get("/").headers["Location"] == "/sign-in"


def test_a_session_without_the_second_factor_is_none(person: Callable[..., Any]) -> None:
    client = browser()
    client.force_login(person("reviewer"))
    assert client.get("/").headers["Location"] == "/sign-in"


def test_every_sign_in_and_failure_is_in_the_trail_and_no_password_is(device: Any) -> None:
    from fullcount.web.trail.models import Event, Payload

    client = browser()
    first(client, "a wrong password")
    first(client)
    client.post("/sign-in/code", {"code": code_of(device)})
    verbs = list(Event.objects.order_by("number").values_list("verb", flat=True))
    assert verbs[-2:] == ["account.refused", "account.signed-in"]
    assert not [body for body in Payload.objects.values_list("body", flat=True) if "password" in body]


def test_the_demonstrations_sign_in_is_none_elsewhere(device: Any) -> None:
    from django.test import override_settings

    assert browser().post("/sign-in/demo/r1").status_code == 403
    assert "synthetic" not in browser().get("/sign-in").content.decode()
    with override_settings(DEMO=True):
        assert "Recording-unit reviewer: Reviewer One" in browser().get("/sign-in").content.decode()
        assert browser().post("/sign-in/demo/r1").status_code == 302
        assert browser().post("/sign-in/demo/nobody").status_code == 403


def test_a_form_from_elsewhere_is_refused(device: Any) -> None:
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post("/sign-in", {"collar": "r1", "password": PASSWORD}).status_code == 403


def test_the_headers_of_every_page(signed_in: Callable[..., Any]) -> None:
    client = signed_in("registrar")
    for place in ("/", "/sign-in", "/people", "/nowhere", "/trail/export"):
        answer = client.get(place)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"].startswith("no-store") or "no-store" in answer.headers["Cache-Control"]
        assert b"<script>" not in answer.content and b"style=" not in answer.content
