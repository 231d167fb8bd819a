"""The place of a case in the queue: harm x certainty x time, as one number that does not change while time goes by."""

import math
from datetime import datetime, timedelta

DOUBLES = timedelta(hours=24)
"""What waits this much longer weighs twice as much (a stated choice: the limit of the rules is a day)."""
LEAST = 1e-6


def place(priority: float, deadline: datetime | None, arrived: datetime) -> float:
    """Return the place of a case: the larger comes first.

    A case weighs priority x 2 ** ((now - due) / 24 h), where due is its deadline, or when it came to the desk if the
    deadline was over by then (a year's backlog counts from its arrival). The logarithm of that is the place plus the
    same number for all cases at any moment, so that the order can be stored: now drops out. Nothing starves: whatever
    its priority, a case outweighs every one that comes long enough after it (a thousandth of the harm: ten days).
    """
    due = max(deadline, arrived) if deadline else arrived
    return math.log2(max(priority, LEAST)) - due.timestamp() / DOUBLES.total_seconds()
