"""What the application's role may do in PostgreSQL, where another role owns the tables.

The owner migrates; the application signs in as the other. It can read all, write what it must, and in the trail only
add: no right to change, to truncate or to touch a trigger, since it owns nothing.
"""

from fullcount.web.trail.triggers import TABLES

ADD_ONLY = ("trail_event", "trail_taken")
ERASABLE = tuple(table for table in TABLES if table not in ADD_ONLY)


def statements(role: str) -> list[str]:
    """Return the statements that give an existing role its rights. Raises ValueError for a name that is none."""
    if not role.isidentifier() or not role.isascii():
        raise ValueError("a role's name has letters, digits and underscores")
    return [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {', '.join(ADD_ONLY)} FROM {role}",
        f"REVOKE UPDATE, TRUNCATE ON {', '.join(ERASABLE)} FROM {role}",
        f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM {role}",
    ]
