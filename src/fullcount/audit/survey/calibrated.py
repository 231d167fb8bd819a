"""Estimates that know totals of the frame: by strata formed afterwards, or by a regression (GREG)."""

import numpy as np

from fullcount.audit.intervals import Floats
from fullcount.audit.survey.design import Design, variance
from fullcount.audit.survey.totals import Figure


def calibrated(known: Floats, totals: Floats, weight: Floats) -> Floats:
    """Return the weights that give the `known` columns, shape (n, columns), their `totals` in the frame (columns,).

    The linear g-weights of the generalised regression estimator (Deville & Särndal 1992, JASA 87:376-382). Strata
    formed afterwards are the case of one column of noughts and ones a stratum.
    Raises LinAlgError where the columns say the same twice.
    """
    inner = known.T @ (known * weight[:, None])
    gap = np.linalg.solve(inner, totals - known.T @ weight)
    fitted: Floats = weight * (1.0 + known @ gap)
    return fitted


def greg_total(y: Floats, known: Floats, totals: Floats, drawn: Design) -> Figure:
    """Return the total of y over the frame with calibrated weights, its variance by the regression's residuals.

    (Särndal, Swensson & Wretman 1992, results 6.4.1 and 6.6.1, residuals with the calibrated weights.)
    Check: R survey 4.5, apiclus1 calibrated on stype and api99: enroll 3,638,487, standard error 385,524.
    """
    weight = calibrated(known, totals, drawn.weight)
    parts = weight * _residuals(y, known, drawn.weight)
    return Figure(float((weight * y).sum()), variance(parts, drawn) ** 0.5, parts)


def greg_ratio(y: Floats, x: Floats, known: Floats, totals: Floats, drawn: Design) -> Figure:
    """Return the total of y over that of x, both with calibrated weights.

    Check: R survey 4.5, apiclus1 calibrated on stype and api99: the mean of api00 (x = 1) is 665.31, standard error
    3.4418.
    """
    weight = calibrated(known, totals, drawn.weight)
    below = float((weight * x).sum())
    share = float((weight * y).sum()) / below
    parts = weight * _residuals((y - share * x) / below, known, drawn.weight)
    return Figure(share, variance(parts, drawn) ** 0.5, parts)


def _residuals(values: Floats, known: Floats, weight: Floats) -> Floats:
    slope = np.linalg.solve(known.T @ (known * weight[:, None]), known.T @ (weight * values))
    left: Floats = values - known @ slope
    return left
