"""One machine, for its own people only: SQLite, the address 127.0.0.1, keys made at the first start."""

import os
import secrets

from fullcount.web.site.settings.base import *  # noqa: F403
from fullcount.web.site.settings.databases import folder

_KEY = folder() / "secret-key"


def _secret_key() -> str:
    """Return the key that signs sessions: made at the first start, readable by its owner alone."""
    _KEY.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(_KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _KEY.read_text(encoding="ascii")
    made = secrets.token_urlsafe(64)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(made)
    return made


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
DEMO = (folder() / "synthetic").exists()
SESSION_COOKIE_NAME = "fullcount"
SILENCED_SYSTEM_CHECKS = [
    "security.W004",  # HSTS, redirects and secure cookies want a certificate: 127.0.0.1 has none
    "security.W008",
    "security.W012",
    "security.W016",
]
