"""The app's name among Django's."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """`site` in tables and migrations."""

    name = "fullcount.web.site"
    label = "site"
