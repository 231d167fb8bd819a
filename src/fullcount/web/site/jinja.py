"""The templates: Jinja2, everything escaped, everything neutral."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from fullcount.web.accounts.roles import ROLES
from fullcount.web.site.menu import MENU
from fullcount.web.site.neutral import neutral


class Templates(Jinja2):
    """Django's backend, with each app's templates in its `templates` folder."""

    app_dirname = "templates"


def environment(**options: Any) -> Environment:
    """Return the environment of every page."""
    ours: BaseLoader = options.pop("loader")
    loader = ChoiceLoader([ours, PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})])
    options |= {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(loader=loader, finalize=_finalize, **options)  # noqa: S701  (autoescape is in the options)
    made.globals |= {"static": static, "url": _url, "demo": lambda: settings.DEMO}
    made.filters |= {"moment": moment, "words": lambda text: str(text).replace("-", " ")}
    return made


def _finalize(value: Any) -> Any:
    """Return what is printed in a value's place: text loses what could hide or turn other text."""
    if isinstance(value, Markup):
        return Markup(neutral(str(value)))  # noqa: S704  (was safe before: characters are only replaced)
    return neutral(value) if isinstance(value, str) else value


def _url(name: str, *given: Any, **named: Any) -> str:
    return reverse(name, args=given or None, kwargs=named or None)


def moment(at: datetime | None) -> str:
    """Return a moment as people read it here: 3 May 2026, 14:05."""
    if at is None:
        return "not known"
    local = timezone.localtime(at)
    return f"{local.day} {local:%B %Y, %H:%M}"


def page(request: Any, **given: Any) -> Mapping[str, Any]:
    """Return what a template is given: what the view found, who is looking, and where they may go."""
    viewer = getattr(request, "viewer", None)
    here = request.resolver_match.view_name if request.resolver_match else ""
    held = [ROLES[role] for role in viewer.roles] if viewer else []
    items = [{"value": role.name, "text": role.title} for role in ROLES.values()]
    return {"viewer": viewer, "menu": MENU, "here": here, "roles": held, "role_items": items, "wrong": "", **given}
