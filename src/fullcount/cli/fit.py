"""`fullcount fit`: refit the linkage model; nothing else ever does."""

from pathlib import Path

import click

from fullcount.cli.options import DATA, SEED
from fullcount.cli.talk import plain, progress
from fullcount.core.errors import ConfigError, Fault


@click.command("fit")
@click.argument("force", type=click.Path(file_okay=False, path_type=Path))
@DATA
@click.option(
    "--model",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the model goes [default: FORCE/linkage.json].",
)
@SEED
def command(force: Path, data: Path | None, model: Path | None, seed: int) -> None:
    """Fit the linkage model to FORCE's extracts and freeze it in a file that `run` then uses."""
    from fullcount.pipeline.fit import fit

    target = model or force / "linkage.json"
    if model is not None and not model.parent.is_dir():
        fault = Fault(str(model.parent), "is not a folder", "make it, or choose --model")
        raise ConfigError(f"{model} cannot be written", [fault])
    with progress(quiet=False) as step:
        made = fit(force, data, seed, step)
    if made is None:
        click.echo(
            "Reports and crimes share nothing to compare: links rest on references alone, and no model is needed."
        )
        return
    fresh = target.with_name(f"{target.name}.new")
    fresh.write_text(made.to_json(), encoding="utf-8")
    fresh.replace(target)
    click.echo(plain(f"Fitted and frozen: {target} ({made.method})"))
