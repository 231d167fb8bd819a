"""Public sets whose true pairs are known: FEBRL and Splink's pair of transaction tables, by Splink and by us.

Both engines are given the same blocks, levels and fitted model. FEBRL is one table with duplicates: a pair is said
where it is more likely than not. The transactions are two tables of which each row has one match: Splink's own best
links against our assignment.
"""

import logging
import os
from pathlib import Path

import duckdb
import polars as pl

from fullcount.linking.assignment import assigned
from fullcount.linking.comparisons import Block, Comparison, Level
from fullcount.linking.model import LinkageModel, splink_settings
from fullcount.linking.sql import weighing
from fullcount.pipeline.judging.link import _expected, _levels, rounded
from fullcount.pipeline.judging.scoring import scored

DATA = Path(os.environ.get("FULLCOUNT_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
FOLDER = DATA / "linkage_truth"
Pairs = set[tuple[int, int]]


def _near(name: str, letters: int = 1) -> Comparison:
    near = f"abs(length({name}_l) - length({name}_r)) <= {letters} AND damerau_levenshtein({name}_l, {name}_r)"
    steps = (Level("same", f"{name}_l = {name}_r"), Level("a letter off", f"{near} <= {letters}"))
    alike = Level("alike", f"jaro_winkler_similarity({name}_l, {name}_r) >= 0.85")
    return Comparison(name, (name,), (*steps, alike))


def _block(*columns: str) -> Block:
    rule = " AND ".join(f"l.{column} = r.{column}" for column in columns)
    return Block(" and ".join(columns), columns, rule)


FEBRL = (
    [_near(n) for n in ("given_name", "surname", "address_1", "suburb", "postcode", "date_of_birth", "soc_sec_id")],
    [_block("soc_sec_id"), _block("date_of_birth"), _block("surname", "given_name"), _block("postcode", "surname"),
     _block("address_1"), _block("given_name", "suburb"), _block("street_number", "suburb")],
)  # fmt: skip
TRANSACTIONS = (
    [
        Comparison("amount", ("amount",), (
            Level("same", "amount_l = amount_r"), Level("1%", "abs(amount_l - amount_r) <= 0.01 * amount_l"),
            Level("5%", "abs(amount_l - amount_r) <= 0.05 * amount_l"),
        )),
        Comparison("day", ("day",), tuple(
            Level(f"{n} later", f"day_r - day_l = {n}") for n in (1, 2, 3, 0, 4, 5)
        )),
        Comparison("memo", ("memo",), (
            Level("same", "memo_l = memo_r"), Level("begins as", "starts_with(memo_r, memo_l)"),
            Level("first six", "left(memo_l, 6) = left(memo_r, 6)"),
            Level("alike", "jaro_winkler_similarity(memo_l, memo_r) >= 0.8"),
        )),
    ],
    [_block("amount"), _block("memo"), _block("start", "pounds"), _block("start", "day"), _block("start", "next")],
)  # fmt: skip


def public_sets() -> list[str]:
    """Return the table of both engines on every set; a line that says so where the sets are absent."""
    if not FOLDER.is_dir():
        return ["The public sets are not here (set FULLCOUNT_DATA).", ""]
    rows = []
    for number in (1, 2, 3):
        rows += _febrl(pl.read_parquet(FOLDER / f"febrl{number}.parquet"), f"FEBRL {number}")
    rows += _transactions()
    return [
        "Fitted without labels (u from random pairs, m by expectation-maximisation, both Splink's).", "",
        "| set | engine | pairs true | said | precision | recall | F1 |", "|---|---|---|---|---|---|---|", *rows, "",
    ]  # fmt: skip


def _row(name: str, engine: str, said: Pairs, true: Pairs) -> str:
    right = len(said & true)
    precision, recall = right / max(1, len(said)), right / len(true)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"| {name} | {engine} | {len(true):,} | {len(said):,} | {precision:.2%} | {recall:.2%} | **{f1:.4f}** |"


def _fitted(sides: list[pl.DataFrame], comparisons: list[Comparison], blocks: list[Block], prior: float, kind: str):
    """Return a Splink linker fitted to these sides, its settings' link type, and the same model as ours."""
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.CRITICAL)
    connection = duckdb.connect(config={"threads": 1})

    def linker_of(model: LinkageModel | None):
        api = DuckDBAPI(connection)
        given = [
            api.register(
                side.to_arrow(compat_level=pl.CompatLevel.oldest()), dataset_display_name=f"side_{n}_{id(api)}"
            )
            for n, side in enumerate(sides)
        ]
        settings = splink_settings(comparisons, blocks, model) | {"link_type": kind}
        return Linker(given if len(given) > 1 else given[0], settings, log_level=logging.CRITICAL,
                      validate_settings=False)  # fmt: skip

    linker = linker_of(None)
    linker.training.estimate_u_using_random_sampling(
        max_pairs=1_000_000, seed=1, min_count_per_level=None, num_chunks=1
    )
    u = _levels(linker, comparisons, "u")
    m = _expected(linker, comparisons, blocks, (sides[0], sides[-1]))
    names = tuple(c.name for c in comparisons)
    model = LinkageModel(names, tuple(b.name for b in blocks), rounded(m), rounded(u), prior, "EM")
    return linker_of(model), model


def _ours(sides: list[pl.DataFrame], parts, model: LinkageModel) -> pl.DataFrame:
    comparisons, blocks = parts
    left, right = sides[0], sides[-1]
    found = scored(left, right, comparisons, blocks, weighing(comparisons, model.m, model.u, -model.prior_bits - 7))
    weight = pl.col("weight") + model.prior_bits
    return found.select(
        left["unique_id"].gather(found["lrow"]).alias("l"), right["unique_id"].gather(found["rrow"]).alias("r"),
        weight.alias("weight"), (1 / (1 + 2.0**-weight)).alias("probability"),
    )  # fmt: skip


def _febrl(frame: pl.DataFrame, name: str) -> list[str]:
    kept = frame.with_columns(
        pl.int_range(pl.len()).alias("unique_id"), pl.col("rec_id").str.extract(r"rec-(\d+)-").alias("entity")
    )
    same = kept.select("unique_id", "entity")
    pairs = same.join(same, on="entity", suffix="_r").filter(pl.col("unique_id") < pl.col("unique_id_r"))
    true = set(pairs.select("unique_id", "unique_id_r").iter_rows())
    comparisons, blocks = FEBRL
    prior = len(true) / (kept.height * (kept.height - 1) / 2)
    side = kept.drop("rec_id", "entity")
    linker, model = _fitted([side], comparisons, blocks, prior, "dedupe_only")
    made = linker.inference.predict(threshold_match_probability=0.5).as_duckdbpyrelation()
    splinks = made.select("unique_id_l, unique_id_r").fetchall()
    ours = _ours([side], FEBRL, model).filter((pl.col("l") < pl.col("r")) & (pl.col("probability") >= 0.5))
    return [
        _row(name, "Splink", {(min(pair), max(pair)) for pair in splinks}, true),
        _row(name, "Fullcount", set(ours.select("l", "r").iter_rows()), true),
    ]


def _transactions() -> list[str]:
    sides = []
    for number, name in enumerate(("origin", "destination")):
        frame = pl.read_parquet(FOLDER / f"splink_transactions_{name}.parquet")
        day = pl.col("transaction_date").cast(pl.Date).to_physical().cast(pl.Int64)
        sides.append(frame.with_columns(
            day.alias("day"), (day - number).alias("next"), pl.col("memo").str.slice(0, 6).alias("start"),
            pl.col("amount").floor().cast(pl.Int64).alias("pounds"),
        ))  # fmt: skip
    truth = sides[0].join(sides[1], on="ground_truth", suffix="_r").select("unique_id", "unique_id_r")
    true = set(truth.iter_rows())
    comparisons, blocks = TRANSACTIONS
    given = [side.drop("ground_truth", "transaction_date") for side in sides]
    linker, model = _fitted(given, comparisons, blocks, 1 / sides[0].height, "link_only")
    found = linker.inference.predict(threshold_match_probability=0.01)
    rows = found.as_duckdbpyrelation().select("unique_id_l, unique_id_r, match_probability").fetchall()
    ours = _ours(given, TRANSACTIONS, model)
    named = ours.select(
        pl.col("l").cast(pl.String).alias("report_id"), pl.col("r").cast(pl.String).alias("crime_id"),
        "probability", "weight", pl.lit(None, dtype=pl.Float64).alias("gap"),
    )  # fmt: skip
    one_to_one = {(int(left), int(right)) for left, right, _ in assigned(named).iter_rows()}
    name = "transactions"
    return [
        _row(name, "Splink, more likely than not", {row[:2] for row in rows if row[2] >= 0.5}, true),
        _row(name, "Splink, the best of each origin", _best(rows), true),
        _row(name, "Fullcount, one to one", one_to_one, true),
    ]


def _best(rows: list[tuple[int, int, float]]) -> Pairs:
    best: dict[int, tuple[float, int]] = {}
    for left, right, probability in sorted(rows):
        if probability >= 0.5 and probability > best.get(left, (0.0, 0))[0]:
            best[left] = (probability, right)
    return {(left, right) for left, (_, right) in best.items()}
