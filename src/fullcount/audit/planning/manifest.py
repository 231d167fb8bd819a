"""What a draw promises before its window closes (the seal), and what it was (the manifest): plain JSON values."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import polars as pl

from fullcount.audit.planning.design import Allocate, Design
from fullcount.audit.planning.draw import Drawn
from fullcount.audit.planning.markers import second_half
from fullcount.audit.planning.order import RULE, RULE_OF_CHANCE, Purpose, frame_hash, text_hash

SEAL, MANIFEST = "fullcount-seal/1", "fullcount-draw/1"
SEEDS = "digits alone, 1 to 80 of them"
LONG_ENOUGH = 20
"""Digits of a seed whose hash is published: a shorter one could be found by trying."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which terms a draw is made: by whom, by which design, for which window (both days in it), and the moment
    (with its zone) at which the seed was fixed."""

    purpose: Purpose
    design: Design
    first_day: date
    last_day: date
    seed_fixed_at: datetime

    @property
    def closes(self) -> datetime:
        """Return the moment at which the window closes: the end of its last day, UTC."""
        return datetime.combine(self.last_day + timedelta(days=1), time(), UTC)

    @property
    def is_late(self) -> bool:
        """Say whether the seed was fixed after the window had closed, when it could still be chosen for its draw."""
        return self.seed_fixed_at >= self.closes


def is_seed(text: str) -> bool:
    """Say whether the text can be a seed: digits alone, so that no seed and report id run into one another."""
    return text.isascii() and text.isdigit() and len(text) <= 80


def seed_hash(seed: str) -> str:
    """Return the SHA-256 of the digits of a seed."""
    return hashlib.sha256(seed.encode()).hexdigest()


def seal(terms: Terms, seed: str) -> dict[str, Any]:
    """Return what is published before the window closes: everything that decides the draw, the seed as its hash alone.

    A seed that is known while reports still come in tells which of them will be drawn; one that is chosen afterwards
    can be chosen for its draw. Sealed, it does neither.
    """
    return {"format": SEAL, "rule": _rule(terms), "seed_sha256": seed_hash(seed), **_terms(terms)}


def manifest(terms: Terms, seed: str, made: Drawn, sealed: str | None) -> dict[str, Any]:
    """Return what anybody needs, beside the frame, to make the draw again. `sealed`: the seal's own hash, if any."""
    lines = [
        f"{report_id} {stratum} {chance:.12g}"
        for report_id, stratum, chance in made.reports.select(
            "report_id", "stratum", "inclusion_probability"
        ).iter_rows()
    ]
    second = sorted(second_half(seed, made.reports["report_id"].to_list()))
    own = made.frame.drop("inclusion_probability")
    return {
        "format": MANIFEST,
        "rule": _rule(terms),
        "seed": seed,
        "seed_sha256": seed_hash(seed),
        **_terms(terms),
        "seed_is_late": terms.is_late,
        "seal_sha256": sealed,
        "frame": {"reports": own.height, "linked": int(own["linked"].sum())},
        "strata": [
            {"stratum": one.name, "reports": one.reports, "drawn": one.drawn, "merged": list(one.merged)}
            for one in made.layout.strata
        ],
        "left_out_as_linked": made.layout.left_out,
        "sample": {"reports": made.reports.height, "sha256": text_hash(lines)},
        "second_marking": {"reports": len(second), "sha256": text_hash(second)},
    }


def with_frame_hash(made: Mapping[str, Any], frame: pl.DataFrame) -> dict[str, Any]:
    """Return the manifest with the hash of the frame (in order of report ids, as it was read)."""
    return {**made, "frame": {**made["frame"], "sha256": frame_hash(frame)}}


def terms_of(told: Mapping[str, Any]) -> Terms:
    """Return the terms that a seal or manifest tells. Raises ValueError where it is none, or tells what cannot be."""
    try:
        given, window = dict(told["design"]), told["window"]
        design = Design(**{**given, "allocate": Allocate(given["allocate"])})
        terms = Terms(
            Purpose(told["drawn_by"]),
            design,
            date.fromisoformat(window["from"]),
            date.fromisoformat(window["to"]),
            datetime.fromisoformat(told["seed_fixed_at"]),
        )
    except (KeyError, TypeError, AttributeError):
        raise ValueError("what a seal or manifest tells is not all there") from None
    numbers = (design.n, design.least, design.merge_below)
    if not all(isinstance(number, int) and 0 <= number < 1 << 53 for number in numbers):
        raise ValueError("a number of the design is none")
    if not isinstance(design.spread, float) or not 0.0 <= design.spread <= 1.0:
        raise ValueError("the spread is no share")
    if not isinstance(design.leaves_out_linked, bool) or terms.seed_fixed_at.tzinfo is None:
        raise ValueError("what a seal or manifest tells is of another kind")
    if terms.first_day > terms.last_day or terms.purpose not in {Purpose.DRAW, Purpose.INSPECTOR}:
        raise ValueError("the window or the purpose cannot be")
    return terms


def written(told: Mapping[str, Any]) -> str:
    """Return the text of a seal or manifest, whose SHA-256 is published: sorted, so that the same is the same bytes."""
    return json.dumps(told, indent=1, ensure_ascii=True, sort_keys=True, allow_nan=False) + "\n"


def own_hash(text: str) -> str:
    """Return the SHA-256 of a seal's or manifest's text."""
    return hashlib.sha256(text.encode()).hexdigest()


def differences(told: Any, found: Any, where: str = "") -> list[str]:
    """Return where two manifests differ, as paths like "strata 3 drawn"; nothing of what stands there is repeated."""
    if isinstance(told, dict) and isinstance(found, dict):
        paths = [
            differences(told[key], found[key], f"{where} {key}".strip())
            if key in told
            else [f"{where} {key} (is not there)".strip()]
            for key in found
        ]
        strange = [f"{where} holds what no manifest has".strip()] if set(told) - set(found) else []
        return [one for path in paths for one in path] + strange
    if isinstance(told, list) and isinstance(found, list):
        if len(told) != len(found):
            return [f"{where} (there are {len(found):,}, not {len(told):,})"]
        return [
            one
            for place, pair in enumerate(zip(told, found, strict=True), 1)
            for one in differences(*pair, f"{where} {place}")
        ]
    return [] if told == found and type(told) is type(found) else [where or "the whole"]


def _rule(terms: Terms) -> str:
    return RULE_OF_CHANCE if terms.design.allocate is Allocate.CHANCE else RULE


def _terms(terms: Terms) -> dict[str, Any]:
    return {
        "drawn_by": str(terms.purpose),
        "seed_fixed_at": terms.seed_fixed_at.isoformat(timespec="seconds"),
        "window": {"from": terms.first_day.isoformat(), "to": terms.last_day.isoformat()},
        "design": {**asdict(terms.design), "allocate": str(terms.design.allocate)},
    }
