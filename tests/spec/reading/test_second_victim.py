"""Words that make a second victim, and words beside them that do not (COUNT-VICTIMS, CRR p12).

Written for this page: none of these sentences stands in a generator's grammar or in anybody's log.
"""

import polars as pl
import pytest

from fullcount.pipeline.resources import lexicon
from fullcount.reading.read import read_texts

TWO = (
    "he punched me and when my brother came over he got punched as well",
    "they robbed me at knifepoint and another customer was robbed too",
    "then turned on my flatmate",
    "same thing happened to the woman from number nine",
    "my van was keyed, and a car belonging to the lodger was keyed as well",
    "window of my car smashed. the vicar's car also got it, separate owner",
    "both of them were punched by the doorman",
    "a passer by who tried to help was kicked in the stomach",
    "also threatened a shopper",
    "three lads were stabbed outside the club",
)
ONE = (
    "he punched me in the face and kicked me as well",
    "neighbours have heard it too but did not look out",
    "also told my mum about it",
    "my car was keyed, other cars in the street not touched",
    "same man did it again today, he punched me",
    "two lads punched me",
    "he has both phones and says he will punch me",
    "a passer by rang us to say a man was punched",
    "she was too drunk to say who punched her",
)


def victims(text):
    facts = read_texts(pl.Series(["r"]), pl.Series([text]), lexicon()).facts
    return facts["number_of_victims"][0]


@pytest.mark.parametrize("text", TWO)
def test_a_second_victim(text):
    assert victims(text) >= 2


@pytest.mark.parametrize("text", ONE)
def test_no_second_victim(text):
    assert victims(text) in {None, 1}


def test_three_are_counted_as_three():
    assert victims("three lads were stabbed outside the club") == 3


def test_what_is_denied_or_feared_makes_no_victim():
    assert victims("nobody was hurt, she fears that he will turn on her sister as well") in {None, 1}
