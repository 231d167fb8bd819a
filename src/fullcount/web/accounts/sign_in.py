"""Signing in: collar number and password, then a six-digit code; each failure counts for its account and place."""

import base64
import secrets
from datetime import datetime

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django_otp import login as second_factor
from django_otp.plugins.otp_totp.models import TOTPDevice

from fullcount.web.accounts import actions
from fullcount.web.accounts.lockout import wait_until
from fullcount.web.accounts.models import Attempt, Person
from fullcount.web.accounts.places import place_of, remember
from fullcount.web.accounts.roles import ROLES
from fullcount.web.site.jinja import moment, page
from fullcount.web.site.said import said

HALF, HALF_LASTS = "half_signed_in", 300
WRONG = "The collar number or password is wrong, or the account is closed"
WRONG_CODE = "The code is wrong or was used before: wait for the next one"


def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for collar number and password."""
    if request.method != "POST":
        return _ask(request)
    collar, password = said(request, "collar", 20), request.POST.get("password", "")[:200]
    until = _waits(request, collar)
    if until:
        return _ask(request, f"Too many failures from here. Try again at {moment(until)[-5:]}", 429)
    person = authenticate(request, username=collar, password=password)
    if not isinstance(person, Person):
        actions.refused(collar, place_of(request, collar))
        return _ask(request, WRONG, 422)
    return _half(request, person)


def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the second factor, or have one set up where the account may."""
    person = _half_signed_in(request)
    if person is None:
        return (
            redirect("sign-in") if request.method != "POST" else _ask(request, "Begin again: that took too long", 403)
        )
    device = TOTPDevice.objects.filter(user=person, confirmed=True).first() or _new_device(person)
    if device is None:
        return _ask(request, "The account has no second factor, and the time to set one up is over", 403)
    if request.method != "POST":
        return _ask_code(request, device)
    until = _waits(request, person.collar)
    if until:
        return _ask_code(request, device, f"Too many failures from here. Try again at {moment(until)[-5:]}", 429)
    token = "".join(char for char in request.POST.get("code", "")[:20] if char.isdigit())
    if not token or not _taken(device, token):
        actions.refused(person.collar, place_of(request, person.collar))
        return _ask_code(request, device, WRONG_CODE, 422)
    return _enter(request, person, device)


def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    if isinstance(request.user, Person):
        actions.signed_out(request.user)
    logout(request)
    return redirect("sign-in")


def demo_sign_in(request: HttpRequest, collar: str) -> HttpResponse:
    """Sign in to an account of a synthetic force without password or code: only where the installation is one."""
    person = Person.objects.filter(collar=collar, is_active=True).first() if settings.DEMO else None
    device = TOTPDevice.objects.filter(user=person, confirmed=True).first() if person else None
    if person is None or device is None:
        return _ask(request, WRONG, 403)
    return _enter(request, person, device)


def _half(request: HttpRequest, person: Person) -> HttpResponse:
    request.session.cycle_key()
    request.session[HALF] = [person.pk, timezone.now().timestamp()]
    return redirect("sign-in-code")


def _half_signed_in(request: HttpRequest) -> Person | None:
    found, at = request.session.get(HALF, (None, 0.0))
    if found is None or timezone.now().timestamp() - at > HALF_LASTS:
        return None
    return Person.objects.filter(pk=found, is_active=True).first()


def _new_device(person: Person) -> TOTPDevice | None:
    if person.enrol_until is None or person.enrol_until < timezone.now():
        return None
    return TOTPDevice.objects.get_or_create(user=person, confirmed=False, defaults={"name": "own device"})[0]


def _taken(device: TOTPDevice, token: str) -> bool:
    """Return whether the code is right and new: the device is held, so that of two who send one code only one is in."""
    with transaction.atomic():
        held = TOTPDevice.objects.select_for_update().get(pk=device.pk)
        return bool(held.verify_token(token))


def _enter(request: HttpRequest, person: Person, device: TOTPDevice) -> HttpResponse:
    if not device.confirmed:
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        Person.objects.filter(pk=person.pk).update(enrol_until=None)
    request.session.pop(HALF, None)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    second_factor(request, device)
    request.session["signed_in_at"] = timezone.now().timestamp()
    actions.forgiven(person.collar, place_of(request, person.collar))
    actions.signed_in(person)
    response = redirect("home")
    remember(response, request, person.collar, secrets.token_hex(8))
    return response


def _waits(request: HttpRequest, collar: str) -> datetime | None:
    place, now = place_of(request, collar), timezone.now()
    failures = Attempt.objects.filter(account=actions.hashed(collar), place=place).values_list("at", flat=True)
    return wait_until(list(failures), now)


def _ask(request: HttpRequest, wrong: str = "", status: int = 200) -> HttpResponse:
    people = Person.objects.filter(is_active=True).order_by("pk") if settings.DEMO else ()
    now = timezone.now()
    demo = [(person, [ROLES[role] for role in person.roles_at(now) if role in ROLES]) for person in people]
    given = page(request, wrong=wrong, demo_people=demo)
    return render(request, "accounts/sign_in.html", given, status=status)


def _ask_code(request: HttpRequest, device: TOTPDevice, wrong: str = "", status: int = 200) -> HttpResponse:
    secret = "" if device.confirmed else base64.b32encode(device.bin_key).decode()
    spaced = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return render(request, "accounts/code.html", page(request, wrong=wrong, secret=spaced), status=status)
