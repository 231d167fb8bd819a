"""The pages that belong to no app: the front page and the health of the installation."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fullcount.web.site.jinja import page


def home(request: HttpRequest) -> HttpResponse:
    """Return what the person's role may do."""
    return render(request, "site/home.html", page(request))


def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Return "ok" where the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
