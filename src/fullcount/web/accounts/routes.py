"""How an address is declared: with what it asks of the viewer and which event it leaves. Nothing else is served.

Each route says for every method it answers either the kind of event that a successful answer leaves, or in words why it
leaves none. The guard refuses a view that was not declared so, and an answer that left no event where one was due.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path

from fullcount.core.events import Kind
from fullcount.web.accounts.roles import May

Answer = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Access:
    """What a route asks and leaves. may: the permission (None: any signed-in person); is_public: no sign-in at all;
    methods: for each method its event, or why it leaves none."""

    may: May | None
    methods: Mapping[str, Kind | str]
    is_public: bool = False


def route(
    pattern: str, view: Answer, name: str, *, may: May | None,
    get: Kind | str | None = None, post: Kind | str | None = None,
) -> URLPattern:  # fmt: skip
    """Return a route for signed-in people."""
    methods = {method: event for method, event in (("GET", get), ("POST", post)) if event is not None}
    return _declared(pattern, view, name, Access(may, methods))


def public(
    pattern: str, view: Answer, name: str, *, why: str, methods: Mapping[str, Kind | str] | None = None
) -> URLPattern:
    """Return a route that needs no sign-in. why: the reason for that, and for leaving no event."""
    return _declared(pattern, view, name, Access(None, methods or {"GET": why}, is_public=True))


def _declared(pattern: str, view: Answer, name: str, access: Access) -> URLPattern:
    @wraps(view)
    def declared(request: HttpRequest, *given: Any, **named: Any) -> HttpResponseBase:
        return view(request, *given, **named)

    declared.access = access  # type: ignore[attr-defined]
    return path(pattern, declared, name=name)


def access_of(view: Any) -> Access | None:
    """Return what a view was declared with, or None for one that was not declared."""
    found = getattr(view, "access", None)
    return found if isinstance(found, Access) else None
