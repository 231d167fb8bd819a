"""A small delivery for tests of the desk: what `fullcount deliver` writes, by hand."""

import hashlib
import json
from pathlib import Path
from typing import Any


def told(number: int, **given: Any) -> dict[str, Any]:
    """A case as a delivery tells it."""
    return {
        "report_id": f"R{number}", "rank": number, "priority": 0.5, "harm": 0.6, "certainty": 0.8, "unit": "North",
        "state": "unrecorded", "why": "The words disclose a crime", "reason": "text-discloses-crime", "class": "8N",
        "offence": "Assault with injury", "group": "Violence against the person", "is_sensitive": False,
        "crimes_due": 1, "crimes_recorded": 0, "deadline": "2026-05-02T09:00:00+00:00",
        "reported_at": "2026-05-01T09:00:00+00:00", "question": "Was anybody hurt?", "text": "he hit her in the face",
        "marks": [{"start": 0, "end": 10, "fact": "violence_used", "value": "true", "scope": "asserted"}],
        "opened_as": ["ASLT"], "closed_as": ["ASLT"], "route": "999", "district": "D", "grade": "1",
        "disposition": "R1", "officer_id": "1", "handler_id": "2", "decision": "record",
        "decided": [{"id": "REC-TEXT", "title": "The words disclose a crime", "citation": "CRR p7", "reason": "r",
                     "facts": {}, "step": "recording"}],
        "proposed": [{"class": "8N", "title": "Assault with injury"}], "proposed_count": 1, "waiting": [],
        "considered": [], "rule_question": None, "near_misses": [], "links": [], "crimes": [], **given,
    }  # fmt: skip


def write_delivery(folder: Path, cases: list[dict[str, Any]]) -> Path:
    """A delivery's folder, with the hash that the desk asks for."""
    folder.mkdir()
    text = "".join(f"{json.dumps(case)}\n" for case in cases)
    (folder / "cases.jsonl").write_text(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    about = {"format": "fullcount-delivery/1", "id": digest, "receipt": "r", "cases": len(cases)}
    (folder / "delivery.json").write_text(json.dumps(about))
    return folder
