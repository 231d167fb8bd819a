"""Addresses of the trail."""

from fullcount.core.events import Kind
from fullcount.web.accounts.roles import May
from fullcount.web.accounts.routes import route
from fullcount.web.trail import views

urlpatterns = [
    route("search", views.search, "trail-search", may=May.SEARCH_TRAIL, get="an empty form"),
    route("found", views.found, "trail-found", may=May.SEARCH_TRAIL, post=Kind.CONSULTATION),
    route("root", views.root, "trail-root", may=May.EXPORT_TRAIL, get="a count and a hash, of nobody"),
    route("export", views.export, "trail-export", may=May.EXPORT_TRAIL, post=Kind.DISCLOSURE),
]
