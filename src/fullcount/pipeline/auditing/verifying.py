"""Whether a draw was what its manifest says: made again from the frame, and compared with manifest, sample and seal."""

import json
from pathlib import Path
from typing import Any

from fullcount.audit.planning import manifest as told
from fullcount.core.errors import Fault, InputError
from fullcount.pipeline.auditing.drawing import Draw, draw_of, read_told
from fullcount.pipeline.auditing.tables import Column, Kind, read_table
from fullcount.pipeline.report.spreadsheet import safe_cell

SAMPLE = (
    Column("report_id", Kind.TEXT, required=True, blank=False),
    Column("stratum", Kind.TEXT, required=True),
    Column("inclusion_probability", Kind.CHANCE, required=True),
    Column("marking", Kind.COUNT),
)
SHA256_DIGITS = 64


def verified(
    frame: Path, manifest: Path, sample: Path | None = None, seal: Path | None = None
) -> tuple[Draw, str, list[str]]:
    """Return the draw made again from frame and manifest, the manifest's own hash, and where the draw differs from
    what the manifest (and the sample and the seal, where they are given) says: nothing where they are equal.

    Raises InputError where a file is not what it should be.
    """
    body, own = read_told(manifest, told.MANIFEST)
    seed = body.get("seed")
    if not isinstance(seed, str) or not told.is_seed(seed):
        raise InputError(f"{manifest.name} cannot be used", [Fault(manifest.name, "holds no seed")])
    sealed = body.get("seal_sha256")
    again = draw_of(frame, told.terms_of(body), seed, sealed if isinstance(sealed, str) else None)
    found = [f"manifest: {path}" for path in told.differences(body, json.loads(again.text))]
    if isinstance(sealed, str) and not _is_hash(sealed):
        found.append("manifest: seal_sha256 is no hash")
    if seal is not None:
        found += _seal_differences(body, *read_told(seal, told.SEAL))
    return again, own, found + ([] if sample is None else _sample_differences(again, sample))


def not_covered(draw: Draw, *, is_published: bool, is_sealed: bool) -> list[str]:
    """Return what the files cannot show of a draw that is equal to its manifest."""
    found = []
    if not is_sealed:
        has_seal = draw.manifest["seal_sha256"] is not None
        found.append(
            "when the seed was fixed, and whether the design was fixed with it, is what the manifest says; "
            + ("the published seal shows it (--seal)." if has_seal else "there is no seal to show it.")
        )
    else:
        found.append("when the seal was published: hold it against where it was.")
    if not is_published:
        found.append("whether this is the manifest that was published (--expect SHA256 compares).")
    return found


def _is_hash(text: str) -> bool:
    return len(text) == SHA256_DIGITS and all(digit in "0123456789abcdef" for digit in text)


def _seal_differences(body: dict[str, Any], seal: dict[str, Any], own: str) -> list[str]:
    found = [f"seal: {key}" for key in seal if key != "format" and seal[key] != body.get(key)]
    return found + ([] if body.get("seal_sha256") == own else ["manifest: seal_sha256 is not this seal's"])


def _sample_differences(again: Draw, sample: Path) -> list[str]:
    """Return where a sample differs; a second marking of a report, below the first, is a row of its own."""
    rows = read_table(sample, SAMPLE)
    place = ["report_id", *(["marking"] if "marking" in rows.columns else [])]
    due = again.made.reports
    if sample.suffix.lower() == ".csv":
        due = due.with_columns(safe_cell("report_id"), safe_cell("stratum"))
    both = rows.join(due, on="report_id", how="inner", suffix="_due")
    chance = (both["inclusion_probability"] - both["inclusion_probability_due"]).abs() > 1e-9
    faults = {
        "report(s) drawn are not in the sample": due.join(rows, on="report_id", how="anti").height,
        "report(s) of the sample were not drawn": rows.join(due, on="report_id", how="anti").height,
        "row(s) are of a report that is there already": rows.height - rows.unique(place).height,
        "row(s) have another stratum": int(both["stratum"].ne_missing(both["stratum_due"]).sum()),
        "row(s) have another inclusion probability": int(chance.fill_null(value=True).sum()),
    }
    return [f"sample: {count:,} {what}" for what, count in faults.items() if count]
