"""Who may go where: a truth table written by hand from the roles' prose, tried over HTTP; and the guard itself."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from fullcount.core.events import Kind
from fullcount.web.accounts.roles import ROLES, May

EVERYBODY = frozenset(ROLES)
TABLE: dict[tuple[str, str], frozenset[str]] = {
    ("home", "GET"): EVERYBODY,
    ("sign-out", "POST"): EVERYBODY,
    ("queue", "GET"): frozenset({"registrar", "deputy", "reviewer", "supervisor", "sergeant", "auditor"}),
    ("case", "GET"): frozenset({"registrar", "deputy", "reviewer", "supervisor", "sergeant", "auditor"}),
    ("decide", "POST"): frozenset({"registrar", "deputy", "reviewer"}),
    ("glass", "POST"): frozenset({"registrar", "deputy", "reviewer", "auditor"}),
    ("people", "GET"): frozenset({"registrar", "deputy", "manager"}),
    ("people-new", "POST"): frozenset({"manager"}),
    ("person", "GET"): frozenset({"registrar", "deputy", "manager"}),
    ("person-change", "POST"): frozenset({"manager"}),
    ("alerts", "GET"): frozenset({"registrar", "deputy", "auditor"}),
    ("trail-search", "GET"): frozenset({"registrar", "deputy", "auditor"}),
    ("trail-found", "POST"): frozenset({"registrar", "deputy", "auditor"}),
    ("trail-root", "GET"): frozenset({"registrar", "auditor"}),
    ("trail-export", "POST"): frozenset({"registrar", "auditor"}),
}
"""Route and method: the roles that may. A route that is not here fails a test below."""
OPEN_TO_ALL = {
    ("health", "GET"), ("sign-in", "GET"), ("sign-in", "POST"), ("sign-in-code", "GET"), ("sign-in-code", "POST"),
    ("sign-in-demo", "POST"),
}  # fmt: skip


def routes() -> Iterator[tuple[str, Any]]:
    from django.urls import URLPattern, get_resolver

    def within(patterns: Any) -> Iterator[URLPattern]:
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                yield pattern
            else:
                yield from within(pattern.url_patterns)

    for pattern in within(get_resolver().url_patterns):
        yield str(pattern.name), pattern.callback


def address(name: str, other: Any) -> str:
    from django.urls import reverse

    given = {"person": {"key": other.key}, "person-change": {"key": other.key}, "sign-in-demo": {"collar": "x"}}
    given |= {name: {"key": "the-key-of-a-case"} for name in ("case", "decide", "glass")}
    return reverse(name, kwargs=given.get(name))


FORMS = {
    "people-new": {"collar": "new1", "name": "N", "unit": "", "password": "correct horse battery", "role": "officer"},
    "person-change": {"what": "grant", "role": "analyst"},
    "decide": {"verb": "needs-audio", "reason": "a test", "version": "0"},
    "glass": {"reason": "a test of the glass"},
    "trail-found": {"what": "person", "number": "other1", "reason": "a test"},
    "trail-export": {"recipient": "the inspectorate", "reason": "a test"},
}


def asked(client: Any, name: str, method: str, other: Any) -> Any:
    if method == "GET":
        return client.get(address(name, other))
    answer = client.post(address(name, other), FORMS.get(name, {}))
    if answer.streaming:
        assert len(b"".join(answer.streaming_content)) > 100
    return answer


def test_every_route_is_declared_and_stands_in_the_table(database: None) -> None:
    from fullcount.web.accounts.routes import access_of

    found, public = set(), set()
    for name, view in routes():
        access = access_of(view)
        assert access is not None, f"{name} asks for no permission"
        assert access.methods, name
        for method, event in access.methods.items():
            assert isinstance(event, Kind) or len(event) > 10, f"{name} says not why it leaves no event"
            (public if access.is_public else found).add((name, method))
        assert access.is_public or access.may is not None or name in {"home", "sign-out"}, name
    assert found == set(TABLE)
    assert public == OPEN_TO_ALL


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_role_goes_where_the_table_says_and_nowhere_else(
    role: str, signed_in: Callable[..., Any], person: Any, cases: Any
) -> None:
    other = person("officer", "other1")
    client = signed_in(role)
    for (name, method), roles in sorted(TABLE.items(), key=lambda item: item[0][0] == "sign-out"):
        answer = asked(client, name, method, other)
        allowed = answer.status_code in (200, 302)
        assert allowed == (role in roles), (name, method, answer.status_code)
        assert allowed or answer.status_code == 403, (name, method, answer.status_code)


def test_a_person_without_a_role_sees_only_the_front_page(
    signed_in: Callable[..., Any], person: Any, cases: Any
) -> None:
    other = person("officer", "other1")
    client = signed_in("officer", "none1")
    client.person.grants.update(ends="2020-01-01T00:00Z")
    assert "You hold no role" in client.get("/").content.decode()
    for name, method in TABLE:
        if name not in {"home", "sign-out"}:
            assert asked(client, name, method, other).status_code == 403, name


def test_a_stranger_sees_nothing_and_is_sent_to_sign_in(db: None, person: Any) -> None:
    from django.test import Client

    other = person("officer", "other1")
    for name, method in TABLE:
        answer = asked(Client(), name, method, other)
        assert (answer.status_code, answer.get("Location")) in {(302, "/sign-in"), (403, None)}, name
        assert b"other1" not in answer.content


def test_a_method_that_a_route_does_not_answer_is_refused(
    signed_in: Callable[..., Any], person: Any, cases: Any
) -> None:
    other = person("officer", "other1")
    client = signed_in("manager")
    for name in ("people", "home", "sign-out"):
        for method in ("put", "delete", "patch", "options"):
            assert getattr(client, method)(address(name, other)).status_code == 405
    assert client.get(address("people-new", other)).status_code == 405


@pytest.mark.parametrize(("name", "method"), sorted(TABLE))
def test_an_answer_leaves_the_event_that_its_route_declares(
    name: str, method: str, signed_in: Callable[..., Any], person: Any, cases: Any
) -> None:
    from fullcount.web.accounts.routes import access_of
    from fullcount.web.trail.models import Event

    other = person("officer", "other1")
    clients = [signed_in(role) for role in sorted(TABLE[name, method])[:1]]
    before = Event.objects.count()
    assert asked(clients[0], name, method, other).status_code in (200, 302)
    kinds = list(Event.objects.filter(number__gt=before).values_list("kind", flat=True))
    due = next(access_of(view) for route, view in routes() if route == name).methods[method]
    assert (due in kinds) if isinstance(due, Kind) else not kinds


def test_an_answer_without_its_event_is_withheld(
    signed_in: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from fullcount.web.accounts import views

    client = signed_in("manager")
    monkeypatch.setattr(views, "record", lambda act: None)
    answer = client.get("/people")
    assert answer.status_code == 500
    assert b"manager1" not in answer.content.split(b"<main")[1]


def test_a_view_that_was_not_declared_is_refused(
    signed_in: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    import types

    from django.http import HttpResponse
    from django.test import override_settings
    from django.urls import path

    from fullcount.web.site.urls import urlpatterns

    module = types.ModuleType("undeclared_urls")
    module.urlpatterns = [path("secret", lambda request: HttpResponse("secret")), *urlpatterns]
    monkeypatch.setitem(__import__("sys").modules, "undeclared_urls", module)
    client = signed_in("registrar")
    with override_settings(ROOT_URLCONF="undeclared_urls"):
        answer = client.get("/secret")
    assert (answer.status_code, b"secret" in answer.content) == (403, False)


def test_a_role_begins_and_ends_at_its_moments(signed_in: Callable[..., Any]) -> None:
    from datetime import timedelta

    from django.utils import timezone

    client = signed_in("manager")
    held = client.person.grants.get()
    assert client.get("/people").status_code == 200
    held.starts, held.ends = timezone.now() + timedelta(minutes=1), None
    held.save()
    assert client.get("/people").status_code == 403
    held.starts, held.ends = timezone.now() - timedelta(days=2), timezone.now() - timedelta(seconds=1)
    held.save()
    assert client.get("/people").status_code == 403


def test_a_leaver_is_out_at_the_next_request(signed_in: Callable[..., Any]) -> None:
    manager, reviewer = signed_in("manager"), signed_in("reviewer")
    assert reviewer.get("/").status_code == 200
    assert manager.post(f"/people/{reviewer.person.key}/change", {"what": "close"}).status_code == 302
    assert reviewer.get("/").headers["Location"] == "/sign-in"


def test_nobody_closes_the_own_account_or_sends_nonsense(signed_in: Callable[..., Any]) -> None:
    manager = signed_in("manager")
    for form in ({"what": "close"}, {"what": "grant", "role": "king"}, {"what": "end", "grant": "9" * 40}, {}):
        assert manager.post(f"/people/{manager.person.key}/change", form).status_code == 400
    assert manager.get("/people").status_code == 200


def test_every_permission_is_some_roles_and_every_role_has_prose() -> None:
    assert {one for role in ROLES.values() for one in role.may} == set(May)
    assert all(len(role.prose) > 60 for role in ROLES.values())
