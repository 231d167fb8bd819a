"""A page of the documentation carries the table that its simulation printed, between two marks, and nothing by hand."""

from pathlib import Path

BEGIN, END = "<!-- simulated -->", "<!-- /simulated -->"


def page_written(page: Path, text: str) -> None:
    """Put `text` between the two marks of the page, which must be there once each, in that order."""
    whole = page.read_text(encoding="utf-8")
    if whole.count(BEGIN) != 1 or whole.count(END) != 1 or whole.index(BEGIN) > whole.index(END):
        raise SystemExit(f"{page} needs one {BEGIN} and, after it, one {END}")
    before, rest = whole.split(BEGIN)
    _, after = rest.split(END)
    page.write_text(f"{before}{BEGIN}\n\n{text.strip()}\n\n{END}{after}", encoding="utf-8")
