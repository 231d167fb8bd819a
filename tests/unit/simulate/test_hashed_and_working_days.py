"""Lasting shares, working days of England, and texts put together from choices."""

from datetime import UTC, date, datetime

import numpy as np
import polars as pl
import pytest

from fullcount.simulate.aftermath import words, words_cancelling, words_service
from fullcount.simulate.aftermath.choices import pieces, spoken, spoken_by
from fullcount.simulate.aftermath.working_days import bank_holidays, due, easter_sunday
from fullcount.simulate.calendar import year_of_demand
from fullcount.simulate.hashed import _mixed, share_of


def test_the_mixing_is_splitmix64s() -> None:
    assert _mixed(np.array([0], dtype=np.uint64))[0] == 0xE220A8397B1DCDAF


def test_a_share_lasts_and_differs_by_id_seed_and_purpose() -> None:
    ids = np.arange(-1, 50_000)
    share = share_of(ids, 7, "needs")
    assert (share == share_of(ids, 7, "needs")).all()
    assert (share_of(ids[::-1], 7, "needs")[::-1] == share).all()
    assert share.min() >= 0
    assert share.max() < 1
    assert abs(share.mean() - 0.5) < 0.005
    for other in (share_of(ids, 8, "needs"), share_of(ids, 7, "sex"), share_of(ids + 1, 7, "needs")):
        assert abs(np.corrcoef(share, other)[0, 1]) < 0.02


def test_bank_holidays_are_those_that_were_proclaimed() -> None:
    assert bank_holidays(2025) == (
        date(2025, 1, 1), date(2025, 4, 18), date(2025, 4, 21), date(2025, 5, 5), date(2025, 5, 26), date(2025, 8, 25),
        date(2025, 12, 25), date(2025, 12, 26),
    )  # fmt: skip
    assert bank_holidays(2026)[-2:] == (date(2026, 12, 25), date(2026, 12, 28))
    assert bank_holidays(2021)[-2:] == (date(2021, 12, 27), date(2021, 12, 28))
    assert bank_holidays(2022)[0] == date(2022, 1, 3)
    assert [easter_sunday(year) for year in (2024, 2026, 2038)] == [
        date(2024, 3, 31),
        date(2026, 4, 5),
        date(2038, 4, 25),
    ]


@pytest.mark.parametrize(
    ("event", "days", "end"),
    [
        ("2025-03-07 10:00", 1, "2025-03-10 23:59:59"),  # Friday: by Monday
        ("2025-03-08 10:00", 1, "2025-03-10 23:59:59"),  # Saturday: Monday is the first working day after
        ("2025-04-17 12:00", 1, "2025-04-22 22:59:59"),  # before Easter, and in summer time
        ("2025-12-24 12:00", 2, "2025-12-30 23:59:59"),  # over Christmas and a weekend
        ("2025-06-02 23:30", 5, "2025-06-10 22:59:59"),  # local Tuesday already
    ],
)
def test_a_right_is_due_at_the_end_of_its_last_working_day(event: str, days: int, end: str) -> None:
    instant = int(datetime.fromisoformat(event).replace(tzinfo=UTC).timestamp())
    found = int(due(year_of_demand(2025), np.array([instant]), days)[0])
    assert found == int(datetime.fromisoformat(end).replace(tzinfo=UTC).timestamp())


def test_choices_are_taken_and_slots_filled_row_by_row() -> None:
    slots = {"name": pl.Series([f"n{row}" for row in range(300)])}
    said = spoken(np.random.default_rng(1), ("[a|b] {name} [x|y|]", "plain"), 300, slots)
    assert all(text == "plain" or text.split()[1] == f"n{row}" for row, text in enumerate(said))
    assert {text[0] for text in said} == {"a", "b", "p"}
    keyed = spoken_by(np.random.default_rng(1), (("one",), ("two",)), np.array([1, -1, 0]))
    assert keyed.to_list() == ["two", None, "one"]


@pytest.mark.parametrize("form", ["[a|b", "a|b] c", "[a|{name}]", "{name"])
def test_a_form_that_does_not_balance_is_refused(form: str) -> None:
    with pytest.raises(ValueError, match=r"bracket|slot"):
        pieces(form)


def test_every_form_balances_knows_its_slots_and_stands_once() -> None:
    banks = [*words.EVIDENCE.values(), *words.COPIED.values(), *words.VICTIM_WORDS, words.CLOSING_TAILS,
             words.WORDS_BEFORE, words.WORDS_AFTER, *words_cancelling.REASONS.values(), words_cancelling.MISTAKES,
             *words_service.ENTRIES, *words_service.REFUSED, *words_service.RESULTS_UNKNOWN, *words_service.REACHED,
             words_service.DECLINED, words_service.NOT_REACHED, words_service.LEFT_MESSAGE]  # fmt: skip
    known = {"name", "day", "court", "summons", "oic", "witness"}
    for bank in banks:
        assert len(set(bank)) == len(bank) > 0
        for form in bank:
            assert {slot for kind, slot in pieces(form) if kind == "slot"} <= known, form
            assert form.replace("£", "").isascii()
