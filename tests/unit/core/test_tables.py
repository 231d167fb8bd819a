"""The canonical tables: whole, and each says what it is used for."""

import re

import pytest

from fullcount.core.tables import EXTRACTS, TABLES, Column, Kind, Table

LEDGERS = {"reports", "crimes", "calls", "audit_reviews", "link_decisions", "cancellations"}


def test_every_table_but_two_is_loaded_and_six_feed_the_ledgers():
    assert set(TABLES) - set(EXTRACTS) == {"people", "offences_alleged"}
    assert {name for name, table in TABLES.items() if table.feeds_ledgers} == LEDGERS


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_a_table_is_sound(table: Table):
    names = [column.name for column in table.columns]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z][a-z_]*", name) for name in names)
    key = table.column(table.key)
    assert key is not None
    assert key.required
    assert key.kind is Kind.TEXT
    assert all(column.meaning.strip() for column in table.columns)
    assert table.column("no such column") is None


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("reports", "a force must supply it; used by the ledgers"),
        ("calls", "optional; used by the ledgers"),
        ("outcomes", "optional; kept in the store for later ledgers"),
        ("people", "not loaded by this release"),
    ],
)
def test_what_a_table_is_used_for(name: str, use: str):
    assert TABLES[name].use == use


def test_what_a_victim_told_the_force_is_marked_as_personal():
    told = ("safe_times", "code_word", "needs", "do_not_contact", "born_year")
    columns = [TABLES["victims"].column(name) for name in told]
    assert all(isinstance(column, Column) and column.personal for column in columns)
