"""Pages for what went wrong: they say what to do next and repeat nothing that was sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TOLD = {
    400: ("That could not be understood", "Go back, and try again."),
    403: ("You may not see or do this", "Nothing was shown or changed. Your system manager can tell you what your "
          "role may do."),
    404: ("There is no such page", "It may have been dealt with, or the address may be mistyped."),
    405: ("That cannot be done here", "Go back, and try again."),
    409: ("Somebody else was first", "The case was changed since you opened it. Nothing of yours was saved: open it "
          "again and look."),
    500: ("Something of ours went wrong", "Nothing was saved. Try again; if it goes wrong again, tell your system "
          "manager when it happened."),
}  # fmt: skip


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """Return the page of a status."""
    title, todo = TOLD[status]
    return render(request, "site/error.html", {"title": title, "todo": todo, "viewer": None, "menu": ()}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Return the page for what could not be understood."""
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Return the page for what one may not do."""
    return error_page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Return the page for a form that did not come from here, or from a session that has ended."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Return the page for what is not there."""
    return error_page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Return the page for a fault of ours."""
    return error_page(request, 500)
