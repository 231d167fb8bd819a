"""The guard before every view: who is there, what may they do, and did the answer leave its event."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from fullcount.core.events import Kind
from fullcount.web.accounts.attributes import Viewer
from fullcount.web.accounts.models import Person
from fullcount.web.accounts.roles import ROLES
from fullcount.web.accounts.routes import Access, access_of
from fullcount.web.site.errors import error_page
from fullcount.web.trail.actions import left


class Guard:
    """Refuses by default: a view that was not declared, a person without the permission, an answer without event."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.viewer = viewer_of(request)  # type: ignore[attr-defined]
        token = left.set([])
        try:
            response = self.answer(request)
            return self._with_event(request, response)
        finally:
            left.reset(token)

    def process_view(self, request: HttpRequest, view: Any, given: Any, named: Any) -> HttpResponseBase | None:  # noqa: ARG002
        """Return a refusal, or None where the view may answer."""
        access = access_of(view)
        if access is None:
            return error_page(request, 403)
        viewer: Viewer | None = request.viewer  # type: ignore[attr-defined]
        if not access.is_public:
            if viewer is None:
                return redirect("sign-in") if request.method == "GET" else error_page(request, 403)
            if access.may is not None and access.may not in viewer.may:
                return error_page(request, 403)
        if _method(request) not in access.methods:
            return error_page(request, 405)
        request.access = access  # type: ignore[attr-defined]
        return None

    def _with_event(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Return the answer, or an error where it should have left an event and did not."""
        access: Access | None = getattr(request, "access", None)
        if access is None or response.status_code >= 400:
            return response
        due = access.methods.get(_method(request))
        if isinstance(due, Kind) and due not in (left.get() or ()):
            response.close()
            return error_page(request, 500)
        return response


def _method(request: HttpRequest) -> str:
    return "GET" if request.method == "HEAD" else str(request.method)


def viewer_of(request: HttpRequest) -> Viewer | None:
    """Return who is looking: an active person, signed in with both factors, not too long ago; else None."""
    person = request.user
    if not isinstance(person, Person) or not person.is_active or not person.is_verified():  # type: ignore[attr-defined]
        return None
    now = timezone.now()
    since = request.session.get("signed_in_at", 0.0)
    if now.timestamp() - since > settings.SESSION_LONGEST:
        return None
    roles = tuple(role for role in person.roles_at(now) if role in ROLES)
    glass = tuple(
        person.glasses.filter(until__gt=now, at__lte=now + timedelta(minutes=1)).values_list("subject", "until")
    )
    may = frozenset(one for role in roles for one in ROLES[role].may)
    return Viewer(person.key, person.collar, person.name, person.unit, roles, may, glass)
