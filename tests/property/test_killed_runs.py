"""A kill at any moment of a run leaves either the old result or the new one, whole."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fullcount.pipeline.run import RunRequest, run
from fullcount.pipeline.store import RESULTS, Store, damage

KILLS = int(os.environ.get("FULLCOUNT_KILLS", "12"))


def shown(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in RESULTS if (out / name).exists()}


def command(force: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "fullcount.cli", "run", str(force), "--out", str(out), "--quiet", "--format", "line"]


@pytest.fixture(scope="module")
def two_states(
    simulated: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path, dict[str, bytes], dict[str, bytes], float]:
    """A result of a smaller force, the force grown since, what stands before and after, and how long a run takes."""
    base = tmp_path_factory.mktemp("kill")
    force, old = base / "force", base / "old"
    shutil.copytree(simulated, force)
    lines = (force / "reports.csv").read_bytes().splitlines(keepends=True)
    (force / "reports.csv").write_bytes(b"".join(lines[: len(lines) // 2]))
    run(RunRequest(force, old))
    before = shown(old)
    (force / "reports.csv").write_bytes(b"".join(lines))
    finished = base / "finished"
    shutil.copytree(old, finished, symlinks=True)
    begun = time.monotonic()
    subprocess.run(command(force, finished), check=True, capture_output=True)
    return force, old, before, shown(finished), time.monotonic() - begun


def test_the_two_results_differ(two_states: tuple[Path, Path, dict[str, bytes], dict[str, bytes], float]) -> None:
    assert two_states[2] != two_states[3]
    assert set(two_states[2]) == set(two_states[3]) == set(RESULTS)


@pytest.mark.timeout(900)
def test_killed_at_moments_spread_over_the_run(
    two_states: tuple[Path, Path, dict[str, bytes], dict[str, bytes], float], tmp_path: Path
) -> None:
    force, old, before, after, seconds = two_states
    seen = set()
    for number in range(KILLS):
        out = tmp_path / f"out{number}"
        shutil.copytree(old, out, symlinks=True)
        with subprocess.Popen(
            command(force, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as child:
            # half of the moments lie in the last part of the run, where files are switched
            share = (number + 0.5) / KILLS
            time.sleep(seconds * (share if number % 2 else 0.75 + 0.3 * share))
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
        stands = shown(out)
        assert stands in (before, after)
        current = Store(out).current
        assert current is not None
        assert damage(current) == []
        seen.add("after" if stands == after else "before")
        run(RunRequest(force, out))
        assert shown(out) == after
        shutil.rmtree(out)
    assert "before" in seen


def test_killed_between_any_two_steps_of_the_switch(
    two_states: tuple[Path, Path, dict[str, bytes], dict[str, bytes], float],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The moments that a clock seldom hits: stop at each rename and each link of the commit, one after the other."""
    force, old, before, after, _ = two_states

    class Stop(BaseException):
        pass

    steps = 0
    while True:
        out = tmp_path / f"step{steps}"
        shutil.copytree(old, out, symlinks=True)
        left = [steps]

        def counted(name: str, left: list[int] = left) -> None:
            original = getattr(Path, name)

            def stop_or_go(self: Path, *args: object, **kwargs: object) -> object:
                if ".store" in str(self) or any(".store" in str(arg) for arg in args):
                    left[0] -= 1
                    if left[0] < 0:
                        raise Stop
                return original(self, *args, **kwargs)

            patch.setattr(Path, name, stop_or_go)

        with monkeypatch.context() as patch:
            for name in ("rename", "replace", "symlink_to", "unlink"):
                counted(name)
            try:
                run(RunRequest(force, out))
            except Stop:
                stopped = True
            else:
                stopped = False
        assert shown(out) in (before, after)
        if not stopped:
            break
        run(RunRequest(force, out))
        assert shown(out) == after
        shutil.rmtree(out)
        steps += 1
    assert steps >= 2
