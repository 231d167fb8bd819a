"""`fullcount fit`: refit the linkage model; nothing else ever does."""

from pathlib import Path

import click

from fullcount.cli.talk import progress


@click.command("fit")
@click.argument("force", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where the extracts lie, if not in FORCE.",
)
@click.option(
    "--model",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the model goes [default: FORCE/linkage.json].",
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
def command(force: Path, data: Path | None, model: Path | None, seed: int) -> None:
    """Fit the linkage model to FORCE's extracts and freeze it in a file that `run` then uses."""
    from fullcount.pipeline.fit import fit

    target = model or force / "linkage.json"
    with progress(quiet=False) as step:
        made = fit(force, data, seed, step)
    if made is None:
        click.echo(
            "Reports and crimes share nothing to compare: links rest on references alone, and no model is needed."
        )
        return
    target.write_text(made.to_json(), encoding="utf-8")
    click.echo(f"Fitted and frozen: {target} ({made.method})")
