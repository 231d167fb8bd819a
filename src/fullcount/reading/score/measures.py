"""What the model card says of a fit: how well folds that did not see a report ranked it, and how sure they were."""

import numpy as np

from fullcount.reading.score.lessons import Lessons
from fullcount.reading.score.model import Numbers

TENTHS = 10


def auc(sums: Numbers, labels: Numbers) -> float | None:
    """Return the chance that of a one and a nought the one has the larger sum, ties counting half; None without both.

    By ranks (Mann and Whitney); sums 1, 2, 3, 4 with labels 0, 1, 0, 1 give 0.75.
    """
    ones = int((labels == 1).sum())
    noughts = int((labels == 0).sum())
    if not ones or not noughts:
        return None
    _, group, size = np.unique(sums, return_inverse=True, return_counts=True)
    rank = (np.cumsum(size) - (size - 1) / 2)[group]
    return float((rank[labels == 1].sum() - ones * (ones + 1) / 2) / (ones * noughts))


def tenths(likely: Numbers, labels: Numbers) -> list[dict[str, float]]:
    """Return for each tenth of the reports by probability: reports, the mean probability, the share of ones."""
    parts = np.array_split(np.argsort(likely, kind="stable"), TENTHS)
    return [
        {"reports": float(part.size), "said": round(float(likely[part].mean()), 4),
         "so": round(float(labels[part].mean()), 4)}
        for part in parts if part.size
    ]  # fmt: skip


def measured(sums: Numbers, likely: Numbers, lessons: Lessons) -> dict[str, object]:
    """Return the counts and measures of a fit. sums, likely: (n,) of each report by the fold that did not see it."""
    labels, is_open = lessons.labels, lessons.is_open
    known = ~np.isnan(labels)
    seen = is_open & ~np.isnan(lessons.reviewed)
    ranked = auc(sums[known], labels[known])
    reviewed = auc(sums[seen], lessons.reviewed[seen])
    return {
        "reports": labels.size, "without_record": int(is_open.sum()),
        "taught_crime": int((labels == 1).sum()), "taught_none": int((labels == 0).sum()),
        "reviewed": int((~np.isnan(lessons.reviewed)).sum()), "reviewed_without_record": int(seen.sum()),
        "reviewed_crimes_without_record": int((lessons.reviewed[seen] == 1).sum()),
        "auc_labels": None if ranked is None else round(ranked, 4),
        "auc_reviews": None if reviewed is None else round(reviewed, 4),
        "expected_without_record": round(float(likely[is_open].sum()), 1),
        "tenths_of_reviews": tenths(likely[seen], lessons.reviewed[seen]) if seen.any() else [],
    }  # fmt: skip
