"""Addresses of the desk: a case is named by a key that tells nothing, never by its log's number."""

from fullcount.core.events import Kind
from fullcount.web.accounts.roles import May
from fullcount.web.accounts.routes import route
from fullcount.web.desk import views

urlpatterns = [
    route("queue", views.queue, "queue", may=May.SEE_QUEUE, get=Kind.CONSULTATION),
    route("case/<str:key>", views.case, "case", may=May.SEE_CASE, get=Kind.CONSULTATION),
    route("case/<str:key>/decide", views.decide, "decide", may=May.DECIDE, post=Kind.ALTERATION),
    route("case/<str:key>/glass", views.glass, "glass", may=May.BREAK_GLASS, post=Kind.CONSULTATION),
]
