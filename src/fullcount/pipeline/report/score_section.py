"""What the page and result.json say of the score: how many reports it asks to be read, and the crimes expected."""

from typing import Any

import polars as pl

from fullcount.pipeline.judging.books import Books, Materials
from fullcount.pipeline.report.fairness import score_fairness

OFF = "The score is switched off: nothing else depends on it."
NONE = "Too few reports with words teach a score: at least 100 that tell of a crime and 100 that do not are needed."
COLD = (
    "No reviewer's decision on a report without a crime record has taught it: the number expected rests on crime "
    "records alone, and counts logs that repeat a report, or tell of another force's crime, as if they were missed."
)
TAUGHT = "The number expected is fitted to what reviewers saw in reports without a crime record."


def score_section(materials: Materials, books: Books) -> dict[str, Any]:
    """Return the `score` section. Expected: the sum of the probabilities of the reports to be read, in crimes' reports.

    Population: reports that no crime record answers and whose probability is at least 1 in 10; not_in_findings: those
    of them that the rules leave alone, or ask about without a finding.
    """
    rows = books.to_read
    alone = rows.filter(pl.col("finding").is_null())
    card = books.score.card if books.score is not None else {}
    reviewed = card.get("reviewed_without_record", 0)
    if books.score is None:
        status, why = ("none", NONE) if materials.use_score else ("off", OFF)
    else:
        status, why = "used", TAUGHT if reviewed else COLD
    return {
        "status": status, "why": why, "to_read": rows.height, "expected": round(float(rows["score"].sum()), 1),
        "not_in_findings": alone.height, "expected_not_in_findings": round(float(alone["score"].sum()), 1),
        "reviewed": reviewed, "fairness": score_fairness(materials, books) if books.score is not None else [],
    }  # fmt: skip
