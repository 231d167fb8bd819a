"""What somebody typed into a form."""

from django.http import HttpRequest

from fullcount.web.site.neutral import neutral


def said(request: HttpRequest, name: str, most: int) -> str:
    """Return a field of the form that was sent: without blanks around it, neutral, and no longer than `most`."""
    return neutral(request.POST.get(name, "")[: 2 * most]).strip()[:most]
