"""How a report was closed, in the words of an audit's strata: by the force's own codes, never by the log's words."""

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from fullcount.core.states import CodeMeaning, DispositionMeaning
from fullcount.pipeline.judging.codes import UNMAPPED, CodeTable, plain_code

ANTI_SOCIAL, RESOLVED, DUPLICATE = "anti-social behaviour", "resolved on arrival", "duplicate"
UNTOLD = "not said how"
BY_DISPOSITION: Mapping[str, str] = {
    DispositionMeaning.DUPLICATE: DUPLICATE,
    DispositionMeaning.GONE: RESOLVED,
    DispositionMeaning.NO_CRIME: "no crime",
    DispositionMeaning.NO_REPORT: "no report needed",
    DispositionMeaning.CANCELLED: "cancelled by the caller",
    DispositionMeaning.OTHER_AGENCY: "passed to another agency",
    DispositionMeaning.OPEN: "still open",
    DispositionMeaning.REPORT_TAKEN: "report taken",
    DispositionMeaning.ARREST: "report taken",
    DispositionMeaning.REPORT_LATER: "report to follow",
}
BY_TYPE: Mapping[str | None, str] = {
    CodeMeaning.NOT_NOTIFIABLE: "closed as an incident",
    CodeMeaning.UNCLEAR: "closed as an incident",
    UNMAPPED: "closed under a code not mapped",
    None: UNTOLD,
}
"""By what the closing type means, where the disposition says no more than closed; a class is "closed as a crime"."""
_NUISANCE = re.compile(r"(?<![a-z])(asb|anti[\s-]*social|nuisance|rowdy)", re.IGNORECASE)
_RESOLVED = re.compile(r"resolved|gone on arrival|no trace|on arrival|left scene", re.IGNORECASE)


def notes(paths: Iterable[Path]) -> dict[tuple[str, str], str]:
    """Return what the force's code tables note of each code, by kind and plain code."""
    found: dict[tuple[str, str], str] = {}
    for path in paths:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                kind, code = ((row.get(name) or "").strip() for name in ("kind", "code"))
                found[kind.lower(), plain_code(code)] = (row.get("note") or "").strip()
    return found


def how_closed(reports: pl.DataFrame, codes: CodeTable, noted: Mapping[tuple[str, str], str]) -> pl.Series:
    """Return how each report was closed. `reports`: closing_code (list), disposition, closing_class (its meaning).

    In this order: a duplicate; anti-social behaviour, by a closing code or its note that says so; resolved on arrival,
    by the disposition's meaning, code or note; what else the disposition means; what the closing type means. A force
    whose codes say it otherwise notes it in its code table, or changes the frame.
    """
    dispositions = {text: _of_disposition(text, codes, noted) for text in reports["disposition"].drop_nulls().unique()}
    types = reports["closing_code"].list.join("\x1f")
    is_nuisance = {cell: _is_nuisance(cell.split("\x1f"), noted) for cell in types.drop_nulls().unique()}
    told = reports["disposition"].replace_strict(dispositions, default=None, return_dtype=pl.String)
    nuisance = types.replace_strict(is_nuisance, default=False, return_dtype=pl.Boolean)
    means = reports["closing_class"]
    by_type = means.replace_strict(BY_TYPE, default="closed as a crime", return_dtype=pl.String)
    return pl.select(
        pl.when(told == DUPLICATE).then(pl.lit(DUPLICATE))
        .when(nuisance).then(pl.lit(ANTI_SOCIAL))
        .when(told.is_not_null()).then(told)
        .otherwise(by_type).alias("closed")
    ).to_series()  # fmt: skip


def _of_disposition(text: str, codes: CodeTable, noted: Mapping[tuple[str, str], str]) -> str | None:
    means = BY_DISPOSITION.get(codes.meaning("disposition", text) or "")
    if means is None and _RESOLVED.search(f"{text} {noted.get(('disposition', plain_code(text)), '')}"):
        return RESOLVED
    return means


def _is_nuisance(cell: list[str], noted: Mapping[tuple[str, str], str]) -> bool:
    told = (
        f"{code} {noted.get(('type', plain_code(code)), noted.get(('any', plain_code(code)), ''))}" for code in cell
    )
    return any(_NUISANCE.search(text) for text in told)
