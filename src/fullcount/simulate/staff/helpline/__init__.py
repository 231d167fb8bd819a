"""The helpline for people who were dealt with badly: who rings, how each contact is handled, what its extract says."""

from fullcount.simulate.staff.helpline.contacts import MAPPING, draw_helpline

__all__ = ["MAPPING", "draw_helpline"]
