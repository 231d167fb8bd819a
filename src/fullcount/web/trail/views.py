"""Pages of the trail: search by person, the root to publish, the export."""

from datetime import datetime, time

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date

from fullcount.core.events import Kind, Purpose
from fullcount.web.accounts.models import Person
from fullcount.web.accounts.views import viewer
from fullcount.web.site.jinja import page
from fullcount.web.site.said import said
from fullcount.web.trail import reads
from fullcount.web.trail.actions import Act, record

PREFIXES = ("victim", "report", "case")


def search(request: HttpRequest) -> HttpResponse:
    """Show the form: nothing of it goes into an address, where it would be kept."""
    return _form(request)


def found(request: HttpRequest) -> HttpResponse:
    """Show which events concern a person, report or case, and record that it was asked."""
    asked = {name: said(request, name, 100) for name in ("what", "number", "since", "until", "reason")}
    wrong = _wrong(asked)
    if wrong:
        return _form(request, wrong, asked, 422)
    key = _key(asked)
    record(Act(Kind.CONSULTATION, "trail.searched", viewer(request).key, "trail:search", Purpose.AUDIT, (key,),
               asked["reason"]))  # fmt: skip
    events, n = reads.search(key, _start(asked["since"]), _start(asked["until"]))
    names = {one.key: one for one in Person.objects.filter(key__in={one.event.actor for one in events})}
    return render(request, "trail/found.html", page(request, events=events, n=n, asked=asked, names=names))


def root(request: HttpRequest) -> HttpResponse:
    """Show the root of the chain, to be published."""
    return render(request, "trail/root.html", page(request, head=reads.head(), wrong=""))


def export(request: HttpRequest) -> HttpResponseBase:
    """Give the whole trail as a file; to whom and why is its last event."""
    recipient, reason = (said(request, name, 120) for name in ("recipient", "reason"))
    if not recipient or not reason:
        wrong = "Say to whom the export goes, and why"
        return render(request, "trail/root.html", page(request, head=reads.head(), wrong=wrong), status=422)
    record(
        Act(Kind.DISCLOSURE, "trail.exported", viewer(request).key, "trail:all", Purpose.AUDIT, (), reason, recipient)
    )
    return FileResponse(
        reads.export_file(), as_attachment=True, filename="trail.jsonl", content_type="application/x-ndjson"
    )


def _form(
    request: HttpRequest, wrong: str = "", asked: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:  # fmt: skip
    return render(request, "trail/search.html", page(request, wrong=wrong, asked=asked or {}), status=status)


def _wrong(asked: dict[str, str]) -> str:
    if asked["what"] not in ("person", *PREFIXES) or not asked["number"]:
        return "Say whom or what the events should concern"
    if any(asked[name] and _start(asked[name]) is None for name in ("since", "until")):
        return "A day is written like 2026-05-31"
    return "" if asked["reason"] else "Say why you search"


def _key(asked: dict[str, str]) -> str:
    if asked["what"] != "person":
        return f"{asked['what']}:{asked['number']}"
    person = Person.objects.filter(collar__iexact=asked["number"]).first()
    return f"person:{person.key}" if person else "person:none"


def _start(day: str) -> datetime | None:
    try:
        parsed = parse_date(day)
    except ValueError:
        return None
    return timezone.make_aware(datetime.combine(parsed, time())) if parsed else None
