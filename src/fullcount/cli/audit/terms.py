"""The terms of a seal or a draw: window, seed, the moment at which the seed was fixed, and by whom it is drawn."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fullcount.cli.audit.design import design_of

if TYPE_CHECKING:
    from fullcount.audit.planning.manifest import Terms


class Seed(click.ParamType):  # type: ignore[type-arg]  # click 8.1 has no argument
    """Digits, kept as they were written: 0012 is another seed than 12."""

    name = "digits"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from fullcount.audit.planning.manifest import SEEDS, is_seed

        if not is_seed(str(value)):
            self.fail(f"a seed is {SEEDS}", param, ctx)
        return str(value)


DRAWN_SEED = click.option("--seed", type=Seed(), help="Digits, thrown in public: twenty throws of a ten-sided die.")
FROM = click.option("--window-from", type=click.DateTime(["%Y-%m-%d"]), help="First day of the reports drawn from.")
TO = click.option(
    "--window-to", type=click.DateTime(["%Y-%m-%d"]), help="Last day; the window closes at its end (UTC)."
)
FIXED = click.option(
    "--seed-fixed-at",
    type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d"]),
    help="When the seed was fixed, UTC [default: now].",
)
INSPECTOR = click.option("--inspector", is_flag=True, help="The inspector's own draw, with the inspector's own seed.")


def terms_given(given: dict[str, Any]) -> "Terms":
    """Return the terms that the options ask. Raises UsageError where one is missing."""
    from fullcount.audit.planning.manifest import Terms
    from fullcount.audit.planning.order import Purpose

    missing = [name for name in ("n", "seed", "window_from", "window_to") if given[name] is None]
    if missing:
        raise click.UsageError("also give " + ", ".join(f"--{name.replace('_', '-')}" for name in missing))
    first, last = given["window_from"].date(), given["window_to"].date()
    if first > last or last == date.max:
        raise click.UsageError("--window-to is before --window-from")
    fixed = given["seed_fixed_at"]
    moment = datetime.now(UTC) if fixed is None else fixed.replace(tzinfo=UTC)
    purpose = Purpose.INSPECTOR if given["inspector"] else Purpose.DRAW
    return Terms(purpose, design_of(given, given["n"]), first, last, moment.replace(microsecond=0))


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet. Raises StoreError where it is."""
    from fullcount.core.errors import Fault, StoreError

    if path.exists():
        fault = Fault(str(path), "is there already", "choose another name, or move it away")
        raise StoreError("A seal does not write over a file", [fault])
    path.write_text(text, encoding="utf-8")
