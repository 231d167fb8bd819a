"""Totals, means and ratios of a sample, each with its standard error."""

from dataclasses import dataclass

import numpy as np

from fullcount.audit.intervals import Floats
from fullcount.audit.survey.design import Design, variance


@dataclass(frozen=True, slots=True)
class Figure:
    """An estimate with its standard error; `influence` is each unit's part in it, weight included, shape (n,)."""

    estimate: float
    error: float
    influence: Floats


def total(y: Floats, drawn: Design) -> Figure:
    """Return the total of y over the frame: the sum of weight times y (Horvitz & Thompson 1952, JASA 47:663-685).

    Check: R survey 4.5, apistrat with its strata: the total of enroll is 3,687,178, standard error 114,642.
    """
    parts = drawn.weight * y
    return Figure(float(parts.sum()), variance(parts, drawn) ** 0.5, parts)


def ratio(y: Floats, x: Floats, drawn: Design) -> Figure:
    """Return the total of y over that of x, its variance by the residuals y - ratio x (Cochran 1977, 6.11).

    Check: R survey 4.5, apistrat: api.stu over enroll is 0.8369569, standard error 0.007757103.
    """
    below = float((drawn.weight * x).sum())
    share = float((drawn.weight * y).sum()) / below
    parts = drawn.weight * (y - share * x) / below
    return Figure(share, variance(parts, drawn) ** 0.5, parts)


def mean(y: Floats, drawn: Design) -> Figure:
    """Return the mean of y over the frame, whose size is estimated too: a ratio.

    Check: R survey 4.5, apistrat with its strata: the mean of api00 is 662.29, standard error 9.4089.
    """
    return ratio(y, np.ones_like(y), drawn)
