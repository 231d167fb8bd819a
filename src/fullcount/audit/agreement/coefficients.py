"""Agreement beyond chance from counts of marks: Gwet's AC1 and the kappas, each with its large-sample error.

`marks` has shape (..., reports, categories): how many reviewers gave a report each mark. `weights`, (..., reports),
counts a report so many times: 1 everywhere, or random in `small_sample`.
"""

from dataclasses import dataclass

import numpy as np

from fullcount.audit.intervals import Floats


@dataclass(frozen=True, slots=True)
class Coefficient:
    """An agreement coefficient (1: always alike; 0: as chance would have it) and its standard error."""

    value: Floats
    error: Floats


def raw_agreement(marks: Floats, weights: Floats | None = None) -> Floats:
    """Return the share of pairs of marks on one report that are alike, reports with two marks or more, each once."""
    times = _once(marks) if weights is None else weights
    alike, is_paired = _alike(marks)
    total = (times * is_paired).sum(-1)
    share: Floats = (times * alike).sum(-1) / total
    return share


def ac1(marks: Floats, weights: Floats | None = None) -> Floats:
    """Return Gwet's AC1: agreement beyond chance where chance is sum p (1 - p) / (categories - 1).

    Gwet 2008, Br. J. Math. Stat. Psychol. 61:29-48; for several reviewers and marks left out, Gwet 2014, *Handbook of
    Inter-Rater Reliability*, 4th edition, chapter 2. Check: two reviewers with 118, 5, 2 and 0 of 125 give 0.9408,
    where Cohen's kappa gives -0.0234.
    """
    chance = _ac1_chance(_shares(marks, weights))
    return _beyond(raw_agreement(marks, weights), chance)


def pooled_kappa(marks: Floats, weights: Floats | None = None) -> Floats:
    """Return Fleiss' kappa: chance is the sum of squares of the marks' shares, all reviewers together.

    Fleiss 1971, Psychol. Bull. 76:378-382, with reports that some reviewers left out as in Gwet 2014.
    Check: the four reviewers of twelve reports in Gwet 2014 give 0.76117.
    """
    return _beyond(raw_agreement(marks, weights), (_shares(marks, weights) ** 2).sum(-1))


def ac1_error(marks: Floats) -> Coefficient:
    """Return AC1 with the standard error of Gwet 2014, chapter 5 (an unlimited supply of reports).

    Check: Gwet's four reviewers of twelve reports, 0.77544 with standard error 0.14295.
    """
    shares = _shares(marks, None)
    each = marks / np.maximum(marks.sum(-1, keepdims=True), 1.0)
    chance_each = (each * (1.0 - shares[..., None, :])).sum(-1) / max(marks.shape[-1] - 1, 1)
    return _linearised(marks, _ac1_chance(shares), chance_each)


def pooled_kappa_error(marks: Floats) -> Coefficient:
    """Return Fleiss' kappa with the standard error of Gwet 2014. Check: 0.76117 with standard error 0.15302."""
    shares = _shares(marks, None)
    each = marks / np.maximum(marks.sum(-1, keepdims=True), 1.0)
    return _linearised(marks, (shares**2).sum(-1), (each * shares[..., None, :]).sum(-1))


def cohen(table: Floats) -> Coefficient:
    """Return Cohen's kappa of two reviewers from their table of marks, (..., categories, categories).

    Cohen 1960, Educ. Psychol. Meas. 20:37-46; the error is that of Fleiss, Cohen & Everitt 1969, Psychol. Bull.
    72:323-327. Check: Cohen's own table 88 14 18, 10 40 10, 2 6 12 gives 0.492.
    """
    share = table / table.sum((-1, -2), keepdims=True)
    n = table.sum((-1, -2))
    row, column = share.sum(-1), share.sum(-2)
    alike = np.trace(share, axis1=-2, axis2=-1)
    chance = (row * column).sum(-1)
    value = _beyond(alike, chance)
    left = 1.0 - chance
    diagonal = np.diagonal(share, axis1=-2, axis2=-1)
    both = row + column
    one = (diagonal * (left[..., None] - both * (1.0 - alike)[..., None]) ** 2).sum(-1)
    crossed = (column[..., :, None] + row[..., None, :]) ** 2 * share
    two = (1.0 - alike) ** 2 * (crossed.sum((-1, -2)) - np.diagonal(crossed, axis1=-2, axis2=-1).sum(-1))
    three = (alike * chance - 2.0 * chance + alike) ** 2
    spread = np.maximum(one + two - three, 0.0) / (n * np.where(left > 0.0, left, np.nan) ** 4)
    return Coefficient(value, np.sqrt(spread))


def _alike(marks: Floats) -> tuple[Floats, Floats]:
    """Return each report's share of pairs alike, nought where it has no pair, and 1 where it has one."""
    given = marks.sum(-1)
    is_paired = (given >= 2.0).astype(np.float64)
    pairs = np.where(given >= 2.0, given * (given - 1.0), 1.0)
    return (marks * (marks - 1.0)).sum(-1) / pairs * is_paired, is_paired


def _shares(marks: Floats, weights: Floats | None) -> Floats:
    given = marks.sum(-1, keepdims=True)
    each = marks / np.maximum(given, 1.0)
    times = (_once(marks) if weights is None else weights) * (given[..., 0] > 0.0)
    shares: Floats = (each * times[..., None]).sum(-2) / times.sum(-1)[..., None]
    return shares


def _once(marks: Floats) -> Floats:
    return np.ones(marks.shape[:-1])


def _ac1_chance(shares: Floats) -> Floats:
    chance: Floats = (shares * (1.0 - shares)).sum(-1) / max(shares.shape[-1] - 1, 1)
    return chance


def _beyond(alike: Floats, chance: Floats) -> Floats:
    """Return (alike - chance) / (1 - chance); not a number where chance alone would always agree."""
    left = 1.0 - chance
    return np.divide(alike - chance, left, out=np.full_like(left, np.nan), where=left > 1e-12)


def _linearised(marks: Floats, chance: Floats, chance_each: Floats) -> Coefficient:
    """Return the coefficient and its error from each report's own part in it (Gwet 2014, section 5.3)."""
    alike, is_paired = _alike(marks)
    n = marks.shape[-2]
    paired = is_paired.sum(-1)
    value = _beyond(alike.sum(-1) / paired, chance)
    left = np.where(1.0 - chance > 1e-12, 1.0 - chance, np.nan)
    own = n / paired[..., None] * (alike - chance[..., None] * is_paired) / left[..., None]
    own = own - 2.0 * (1.0 - value)[..., None] * (chance_each - chance[..., None]) / left[..., None]
    return Coefficient(value, np.sqrt(((own - value[..., None]) ** 2).sum(-1) / (n * max(n - 1, 1))))
