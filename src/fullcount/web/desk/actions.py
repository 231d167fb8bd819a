"""What is done at the desk: each is one transaction, and its event is the last thing in it."""

import json
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from fullcount.core.errors import ConfigError, Fault, FullcountError
from fullcount.core.events import SALT_BYTES, Kind, Purpose, state_hash
from fullcount.web.accounts.attributes import Viewer
from fullcount.web.accounts.roles import May
from fullcount.web.desk.models import Case, Decision, Status
from fullcount.web.desk.order import place
from fullcount.web.desk.states import TRANSITIONS, Verb
from fullcount.web.site.neutral import neutral
from fullcount.web.trail.actions import Act, record

STRETCH = 500
CLASSES = re.compile(r"[0-9]{1,3}[A-Z]{0,2}([ ,]+[0-9]{1,3}[A-Z]{0,2})*\Z")


class ConflictError(FullcountError):
    """Somebody else changed the case first; nothing was saved."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks to decide. version: that of the case they looked at; classes, crimes: of an amendment."""

    verb: Verb
    reason: str
    version: int
    classes: str = ""
    crimes: int | None = None


def decide(viewer: Viewer, case_id: int, asked: Asked) -> Decision:
    """Return the decision. Raises ConflictError where the case was changed since, ConfigError for what is missing."""
    if faults := wrong_with(asked):
        raise ConfigError("The decision is not complete", faults)
    with transaction.atomic():
        case = _locked(case_id, asked.version, asked.verb)
        before = _state(case)
        undone = _last(case, viewer) if asked.verb is Verb.UNDO else None
        case.status, case.version = TRANSITIONS[asked.verb][1], case.version + 1
        case.save(update_fields=["status", "version"])
        event = record(_act(viewer, case, asked, before))
        return Decision.objects.create(
            case=case, verb=asked.verb, by=viewer.key, collar=viewer.collar, at=timezone.now(),
            reason=asked.reason.strip(), classes=asked.classes.strip(), crimes_due=asked.crimes,
            undoes=undone.pk if undone else None, event=event.number,
        )  # fmt: skip


def wrong_with(asked: Asked) -> list[Fault]:
    """Return what is missing from what was asked, in the order of the fields."""
    faults = []
    if asked.verb is Verb.AMEND:
        if not CLASSES.match(asked.classes.strip()):
            faults.append(Fault("classes", "Give the classes that should be recorded, for example 8N 9A"))
        if asked.crimes is None or not 0 < asked.crimes < 1000:
            faults.append(Fault("crimes", "Give the number of crimes that should be recorded, 1 to 999"))
    if len(asked.reason.strip()) < 3:
        faults.append(Fault("reason", "Give the reason in words"))
    return faults


def _locked(case_id: int, version: int, verb: Verb) -> Case:
    """Return the case, held for this transaction: of two who decide at once the second finds another version."""
    case = Case.objects.select_for_update().get(pk=case_id)
    if case.version != version or case.status not in TRANSITIONS[verb][0]:
        raise ConflictError("The case was changed since you opened it")
    return case


def _last(case: Case, viewer: Viewer) -> Decision:
    """Return the decision to be undone: the last, by the viewer or by anybody where the viewer rules."""
    last = case.decisions.order_by("-pk").first()
    if last is None or (last.by != viewer.key and May.RULE not in viewer.may):
        raise ConfigError("It cannot be undone", [Fault("reason", "Only who decided it, or the registrar, undoes it")])
    return last


def _state(case: Case) -> str:
    return state_hash({"status": case.status, "version": case.version, "delivery": case.delivery}, case.salt)


def _act(viewer: Viewer, case: Case, asked: Asked, before: str) -> Act:
    details = {"report": case.report_id, "classes": asked.classes, "crimes": asked.crimes, "by": viewer.collar}
    return Act(
        Kind.ALTERATION, f"case.{asked.verb}", viewer.key, case.subject, Purpose.RECORDING,
        (f"report:{case.report_id}",), asked.reason.strip(), details=details, before=before, after=_state(case),
    )  # fmt: skip


def bring(delivery: Mapping[str, Any], cases: Iterable[Mapping[str, Any]], actor: str) -> int:
    """Return how many cases were brought to the desk, new or changed; a settled one stays settled unless its state in
    the ledger is another now. One event for every five hundred."""
    brought, waiting = 0, []
    for told in cases:
        waiting.append(told)
        if len(waiting) == STRETCH:
            brought += _bring(delivery, waiting, actor)
            waiting = []
    return brought + (_bring(delivery, waiting, actor) if waiting else 0)


def _bring(delivery: Mapping[str, Any], stretch: list[Mapping[str, Any]], actor: str) -> int:
    now = timezone.now()
    with transaction.atomic():
        there = {
            case.report_id: case
            for case in Case.objects.select_for_update().filter(report_id__in=[told["report_id"] for told in stretch])
        }
        fresh, changed = [], []
        for told in stretch:
            known = there.get(told["report_id"])
            body = json.dumps(told, sort_keys=True)
            if known is None:
                fresh.append(_filled(Case(salt=secrets.token_hex(SALT_BYTES), arrived=now), told, delivery, body))
            elif known.body != body:
                if known.status == Status.SETTLED and known.state != told["state"]:
                    known.status = Status.OPEN
                known.version += 1
                changed.append(_filled(known, told, delivery, body))
        Case.objects.bulk_create(fresh)
        fields = [field.name for field in Case._meta.concrete_fields if not field.primary_key]
        Case.objects.bulk_update(changed, fields)
        if fresh or changed:
            concerns = [f"report:{case.report_id}" for case in (*fresh, *changed)]
            record(Act(Kind.COLLECTION, "cases.brought", actor, "desk:cases", Purpose.RECORDING, concerns,
                       details={"delivery": delivery["id"], "receipt": delivery["receipt"]}))  # fmt: skip
    return len(fresh) + len(changed)


def _filled(case: Case, told: Mapping[str, Any], delivery: Mapping[str, Any], body: str) -> Case:
    case.report_id, case.delivery, case.body = told["report_id"], delivery["id"], body
    case.priority, case.harm, case.certainty = (float(told[name] or 0) for name in ("priority", "harm", "certainty"))
    case.state, case.why, case.offence = (neutral(told[name] or "") for name in ("state", "why", "offence"))
    case.unit, case.is_sensitive = neutral(told.get("unit") or "")[:60], bool(told["is_sensitive"])
    case.deadline, case.reported_at = _moment(told["deadline"]), _moment(told["reported_at"])
    case.place = place(case.priority, case.deadline, case.arrived)
    return case


def _moment(text: str | None) -> datetime | None:
    return parse_datetime(text) if text else None
