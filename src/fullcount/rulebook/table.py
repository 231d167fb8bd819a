"""The rulebook applied to a whole table of reports, as columnar expressions.

The answers are those of `case.decide`, row by row: a property test holds the two equal. Nothing here loops over rows.
"""

from collections.abc import Sequence

import polars as pl

from fullcount.core.facts import FACTS
from fullcount.core.states import Decision
from fullcount.rulebook import table_codes, table_crimes
from fullcount.rulebook.columns import encoded, expression
from fullcount.rulebook.condition import tests
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.rule import AnyRule, InForce
from fullcount.rulebook.vocabulary import RECORDING_WORDS

INSTANT = pl.Datetime("us", "UTC")
RESULT: dict[str, pl.DataType] = {
    "decision": pl.String(),
    "class": pl.String(),
    "extra_classes": pl.String(),
    "crimes_due": pl.UInt16(),
    "deadline": INSTANT,
    "reason": pl.String(),
    "rules": pl.UInt64(),
    "question": pl.String(),
    "certainty": pl.Float32(),
}
"""The columns of the result.

`decision`: a Decision; `class`: Home Office class of the principal crime due, null if none is; `extra_classes`:
further classes due beside it, joined by spaces; `crimes_due`: how many crimes should be recorded for the report, each
victim counted; `deadline`: by when, null where the report has no time; `reason`: a reason code of the pack; `rules`:
the rules that decided (`fired` names them); `question`: the one question that would settle most, or null;
`certainty`: 0 to 1, how sure an answer for that reason is.
"""


def apply(table: pl.DataFrame, pack: Pack) -> pl.DataFrame:
    """Return what should have been done with every report of `table`: same height, same order, columns of `RESULT`.

    `table` may have `reported_at`, `opening_class`, `closing_class`, `has_text` and any column of the vocabulary of
    facts; a column that is missing is unknown in every row.
    """
    frame = table.select(_inputs(table, pack))
    frame = frame.with_columns(_winner(pack, family.id) for family in pack.families)
    frame = frame.with_columns(table_codes.kinds(pack)).with_columns(_derived(pack))
    frame = frame.with_columns(
        _first_true(pack.recording).alias("ruling"),
        _first_true(pack.clock).alias("limit"),
        table_crimes.principal(pack),
    )
    return frame.select(_outputs(pack)).cast(dict(RESULT))  # type: ignore[arg-type]


def fired(mask: int, pack: Pack) -> list[str]:
    """Return the ids of the rules that a value of the column `rules` stands for, the ruling first."""
    return list(pack.trail.read(int(mask)))


def _inputs(table: pl.DataFrame, pack: Pack) -> list[pl.Expr]:
    rules: tuple[AnyRule, ...] = (*pack.recording, *pack.classification, *pack.counting)
    used = {test.fact for rule in rules for test in tests(rule.when)}
    used |= {rule.then.asks for rule in pack.classification if rule.then.asks} | {"number_of_victims"}
    inputs = encoded(table, [fact for fact in FACTS if fact.name in used])
    has_text = pl.col("has_text").fill_null(False) if "has_text" in table.columns else pl.lit(False)
    reported = pl.col("reported_at") if "reported_at" in table.columns else pl.lit(None)
    inputs += [has_text.cast(pl.Boolean).alias("has_text"), reported.cast(INSTANT).alias("reported_at")]
    inputs += table_codes.places(table, pack)
    # a select of literals alone would be one row high
    return [*inputs, pl.int_range(pl.len(), dtype=pl.UInt32).alias("row")]


def _in_force(in_force: InForce) -> pl.Expr | None:
    truth = None
    if in_force.starts is not None:
        truth = pl.col("reported_at") >= pl.lit(in_force.starts, dtype=INSTANT)
    if in_force.ends is not None:
        before = pl.col("reported_at") < pl.lit(in_force.ends, dtype=INSTANT)
        truth = before if truth is None else truth & before
    return truth


def truth(rule: AnyRule) -> pl.Expr:
    """Return whether a rule is true of each row: its condition, and in force when the report was made."""
    condition = expression(rule.when, RECORDING_WORDS)
    in_force = _in_force(rule.in_force)
    return condition if in_force is None else condition & in_force


def _first_true(rules: Sequence[AnyRule]) -> pl.Expr:
    """Return the place (1, 2, ...) of the first rule that is true, 0 where none is."""
    result: pl.Expr = pl.lit(0, dtype=pl.UInt8)
    for place in range(len(rules), 0, -1):
        result = pl.when(truth(rules[place - 1])).then(pl.lit(place, dtype=pl.UInt8)).otherwise(result)
    return result


def _winner(pack: Pack, family: str) -> pl.Expr:
    return _first_true(pack.of_family(family)).alias(f"family:{family}")


def _derived(pack: Pack) -> list[pl.Expr]:
    """Return the words of `vocabulary.INPUTS` that rest on the families and the codes."""
    alleged = {family.id: pl.col(f"family:{family.id}") > 0 for family in pack.families}
    victim = [alleged[family.id] for family in pack.families if not family.state_based]
    text = pl.any_horizontal(*alleged.values())
    codes = (pl.col("opened_crime"), pl.col("closed_crime"))
    code_victims = (pl.col("opened_victim"), pl.col("closed_victim"))
    return [
        text.alias("text_discloses_crime"),
        pl.any_horizontal(text, *codes).alias("crime_alleged"),
        pl.any_horizontal(*victim, *code_victims).alias("victim_crime_alleged"),
    ]


def _outputs(pack: Pack) -> list[pl.Expr]:
    rulings = [rule.then for rule in pack.recording]
    ruling = pl.col("ruling")
    is_record = _looked_up([r.decision is Decision.RECORD for r in rulings], pl.Boolean(), ruling)
    hours = _looked_up([rule.then.hours for rule in pack.clock], pl.Int64(), pl.col("limit"))
    return [
        _looked_up([r.decision.value for r in rulings], pl.String(), ruling).alias("decision"),
        *table_crimes.due(pack, is_record),
        (pl.col("reported_at") + pl.duration(hours=hours)).alias("deadline"),
        _looked_up([r.reason for r in rulings], pl.String(), ruling).alias("reason"),
        _trail(pack).alias("rules"),
        table_crimes.question(pack, is_record, _looked_up([r.question for r in rulings], pl.String(), ruling)),
        _looked_up([pack.certainty(r.reason) for r in rulings], pl.Float32(), ruling).alias("certainty"),
    ]


def _looked_up(values: Sequence[object], dtype: pl.DataType, place: pl.Expr) -> pl.Expr:
    """Return for each row the value at `place` (1, 2, ...); null at 0."""
    return pl.lit(pl.Series([None, *values], dtype=dtype)).gather(place)


def _trail(pack: Pack) -> pl.Expr:
    digits = ["ruling", "limit", *(f"family:{family.id}" for family in pack.families)]
    total: pl.Expr = pl.lit(0, dtype=pl.UInt64)
    for column, weight in zip(digits, pack.trail.weights, strict=True):
        total = total + pl.col(column).cast(pl.UInt64) * pl.lit(weight, dtype=pl.UInt64)
    return total
