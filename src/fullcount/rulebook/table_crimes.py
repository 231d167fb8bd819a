"""How many crimes and of which classes, for a whole table: the principal crime and those counted in addition to it."""

from collections.abc import Sequence
from itertools import product

import polars as pl

from fullcount.rulebook.columns import expression
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.rule import Counting, Family, Offence, Rule
from fullcount.rulebook.severity import NONE
from fullcount.rulebook.vocabulary import REPORT_WORDS

MOST = 60_000
_NONE = pl.lit(NONE, dtype=pl.UInt16)


def _slot(pack: Pack, family: Family) -> pl.Expr:
    slots = [NONE, *(pack.severity.of_rule[rule.id] for rule in pack.of_family(family.id))]
    return pl.lit(pl.Series(slots, dtype=pl.UInt16)).gather(pl.col(f"family:{family.id}"))


def _counted_apart(pack: Pack) -> dict[str, list[Rule[Counting]]]:
    """Return the families that some rule counts in addition, with those rules."""
    found: dict[str, list[Rule[Counting]]] = {}
    for rule in pack.counting:
        if rule.then.family is not None:
            found.setdefault(rule.then.family, []).append(rule)
    return found


def _in_addition(rules: list[Rule[Counting]]) -> pl.Expr:
    """Return whether a family is counted in addition in each row: some rule is true (unknown counts as not)."""
    reported = pl.col("reported_at")
    truths = []
    for rule in rules:
        truth = expression(rule.when, REPORT_WORDS)
        if rule.in_force.starts is not None:
            truth = truth & (reported >= pl.lit(rule.in_force.starts, dtype=pl.Datetime("us", "UTC")))
        if rule.in_force.ends is not None:
            truth = truth & (reported < pl.lit(rule.in_force.ends, dtype=pl.Datetime("us", "UTC")))
        truths.append(truth.fill_null(False))
    return pl.any_horizontal(*truths)


def principal(pack: Pack) -> pl.Expr:
    """Return the slot of the principal crime as column `principal`, NONE where nothing is alleged.

    In this order: the most serious crime of the text that is not counted in addition; one that is, unless it is an
    offence against the state; the crime that the codes stand for; an offence against the state.
    """
    apart = _counted_apart(pack)
    ordinary, added, state = [], [], []
    for family in pack.families:
        slot = _slot(pack, family)
        if family.state_based:
            state.append(slot)
        elif family.id in apart:
            ordinary.append(pl.when(_in_addition(apart[family.id])).then(_NONE).otherwise(slot))
            added.append(slot)
        else:
            ordinary.append(slot)
    result: pl.Expr = pl.min_horizontal(_NONE, *state)
    for better in (pl.col("coded"), pl.min_horizontal(_NONE, *added), pl.min_horizontal(_NONE, *ordinary)):
        result = pl.when(better < NONE).then(better).otherwise(result)
    return result.alias("principal")


def due(pack: Pack, is_record: pl.Expr) -> list[pl.Expr]:
    """Return `class`, `extra_classes` and `crimes_due` for the rows that `is_record`; none elsewhere."""
    slots = pack.severity.slots
    place = pl.when(is_record & (pl.col("principal") < NONE)).then(pl.col("principal")).otherwise(len(slots))
    names = pl.Series([*(slot.class_ for slot in slots), None], dtype=pl.String)
    per_victim = pl.Series([*(slot.per_victim for slot in slots), False], dtype=pl.Boolean)
    victims = pl.col("number_of_victims").fill_null(1).clip(1, MOST)
    counted_victims = any(rule.then.per for rule in pack.counting)
    principals = pl.when(pl.lit(per_victim).gather(place)).then(victims if counted_victims else 1).otherwise(1)
    extras, number = _extras(pack)
    return [
        pl.lit(names).gather(place).alias("class"),
        pl.when(is_record).then(extras).otherwise(pl.lit("")).alias("extra_classes"),
        pl.when(is_record).then(principals + number).otherwise(0).alias("crimes_due"),
    ]


def _extras(pack: Pack) -> tuple[pl.Expr, pl.Expr]:
    """Return the further classes joined by spaces, and how many there are: those counted in addition, what is
    counted as the principal is left out.
    """
    apart = _counted_apart(pack)
    digits: list[list[str]] = []
    index: pl.Expr = pl.lit(0, dtype=pl.UInt32)
    number: pl.Expr = pl.lit(0, dtype=pl.Int32)
    for family in pack.families:
        if family.id not in apart:
            continue
        rules = pack.of_family(family.id)
        winner = pl.col(f"family:{family.id}")
        is_other = _is_other(pack, family, rules, winner)
        counts = (winner > 0) & _in_addition(apart[family.id]) & is_other
        index = index * (len(rules) + 1) + pl.when(counts).then(winner).otherwise(0).cast(pl.UInt32)
        number = number + counts.cast(pl.Int32)
        digits.append(["", *(rule.then.class_ for rule in rules)])
    texts = [" ".join(filter(None, combination)) for combination in product(*digits)]
    return pl.lit(pl.Series(texts, dtype=pl.String)).gather(index), number


def _is_other(pack: Pack, family: Family, rules: Sequence[Rule[Offence]], winner: pl.Expr) -> pl.Expr:
    """Return whether the family's crime is counted as something else than the principal is."""
    slots = [pack.counted_as(slot.class_, family) for slot in pack.severity.slots]
    kinds = sorted(set(slots))
    principal = pl.lit(pl.Series([*(kinds.index(slot) for slot in slots), NONE], dtype=pl.UInt16))
    own = [NONE - 1, *(kinds.index(pack.counted_as(rule.then.class_, family)) for rule in rules)]
    of_principal = principal.gather(pl.col("principal").clip(0, len(slots)))
    return pl.lit(pl.Series(own, dtype=pl.UInt16)).gather(winner) != of_principal


def question(pack: Pack, is_record: pl.Expr, of_ruling: pl.Expr) -> pl.Expr:
    """Return the question to ask: the ruling's own, or of a crime to record, what would settle its class better."""
    result: pl.Expr = pl.lit(None, dtype=pl.String)
    for place, slot in enumerate(pack.severity.slots):
        if slot.asks is not None:
            applies = (pl.col("principal") == place) & pl.col(slot.asks).is_null()
            result = pl.when(applies).then(pl.lit(slot.question)).otherwise(result)
    return pl.when(is_record).then(result).otherwise(of_ruling).alias("question")
