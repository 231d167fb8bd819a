"""What was promised and asked of the force in public, and what became of it."""

from fullcount.simulate.staff.promises.register import MAPPING, draw_promises

__all__ = ["MAPPING", "draw_promises"]
