"""The one page: a self-contained HTML file, with no script and nothing from outside."""

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from fullcount.figures.view import page_view
from fullcount.figures.wording import visible


def render_page(result: Mapping[str, Any], template: str, style: str) -> str:
    """Return the page of one result as HTML; the same result gives the same bytes.

    `result` is the content of result.json (see result.schema.json), `template` and `style` the texts of
    templates/page.html and templates/page.css. Whatever the result holds is written as text, never as markup.
    Raises ValueError where the style would end its own element, jinja2.UndefinedError where the template names
    what the view has not: faults of ours.
    """
    if "</" in style:
        raise ValueError("the style must not hold '</': it would end its element")
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    view = page_view(result)
    return environment.from_string(template).render(view, style=Markup(style))  # noqa: S704


def _harmless(value: object) -> object:
    """Return text with its hidden characters made visible; what is already markup stays as it is."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value
