"""Every address, app by app."""

from django.urls import include, path

from fullcount.web.accounts.routes import public, route
from fullcount.web.site import views

urlpatterns = [
    route("", views.home, "home", may=None, get="shows no personal data"),
    public("health", views.health, "health", why="watched by a program; tells only whether the database answers"),
    path("", include("fullcount.web.accounts.urls")),
    path("desk/", include("fullcount.web.desk.urls")),
    path("trail/", include("fullcount.web.trail.urls")),
]
handler400 = "fullcount.web.site.errors.bad_request"
handler403 = "fullcount.web.site.errors.forbidden"
handler404 = "fullcount.web.site.errors.not_found"
handler500 = "fullcount.web.site.errors.broken"
