"""What the documents of this repository say, taken from their text."""

import re
import shlex
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "examples").rglob("*.md"))]


def blocks(text: str) -> list[str]:
    """Return the lines of every fenced block that names no language."""
    return [
        line for block in re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL) for line in block.splitlines()
    ]


def commands(page: Path) -> list[list[str]]:
    """Return every command that a page shows, in a block or between backquotes, as words."""
    text = page.read_text(encoding="utf-8")
    shown = [*blocks(text), *re.findall(r"`([^`\n]+)`", text)]
    lines = [line.split("#")[0].strip() for line in shown]
    return [shlex.split(line) for line in lines if re.match(r"(\.venv/bin/)?(fullcount [a-z]|make [a-z])", line)]


def tracked() -> list[Path]:
    """Return the files that belong to the repository (all that are here, where there is no git)."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode == 0:
        return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    hidden = {".venv", ".git", "__pycache__", "demo", "out", "data"}
    return [path for path in ROOT.rglob("*") if path.is_file() and not hidden & set(path.relative_to(ROOT).parts)]
