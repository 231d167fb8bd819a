"""Write the page of an invented result, to look at: python tools/preview_page.py audited page.html"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "unit"))

from figures import samples  # noqa: E402

from fullcount.figures.page import render_page  # noqa: E402

TEMPLATES = ROOT / "src" / "fullcount" / "figures" / "templates"


def main(which: str, target: str) -> None:
    """Write the page of the invented result named `which` (with '-' for a space) to the file `target`."""
    result = samples.ALL[which.replace("-", " ")]()
    page = render_page(
        result, (TEMPLATES / "page.html").read_text("utf-8"), (TEMPLATES / "page.css").read_text("utf-8")
    )
    Path(target).write_text(page, "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(f"usage: preview_page.py {'|'.join(samples.ALL).replace(' ', '-')} FILE")
    main(*sys.argv[1:])
