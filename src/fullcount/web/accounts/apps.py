"""The app's name among Django's."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """`accounts` in tables and migrations."""

    name = "fullcount.web.accounts"
    label = "accounts"
