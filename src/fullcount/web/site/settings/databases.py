"""Which database: SQLite in a folder, or PostgreSQL where the environment names one."""

import os
from pathlib import Path
from typing import Any

SQLITE_AT_START = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON;"


def folder() -> Path:
    """Return the folder in which one machine keeps its database, keys and files."""
    return Path(os.environ.get("FULLCOUNT_DESK", "desk")).resolve()


def database() -> dict[str, Any]:
    """Return Django's settings of the database.

    FULLCOUNT_DB_NAME names a database of PostgreSQL (with _HOST, _PORT, _USER, and _PASSWORD_FILE, a file that holds
    the password); else the database is a file of SQLite in FULLCOUNT_DESK. Every transaction of SQLite begins by taking
    the right to write, so that two never deadlock; what was acknowledged has reached the disk in both.
    """
    name = os.environ.get("FULLCOUNT_DB_NAME")
    if not name:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder() / "desk.sqlite3",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": SQLITE_AT_START},
        }
    secret = os.environ.get("FULLCOUNT_DB_PASSWORD_FILE")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "HOST": os.environ.get("FULLCOUNT_DB_HOST", ""),
        "PORT": os.environ.get("FULLCOUNT_DB_PORT", ""),
        "USER": os.environ.get("FULLCOUNT_DB_USER", ""),
        "PASSWORD": Path(secret).read_text(encoding="utf-8").strip() if secret else "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": "-c lock_timeout=5000 -c statement_timeout=30000"},
    }
