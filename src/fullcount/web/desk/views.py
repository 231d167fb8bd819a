"""Pages of the desk: the queue, a case, and what is decided on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from fullcount.core.errors import ConfigError, Fault
from fullcount.core.events import Kind, Purpose
from fullcount.web.accounts import actions as accounts
from fullcount.web.accounts.attributes import Bar, bar, has_broken_glass
from fullcount.web.accounts.roles import May
from fullcount.web.accounts.views import viewer
from fullcount.web.desk import actions, reads
from fullcount.web.desk.models import Case, Status
from fullcount.web.desk.states import TRANSITIONS, Verb
from fullcount.web.site.errors import error_page
from fullcount.web.site.jinja import page
from fullcount.web.site.said import said
from fullcount.web.trail.actions import Act, record

BARRED = 403


def queue(request: HttpRequest) -> HttpResponse:
    """Show the cases to be worked, the first first."""
    status = request.GET.get("status", Status.OPEN)
    status = status if status in Status.values else Status.OPEN
    number = request.GET.get("page", "1")
    at = max(1, int(number)) if number.isdecimal() and len(number) < 6 else 1
    found = reads.queue(viewer(request), status)
    n, start = found.count(), (at - 1) * reads.PAGE
    now = timezone.now()
    cases = [(case, reads.clock(case, now)) for case in found[start : start + reads.PAGE]]
    _looked(request, "queue.seen", "desk:queue", [f"report:{case.report_id}" for case, _ in cases])
    given = page(request, cases=cases, n=n, at=at, status=status, statuses=Status, last=max(1, -(-n // reads.PAGE)),
                 start=start)  # fmt: skip
    return render(request, "desk/queue.html", given)


def case(request: HttpRequest, key: str) -> HttpResponse:
    """Show one case."""
    found = get_object_or_404(Case, key=key)
    return _barred(request, found) or _shown(request, found)


def decide(request: HttpRequest, key: str) -> HttpResponse:
    """Decide a case, and go on to the next."""
    found = get_object_or_404(Case, key=key)
    barred = _barred(request, found)
    if barred:
        return barred
    asked = _asked(request)
    if asked is None:
        return _shown(request, found, [Fault("verb-accepted", "Say what you decide")])
    try:
        actions.decide(viewer(request), found.pk, asked)
    except actions.ConflictError:
        return error_page(request, 409)
    except ConfigError as error:
        return _shown(request, found, error.faults)
    if asked.verb is Verb.UNDO:
        return redirect("case", key=key)
    following = reads.queue(viewer(request)).first()
    return redirect("case", key=following.key) if following else redirect("queue")


def glass(request: HttpRequest, key: str) -> HttpResponse:
    """Break the glass of a case, with a reason; the registrar is told."""
    found = get_object_or_404(Case, key=key)
    try:
        accounts.break_glass(viewer(request), found.thing, said(request, "reason", 2000))
    except ConfigError as error:
        return _bar_page(request, found, str(error.faults[0].what))
    return redirect("case", key=key)


def _barred(request: HttpRequest, found: Case) -> HttpResponse | None:
    return _bar_page(request, found) if bar(viewer(request), found.thing, timezone.now()) else None


def _bar_page(request: HttpRequest, found: Case, wrong: str = "") -> HttpResponse:
    why = bar(viewer(request), found.thing, timezone.now())
    may_break = why is not Bar.LINKED and May.BREAK_GLASS in viewer(request).may
    given = page(request, key=found.key, why=why.value if why else "", may_break=may_break, wrong=wrong)
    return render(request, "desk/barred.html", given, status=BARRED)


def _asked(request: HttpRequest) -> actions.Asked | None:
    verb, version, crimes = (said(request, name, 20) for name in ("verb", "version", "crimes"))
    if verb not in {one.value for one in Verb} or not version.isdecimal() or len(version) > 9:
        return None
    number = int(crimes) if crimes.isdecimal() and len(crimes) < 5 else None
    reason, classes = said(request, "reason", 4000), said(request, "classes", 200)
    amends = verb == Verb.AMEND
    return actions.Asked(Verb(verb), reason, int(version), classes if amends else "", number if amends else None)


def _shown(request: HttpRequest, found: Case, faults: tuple[Fault, ...] | list[Fault] = ()) -> HttpResponse:
    now = timezone.now()
    told = found.told
    verb = "case.seen-through-glass" if has_broken_glass(viewer(request), found.thing, now) else "case.seen"
    _looked(request, verb, found.subject, [f"report:{found.report_id}"])
    able = [verb for verb in Verb if found.status in TRANSITIONS[verb][0]] if May.DECIDE in viewer(request).may else []
    given = page(
        request, case=found, told=told, pieces=reads.pieces(told["text"], told["marks"]), clock=reads.clock(found, now),
        steps=reads.STEPS, recording=reads.decided_at_step(told, ("recording",)),
        deciding=reads.decided_at_step(told, ("classification", "counting", "clock")),
        more=max(0, len(told["text"]) - reads.LONGEST), able=able, reasons=reads.usual_reasons(viewer(request)),
        decisions=list(found.decisions.order_by("pk")), faults={fault.where: fault.what for fault in faults},
        given=request.POST, wrong=bool(faults),
    )  # fmt: skip
    return render(request, "desk/case.html", given, status=422 if faults else 200)


def _looked(request: HttpRequest, verb: str, subject: str, concerns: list[str]) -> None:
    record(Act(Kind.CONSULTATION, verb, viewer(request).key, subject, Purpose.RECORDING, concerns))
