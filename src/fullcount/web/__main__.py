"""`python -m fullcount.web`: the application's own commands (migrate, serve, people, trail_export, ...)."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fullcount.web.site.settings.local")
    execute_from_command_line(["fullcount-web", *sys.argv[1:]])
