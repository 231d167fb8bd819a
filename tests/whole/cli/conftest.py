"""What the tests of the commands share: a runner, and one small synthetic force with its result."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fullcount.cli import main
from fullcount.pipeline.simulated import write_force
from fullcount.simulate.force import Wanted

Command = Callable[..., Result]


@pytest.fixture(scope="session")
def fullcount() -> Command:
    """Run a command in this process; a traceback is a failure at once."""

    def run(*arguments: object) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert "Traceback" not in result.stderr
        return result

    return run


@pytest.fixture(scope="session")
def force(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A synthetic force of 300 reports."""
    folder = tmp_path_factory.mktemp("cli") / "force"
    write_force(folder, Wanted(300, 3, people=False))
    return folder


@pytest.fixture(scope="session")
def out(force: Path, fullcount: Command) -> Path:
    """The result of a run on it."""
    folder = force.parent / "out"
    assert fullcount("run", force, "--out", folder, "--quiet").exit_code == 0
    return folder
