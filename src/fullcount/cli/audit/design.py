"""The options by which a design is asked, of a plan, a seal and a draw alike."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from fullcount.audit.planning.design import Design

WAYS = ("proportional", "neyman", "score", "chance")
AT_LEAST = click.IntRange(0, 1_000_000_000)
LEAST, MERGE_BELOW = 5, 50


def design_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return the command with the options that decide which strata are drawn from, and how many of each."""
    options = (
        click.option(
            "--allocate",
            type=click.Choice(WAYS),
            help="How reviews are shared out: by size; by size and spread; over strata of the score; each report a "
            "chance by its score [default: proportional].",
        ),
        click.option(
            "--linked",
            type=click.Choice(["draw", "known"]),
            help="Draw from linked reports too, or take their crimes as known [default: draw if proportional, else "
            "known].",
        ),
        click.option("--least", type=AT_LEAST, help="Reports of each stratum at least [default: 5]."),
        click.option(
            "--merge-below",
            type=AT_LEAST,
            help="Strata of fewer reports are merged with their kin [default: 50].",
        ),
        click.option(
            "--new-score", is_flag=True, help="The score is new: share out more of the reviews by size alone."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def is_asked(given: dict[str, Any]) -> bool:
    """Say whether any option of the design was given."""
    names = ("allocate", "linked", "least", "merge_below")
    return any(given[name] is not None for name in names) or given["new_score"]


def design_of(given: dict[str, Any], n: int) -> "Design":
    """Return the design that the options ask, with `n` reports."""
    from fullcount.audit.planning.design import Allocate, Design
    from fullcount.audit.scored.cuts import EVENLY, EVENLY_UNTRIED

    allocate = Allocate(given["allocate"] or "proportional")
    linked = given["linked"] or ("draw" if allocate is Allocate.PROPORTIONAL else "known")
    return Design(
        n,
        allocate,
        LEAST if given["least"] is None else given["least"],
        MERGE_BELOW if given["merge_below"] is None else given["merge_below"],
        EVENLY_UNTRIED if given["new_score"] else EVENLY,
        leaves_out_linked=linked == "known",
    )
