"""How far reviewers agree with each other, rule by rule, and whether one of them has begun to differ."""

from fullcount.audit.agreement.by_rule import RuleAgreement, agreement_by_rule
from fullcount.audit.agreement.drift import Drift, drifts

__all__ = ["Drift", "RuleAgreement", "agreement_by_rule", "drifts"]
