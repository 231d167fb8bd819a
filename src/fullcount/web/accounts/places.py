"""From which place somebody signs in: a browser that is known, or an address."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from fullcount.web.accounts.actions import hashed

COOKIE, SALT = "fullcount-browser", "fullcount.browser"
KNOWN_FOR = 90 * 24 * 3600


def place_of(request: HttpRequest, collar: str) -> str:
    """Return the place of an attempt on an account: its own browser where the cookie says so, else the address."""
    try:
        known = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KNOWN_FOR)
    except signing.BadSignature:
        known = None
    if isinstance(known, list) and len(known) == 2 and known[0] == hashed(collar):
        return hashed(f"browser {known[1]}")
    return hashed(f"address {address(request)}")


def remember(response: HttpResponse, request: HttpRequest, collar: str, nonce: str) -> None:
    """Have the browser known for this account from now on."""
    value = signing.dumps([hashed(collar), nonce], salt=SALT)
    response.set_cookie(COOKIE, value, max_age=KNOWN_FOR, httponly=True, samesite="Strict", secure=request.is_secure())


def address(request: HttpRequest) -> str:
    """Return the address a request came from, as our own proxies tell it; what a client says of itself is not heard."""
    proxies = getattr(settings, "PROXIES", 0)
    told = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if one.strip()]
    if proxies and len(told) >= proxies:
        return str(told[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))
