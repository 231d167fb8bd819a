"""What all tests share: a small synthetic force, made once."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from fullcount.pipeline.simulated import write_force
from fullcount.simulate.force import Wanted

# the same examples in every run; FULLCOUNT_EXPLORE=1 looks for new ones
settings.register_profile("steady", derandomize=True)
settings.load_profile("default" if os.environ.get("FULLCOUNT_EXPLORE") else "steady")

ROOT = Path(__file__).parents[1]

# compiled lexicons are kept between runs of the tests, and the user's own cache is left alone
os.environ.setdefault("FULLCOUNT_CACHE", str(ROOT / ".pytest_cache" / "lexicons"))


@pytest.fixture(scope="session")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A synthetic force of 3,000 reports in a year, read-only by agreement."""
    folder = tmp_path_factory.mktemp("force") / "marlshire"
    write_force(folder, Wanted(3_000, 5, people=False))
    return folder
