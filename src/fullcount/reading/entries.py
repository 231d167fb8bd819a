"""Where in a log each mention stands: the time and the author of its entry, as printed.

An entry begins at the start of the text, of a line, or after a bar, with a time: `14:03 4471 text`, `14:02 - PC 4471:
text`, `140325 14:02:11 [2] text`, `01-Jan-2025 04:51:09 57764 text`. A line without a time goes on with the entry.
"""

import numpy as np
import polars as pl

from fullcount.reading.words import Index, Words

_WIDTH = 22
_OPENERS = np.isin(np.arange(256), np.frombuffer(b" \t[(", dtype=np.uint8))
_BREAKS = np.isin(np.arange(256), np.frombuffer(b"\n\r|", dtype=np.uint8))
_DIGITS = np.isin(np.arange(256), np.frombuffer(b"0123456789", dtype=np.uint8))
_DAY = r"(?:\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ]\d{2,4},?[ T]+|\d{4}-\d\d-\d\d[ T]+|\d{6}(?:\d\d)?[ ]+)"
_AT = rf"(?P<entry_at>{_DAY}?\d{{1,2}}:\d\d(?::\d\d)?)(?:\s?(?:hrs?|h|am|pm)\b)?\s*[])]?\s*(?:[-\u2013|:>]\s*)?"
_RANK = r"(?:T?DC|T?PC|T?PS|T?DS|DI|PCSO|SC|SGT|INSP|CO|OP|CT|CALL TAKER|DISPATCH)"
_BY = rf"(?P<entry_by>\[\w{{1,10}}\]|(?:{_RANK} ?\d{{1,6}}|[a-z]{{0,2}}\d{{3,6}}[a-z]{{0,2}})\b)?"
_HEAD = rf"(?i)^{_AT}{_BY}"
_CALL_NUMBERS = ("999", "101", "911", "112")
"""What stands where an author might, and is none: the number that was called."""


def entry_heads(words: Words) -> Index:
    """Return the byte positions at which something that looks like the head of an entry begins, rising."""
    breaks = words.hard[_BREAKS.take(words.lower.take(words.hard))] + 1
    at = np.concatenate([words.doc_start[:1], breaks])
    first = words.lower.take(at, mode="clip")
    at = at[(_OPENERS | _DIGITS).take(first)]
    for _ in range(3 if at.size else 0):
        at = at + _OPENERS.take(words.lower.take(at, mode="clip"))
    at = at[_DIGITS.take(words.lower.take(at, mode="clip"))]
    if not at.size:
        return at
    near = words.lower.take(at[:, None] + np.arange(_WIDTH), mode="clip")
    digit = _DIGITS.take(near)
    timed = (near[:, 1:-2] == ord(":")) & digit[:, :-3] & digit[:, 2:-1] & digit[:, 3:]
    heads: Index = at[timed.any(axis=1)]
    return heads


def entries_of(texts: pl.Series, row: pl.Series, head: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return the time and the author of the entry of each mention; head: its byte position in the text, or -1."""
    known = pl.DataFrame([row.alias("row"), head.alias("head")])
    heads = known.filter(pl.col("head") >= 0).unique(maintain_order=True)
    if not heads.height:
        nothing = pl.Series([None], dtype=pl.String).new_from_index(0, len(row))
        return nothing.alias("entry_at"), nothing.alias("entry_by")
    cut = pl.DataFrame([texts.cast(pl.Binary).gather(heads["row"]).alias("text"), heads["head"]])
    entry = pl.col("text").bin.slice("head").cast(pl.String).str.extract_groups(_HEAD)
    found = cut.select(entry.alias("entry")).unnest("entry")
    by = pl.col("entry_by").str.strip_chars("[]")
    heads = heads.hstack(found.select("entry_at", pl.when(~by.is_in(_CALL_NUMBERS)).then(by).alias("entry_by")))
    joined = known.join(heads, on=["row", "head"], how="left", maintain_order="left")
    return joined["entry_at"], joined["entry_by"]
