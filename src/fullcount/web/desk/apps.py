"""The app's name among Django's."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """`desk` in tables and migrations."""

    name = "fullcount.web.desk"
    label = "desk"
