"""A fitted score as it is frozen: words and pairs of words with their weights, and how a sum becomes a probability."""

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from fullcount.core.errors import Fault, RuleError

Numbers = npt.NDArray[np.float64]
FORMAT = 1
LARGEST = 1e6
"""No weight of a fitted score comes near it; larger ones overflow when they are added."""


@dataclass(frozen=True, slots=True, eq=False)
class ScoreModel:
    """A linear model on TF-IDF (sublinear counts, lines of length one), with its calibration.

    terms: words and pairs of neighbouring words, sorted; idf: (n_terms,); weights: (n_terms, n_columns); intercepts:
    (n_columns,). columns: one name a column: the classes of a classifier, or the folds of a score, of which each report
    takes the one that was fitted without it. knots: (n_knots, 2) sums and the probabilities between which the score is
    read off (see `calibrated`). left_out: how many of a log's last entries are not read (see `terms.blocks`). card:
    what the model card tells (counts, dates, measures), all of it figures and names.
    """

    terms: tuple[str, ...]
    idf: Numbers
    weights: Numbers
    intercepts: Numbers
    columns: tuple[str, ...]
    knots: Numbers
    left_out: int
    card: dict[str, object]

    def to_json(self) -> str:
        """Return the model as JSON, the same bytes for the same model."""
        return _as_json(self)

    @property
    def sha256(self) -> str:
        """Return the hash by which a receipt names the model."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


@lru_cache(maxsize=2)
def _as_json(model: ScoreModel) -> str:
    """Return a model as JSON; a run asks for the same one several times, and it has 200,000 numbers."""
    return json.dumps(
        {
            "format": FORMAT,
            "columns": model.columns,
            "terms": model.terms,
            "idf": _rounded(model.idf),
            "weights": [_rounded(row) for row in model.weights],
            "intercepts": _rounded(model.intercepts),
            "knots": [_rounded(row) for row in model.knots],
            "left_out": model.left_out,
            "card": model.card,
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def _rounded(values: Numbers) -> list[float]:
    return [float(f"{value:.9g}") for value in values.tolist()]


def score_model(text: str, name: str = "score.json") -> ScoreModel:
    """Return the model that `to_json` wrote (to the file `name`). Raises RuleError if it is none."""
    try:
        found = json.loads(text, parse_constant=_no_number)
        model = ScoreModel(
            tuple(map(str, found["terms"])),
            np.array(found["idf"], dtype=np.float64),
            np.array(found["weights"], dtype=np.float64).reshape(len(found["terms"]), -1),
            np.array(found["intercepts"], dtype=np.float64),
            tuple(map(str, found["columns"])),
            np.array(found["knots"], dtype=np.float64).reshape(-1, 2),
            int(found["left_out"]),
            dict(found["card"]),
        )
        right = found["format"] == FORMAT and model.weights.shape[1] == len(model.columns) == model.intercepts.size
        right &= model.idf.shape == (len(model.terms),) and len(set(model.terms)) == len(model.terms)
        right &= bool(model.left_out >= 0 and model.knots.size and (np.diff(model.knots[:, 0]) >= 0).all())
        right &= all(0 < len(term.split(" ")) <= 2 for term in model.terms)
        parts = (model.idf, model.weights, model.intercepts, model.knots)
        right &= all((np.abs(part) <= LARGEST).all() for part in parts)
    except (ValueError, KeyError, TypeError, RecursionError):
        right = False
    if not right:
        raise RuleError(
            "the score cannot be used", [Fault(name, "is no score of this version", "fullcount fit makes one")]
        )
    return model


def _no_number(name: str) -> float:
    """Refuse NaN and infinities, which JSON does not have but Python reads."""
    raise ValueError(name)


def calibrated(sums: Numbers, model: ScoreModel) -> Numbers:
    """Return (n,) probabilities, 0 to 1: read off between the knots, and level beyond the first and the last."""
    return np.interp(sums, model.knots[:, 0], model.knots[:, 1])
