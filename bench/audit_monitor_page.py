"""The page on monitoring carries every section on it in the results, whichever script wrote it last."""

from pathlib import Path

from sections import written
from simulated_pages import page_written

ROOT = Path(__file__).parents[1]
RESULTS, PAGE = ROOT / "bench" / "RESULTS.md", ROOT / "docs" / "audit" / "monitor.md"
HEADINGS = tuple(f"# Audit: monitoring, {what}" for what in ("reviews needed", "ever wrong", "alarms"))


def section_written(text: str) -> None:
    """Put a section (its first line one of HEADINGS) into the results, and all of them between the page's marks."""
    if text.split("\n", 1)[0] not in HEADINGS:
        raise SystemExit("a section of this page is headed as HEADINGS say")
    written(RESULTS, text)
    lines = RESULTS.read_text(encoding="utf-8").splitlines()
    shown = []
    for heading in HEADINGS:
        if heading in lines:
            first = lines.index(heading) + 1
            last = next((n for n in range(first, len(lines)) if lines[n].startswith("# ")), len(lines))
            title = heading.removeprefix("# Audit: monitoring, ")
            shown.append(f"### {title[0].upper()}{title[1:]}\n\n" + "\n".join(lines[first:last]).strip())
    page_written(PAGE, "\n\n".join(shown))
