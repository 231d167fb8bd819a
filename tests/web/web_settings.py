"""Settings of the tests: those of a force, less what wants a certificate; a quick hash of passwords."""

from fullcount.web.site.settings.base import *  # noqa: F403

SECRET_KEY = "tests only"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
