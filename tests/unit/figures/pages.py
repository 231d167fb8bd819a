"""A page of a sample, and what its HTML holds."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from fullcount.figures.page import render_page

TEMPLATES = Path(__file__).parents[3] / "src/fullcount/figures/templates"
TEMPLATE = (TEMPLATES / "page.html").read_text("utf-8")
STYLE = (TEMPLATES / "page.css").read_text("utf-8")
VOID = {"meta", "link", "br", "hr", "img"}


def page_of(result: dict[str, Any]) -> str:
    return render_page(result, TEMPLATE, STYLE)


class Outline(HTMLParser):
    """Every element of a page with its attributes, the words a reader sees, and whether all elements are closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.words.append(data)

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())
