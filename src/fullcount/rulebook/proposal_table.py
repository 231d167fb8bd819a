"""Proposed outcomes and cancellations of a whole table: the answers of `judge_proposal`, row by row."""

from collections.abc import Mapping

import polars as pl

from fullcount.core.facts import FACT, FACTS
from fullcount.core.states import Decision
from fullcount.rulebook.columns import encoded, expression
from fullcount.rulebook.condition import Value
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.proposal import charge, rules_for
from fullcount.rulebook.proposal_words import FROM_APRIL_2020, named, proposal_words
from fullcount.rulebook.rule import Finding, Rule, Standing
from fullcount.rulebook.vocabulary import CANCELLATIONS, OUTCOME_WORDS, OUTCOMES, PROPOSAL_INPUTS

RECORD = ("class", "code", "charged")
FACTS_OF_THE_WORDS = ("domestic", "risk_level", "relationship", "victim_age_group", "rape_disclosed")
ANSWER = {"decision": pl.String, "decided_by": pl.String, "question": pl.String}


def apply_outcomes(table: pl.DataFrame, pack: Pack) -> pl.DataFrame:
    """Return for each proposal its `decision`, the first rule that decided and the `question` to ask, in order.

    `table` has one row a proposal: `outcome` or `cancellation`, `class` and `code` recorded, `charged` (codes or
    classes apart by spaces), `recorded_at` (instant), `closed_at` (instant: which rules were in force), and any facts
    of the vocabulary. A column that is missing is unknown in every row.
    """
    frame = _prepared(table, pack).with_row_index("row")
    parts = [
        _judged(part, str(name), pack)
        for (name,), part in frame.partition_by("proposed", as_dict=True).items()
        if name is not None
    ]
    answers = pl.concat(parts) if parts else pl.DataFrame(schema={"row": pl.UInt32, **ANSWER})
    made = frame.select("row").join(answers, on="row", how="left", maintain_order="left").drop("row")
    return made.with_columns(pl.col("decision").fill_null(Decision.NOT_YET_KNOWN.value))


def _prepared(table: pl.DataFrame, pack: Pack) -> pl.DataFrame:
    """Return the facts as the rules read them, the words of the record and the charge, and what is proposed."""
    texts = [_text(table, name).alias(name) for name in (*RECORD, "outcome", "cancellation")]
    moments = [_moment(table, name).alias(name) for name in ("recorded_at", "closed_at")]
    names = [fact.name for fact in FACTS]
    both = table.with_columns(*encoded(table, FACTS), *texts, *moments)
    both = both.select(*names, *RECORD, "outcome", "cancellation", "recorded_at", "closed_at")
    upper = [pl.col(name).str.strip_chars().str.to_uppercase() for name in ("cancellation", "outcome")]
    proposed = both.with_columns(
        pl.when(upper[0].is_not_null())
        .then(pl.when(upper[0].is_in(CANCELLATIONS)).then(upper[0]))
        .when(upper[1].is_in(OUTCOMES))
        .then(upper[1])
        .alias("proposed")
    )
    return _worded(proposed, pack)


def _text(table: pl.DataFrame, name: str) -> pl.Expr:
    return pl.col(name).cast(pl.String) if name in table.columns else pl.lit(None, dtype=pl.String)


def _moment(table: pl.DataFrame, name: str) -> pl.Expr:
    if name not in table.columns or table.schema[name] == pl.Null:
        return pl.lit(None, dtype=pl.Datetime("us", "UTC"))
    return pl.col(name)


def _worded(frame: pl.DataFrame, pack: Pack) -> pl.DataFrame:
    """Add the words of the record and the charge, worked out once for each different record, charge and their facts."""
    frame = frame.with_columns((pl.col("recorded_at") < pl.lit(FROM_APRIL_2020)).alias("early"))
    keys = [*RECORD, *FACTS_OF_THE_WORDS, "early"]
    names = [name for name in PROPOSAL_INPUTS if name not in ("outcome", "cancellation")]
    rows = []
    for row in frame.select(keys).unique(maintain_order=True).iter_rows(named=True):
        known: dict[str, Value | None] = {name: _told(name, row[name]) for name in FACTS_OF_THE_WORDS}
        charged = [charge(pack, text) for text in (row["charged"] or "").split()]
        words = proposal_words(pack, named(pack, row["class"] or None, row["code"] or None), charged, None, known)
        rows.append({key: row[key] for key in keys} | words | {"recorded_before_april_2020": row["early"]})
    schema = {key: frame.schema[key] for key in keys} | dict.fromkeys(names, pl.Boolean)
    words_table = pl.DataFrame(rows, schema=schema)
    return frame.join(words_table, on=keys, how="left", nulls_equal=True, maintain_order="left")


def _told(name: str, value: object) -> Value | None:
    """Return the value of a fact from its encoded form."""
    if value is None:
        return None
    values = FACT[name].values
    return values[value] if values and isinstance(value, int) else bool(value)


def _judged(frame: pl.DataFrame, name: str, pack: Pack) -> pl.DataFrame:
    rules = rules_for(name, pack)
    word, places = ("cancellation", CANCELLATIONS) if name in CANCELLATIONS else ("outcome", OUTCOMES)
    other = "outcome" if word == "cancellation" else "cancellation"
    made = frame.with_columns(
        pl.lit(places.index(name), dtype=pl.UInt8).alias(word), pl.lit(None, dtype=pl.UInt8).alias(other)
    )
    truths = made.select("row", *(_truth(rule).alias(rule.id) for rule in rules))
    standings: Mapping[Standing, list[Rule[Finding]]] = {
        standing: [rule for rule in rules if rule.then.standing is standing] for standing in Standing
    }
    is_cancellation = name in CANCELLATIONS
    invalid = Decision.CANCELLATION_INVALID if is_cancellation else Decision.OUTCOME_INVALID
    doubtful = Decision.NOT_YET_KNOWN if is_cancellation else Decision.OUTCOME_QUESTIONABLE
    valid = Decision.CANCELLATION_VALID if is_cancellation else Decision.OUTCOME_VALID
    first = {standing: _first(standings[standing], "id") for standing in Standing}
    decided = (
        pl.when(first[Standing.FAULT].is_not_null()).then(pl.lit(invalid.value))
        .when(first[Standing.DOUBT].is_not_null()).then(pl.lit(doubtful.value))
        .when(first[Standing.OPEN].is_not_null()).then(pl.lit(Decision.NOT_YET_KNOWN.value))
        .otherwise(pl.lit(valid.value))
    )  # fmt: skip
    open_ = decided == Decision.NOT_YET_KNOWN.value
    return truths.select(
        "row",
        decided.alias("decision"),
        pl.coalesce([first[Standing.FAULT], first[Standing.DOUBT], first[Standing.OPEN]]).alias("decided_by"),
        pl.when(open_).then(_first(standings[Standing.OPEN], "question")).alias("question"),
    )


def _first(rules: list[Rule[Finding]], part: str) -> pl.Expr:
    """Return the id, or the question, of the first of some rules that is true; null where none is."""
    found: pl.Expr = pl.lit(None, dtype=pl.String)
    for rule in reversed(rules):
        told = rule.id if part == "id" else rule.then.question
        found = pl.when(pl.col(rule.id)).then(pl.lit(told, dtype=pl.String)).otherwise(found)
    return found


def _truth(rule: Rule[Finding]) -> pl.Expr:
    """Return whether a rule is true: its condition, and in force on the day of closing."""
    truth = expression(rule.when, OUTCOME_WORDS)
    if not rule.in_force.has_limits:
        return truth
    closed, in_force = pl.col("closed_at"), pl.lit(True)
    if rule.in_force.starts is not None:
        in_force = in_force & (closed >= pl.lit(rule.in_force.starts))
    if rule.in_force.ends is not None:
        in_force = in_force & (closed < pl.lit(rule.in_force.ends))
    return truth & in_force
