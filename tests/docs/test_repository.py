"""What no file of the repository may hold: a registry's host, a machine's path, an unpinned requirement."""

import re
from pathlib import Path

import pytest
from documents import ROOT, tracked

HOSTS = (
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "files.python" + "hosted",
    "test.py" + "pi",
    "anaconda" + ".org",
    "npmjs" + ".com",
)
PLACES = re.compile(
    "|".join(
        (
            r"(?<![\w.])/wo" + r"rk/",
            r"(?<![\w.])/ho" + r"me/\w",
            r"/ro" + r"ot/",
            r"/Us" + r"ers/\w",
            r"C:\\\\Us" + "ers",
        )
    )
)
PINNED = re.compile(r"^(?P<name>[a-z0-9._-]+(\[[a-z0-9,_-]+\])?)==\S+( ;.*?)? \\$")


def texts() -> list[tuple[str, str]]:
    found = []
    for path in tracked():
        try:
            found.append((path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return found


def test_no_file_names_a_package_registry() -> None:
    assert [(name, host) for name, text in texts() for host in HOSTS if host in text] == []


def test_no_file_names_a_place_on_a_machine() -> None:
    assert [(name, found.group()) for name, text in texts() if (found := PLACES.search(text))] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "misc", "manager", "common", "data2", "process"}
    assert [path for path in tracked() if path.suffix == ".py" and path.stem in empty] == []


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: path.name)
def test_every_requirement_is_pinned_with_hashes_and_no_index(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(
        r"index-url|find-links|trusted-host|https?:", re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)
    )
    assert "--index-url" not in text
    entries = re.split(
        r"\n(?=[a-z0-9])", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).strip(), flags=re.IGNORECASE
    )
    assert len(entries) > 10
    for entry in entries:
        assert PINNED.match(entry.splitlines()[0]), entry.splitlines()[0]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry.splitlines()[0]
