"""What is printed cannot move a cursor, hide a word or lose one."""

import json

import pytest

from fullcount.cli.talk import as_json, plain

NASTY = "a\x1b[2Jb\x9b31mc\u202ed\u200be\rf\x00g\u2028h"


def test_plain_shows_every_hidden_character_and_keeps_lines() -> None:
    assert plain(NASTY) == "a�[2Jb�31mc�d�e�f�g�h"
    assert plain("Zoë\nשלום 👮") == "Zoë\nשלום 👮"


def test_json_escapes_every_hidden_character_and_loses_none() -> None:
    text = as_json({"said": NASTY, "name": "Zoë 👮 שלום"})
    assert all(char == "\n" or char.isprintable() for char in text)
    assert "Zoë 👮 שלום" in text
    assert json.loads(text)["said"] == NASTY
    with pytest.raises(ValueError, match="JSON"):
        as_json(float("nan"))
