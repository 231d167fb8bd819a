"""How many unrecorded crimes no list has, from how much the lists overlap: a cross-check, with its assumptions."""

from fullcount.audit.capture.crosscheck import ASSUMPTIONS, Crosscheck, Pair, crosscheck

__all__ = ["ASSUMPTIONS", "Crosscheck", "Pair", "crosscheck"]
