"""`fullcount serve`: the web application on this machine, as a process in this one's place."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from fullcount.core.errors import ConfigError, Fault

NEEDED = ("django", "csp", "django_otp", "govuk_frontend_jinja", "gunicorn", "whitenoise")


@click.command("serve")
@click.option(
    "--desk",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("desk"),
    show_default=True,
    help="The folder that holds the desk: its database and keys.",
)
@click.option("--port", type=click.IntRange(1, 65535), default=8017, show_default=True, help="Port at 127.0.0.1.")
@click.option(
    "--synthetic", is_flag=True, help="One account a role, to sign in to by a button: a synthetic force only."
)
@click.option(
    "--delivery",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A delivery (fullcount deliver) to bring to the desk first.",
)
def command(desk: Path, port: int, synthetic: bool, delivery: Path | None) -> None:
    """Serve the desk to people at this machine, until Ctrl+C. A force's own installation: docs/web.md."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise ConfigError(
            "the web application is not installed",
            [Fault("fullcount[web]", f"{', '.join(missing)} cannot be found", "pip install fullcount[web]")],
        )
    desk.mkdir(parents=True, exist_ok=True, mode=0o700)
    asked = [sys.executable, "-m", "fullcount.web", "serve", "--port", str(port), *(["--people"] if synthetic else [])]
    asked += ["--delivery", str(delivery.resolve())] if delivery else []
    settings = {"FULLCOUNT_DESK": str(desk.resolve()), "DJANGO_SETTINGS_MODULE": "fullcount.web.site.settings.local"}
    sys.stdout.flush()
    os.execve(sys.executable, asked, {**os.environ, **settings})  # noqa: S606  (a signal reaches the server itself)
