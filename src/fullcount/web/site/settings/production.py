"""A force: PostgreSQL, behind a proxy that ends TLS. Everything that differs comes from the environment.

FULLCOUNT_SECRET_KEY_FILE, FULLCOUNT_HOSTS (names, separated by commas), FULLCOUNT_STATIC (where collectstatic writes),
and those of `databases.database`. FULLCOUNT_PROXIES: how many proxies stand before the application (1).
"""

import os
from pathlib import Path

from fullcount.web.site.settings.base import *  # noqa: F403
from fullcount.web.site.settings.base import DATABASES

SECRET_KEY = Path(os.environ["FULLCOUNT_SECRET_KEY_FILE"]).read_text(encoding="utf-8").strip()
ALLOWED_HOSTS = [name.strip() for name in os.environ["FULLCOUNT_HOSTS"].split(",")]
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise RuntimeError("a force needs PostgreSQL: set FULLCOUNT_DB_NAME")

STATIC_ROOT = os.environ.get("FULLCOUNT_STATIC", "static")
WHITENOISE_USE_FINDERS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-fullcount"
CSRF_COOKIE_NAME = "__Host-csrf"
PROXIES = int(os.environ.get("FULLCOUNT_PROXIES", "1"))
"""How many proxies of ours stand before the application: an address is taken from that place of X-Forwarded-For."""
