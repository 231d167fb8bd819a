"""A receipt names everything that a figure depends on, and its id changes with each."""

from dataclasses import replace
from datetime import date

import pytest

from fullcount.pipeline.judging.cancelling import Readers
from fullcount.pipeline.report.receipts import PARTS_OF_A_RECEIPT, changed_since, receipt
from fullcount.pipeline.resources import lexicon, reasons_lexicon, rule_pack

INPUT = {"table": "reports", "file": "a.csv", "sha256": "1" * 64, "bytes": 10, "rows": 2}
DAY = date(2026, 1, 1)
WORDS = Readers(lexicon(), reasons_lexicon())


def made(inputs=(INPUT,), config="c", pack=None, words=None, model=None, as_at=DAY, seed=1) -> dict:
    return receipt(list(inputs), config, (pack or rule_pack(None), words or WORDS), (model, None), (as_at, seed))


def test_the_same_run_has_the_same_receipt() -> None:
    assert made() == made()
    assert len(made()["id"]) == 16


@pytest.mark.parametrize(
    "other",
    [
        {"inputs": ()}, {"inputs": ({**INPUT, "sha256": "2" * 64},)}, {"config": "d"},
        {"as_at": date(2026, 1, 2)}, {"seed": 2},
        {"pack": replace(rule_pack(None), sha256="9" * 64)},
        {"words": replace(WORDS, logs=replace(lexicon(), sha256="9" * 64))},
        {"words": replace(WORDS, reasons=replace(reasons_lexicon(), sha256="9" * 64))},
    ],
)  # fmt: skip
def test_whatever_changes_a_figure_changes_the_id(other: dict) -> None:
    assert made(**other)["id"] != made()["id"]


def test_the_program_is_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = made()
    monkeypatch.setattr("fullcount.pipeline.report.receipts.code_sha256", lambda: "0" * 64)
    assert made()["id"] != before["id"]
    assert changed_since(before, made()) == ("the program",)


def test_what_changed_besides_the_extracts_is_named() -> None:
    assert changed_since(made(), made(inputs=())) == ()
    assert changed_since(made(), made(seed=2, config="d")) == ("force.toml or a code table", "the seed")
    assert set(PARTS_OF_A_RECEIPT) == set(made()) - {"id", "inputs"}


def test_no_model_is_said() -> None:
    assert made()["model"] == {"sha256": None, "method": "references only"}
