"""Pages of accounts: who there is, which roles they hold, who broke a glass."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fullcount.core.errors import FullcountError
from fullcount.core.events import Kind, Purpose
from fullcount.web.accounts import actions
from fullcount.web.accounts.attributes import Viewer
from fullcount.web.accounts.models import Glass, Person
from fullcount.web.accounts.roles import ROLES, May
from fullcount.web.site.errors import error_page
from fullcount.web.site.jinja import page
from fullcount.web.site.said import said
from fullcount.web.trail.actions import Act, record

NUMBER = re.compile(r"[0-9]{1,9}\Z")


def viewer(request: HttpRequest) -> Viewer:
    """Return who is looking; a route for signed-in people has one."""
    found: Viewer = request.viewer  # type: ignore[attr-defined]
    return found


def people(request: HttpRequest) -> HttpResponse:
    """Show the accounts, or open one."""
    wrong, status = "", 200
    if request.method == "POST":
        wrong = _add(request)
        if not wrong:
            return redirect("people")
        status = 422
    everyone = list(Person.objects.order_by("collar").prefetch_related("grants"))
    now = timezone.now()
    rows = [(one, [ROLES[role].title for role in one.roles_at(now) if role in ROLES]) for one in everyone]
    _looked(request, "accounts.seen", "accounts:all", [f"person:{one.key}" for one in everyone])
    given = page(request, rows=rows, wrong=wrong, may_manage=May.MANAGE_PEOPLE in viewer(request).may)
    return render(request, "accounts/people.html", given, status=status)


def person(request: HttpRequest, key: str) -> HttpResponse:
    """Show one account with the roles held and held before; grant, end, close."""
    found = get_object_or_404(Person, key=key)
    if request.method == "POST":
        if not _change(request, found):
            return error_page(request, 400)
        return redirect("person", key=key)
    _looked(request, "account.seen", f"account:{found.pk}", [f"person:{found.key}"])
    held = found.grants.order_by("-starts")
    given = page(request, person=found, held=held, roles=ROLES, may_manage=May.MANAGE_PEOPLE in viewer(request).may)
    return render(request, "accounts/person.html", given)


def alerts(request: HttpRequest) -> HttpResponse:
    """Show who broke a glass, and why."""
    glasses = list(Glass.objects.order_by("-at").select_related("person")[:200])
    _looked(request, "glasses.seen", "glasses:all", [f"person:{one.person.key}" for one in glasses])
    return render(request, "accounts/alerts.html", page(request, glasses=glasses))


def _add(request: HttpRequest) -> str:
    """Return what is wrong with the account asked for, or "" where it was opened."""
    given = {name: said(request, name, 80) for name in ("collar", "name", "unit", "password", "role")}
    if not given["collar"] or not given["name"] or len(given["password"]) < 14 or given["role"] not in ROLES:
        return "Give a collar number, a name, a first password of 14 characters or more, and a role"
    try:
        made = actions.add_person(viewer(request).key, given["collar"], given["name"], given["unit"], given["password"])
    except FullcountError:
        return "There is an account with this collar number already"
    actions.grant(viewer(request).key, made, given["role"], timezone.now())
    return ""


def _change(request: HttpRequest, found: Person) -> bool:
    """Return whether the change asked for could be made."""
    what, key = request.POST.get("what"), viewer(request).key
    if what == "close" and found.key != key and found.is_active:
        actions.close_account(key, found)
        return True
    if what == "grant" and request.POST.get("role") in ROLES and found.is_active:
        actions.grant(key, found, request.POST["role"], timezone.now())
        return True
    number = request.POST.get("grant", "")
    held = found.grants.filter(pk=int(number), ends=None).first() if NUMBER.match(number) else None
    if what == "end" and held:
        actions.end_grant(key, held)
        return True
    return False


def _looked(request: HttpRequest, verb: str, subject: str, concerns: list[str]) -> None:
    record(Act(Kind.CONSULTATION, verb, viewer(request).key, subject, Purpose.ACCOUNTS, concerns))
