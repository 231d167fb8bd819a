from pathlib import Path

import pytest

import fullcount.rulebook
from fullcount.rulebook.pack import FILES, Pack, parse_pack

FOLDER = Path(fullcount.rulebook.__file__).parent / "packs" / "crr-2026-27"


@pytest.fixture(scope="session")
def files() -> dict[str, str]:
    return {name: (FOLDER / name).read_text(encoding="utf-8") for name in FILES}


@pytest.fixture(scope="session")
def pack(files: dict[str, str]) -> Pack:
    return parse_pack(files)
