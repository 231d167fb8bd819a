"""When a sign-in has to wait: counted by account and place, so that nobody can lock a colleague out from elsewhere.

A place is the browser, where it holds a signed cookie of an earlier sign-in to the same account, and else the address.
So even at the same address (a station's proxy) a stranger's failures do not count against a known browser.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

ALLOWED = 5
WINDOW = timedelta(minutes=15)


def wait_until(failures: Sequence[datetime], now: datetime) -> datetime | None:
    """Return until when a pair of account and place has to wait, or None. failures: those since its last success.

    Five failures within a quarter of an hour close the pair until a quarter of an hour after the last of them.
    """
    late = sorted(at for at in failures if at > now - WINDOW)
    return late[-1] + WINDOW if len(late) >= ALLOWED else None
