"""The published schema of result.json: it takes every sample, and nothing that lacks, adds or misspells a part."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from fullcount.core.states import CrimeState, ReportState

from . import samples

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "src/fullcount/figures/result.schema.json").read_text("utf-8")
SCHEMA = json.loads(TEXT)
VALID = Draft202012Validator(SCHEMA)


def paths(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of every named part of a result."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*at, key)
            yield from paths(inner, (*at, key))
    elif isinstance(value, list) and value:
        yield from paths(value[0], (*at, 0))


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every object that the schema describes."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for inner in schema.values():
            yield from objects(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from objects(inner)


def test_is_itself_a_valid_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_published_copy_is_the_same() -> None:
    assert (ROOT / "docs/schema/result.schema.json").read_text("utf-8") == TEXT


@pytest.mark.parametrize("name", samples.ALL)
def test_takes_every_sample(name: str) -> None:
    assert [error.message for error in VALID.iter_errors(samples.ALL[name]())] == []


def test_every_object_is_closed_and_requires_all_it_names() -> None:
    found = list(objects(SCHEMA))
    assert len(found) > 30
    for schema in found:
        assert schema["additionalProperties"] is False
        assert schema["required"] == list(schema["properties"])


def test_refuses_a_result_that_lacks_any_one_part() -> None:
    whole = samples.audited()
    all_paths = list(paths(whole))
    assert len(all_paths) > 150
    for path in all_paths:
        assert not VALID.is_valid(samples.without(whole, *path)), path


def test_refuses_what_it_does_not_name() -> None:
    assert not VALID.is_valid(samples.audited() | {"extra": 1})


def test_names_the_states_of_the_core_in_their_order() -> None:
    for ledger, states in (("ledger", ReportState), ("crime_ledger", CrimeState)):
        items = SCHEMA["properties"][ledger]["properties"]["states"]["prefixItems"]
        assert [item["properties"]["state"]["const"] for item in items] == [str(state) for state in states]


@pytest.mark.parametrize(
    ("path", "bad"),
    [
        (("estimate", "rate", "estimate"), 86.4),
        (("ledger", "population"), 1.5),
        (("ledger", "population"), -1),
        (("force", "as_at"), "31/05/2026"),
        (("force", "window", "from"), "2025-06-01T00:00:00"),
        (("receipt", "id"), "xyz"),
        (("places", 0, "kind"), "officer"),
        (("estimate", "status"), "guessed"),
    ],
)
def test_refuses_wrong_units_and_kinds(path: tuple[str | int, ...], bad: Any) -> None:
    result = samples.audited()
    inner: Any = result
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = bad
    assert not VALID.is_valid(result)
