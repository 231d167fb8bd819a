"""`fullcount audit draw`: which reports are read, by a public seed; or whether a draw was what its manifest says."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fullcount.cli.audit.design import design_options, is_asked
from fullcount.cli.audit.shown import CHART, SOME, Audited, Target, drawn, kept_apart, shown
from fullcount.cli.audit.terms import DRAWN_SEED, FIXED, FROM, INSPECTOR, TO, terms_given
from fullcount.cli.options import FORMAT
from fullcount.cli.talk import plain

if TYPE_CHECKING:
    from fullcount.audit.planning.manifest import Terms
    from fullcount.pipeline.auditing.drawing import Draw

THERE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("draw", cls=Audited)
@click.argument("frame", type=THERE)
@click.option("--n", type=SOME, help="Reports to be drawn.")
@DRAWN_SEED
@FROM
@TO
@FIXED
@click.option("--seal", "sealed", type=THERE, help="The seal published before: it says all but the seed.")
@click.option("--force", is_flag=True, help="Draw although the seed was fixed after the window closed; it is written.")
@INSPECTOR
@click.option("--beside", type=THERE, help="With --inspector: the force's manifest, to say how far both overlap.")
@design_options
@click.option("--out", type=Target(), help="Where the sample goes: .csv for a spreadsheet, or .parquet.")
@click.option("--manifest", type=Target(), help="Where the manifest goes (JSON).")
@click.option("--frame-out", type=Target(), help="Where the frame goes with the strata drawn from, for the estimate.")
@click.option("--reviewers", default="", metavar="A,B,C", help="Who reads first; they take turns.")
@click.option("--second-markers", default="", metavar="D,E", help="Who reads half of it again, blind.")
@click.option("--second-out", type=Target(), help="Where their part goes [default: beside the sample, .second].")
@click.option("--verify", type=THERE, metavar="MANIFEST", help="Draw nothing: say whether MANIFEST tells this draw.")
@click.option("--sample", type=THERE, help="With --verify: the sample to be compared as well.")
@click.option("--expect", metavar="SHA256", help="With --verify: the hash that was published of the manifest.")
@FORMAT
@CHART
def command(frame: Path, **given: Any) -> None:
    """Draw the reports to be read from FRAME (CSV or Parquet), or verify a draw.

    Within each stratum reports are ordered by SHA-256 of "SEED draw REPORT_ID", so that anybody can check it.
    """
    if given["verify"] is not None:
        _verify(frame, given)
        return
    from fullcount.pipeline.auditing.drawing import Files, altered_ids, draw_of, marked, write_draw

    if given["out"] is None or given["manifest"] is None:
        raise click.UsageError("say where it goes: --out SAMPLE.csv --manifest M.json")
    second = given["second_out"] or given["out"].with_name(f"{given['out'].stem}.second{given['out'].suffix}")
    targets = {"--out": given["out"], "--manifest": given["manifest"], "--second-out": second}
    targets |= {f"--{name.replace('_', '-')}": given[name] for name in ("frame_out", "chart") if given[name]}
    kept_apart({"FRAME": frame}, targets)
    terms, seal_hash = _terms(given)
    if terms.is_late and not given["force"]:
        raise click.UsageError(
            "the seed was fixed after the window closed, when it could be chosen for its draw; --force draws all the "
            "same, and the manifest says so"
        )
    made = draw_of(frame, terms, given["seed"], seal_hash)
    who = marked(made, _names(given["reviewers"]), _names(given["second_markers"]))
    overlap = None if given["beside"] is None else _overlap(frame, made, given["beside"])
    write_draw(made, who, Files(given["out"], given["manifest"], second, given["frame_out"]))
    result = _result(made, terms, len(who.second), overlap)
    if given["out"].suffix.lower() == ".csv" and (odd := altered_ids(made.made.reports)):
        result["warnings"].append(
            f"{odd:,} report id(s) could be taken for a formula and are marked in the CSV; a .parquet has them as "
            "they are."
        )
    if given["chart"] is not None:
        from fullcount.figures.charts.audit_draw import draw_chart

        drawn(draw_chart(result), given["chart"])
    files = [given["out"], given["manifest"], second, *([given["frame_out"]] if given["frame_out"] else [])]
    shown(result, [*_lines(result), f"Written: {', '.join(map(str, files))}"], given["form"])


def _names(text: str) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))


def _terms(given: dict[str, Any]) -> "tuple[Terms, str | None]":
    """Return the terms by the seal, if there is one, else by the options; and the seal's own hash."""
    if given["sealed"] is None:
        return terms_given(given), None
    from fullcount.audit.planning.manifest import SEAL, seed_hash, terms_of
    from fullcount.pipeline.auditing.drawing import read_told

    said = ("n", "window_from", "window_to", "seed_fixed_at")
    if is_asked(given) or given["inspector"] or any(given[name] is not None for name in said):
        raise click.UsageError("the seal says what is drawn and how: beside it give only --seed and the files")
    body, own = read_told(given["sealed"], SEAL)
    if given["seed"] is None or seed_hash(given["seed"]) != body.get("seed_sha256"):
        raise click.UsageError("the seed is not the one that was sealed")
    return terms_of(body), own


def _overlap(frame: Path, made: "Draw", other: Path) -> int:
    """Return how many reports both draws hold. Raises InputError where the other was not drawn from this frame."""
    from fullcount.core.errors import Fault, InputError
    from fullcount.pipeline.auditing.verifying import verified

    again, _, differences = verified(frame, other)
    if differences:
        raise InputError(
            "The two draws cannot be set beside each other",
            [Fault(other.name, "does not tell a draw from this frame", "give the frame that both were drawn from")],
        )
    if again.manifest["seed"] == made.manifest["seed"]:
        raise click.UsageError("the inspector's seed is the force's: it must be the inspector's own")
    theirs = set(again.made.reports["report_id"].to_list())
    return len(theirs & set(made.made.reports["report_id"].to_list()))


def _result(made: "Draw", terms: "Terms", second: int, overlap: int | None) -> dict[str, Any]:
    warnings = []
    if terms.is_late:
        warnings.append("The seed was fixed after the window closed: it could have been chosen for its draw.")
    if made.made.layout.left_out:
        warnings.append(f"{made.made.layout.left_out:,} linked reports are taken as known and were not drawn.")
    return {
        "n": made.made.reports.height, "drawn_by": str(terms.purpose), "manifest_sha256": made.sha256,
        "frame_sha256": made.manifest["frame"]["sha256"], "seed": made.manifest["seed"],
        "strata": [{**one, "draw": one["drawn"]} for one in made.manifest["strata"]],
        "second_marking": second, "overlap": overlap, "warnings": warnings,
    }  # fmt: skip


def _lines(result: dict[str, Any]) -> list[str]:
    lines = [
        f"{result['n']:,} reports drawn from {len(result['strata']):,} strata; {result['second_marking']:,} of them go "
        "blind to a second marker.",
        f"SHA-256 of the manifest: {result['manifest_sha256']}",
        f"SHA-256 of the frame:    {result['frame_sha256']}",
    ]
    if result["overlap"] is not None:
        lines.append(f"{result['overlap']:,} of them are in the force's own sample too.")
    return lines + [f"Note: {warning}" for warning in result["warnings"]]


def _verify(frame: Path, given: dict[str, Any]) -> None:
    from fullcount.core.errors import Fault, InputError
    from fullcount.pipeline.auditing.verifying import not_covered, verified

    again, own, differences = verified(frame, given["verify"], given["sample"], given["sealed"])
    if given["expect"] is not None and given["expect"].strip().lower() != own:
        differences.append("manifest: its hash is not the one that was published")
    if differences:
        raise InputError(
            "The draw is not what the manifest says", [Fault(where, "differs") for where in map(plain, differences)]
        )
    beyond = not_covered(again, is_published=given["expect"] is not None, is_sealed=given["sealed"] is not None)
    result = {"equal": True, "n": again.made.reports.height, "manifest_sha256": own, "not_covered": beyond}
    lines = [
        f"Equal: {result['n']:,} reports, drawn again from the frame, are those of the manifest"
        + (" and of the sample." if given["sample"] is not None else "."),
        f"SHA-256 of the manifest: {own}",
        *(f"Not covered: {what}" for what in beyond),
    ]
    shown(result, lines, given["form"])
