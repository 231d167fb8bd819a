"""What a log's words and a crime record have in common that the log's fields do not say: the victim's name or number.

The caller is often not the victim, and a telephone number is often only written down in the words.
"""

import polars as pl

from fullcount.linking.features import digits_of, plain_words


def named_in_words(pairs: pl.DataFrame) -> pl.Series:
    """Return whether the words name the crime's victim or their telephone number where the report's fields do not.

    pairs: text of the log, surname and phone of the report, surname_r and phone_r of the crime. A name counts as a
    whole word, in any case; a number in any spacing. What is missing names nothing.
    """
    words = pl.concat_str(pl.lit(" "), plain_words("text"), pl.lit(" "))
    surname, phone = plain_words("surname_r"), digits_of("phone_r")
    by_name = words.str.contains(pl.concat_str(pl.lit(" "), surname, pl.lit(" ")), literal=True) & (
        plain_words("surname").ne_missing(surname)
    )
    digits = pl.col("text").str.replace_all(r"\D+", "")
    by_phone = digits.str.contains(phone, literal=True) & digits_of("phone").ne_missing(phone)
    found = pairs.select(by_name.fill_null(value=False) | by_phone.fill_null(value=False))
    return found.to_series().alias("in_words")
