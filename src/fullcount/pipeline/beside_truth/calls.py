"""Calls that were answered and never logged, beside those that were planted."""

from typing import Any

import polars as pl

from fullcount.pipeline.beside_truth.share import share
from fullcount.pipeline.ran import Ran, stored


def calls_section(planted: pl.DataFrame, ran: Ran) -> dict[str, Any] | None:
    """Return the calls lost between call and log, what the run says of them, and the crimes that went with them.

    planted: truth/calls.parquet, call_id, crimes_disclosed, lost. None if the run had no calls.
    """
    said = ran.result["calls"]
    if said["status"] != "given":
        return None
    lost = planted.filter(pl.col("lost").cast(pl.Boolean).fill_null(value=False)).unique("call_id")
    section: dict[str, Any] = {
        "answered": said["answered"], "planted": lost.height, "said": said["not_logged"],
        "log_not_found": said["log_not_found"], "crimes_lost": int(lost["crimes_disclosed"].sum()),
        "right": None, "recall": None, "precision": None,
    }  # fmt: skip
    calls = stored(ran, "calls", "called_at")
    if calls is None:
        return section
    answered = pl.col("answered").fill_null(value=True)
    unlogged = calls.filter(pl.col("log_ref").is_null() & answered).select("call_id")
    right = unlogged.join(lost, on="call_id", how="semi").height
    return section | {
        "right": right, "recall": share(right, lost.height), "precision": share(right, unlogged.height),
    }  # fmt: skip
