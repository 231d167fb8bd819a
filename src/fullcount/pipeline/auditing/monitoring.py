"""The recording rate after every day's reviews, as `audit monitor` writes it."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from fullcount.audit.monitoring.watch import Watched, looks, watched
from fullcount.core.errors import ConfigError, Fault
from fullcount.pipeline.auditing.watched_reviews import Asked, Reviewed, in_order, reviewed


def monitored_reviews(path: Path, asked: Asked) -> dict[str, Any]:
    """Return the recording rate with its interval after every day's reviews, as `audit monitor` writes it.

    Raises InputError with the faults of either file; ConfigError where the options do not fit the file.
    """
    table, warnings = in_order(path)
    given = reviewed(path.name, table, asked)
    if asked.seed is None and "draw_probability" in table.columns:
        warnings.append(
            "that the reports read are those drawn was not checked: give the seed of `fullcount audit next` with --seed"
        )
    seen = watched(given.question, asked.plan, given.found, given.out_of)
    if seen.is_contradicted:
        warnings.append(
            "the reviews rule out every recording rate: by chance in fewer than one audit in twenty, else the reports "
            "were not drawn as stated; the last interval that stood is given"
        )
    days: list[date | None] = table["day"].to_list()
    return _result(given, seen, asked, days) | {
        "reports_read": table["report_id"].n_unique(),
        "crimes_disclosed": int(table["crimes_disclosed"].sum()),
        "crimes_recorded": int(table["crimes_recorded"].sum()),
        "official": _official(given, asked, days),
        "warnings": warnings,
    }


def _result(given: Reviewed, seen: Watched, asked: Asked, days: list[date | None]) -> dict[str, Any]:
    stood = np.flatnonzero(~np.isnan(seen.path.low))
    last = int(stood[-1]) if len(stood) else -1
    low, high = (
        float(ends[last]) if last >= 0 else edge for ends, edge in ((seen.path.low, 0.0), (seen.path.high, 1.0))
    )
    plain = float(seen.estimate[last])
    estimate = None if np.isnan(plain) else min(max(plain, low), high)
    ends = [(i, day) for i, day in enumerate(days) if day and (i + 1 == len(days) or days[i + 1] != day)]
    return {
        "kind": "sequence",
        "rate": {
            "estimate": estimate, "low": low, "high": high, "level": asked.plan.level, "method": given.method,
        },
        "half_width": (high - low) / 2.0,
        "aim": asked.plan.aim,
        "more_reviews": seen.more_reviews,
        "unrecorded": _unrecorded(given.recorded, (estimate, low, high)),
        "unlinked_reports": given.unlinked,
        "n": len(given.found),
        "by_day": [
            {
                "date": day.isoformat(), "reviews": i + 1, "estimate": _number(seen.estimate[i]),
                "low": _number(seen.path.low[i]), "high": _number(seen.path.high[i]),
            }
            for i, day in ends
        ],
    }  # fmt: skip


def _unrecorded(recorded: int | None, rate: tuple[float | None, float, float]) -> dict[str, float | None] | None:
    if recorded is None:
        return None
    estimate, low, high = (None if not r else recorded * (1.0 / r - 1.0) for r in rate)
    return {"estimate": estimate, "low": high, "high": low}


def _official(given: Reviewed, asked: Asked, days: list[date | None]) -> list[dict[str, Any]]:
    """Return the figures of the planned looks: one at the end of each month that another has followed."""
    if asked.planned_looks is None:
        return []
    known = [day for day in days if day is not None]
    if len(known) != len(days):
        raise ConfigError(
            "--looks needs the date of every review", [Fault("column date", "is not there, or blank", "fill it in")]
        )
    months = [(day.year, day.month) for day in known]
    ends = [i + 1 for i in range(len(months) - 1) if months[i] != months[i + 1]][: asked.planned_looks]
    if not ends:
        return []
    found = looks(given.question, given.found, given.out_of, np.array(ends), (asked.planned_looks, asked.plan.level))
    return [
        {"month": f"{known[look.reviews - 1]:%Y-%m}", "reviews": look.reviews, "estimate": look.estimate,
         "low": look.low, "high": look.high, "quantile": look.quantile}
        for look in found
    ]  # fmt: skip


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
