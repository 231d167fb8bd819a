"""A linkage model as it is frozen: comparisons, blocks, and how often each level is seen among matches and others."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import inf, isfinite, log2
from typing import Any

from fullcount.core.errors import Fault, RuleError
from fullcount.linking.comparisons import BLOCKS, COMPARISONS, Block, Comparison
from fullcount.linking.posterior import TERMS, Calibration
from fullcount.linking.stated import STEPS_OF_EVIDENCE, Trust

FORMAT = "fullcount-linkage/1"


@dataclass(frozen=True, slots=True)
class LinkageModel:
    """A frozen model. m and u: by comparison, the share of matches and of other pairs at each level (best first,
    the last being 'anything else'). prior: probability that a pair taken at random is a match. calibration: what turns
    weights into probabilities, trust: what tells right references from slips; None where too few references teach
    them."""

    comparisons: tuple[str, ...]
    blocks: tuple[str, ...]
    m: Mapping[str, tuple[float, ...]]
    u: Mapping[str, tuple[float, ...]]
    prior: float
    method: str
    calibration: Calibration | None = None
    trust: Trust | None = None

    @property
    def sha256(self) -> str:
        """Hash of the model's text: what the receipt names."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    @property
    def prior_bits(self) -> float:
        """log2 of the odds of the prior: what a pair weighs before its evidence."""
        return log2(self.prior / (1 - self.prior))

    def to_json(self) -> str:
        """Return the model as text, the same for the same model."""
        body: dict[str, Any] = {
            "format": FORMAT, "method": self.method, "prior": self.prior, "blocks": list(self.blocks),
            "comparisons": [{"name": n, "m": list(self.m[n]), "u": list(self.u[n])} for n in self.comparisons],
        }  # fmt: skip
        learnt = {"calibration": self.calibration, "trust": self.trust}
        body |= {name: asdict(part) for name, part in learnt.items() if part is not None}
        return json.dumps(body, indent=1, sort_keys=True) + "\n"

    def parts(self) -> tuple[list[Comparison], list[Block]]:
        """Return the comparisons and blocks that the model names."""
        named = {c.name: c for c in COMPARISONS}
        blocks = {b.name: b for b in BLOCKS}
        return [named[name] for name in self.comparisons], [blocks[name] for name in self.blocks]


def _are_shares(values: Sequence[float], levels: int) -> bool:
    """Say whether these are the shares of so many levels: each above zero, together one."""
    return len(values) == levels and all(0 < value <= 1 for value in values) and abs(sum(values) - 1) < 1e-3


def _calibration(body: Any) -> Calibration | None:
    if body is None:
        return None
    coefficients = tuple(map(float, body["coefficients"]))
    known, here = float(body["share_known"]), float(body["share_here"])
    if len(coefficients) != len(TERMS) or not all(map(isfinite, coefficients)) or not (0 <= known <= 1 >= here >= 0):
        raise ValueError("calibration")
    return Calibration(coefficients, known, here)


def _trust(body: Any) -> Trust | None:
    if body is None:
        return None
    made = Trust(float(body["constant"]), tuple(map(float, body["slopes"])), float(body["share"]))
    bends = len(made.slopes) == len(STEPS_OF_EVIDENCE) - 1 and all(0 <= slope < inf for slope in made.slopes)
    if not (isfinite(made.constant) and bends and 0 < made.share < 1):
        raise ValueError("trust")
    return made


def _name(value: object) -> str:
    """Return a text that is one. Raises TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError
    return value


def model_from_json(text: str, name: str) -> LinkageModel:
    """Return the model that a file holds. Raises RuleError when it is not one of ours or has been damaged."""
    try:
        body = json.loads(text)
        found = {c["name"]: c for c in body["comparisons"]}
        model = LinkageModel(
            tuple(found), tuple(body["blocks"]),
            {n: tuple(map(float, c["m"])) for n, c in found.items()},
            {n: tuple(map(float, c["u"])) for n, c in found.items()},
            float(body["prior"]), _name(body["method"]), _calibration(body.get("calibration")),
            _trust(body.get("trust")),
        )  # fmt: skip
        comparisons, _ = model.parts()
        whole = all(_are_shares(s[c.name], len(c.levels) + 1) for c in comparisons for s in (model.m, model.u))
        sound = whole and bool(found and model.blocks) and body["format"] == FORMAT and 0 < model.prior < 1
    except (ValueError, KeyError, TypeError):
        sound = False
    if not sound:
        raise RuleError(
            f"{name} is not a linkage model", [Fault(name, "damaged or of another kind", "fullcount fit makes one")]
        )
    return model


def _level(level_sql: str, label: str, m: float | None, u: float | None) -> dict[str, Any]:
    made: dict[str, Any] = {"sql_condition": level_sql, "label_for_charts": label}
    return made | ({"m_probability": m, "u_probability": u} if m is not None else {})


def splink_settings(
    comparisons: Sequence[Comparison], blocks: Sequence[Block], model: LinkageModel | None = None
) -> dict[str, Any]:
    """Return Splink settings for these comparisons and blocks; with a model, its trained values are in them."""
    made = []
    for comparison in comparisons:
        m = model.m[comparison.name] if model else (None,) * (len(comparison.levels) + 1)
        u = model.u[comparison.name] if model else (None,) * (len(comparison.levels) + 1)
        levels = [
            {"sql_condition": comparison.missing, "label_for_charts": "missing", "is_null_level": True},
            *(_level(lev.condition, lev.label, m[n], u[n]) for n, lev in enumerate(comparison.levels)),
            _level("ELSE", "anything else", m[-1], u[-1]),
        ]
        made.append({"output_column_name": comparison.name.replace(" ", "_"), "comparison_levels": levels})
    return {
        "link_type": "link_only", "comparisons": made,
        "blocking_rules_to_generate_predictions": [{"blocking_rule": block.rule} for block in blocks],
        "probability_two_random_records_match": model.prior if model else 0.0001,
        "retain_matching_columns": False, "retain_intermediate_calculation_columns": False,
        "unique_id_column_name": "unique_id", "linker_uid": "fullcount",
    }  # fmt: skip
