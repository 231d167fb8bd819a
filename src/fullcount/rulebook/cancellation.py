"""Whether crimes that were cancelled or transferred were rightly so (CRR p25-26).

An extract holds a code, a class and perhaps a reason: these are judged at first depth. Where the table also holds words
of the vocabulary of proposals, each cancellation is judged by the rules on proposals as well, and what they decide
counts.
"""

import polars as pl

from fullcount.core.facts import FACT, TOPICS
from fullcount.core.states import Decision
from fullcount.rulebook.columns import encoded, expression
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.proposal_table import apply_outcomes
from fullcount.rulebook.vocabulary import CANCELLATION_WORDS

SELF_DEFENCE_CLASSES = ("8N", "104", "105A")
INFORMATION = "later_information"
MISSING = {
    INFORMATION: "cancellation-information-not-told", "decided_by_rank": "cancellation-decider-not-told",
    "other_force_number": "cancellation-number-not-told",
}  # fmt: skip
"""The reason that says what is missing, by the fact that a rule asks for."""
SAID = frozenset(fact.name for topic in TOPICS if topic.id == "proposals" for fact in topic.facts)


def apply_cancellations(table: pl.DataFrame, pack: Pack) -> pl.DataFrame:
    """Return for each cancelled crime `valid` (null: cannot be known), `reason`, `rule` (the one that decided, or that
    asks) and `question` (what is missing, where nothing decides), in the same order.

    `table` has one row a cancelled crime: `cancelled_code` (C1 to C5, or text that begins so; null: none was given),
    `cancelled_evidence_given` (Boolean; null: the extract cannot say) and `class` (Home Office class recorded). A
    column that is missing is unknown in every row: a force that does not supply codes is not thereby found wrong.
    """
    frame = first_depth(table)
    verdict: pl.Expr = pl.lit(None, dtype=pl.Boolean)
    reason: pl.Expr = pl.lit(None, dtype=pl.String)
    rule_id: pl.Expr = pl.lit(None, dtype=pl.String)
    for rule in reversed(pack.cancellation):
        truth = expression(rule.when, CANCELLATION_WORDS)
        verdict = pl.when(truth).then(pl.lit(rule.then.valid, dtype=pl.Boolean)).otherwise(verdict)
        reason = pl.when(truth).then(pl.lit(rule.then.reason)).otherwise(reason)
        rule_id = pl.when(truth).then(pl.lit(rule.id)).otherwise(rule_id)
    nothing = pl.lit(None, dtype=pl.String).alias("question")
    found = frame.select(verdict.alias("valid"), reason.alias("reason"), rule_id.alias("rule"), nothing)
    return _deeper(table, found, pack) if SAID & set(table.columns) else found


def first_depth(table: pl.DataFrame) -> pl.DataFrame:
    """Return the words of `CANCELLATION_WORDS` as the rules of first depth read them, a row a cancellation."""
    frame = table.select(_code(table), _evidence(table), _class(table), pl.int_range(pl.len()).alias("row"))
    return frame.select(*encoded(frame, CANCELLATION_WORDS.values()), "row")


def _deeper(table: pl.DataFrame, found: pl.DataFrame, pack: Pack) -> pl.DataFrame:
    """Let the rules on proposals decide where something is said that decides.

    Where they leave it open and the extract gives reasons, that a criterion is an allowed one settles nothing: it stays
    unknown, and what is missing is asked. Only what speaks against the cancellation at first depth (no code, no
    information) stands.
    """
    code = _code(table).replace({"absent": None, "other": None}).alias("cancellation")
    coded = table.drop("cancellation", "outcome", "question", strict=False).with_columns(code)
    answers = apply_outcomes(coded, pack)
    told = answers.select("decision", "decided_by", pl.col("question").alias("asked"))
    frame = pl.concat([found, told, coded.select("cancellation")], how="horizontal")
    fails = pl.col("decision") == Decision.CANCELLATION_INVALID.value
    stands = pl.col("decision") == Decision.CANCELLATION_VALID.value
    supplied = pl.lit("cancelled_evidence_given" in table.columns)
    open_ = ~fails & ~stands & pl.col("cancellation").is_not_null()
    asks = supplied & open_ & pl.col("valid").ne_missing(pl.lit(value=False))
    missing = pl.col("decided_by").replace_strict(_missing(pack), default=MISSING[INFORMATION], return_dtype=pl.String)
    return frame.select(
        pl.when(fails).then(False).when(stands).then(True).when(~asks).then("valid").alias("valid"),
        pl.when(fails).then(pl.lit("cancellation-fails-a-rule"))
        .when(stands).then(pl.lit("cancellation-stands"))
        .when(asks).then(missing).otherwise("reason").alias("reason"),
        pl.when(fails | asks).then("decided_by").when(~stands).then("rule").alias("rule"),
        pl.when(asks).then("asked").alias("question"),
    )  # fmt: skip


def _missing(pack: Pack) -> dict[str, str]:
    """Return of each rule that asks something which reason says what is missing."""
    asking = {rule.id: rule.then.question for rule in pack.outcomes if rule.then.question is not None}
    about = {FACT[name].question: reason for name, reason in MISSING.items()}
    return {name: about.get(question, MISSING[INFORMATION]) for name, question in asking.items()}


def _code(table: pl.DataFrame) -> pl.Expr:
    if "cancelled_code" not in table.columns:
        return pl.lit(None, dtype=pl.String).alias("cancelled_code")
    text = pl.col("cancelled_code").cast(pl.String).str.strip_chars().str.to_uppercase()
    code = text.str.extract(r"^(C[1-5])\b", 1)
    is_blank = text.is_null() | (text == "")
    return pl.when(is_blank).then(pl.lit("absent")).otherwise(code.fill_null("other")).alias("cancelled_code")


def _evidence(table: pl.DataFrame) -> pl.Expr:
    if "cancelled_evidence_given" not in table.columns:
        return pl.lit(None, dtype=pl.Boolean).alias("evidence_given")
    return pl.col("cancelled_evidence_given").cast(pl.Boolean).alias("evidence_given")


def _class(table: pl.DataFrame) -> pl.Expr:
    if "class" not in table.columns:
        return pl.lit(None, dtype=pl.Boolean).alias("self_defence_class")
    return pl.col("class").cast(pl.String).is_in(list(SELF_DEFENCE_CLASSES)).alias("self_defence_class")
