"""What a log's words name that its fields do not."""

import polars as pl
import pytest

from fullcount.linking.words import named_in_words

SCHEMA = dict.fromkeys(("text", "surname", "phone", "surname_r", "phone_r"), pl.String)


@pytest.mark.parametrize(
    ("pair", "named"),
    [
        ({"text": "mum of MR SMITH rang", "surname": "Jones", "surname_r": "Smith"}, True),
        ({"text": "smith's car", "surname_r": "SMITH"}, True),
        ({"text": "O'Neill, 4 High St", "surname_r": "o neill"}, True),
        ({"text": "smithy lane", "surname_r": "Smith"}, False),  # a part of a word
        ({"text": "mr smith rang", "surname": "Smith", "surname_r": "Smith"}, False),  # the field says so already
        ({"text": "ring her on 07700 900 123 please", "phone_r": "+44 7700 900123"}, True),
        ({"text": "ring 07700900123", "phone": "07700 900123", "phone_r": "07700900123"}, False),
        ({"text": "ring 07700900124", "phone_r": "07700900123"}, False),
        ({"text": "ring 999", "phone_r": "999"}, False),  # too short to be somebody's
        ({"text": None, "surname_r": "Smith", "phone_r": "07700900123"}, False),
        ({"text": "nobody", "surname_r": None}, False),
        ({"text": "", "surname_r": " - "}, False),
    ],
)
def test_names_and_numbers_in_the_words(pair, named):
    frame = pl.DataFrame([dict.fromkeys(SCHEMA) | pair], schema=SCHEMA)
    assert named_in_words(frame).to_list() == [named]
