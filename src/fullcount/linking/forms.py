"""The forms in which one number is written: with and without a prefix, leading zeros, a century; a log by its day.

'CRI/06GG/0012345/25', '06GG/12345/2025' and 'cr 06gg 12345 25' are one crime; 'log 123 of 3/4/25', '0123-03042025',
'20250403-0123' and '123 of 03/04/2025' one incident. How a force writes its own numbers is learnt from them, so that
they are found in running words too.
"""

from collections import Counter
from collections.abc import Iterable

import polars as pl

_DAY_FIRST = r"^((?:19|20)?\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]) (\d{1,6})$"
_DAY_LAST = r"^(\d{1,6}) ((?:19|20)?\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$"
_SPELT_FIRST = r"^(0?[1-9]|[12]\d|3[01]) (0?[1-9]|1[0-2]) ((?:19|20)?\d\d) (\d{1,6})$"
FEWEST_SIGNS, FEWEST_DIGITS = 6, 4
"""A number shorter than this is not looked for in running words: too much else looks like it."""
MOST_SHAPES = 6
COMMON_SHAPE = 0.01
"""A way of writing numbers counts as the force's when this share of its numbers are written so."""


def loose_number(number: pl.Expr) -> pl.Expr:
    """Return a number's parts, joined by '|', the same for every form of it; null for what has no digit.

    A leading word (CRI, log, incident no) and 'of' fall away, leading zeros and centuries too; a day before or after a
    log's number is turned into day, month and year behind it.
    """
    said = number.str.to_uppercase().str.replace_all(r"[^A-Z0-9]+", " ").str.strip_chars()
    said = said.str.replace(r"^(?:[A-Z]+ )+", "").str.replace_all(r"\bOF\b", " ").str.replace_all(r" +", " ")
    said = said.str.replace(_DAY_FIRST, "$4 $3 $2 $1").str.replace(_DAY_LAST, "$1 $4 $3 $2")
    said = said.str.replace(_SPELT_FIRST, "$4 $1 $2 $3")
    said = said.str.replace(r" (?:19|20)(\d\d)$", " $1").str.replace_all(r"\b0+(\d)", "$1")
    parts = said.str.replace_all(" ", "|")
    return pl.when(parts.str.contains("[0-9]")).then(parts)


def shape_of(number: str) -> str:
    """Return how a number is written: 9 for a digit, A for a letter, - for anything between. Check: 77CR/12 ->
    99AA-99."""
    signs = ("9" if sign.isdigit() else "A" if sign.isalpha() else "-" for sign in number.strip())
    return "".join(signs)


def shapes(numbers: Iterable[str]) -> tuple[str, ...]:
    """Return the ways in which a force writes its numbers, the commonest first; those too short are left out."""
    counts = Counter(shape_of(number) for number in numbers)
    total = sum(counts.values())
    kept = [
        (-count, shape) for shape, count in counts.items()
        if count >= COMMON_SHAPE * total and len(shape.replace("-", "")) >= FEWEST_SIGNS
        and shape.count("9") >= FEWEST_DIGITS and len(shape) <= 40
    ]  # fmt: skip
    return tuple(shape for _, shape in sorted(kept)[:MOST_SHAPES])


def pattern_of(shapes_: Iterable[str]) -> str | None:
    """Return a regular expression for numbers of these shapes in running words, or None for no shape.

    Between the parts any one of / - . _ or spaces may stand, or nothing; long runs of digits may lack leading zeros.
    """
    patterns = [_pattern(shape) for shape in shapes_]
    return r"(?i)\b(?:" + "|".join(patterns) + r")\b" if patterns else None


def _pattern(shape: str) -> str:
    parts, place = [], 0
    while place < len(shape):
        end = place
        while end < len(shape) and shape[end] == shape[place]:
            end += 1
        run = end - place
        if shape[place] == "9":
            parts.append(rf"\d{{{min(run, 3)},{run}}}" if run > 4 else rf"\d{{{run}}}")
        else:
            parts.append(rf"[a-z]{{{run}}}" if shape[place] == "A" else r"[ /._\-]{0,3}")
        place = end
    return "".join(parts)


def numbers_in(texts: pl.DataFrame, numbers: Iterable[str]) -> pl.DataFrame:
    """Return (key, number) of what looks like one of these numbers in the words, each once for each key, sorted.

    texts: key, text.
    """
    pattern = pattern_of(shapes(numbers))
    if pattern is None:
        return pl.DataFrame(schema={"key": pl.String, "number": pl.String})
    found = texts.select("key", pl.col("text").str.extract_all(pattern).alias("number"))
    return found.filter(pl.col("number").list.len() > 0).explode("number").unique().sort("key", "number")
