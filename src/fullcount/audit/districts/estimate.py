"""The recording rate of every district from a few reviews each, helped by score, groups and the other districts."""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from fullcount.audit.districts.cells import Bands, band_of, cells_of
from fullcount.audit.districts.direct import design_total, direct_share
from fullcount.audit.districts.posterior import TAUS, Posterior, posterior
from fullcount.audit.intervals import Floats
from fullcount.audit.results import Interval, Refusal

MOST_BANDS = 12
MOST_GROUPS = 6
LEAST_GROUP = 0.02
"""A group with a smaller share of the unlinked reports is counted among "other"."""
OTHER = "other"
FEWEST_REVIEWS = 100
FEWEST_FOUND = 10
"""Reviews of unlinked reports, and unrecorded crimes found by them, below which there is nothing to share out."""
DRAWS = 2000


@dataclass(frozen=True, slots=True)
class District:
    """One district: `rate` is recorded / (recorded + unrecorded); `direct` the same from its own reviews alone."""

    name: str
    unlinked: int
    recorded: int
    reviewed: int
    found: int
    rate: Interval | None
    unrecorded: Interval
    direct: Interval | None


@dataclass(frozen=True, slots=True)
class Districts:
    """All districts, in order of name; how much they differ (`tau`, standard deviation of the log odds of a miss);
    the force's unrecorded crimes as the model has them and as the draw alone has them."""

    rows: tuple[District, ...]
    tau: Interval
    modelled: Interval
    designed: Interval
    is_benchmarked: bool
    terms: tuple[str, ...]
    level: float


def districts(
    sample: pl.DataFrame, frame: pl.DataFrame, level: float = 0.95, seed: int = 1, *, is_benchmarked: bool = False
) -> Districts | Refusal:
    """Return the recording rate of every district of the frame, with its interval, or why there is none.

    `frame`, one row a report: report_id, district, linked, crimes_recorded and, where known, score (0 to 1) and group.
    `sample`, one row a reviewed report: report_id, crimes_disclosed, crimes_recorded, weight (the unlinked reports that
    it stands for). Reviews of linked reports say nothing here. A logistic model of "holds an unrecorded crime" on the
    score's logit and the group, with an intercept a district (Rao & Molina 2015, *Small Area Estimation*, 2nd edition,
    section 9.5), posterior as in `posterior`. The estimate is the posterior's median. With `is_benchmarked` every
    district is scaled so that they sum to the draw's own total (Rao & Molina, section 6.4.6).
    Refused: fewer than 100 reviews of unlinked reports, fewer than 10 of them with an unrecorded crime, one district.
    """
    unlinked = _placed(frame.filter(~pl.col("linked")))
    read = sample.join(unlinked, on="report_id", how="inner").with_columns(
        (pl.col("crimes_disclosed") - pl.min_horizontal("crimes_disclosed", "crimes_recorded")).alias("missed")
    )
    names = sorted(frame["district"].unique().to_list())
    found = int((read["missed"] > 0).sum())
    if len(names) < 2:
        return Refusal("The frame has one district: use `audit estimate`.")
    if read.height < FEWEST_REVIEWS or found < FEWEST_FOUND:
        return Refusal(
            f"Too few: {read.height:,} unlinked report(s) reviewed, {found:,} of them with an unrecorded crime; "
            f"at least {FEWEST_REVIEWS} and {FEWEST_FOUND} are needed."
        )
    bands = _bands(unlinked)
    shape = (len(names), max(len(bands.score), 1) * len(bands.groups))
    whole = _counted(unlinked, names, bands, pl.len(), shape)
    reviewed = _counted(read, names, bands, pl.len(), shape)
    hits = _counted(read, names, bands, (pl.col("missed") > 0).sum(), shape)
    cells = cells_of(reviewed[None], hits[None], (whole - reviewed)[None], bands, whole.sum(axis=0))
    rng = np.random.default_rng(seed)
    post = posterior(cells, rng, DRAWS)
    drawn = _crimes(post, read, names, rng)
    designed = _designed(unlinked, read, level)
    made = _rows(frame, unlinked, read, names, drawn, level)
    modelled = _interval(drawn.sum(axis=-1), level)
    if is_benchmarked and modelled.estimate > 0.0:
        made = tuple(_scaled(row, designed.estimate / modelled.estimate) for row in made)
    terms = (("score",) if len(bands.score) > 1 else ()) + (("group",) if len(bands.groups) > 1 else ())
    return Districts(made, _tau(post, level), modelled, designed, is_benchmarked, terms, level)


def _placed(unlinked: pl.DataFrame) -> pl.DataFrame:
    """Return the unlinked reports with their group, the rare ones together, and the band of their score."""
    score = unlinked["score"].to_numpy() if "score" in unlinked.columns else np.zeros(unlinked.height)
    group = pl.col("group").fill_null(OTHER) if "group" in unlinked.columns else pl.lit(OTHER)
    placed = unlinked.with_columns(group.alias("group"), pl.Series("band", band_of(score, MOST_BANDS)))
    counted = placed["group"].value_counts().sort(["count", "group"], descending=[True, False]).head(MOST_GROUPS)
    kept = counted.filter(pl.col("count") >= LEAST_GROUP * unlinked.height)["group"].to_list()
    return placed.with_columns(
        pl.when(pl.col("group").is_in(kept)).then("group").otherwise(pl.lit(OTHER)).alias("group")
    ).select("report_id", "district", "group", "band", pl.Series("score", score))


def _bands(unlinked: pl.DataFrame) -> Bands:
    scores = unlinked.group_by("band").agg(pl.col("score").mean()).sort("band")["score"].to_list()
    return Bands(tuple(scores) if len(scores) > 1 else (), tuple(sorted(unlinked["group"].unique().to_list())))


def _counted(rows: pl.DataFrame, names: list[str], bands: Bands, what: pl.Expr, shape: tuple[int, int]) -> Floats:
    counts = np.zeros(shape)
    place = {name: number for number, name in enumerate(names)}
    column = {name: number for number, name in enumerate(bands.groups)}
    for row in rows.group_by("district", "band", "group").agg(what.alias("n")).iter_rows(named=True):
        counts[place[row["district"]], row["band"] * len(bands.groups) + column[row["group"]]] = row["n"]
    return counts


def _crimes(post: Posterior, read: pl.DataFrame, names: list[str], rng: np.random.Generator) -> Floats:
    """Return draws of the unrecorded crimes of every district, shape (draws, D): found ones and those among the unread.

    Missed reports among the unread are binomial with the posterior's mean and variance; each holds as many crimes as
    those found did on average.
    """
    mean, variance = post.expected[0], post.variance[0]
    share = np.clip(1.0 - variance / np.maximum(mean, 1e-12), 1e-9, 1.0 - 1e-12)
    trials = np.maximum(np.round(mean / share), 1.0)
    reports = rng.binomial(trials.astype(np.int64), np.minimum(mean / trials, 1.0)).astype(np.float64)
    each = read.filter(pl.col("missed") > 0)["missed"].to_numpy().astype(np.float64)
    spread = float(each.std(ddof=1))
    per_report = each.mean() + spread / np.sqrt(len(each)) * rng.standard_normal((len(reports), 1))
    crimes = reports * np.maximum(per_report, 1.0) + spread * np.sqrt(reports) * rng.standard_normal(reports.shape)
    own = read.group_by("district").agg(pl.col("missed").sum())
    sums = dict(zip(own["district"].to_list(), own["missed"].to_list(), strict=True))
    known = np.array([float(sums.get(name, 0)) for name in names])
    total: Floats = known + np.maximum(crimes, reports)
    return total


def _rows(
    frame: pl.DataFrame, unlinked: pl.DataFrame, read: pl.DataFrame, names: list[str], drawn: Floats, level: float
) -> tuple[District, ...]:
    recorded = _by_district(frame.filter(pl.col("linked")), pl.col("crimes_recorded").sum())
    reports = _by_district(unlinked, pl.len())
    each = float(read.filter(pl.col("missed") > 0)["missed"].mean() or 1.0)  # type: ignore[arg-type]
    made = []
    for place, name in enumerate(names):
        own = read.filter(pl.col("district") == name)
        share = direct_share(
            (own["missed"] > 0).cast(pl.Float64).to_numpy(), own["weight"].cast(pl.Float64).to_numpy(), level
        )
        known, many = recorded.get(name, 0), reports.get(name, 0)
        unrecorded = _interval(drawn[:, place], level)
        direct = share and _rate(
            known, Interval(*(part * many * each for part in (share.estimate, share.low, share.high)))
        )
        hits = int((own["missed"] > 0).sum())
        made.append(District(name, many, known, own.height, hits, _rate(known, unrecorded), unrecorded, direct))
    return tuple(made)


def _by_district(rows: pl.DataFrame, what: pl.Expr) -> dict[str, int]:
    counted = rows.group_by("district").agg(what.alias("n"))
    return {name: int(n) for name, n in zip(counted["district"].to_list(), counted["n"].to_list(), strict=True)}


def _rate(recorded: int, unrecorded: Interval) -> Interval | None:
    """Return recorded / (recorded + unrecorded), the ends changing places; none where both are nought."""
    if recorded <= 0 and unrecorded.high <= 0.0:
        return None

    def at(missed: float) -> float:
        return recorded / (recorded + missed) if recorded + missed > 0.0 else 1.0

    return Interval(at(unrecorded.estimate), at(unrecorded.high), at(unrecorded.low))


def _scaled(row: District, by: float) -> District:
    unrecorded = Interval(*(part * by for part in (row.unrecorded.estimate, row.unrecorded.low, row.unrecorded.high)))
    return replace(row, unrecorded=unrecorded, rate=_rate(row.recorded, unrecorded))


def _interval(drawn: Floats, level: float) -> Interval:
    tail = (1.0 - level) / 2.0
    low, middle, high = np.quantile(drawn, (tail, 0.5, 1.0 - tail))
    return Interval(float(middle), float(low), float(high))


def _tau(post: Posterior, level: float) -> Interval:
    edges = np.cumsum(post.tau[0])
    tail = (1.0 - level) / 2.0
    at = [TAUS[min(int((edges < point).sum()), len(TAUS) - 1)] for point in (0.5, tail, 1.0 - tail)]
    return Interval(*at)


def _designed(unlinked: pl.DataFrame, read: pl.DataFrame, level: float) -> Interval:
    """Return the force's unrecorded crimes by bands of the score from the draw alone (`design_total`)."""
    weight = pl.col("weight").cast(pl.Float64)
    sums = read.group_by("band").agg(
        (weight * (pl.col("missed") > 0)).sum().alias("missed"),
        weight.sum().alias("weights"),
        (weight.sum() ** 2 / (weight**2).sum()).alias("size"),
    )
    both = unlinked.group_by("band").len().join(sums, on="band", how="left").sort("band").fill_null(0.0)
    each = float(read.filter(pl.col("missed") > 0)["missed"].mean() or 1.0)  # type: ignore[arg-type]
    total = design_total(
        both["len"].cast(pl.Float64).to_numpy(), both["missed"].to_numpy(), both["weights"].to_numpy(),
        both["size"].to_numpy(), level,
    )  # fmt: skip
    return Interval(*(part * each for part in (total.estimate, total.low, total.high)))
