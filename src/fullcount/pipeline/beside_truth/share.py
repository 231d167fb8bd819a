"""A share with its interval, or nothing where there is nothing to take a share of."""

from typing import Any

from fullcount.audit.intervals import wilson

LEVEL = 0.95


def share(found: int, of: int) -> dict[str, Any] | None:
    """Return found / of with Wilson's interval at 95%, each 0 to 1; None if `of` is nought."""
    if of <= 0:
        return None
    interval = wilson(found, of, LEVEL)
    names = ("estimate", "low", "high")
    return {name: round(getattr(interval, name), 6) for name in names}
