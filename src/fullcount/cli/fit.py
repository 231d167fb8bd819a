"""`fullcount fit`: refit the linkage model and the score; nothing else ever does."""

from pathlib import Path

import click

from fullcount.cli.options import DATA, SEED
from fullcount.cli.talk import plain, progress
from fullcount.core.errors import ConfigError, Fault

NO_LINKAGE = "Reports and crimes share nothing to compare: links rest on references alone, and no model is needed."
NO_SCORE = "Too few reports with words teach a score, or it is switched off: none was made."


@click.command("fit")
@click.argument("force", type=click.Path(file_okay=False, path_type=Path))
@DATA
@click.option(
    "--model",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the linkage model goes [default: FORCE/linkage.json]; the score and its card go beside it.",
)
@SEED
def command(force: Path, data: Path | None, model: Path | None, seed: int) -> None:
    """Fit the linkage model and the score to FORCE's extracts and freeze them in files that `run` then uses."""
    from fullcount.pipeline.fit import fit
    from fullcount.reading.score.card import model_card

    target = model or force / "linkage.json"
    if model is not None and not model.parent.is_dir():
        fault = Fault(str(model.parent), "is not a folder", "make it, or choose --model")
        raise ConfigError(f"{model} cannot be written", [fault])
    with progress(quiet=False) as step:
        made = fit(force, data, seed, step)
    if made.linkage is None:
        click.echo(NO_LINKAGE)
    else:
        _frozen(target, made.linkage.to_json())
        click.echo(plain(f"Fitted and frozen: {target} ({made.linkage.method})"))
    if made.score is None:
        click.echo(NO_SCORE)
    else:
        score = target.with_name("score.json")
        _frozen(score, made.score.to_json())
        _frozen(target.with_name("score.md"), model_card(made.score))
        click.echo(plain(f"Fitted and frozen: {score} (its model card: score.md)"))


def _frozen(target: Path, text: str) -> None:
    fresh = target.with_name(f"{target.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(target)
