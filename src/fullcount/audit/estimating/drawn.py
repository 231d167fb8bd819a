"""How the sample was drawn, as its columns tell it: cells, chances, clusters; and what contradicts itself."""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from scipy import special

from fullcount.audit.estimating.asked import Asked, Way
from fullcount.audit.estimating.by_spread import FEWEST_CLUSTERS
from fullcount.audit.estimating.cells import Cells, cells_of
from fullcount.audit.estimating.clustered import clusters_of
from fullcount.audit.estimating.frame import Framed
from fullcount.audit.estimating.reviewed import Reviewed
from fullcount.audit.intervals import Floats
from fullcount.audit.results import Refusal
from fullcount.audit.survey.design import Codes, Design, design

UNLIKE = 1.01
"""Chances of which the greatest is beyond this many times the least are unlike."""
BY_CHANCE = 1e-4
"""How rarely a simple sample may read the strata as unevenly before it is said not to be one."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The way to estimate, the cells, the weights where reports had unlike chances, and the design where the variance
    comes from clusters or chances. `or_else` is how else the sample may have been drawn, where nothing tells."""

    way: Way
    cells: Cells
    weight: Floats | None = None
    design: Design | None = None
    warnings: tuple[str, ...] = ()
    or_else: "Drawn | None" = None

    @property
    def named(self) -> str:
        """Return the words that go before the name of an interval over cells."""
        words = "weighted, " if self.weight is not None else ""
        if self.cells.is_cut:
            return words + "score-stratified "
        return words + ("stratified " if len(self.cells.size) > 1 else "")

    @property
    def size(self) -> float:
        """Return the reports of the part of the frame that the sample speaks for."""
        return float(self.cells.size.sum())


def drawn_of(reviews: Reviewed, frame: Framed, asked: Asked) -> Drawn | Refusal:
    """Return how the sample was drawn, and so how to estimate, or why it cannot be told.

    Chosen from what is there unless `asked.way` says: clusters if whole clusters were drawn, else chances if they are
    unlike, else cells by score where the frame has scores, else strata, else one cell. The inspectorate's way uses
    neither scores nor what linking knows. Where the sample names clusters and the frame does not, nothing tells
    whether clusters were drawn: then the other way is given too (`or_else`).
    """
    drawn = _drawn(reviews, frame, asked)
    in_doubt = asked.way is not Way.CLUSTERS and frame.cluster is None
    if isinstance(drawn, Refusal) or drawn.way is not Way.CLUSTERS or not in_doubt:
        return drawn
    one_by_one = _drawn(replace(reviews, table=reviews.table.drop("cluster")), frame, asked)
    return drawn if isinstance(one_by_one, Refusal) else replace(drawn, or_else=one_by_one)


def _drawn(reviews: Reviewed, frame: Framed, asked: Asked) -> Drawn | Refusal:
    said = list(reviews.warnings) + list(frame.warnings)
    chance = _chance(reviews, frame)
    cluster = clusters_of(reviews, frame, asked.way, said)
    why = _lacking(asked.way, reviews, frame, has_clusters=cluster is not None)
    if why:
        return Refusal(why)
    way = asked.way
    if way in (Way.AUTO, Way.INSPECTORATE):
        has_scores = frame.fold is not None or (frame.score is not None and not asked.is_score_learnt_here)
        has_scores = has_scores and way is Way.AUTO
        way = _chosen(cluster is not None, chance is not None, has_scores, frame.stratum is not None)
    cells = cells_of(
        reviews, frame, by_score=way is Way.SCORED or (way is Way.PROBABILITIES and asked.way is not Way.INSPECTORATE),
        by_strata=way is not Way.SIMPLE, is_simple=chance is None,
    )  # fmt: skip
    if isinstance(cells, Refusal):
        return cells
    if chance is not None and frame.stratum is None and "stratum" in reviews.table.columns:
        cells = _strata_by_chance(reviews, cells, chance) or cells
        chance = None if len(cells.size) > 1 else chance
        way = Way.STRATIFIED if way is Way.PROBABILITIES and chance is None else way
    why = _too_small(reviews, frame) or _fault(reviews, frame, asked, cells, said) or _too_few(way, reviews, cluster)
    if why:
        return Refusal(why)
    unlike = _unlike(reviews, frame, asked.way)
    said += [*cells.warnings, *([unlike] if unlike else [])]
    if cells.is_cut and frame.fold is None and frame.stratum is None and chance is None:
        said.append("The scores are taken to be older than these reviews; one learnt from them would make it too sure.")
    weight = None if chance is None else 1.0 / chance
    if way is Way.SCORED and not cells.is_cut:
        way = Way.STRATIFIED if len(cells.strata) > 1 else Way.SIMPLE
    made = None
    if way is Way.CLUSTERS or way is Way.DIFFERENCE or (way is Way.PROBABILITIES and not cells.is_cut):
        own = cells.size[cells.cell] / cells.read[cells.cell] if weight is None else weight
        layer = None if way is Way.PROBABILITIES else cells.stratum[cells.cell]
        layer = layer if layer is None or cluster is None or _is_nested(layer, cluster) else None
        made = design(own, cluster=cluster if way is not Way.PROBABILITIES else None, stratum=layer)
    return Drawn(way, cells, weight, made, tuple(dict.fromkeys(said)))


def _lacking(way: Way, reviews: Reviewed, frame: Framed, *, has_clusters: bool) -> str:
    """Return what the way that was asked for needs and does not have; nothing where it has it."""
    columns = reviews.table.columns
    needs = {
        Way.SCORED: (
            frame.score is not None or frame.fold is not None,
            "a FRAME in which every report that is not linked has a score",
        ),
        Way.DIFFERENCE: (_is_scored(frame), "a FRAME in which every report that could be drawn has a score"),
        Way.CLUSTERS: (has_clusters, "a cluster for each review, and clusters with more than one"),
        Way.PROBABILITIES: ("inclusion_probability" in columns, "an inclusion_probability for each review"),
        Way.STRATIFIED: (
            frame.stratum is not None or {"stratum", "inclusion_probability"} <= set(columns),
            "a FRAME with strata, or strata with an inclusion_probability",
        ),
    }  # fmt: skip
    has, what = needs.get(way, (True, ""))
    return "" if has else f"The {way} way needs {what}."


def _is_scored(frame: Framed) -> bool:
    """Say whether every report of the part drawn from has a score: the linked ones too, if any was reviewed."""
    if frame.score is None or frame.row is None:
        return False
    has_linked = frame.is_linked is None or bool(frame.is_linked[frame.row].any())
    return not (has_linked and bool(np.isnan(frame.score).any()))


def _chosen(has_clusters: bool, has_chances: bool, has_scores: bool, has_strata: bool) -> Way:
    if has_clusters:
        return Way.CLUSTERS
    if has_chances:
        return Way.PROBABILITIES
    if has_scores:
        return Way.SCORED
    return Way.STRATIFIED if has_strata else Way.SIMPLE


def _chance(reviews: Reviewed, frame: Framed) -> Floats | None:
    """Return the chances where they are unlike inside a stratum whose size the frame tells; else they add nothing."""
    if "inclusion_probability" not in reviews.table.columns:
        return None
    chance = reviews.table["inclusion_probability"].cast(pl.Float64).to_numpy()
    layer = np.zeros(reviews.n, np.int64)
    if frame.stratum is not None and frame.row is not None:
        layer = frame.stratum[frame.row]
    most, least = (np.full(layer.max() + 1, start) for start in (0.0, 1.0))
    np.maximum.at(most, layer, chance)
    np.minimum.at(least, layer, chance)
    is_alike = np.all(most[layer] <= least[layer] * (1.0 + 1e-6))
    return None if is_alike else chance


def _unlike(reviews: Reviewed, frame: Framed, way: Way) -> str:
    """Return that the simple way was asked for of a sample whose own columns say that it was not simple."""
    if way is not Way.SIMPLE:
        return ""
    said = "The simple way takes all reports as drawn alike, but {}: the figure is biased. Leave --method out."
    if "inclusion_probability" in reviews.table.columns:
        chance = reviews.table["inclusion_probability"].cast(pl.Float64).to_numpy()
        if chance.max() > UNLIKE * chance.min():
            return said.format(f"their chances run from {chance.min():.4g} to {chance.max():.4g}")
    if frame.stratum is None or frame.row is None:
        return ""
    inside = np.ones(frame.size, np.bool_)
    if frame.is_linked is not None and not frame.is_linked[frame.row].any():
        inside = ~frame.is_linked
    held = np.bincount(frame.stratum[inside], minlength=len(frame.strata)).astype(np.float64)
    read = np.bincount(frame.stratum[frame.row], minlength=len(frame.strata))[held > 0]
    wanted = held[held > 0] * reviews.n / held.sum()
    far = ((read - wanted) ** 2 / wanted).sum()
    if len(wanted) > 1 and special.chdtrc(len(wanted) - 1, far) < BY_CHANCE:
        shares = read / held[held > 0]
        return said.format(f"of the strata from {shares.min():.1%} to {shares.max():.1%} were read")
    return ""


def _strata_by_chance(reviews: Reviewed, cells: Cells, chance: Floats) -> Cells | None:
    """Return strata whose sizes are told by one chance for all their reports; none where chances differ inside."""
    names = sorted(set(reviews.table["stratum"].cast(pl.String).to_list()))
    place = {name: code for code, name in enumerate(names)}
    code = np.array([place[name] for name in reviews.table["stratum"].cast(pl.String).to_list()], np.int64)
    sizes = []
    for number in range(len(names)):
        inside = chance[code == number]
        if inside.max() > inside.min() * (1.0 + 1e-6):
            return None
        sizes.append(len(inside) / float(inside[0]))
    size = np.array(sizes) * float(cells.size.sum()) / sum(sizes)
    return Cells(
        code,
        size,
        np.arange(len(names)),
        tuple(names),
        np.zeros(len(names), np.bool_),
        is_cut=False,
        warnings=cells.warnings,
    )


def _too_small(reviews: Reviewed, frame: Framed) -> str:
    if "inclusion_probability" not in reviews.table.columns:
        return ""
    least = 1.0 / frame.size / 1000.0
    below = int((reviews.table["inclusion_probability"].cast(pl.Float64) < least).sum())
    return (
        "" if not below else f"{below:,} inclusion probabilities are below a thousandth of one report of the frame's."
    )


def _fault(reviews: Reviewed, frame: Framed, asked: Asked, cells: Cells, said: list[str]) -> str:
    table, size = reviews.table, float(cells.size.sum())
    if frame.row is None and "score" in table.columns:
        said.append("Scores help only where the whole frame has them; without a FRAME they are not used.")
    has_chances = "inclusion_probability" in table.columns
    if frame.stratum is None and "stratum" in table.columns and not has_chances:
        said.append(
            "How many reports each stratum holds is not known, so the sample is taken to be drawn in proportion; give "
            "a FRAME with strata, or inclusion_probability."
        )
    if frame.fold is not None:
        said.append("Each part of the reviews is stratified by the score that was fitted without it.")
    elif asked.is_score_learnt_here:
        said.append(
            "The score was learnt from these reviews, so it is not used; score each part by a fit to the others."
        )
    if not has_chances:
        return ""
    weight = 1.0 / table["inclusion_probability"].cast(pl.Float64).to_numpy()
    counted = float(weight.sum()) * (1.0 + reviews.unreadable / reviews.n)
    error = float(np.sqrt((weight * np.maximum(weight - 1.0, 0.0)).sum()))
    off = abs(counted - size)
    if off > 6.0 * error and off > 0.1 * size:
        return (
            f"The inclusion probabilities say that the sample stands for about {counted:,.0f} reports, but it is to "
            f"stand for {size:,.0f}; one of the two is wrong (was only a part of the frame drawn from?)."
        )
    if off > 4.0 * error and off > 0.02 * size:
        said.append(
            f"The inclusion probabilities add up to {counted:,.0f} reports, the frame to {size:,.0f}; the weights are "
            "scaled to the frame."
        )
    return ""


def _too_few(way: Way, reviews: Reviewed, cluster: Codes | None) -> str:
    if way is not Way.CLUSTERS or cluster is None:
        return ""
    clusters = int(cluster.max()) + 1
    if clusters < FEWEST_CLUSTERS:
        return (
            f"Only {clusters} clusters were drawn ({reviews.n:,} reviews); an interval needs {FEWEST_CLUSTERS} or more."
            " If reports were drawn one by one, say --method simple or leave the column cluster out."
        )
    return ""


def _is_nested(layer: Codes, cluster: Codes) -> bool:
    pairs = np.unique(np.stack([layer, cluster]), axis=1).shape[1]
    return bool(pairs == int(cluster.max()) + 1)
