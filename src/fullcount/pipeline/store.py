"""The output folder: results that switch from old to new in one step, and the store that makes increments cheap.

    OUT/index.html, findings.csv, ledger.parquet, ...   links to the current results
    OUT/.store/current                                  link to the current run: the one name that is switched
    OUT/.store/runs/<receipt id>/results/               what OUT's links show
    OUT/.store/runs/<receipt id>/parts/<table>/         one part a source file (rows, facts, spans, quarantine)
    OUT/.store/runs/<receipt id>/linking/               scored pairs and the frozen model
    OUT/.store/runs/<receipt id>/score/                 the frozen score and its model card
    OUT/.store/runs/<receipt id>/judging/               the cancelled crimes with what their reasons say
    OUT/.store/runs/<receipt id>/manifest.json          SHA-256 of every file above

A run is built beside the current one and becomes current by one rename; a kill leaves the one or the other.
"""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from fullcount.core.errors import Fault, StoreError

LAYOUT = "fullcount-store/1"
RESULTS = (
    "index.html", "result.json", "findings.csv", "ledger.parquet", "crime_ledger.parquet", "links.parquet",
    "near_misses.parquet", "quarantine.csv", "to_read.csv", "signals.csv", "misclassified.csv", "reclassified.csv",
    "fairness.csv",
)  # fmt: skip
MARKER = "layout.json"


class Store:
    """The output folder of one force."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.root = out / ".store"
        self.current_link = self.root / "current"

    @property
    def current(self) -> Path | None:
        """The folder of the run that is current, or None before the first."""
        try:
            folder = self.current_link.resolve(strict=True)
        except OSError:
            return None
        return folder if (folder / "manifest.json").is_file() else None

    def open(self) -> None:
        """Make or recognise the folder. Raises StoreError if it holds anything that is not ours."""
        if self.out.exists() and not self.out.is_dir():
            raise StoreError(
                f"{self.out} is not a folder", [Fault(str(self.out), "a file is in the way", "choose --out")]
            )
        marker = self.root / MARKER
        if self.out.is_dir() and any(self.out.iterdir()) and not self.root.is_dir():
            raise StoreError(
                f"{self.out} is not empty and not a Fullcount store",
                [Fault(str(self.out), "holds other files", "choose an empty or new folder with --out")],
            )
        if marker.is_file() and (found := _layout(marker)) != LAYOUT:
            raise StoreError(
                f"{self.out} has layout {found!r}, this program writes {LAYOUT!r}",
                [Fault(str(self.out), "is of another version, or damaged", "choose a new folder with --out")],
            )
        try:
            (self.root / "runs").mkdir(parents=True, exist_ok=True)
            self.root.chmod(0o700)  # it holds the words of logs: for its owner alone
            marker.write_text(json.dumps({"layout": LAYOUT}))
        except OSError as error:
            why = error.strerror or "not writable"
            raise StoreError(
                f"{self.out} cannot be written", [Fault(str(self.out), why, "choose another folder with --out")]
            ) from None

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder for one run. Raises StoreError when another run has it."""
        with (self.root / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise StoreError(
                    f"another run is writing to {self.out}", [Fault(str(self.out), "is in use", "wait for it")]
                ) from None
            yield

    def begin(self) -> Path:
        """Return a fresh folder to build the next run in; what an interrupted run left is removed."""
        building = self.root / "building"
        if building.exists():
            shutil.rmtree(building)
        current = self.current
        for old in (self.root / "runs").iterdir():
            if current is None or old.resolve() != current:
                shutil.rmtree(old)
        building.mkdir()
        return building

    def is_current(self, receipt_id: str) -> bool:
        """Say whether the current run is that of this receipt and every file of it is as it was written."""
        current = self.current
        shown = all((self.out / name).exists() for name in RESULTS)
        return current is not None and current.name.split(".")[0] == receipt_id and shown and not damage(current)

    def abandon(self, building: Path) -> None:
        """Throw away a run that turned out to be the current one."""
        shutil.rmtree(building)

    def commit(self, building: Path, receipt_id: str) -> None:
        """Make the run current: manifest, flush to disk, one rename, then the old run goes."""
        manifest = _hashes(building, self._known())
        (building / "manifest.json").write_text(json.dumps(manifest, indent=0, sort_keys=True))
        for path in building.rglob("*"):
            if path.is_file() and path.stat().st_nlink == 1:
                _flush(path)
        target = self.root / "runs" / receipt_id
        number = 1
        while target.exists():
            target = self.root / "runs" / f"{receipt_id}.{number}"
            number += 1
        building.rename(target)
        fresh = self.root / "current.new"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path("runs") / target.name)
        self._show()
        _flush(self.root / "runs")
        fresh.replace(self.current_link)
        _flush(self.root)
        for old in (self.root / "runs").iterdir():
            if old.name != target.name:
                shutil.rmtree(old)

    def _known(self) -> dict[tuple[int, int], str]:
        """Return the hashes of the current run's files by device and inode: a file kept by a link is the same file."""
        current = self.current
        if current is None:
            return {}
        try:
            wanted = json.loads((current / "manifest.json").read_text())
        except (OSError, ValueError):
            return {}
        return {
            (stat.st_dev, stat.st_ino): digest for name, digest in wanted.items() if (stat := _stat(current / name))
        }

    def _show(self) -> None:
        """Link the results into OUT: the links go through `current`, so that they all switch together."""
        for name in RESULTS:
            shown = self.out / name
            if shown.is_symlink():
                continue
            if shown.exists():
                shown.unlink()
            shown.symlink_to(Path(".store") / "current" / "results" / name)


def _flush(path: Path) -> None:
    """Have a file or folder written to the disk itself."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _layout(marker: Path) -> str | None:
    """Return the layout that the marker names, or None if it cannot be read."""
    try:
        return str(json.loads(marker.read_text())["layout"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def _hashes(folder: Path, known: Mapping[tuple[int, int], str] | None = None) -> dict[str, str]:
    """Return the SHA-256 of every file of a run; those `known` by inode were hashed when they were written."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name == "manifest.json":
            continue
        stat = path.stat()
        digest = (known or {}).get((stat.st_dev, stat.st_ino))
        if digest is None:
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        found[path.relative_to(folder).as_posix()] = digest
    return found


def damage(run: Path) -> list[str]:
    """Return the files of a run that are missing, changed or extra, by its manifest."""
    try:
        wanted = json.loads((run / "manifest.json").read_text())
    except (OSError, ValueError):
        return ["manifest.json"]
    found = _hashes(run)
    return sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))


def keep(old: Path, new: Path) -> None:
    """Give a file of the old run to the new one without copying where the disk allows it."""
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)
