"""The app's name among Django's."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """`trail` in tables and migrations."""

    name = "fullcount.web.trail"
    label = "trail"
