"""Addresses of accounts."""

from fullcount.core.events import Kind
from fullcount.web.accounts import sign_in, views
from fullcount.web.accounts.roles import May
from fullcount.web.accounts.routes import public, route

_BEFORE = "nobody is signed in yet"
_FIRST = "the first of two factors: the sign-in leaves its event with the second, a failure leaves its own"

urlpatterns = [
    public("sign-in", sign_in.sign_in, "sign-in", why=_BEFORE, methods={"GET": _BEFORE, "POST": _FIRST}),
    public(
        "sign-in/code", sign_in.code, "sign-in-code", why=_BEFORE, methods={"GET": _BEFORE, "POST": Kind.ALTERATION}
    ),
    public(
        "sign-in/demo/<str:collar>", sign_in.demo_sign_in, "sign-in-demo", why="", methods={"POST": Kind.ALTERATION}
    ),
    route("sign-out", sign_in.sign_out, "sign-out", may=None, post=Kind.ALTERATION),
    route("people", views.people, "people", may=May.SEE_PEOPLE, get=Kind.CONSULTATION),
    route("people/new", views.people, "people-new", may=May.MANAGE_PEOPLE, post=Kind.ALTERATION),
    route("people/<str:key>", views.person, "person", may=May.SEE_PEOPLE, get=Kind.CONSULTATION),
    route("people/<str:key>/change", views.person, "person-change", may=May.MANAGE_PEOPLE, post=Kind.ALTERATION),
    route("alerts", views.alerts, "alerts", may=May.SEE_ALERTS, get=Kind.CONSULTATION),
]
