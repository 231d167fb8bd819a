"""Triggers that refuse to change or delete what the trail holds, for SQLite and PostgreSQL.

A database's owner can drop them: PostgreSQL's application role is not the owner (see `grants`), and on SQLite the chain
tells what was done. `INSERT OR REPLACE` deletes a row in SQLite without firing a trigger on deletes: hence those on
inserts, which also keep the chain in order whoever writes.
"""

_ABORT = "SELECT RAISE(ABORT, 'the trail only grows');"
_LAST = "(SELECT number FROM trail_event ORDER BY number DESC LIMIT 1)"
_TAKEN = "EXISTS (SELECT 1 FROM trail_taken WHERE event_number = OLD.event_number)"
_BREAKS = (
    f"NEW.number <> COALESCE({_LAST}, 0) + 1 OR (NEW.number > 1 AND NEW.previous <> "  # noqa: S608  (all ours)
    "(SELECT hash FROM trail_event WHERE number = NEW.number - 1))"
)
_STRANGE = (
    "NOT EXISTS (SELECT 1 FROM trail_event WHERE number = NEW.by_event AND kind = 'erasure') "
    "OR NEW.event_number >= NEW.by_event OR EXISTS (SELECT 1 FROM trail_taken WHERE event_number = NEW.event_number)"
)
_THERE = "EXISTS (SELECT 1 FROM trail_payload WHERE event_number = NEW.event_number)"
_THERE_CONCERN = "EXISTS (SELECT 1 FROM trail_concern WHERE id = NEW.id)"
_RULES = (
    ("trail_event", "UPDATE", ""),
    ("trail_event", "DELETE", ""),
    ("trail_event", "INSERT", _BREAKS),
    ("trail_taken", "UPDATE", ""),
    ("trail_taken", "DELETE", ""),
    ("trail_taken", "INSERT", _STRANGE),
    ("trail_payload", "UPDATE", ""),
    ("trail_payload", "DELETE", f"NOT {_TAKEN}"),
    ("trail_payload", "INSERT", _THERE),
    ("trail_concern", "UPDATE", ""),
    ("trail_concern", "DELETE", f"NOT {_TAKEN}"),
    ("trail_concern", "INSERT", _THERE_CONCERN),
)
"""Table, what is done to a row, and when that is refused (always, where nothing is said)."""
TABLES = ("trail_event", "trail_payload", "trail_concern", "trail_taken")


def sqlite() -> tuple[list[str], list[str]]:
    """Return the statements that make the triggers, and those that take them away."""
    make = [
        f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} "
        + (f"WHEN {refused} " if refused else "")
        + f"BEGIN {_ABORT} END"
        for table, verb, refused in _RULES
    ]
    return make, [f"DROP TRIGGER {table}_{verb.lower()}" for table, verb, _ in _RULES]


def postgresql() -> tuple[list[str], list[str]]:
    """Return the same for PostgreSQL; `ENABLE ALWAYS`, so that a session that plays a replica fires them too."""
    make = [
        "CREATE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the trail only grows' USING ERRCODE = 'insufficient_privilege'; END $$"
    ]
    for table, verb, refused in _RULES:
        name, gives = f"{table}_{verb.lower()}", "OLD" if verb == "DELETE" else "NEW"
        call = "trail_refuse"
        if refused:
            call = f"{name}_rule"
            make.append(
                f"CREATE FUNCTION {call}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {refused} THEN "
                "RAISE EXCEPTION 'the trail only grows' USING ERRCODE = 'insufficient_privilege'; END IF; "
                f"RETURN {gives}; END $$"
            )
        make.append(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {call}()")
        make.append(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
    for table in TABLES:
        name = f"{table}_truncate"
        make.append(f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} EXECUTE FUNCTION trail_refuse()")
        make.append(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
    drop = [f"DROP TRIGGER {table}_{verb.lower()} ON {table}" for table, verb, _ in _RULES]
    drop += [f"DROP TRIGGER {table}_truncate ON {table}" for table in TABLES]
    drop += [f"DROP FUNCTION {table}_{verb.lower()}_rule()" for table, verb, refused in _RULES if refused]
    return make, [*drop, "DROP FUNCTION trail_refuse()"]


def statements(vendor: str) -> tuple[list[str], list[str]]:
    """Return the statements for a database. Raises LookupError for one that is neither of the two."""
    return {"sqlite": sqlite, "postgresql": postgresql}[vendor]()
