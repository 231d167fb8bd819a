import pytest

from fullcount.pipeline.resources import rule_texts
from fullcount.rulebook.pack import Pack, parse_pack


@pytest.fixture(scope="session")
def files() -> dict[str, str]:
    return rule_texts(None)


@pytest.fixture(scope="session")
def pack(files: dict[str, str]) -> Pack:
    return parse_pack(files)
