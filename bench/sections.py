"""Each bench writes a section of its own into the results and leaves those of the others as they are."""

from pathlib import Path


def written(results: Path, text: str) -> None:
    """Put a section, whose first line is its heading, in the place of an older one of that name, or at the end."""
    heading = text.split("\n", 1)[0]
    lines = results.read_text(encoding="utf-8").splitlines() if results.is_file() else []
    first = lines.index(heading) if heading in lines else len(lines)
    last = next((n for n in range(first + 1, len(lines)) if lines[n].startswith("# ")), len(lines))
    parts = ("\n".join(lines[:first]).rstrip(), text.rstrip(), "\n".join(lines[last:]).rstrip())
    results.write_text("\n\n".join(part for part in parts if part) + "\n", encoding="utf-8")
