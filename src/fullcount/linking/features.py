"""The columns that linking compares, made alike on both sides from reports and crimes."""

import polars as pl

METRES_A_DEGREE = 111_320.0
"""Metres in a degree of latitude; longitude is shrunk by the cosine of latitude. Good to 1% over a force's area."""

COMMON = ("begins", "ends", "heard", "place", "postcode", "north", "east", "class", "offence_group", "phone", "surname",
          "district")  # fmt: skip
KEYS = ("day", "heard_day", "minute", "week", "cell")
DAY = 86_400
SHORTENED = {
    "street": "st", "saint": "st", "road": "rd", "lane": "ln", "avenue": "ave", "av": "ave", "drive": "dr",
    "drv": "dr", "court": "ct", "crt": "ct", "close": "cl", "clo": "cl", "terrace": "tce", "terr": "tce", "ter": "tce",
    "crescent": "cres", "cresent": "cres", "gardens": "gdns", "grove": "gr", "grv": "gr", "place": "pl",
    "square": "sq", "walk": "wk", "way": "wy", "park": "pk", "hill": "hl", "mount": "mt", "green": "gn",
    "parade": "pde", "north": "n", "south": "s", "east": "e", "west": "w", "apartment": "flat", "apt": "flat",
}  # fmt: skip
"""Words that clerks write in full or shortened, each with the one form in which both sides are compared."""


def plain_words(name: str) -> pl.Expr:
    """Return text without case and punctuation, so that 'High St.' and 'HIGH ST' are the same words."""
    text = pl.col(name).str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()
    return pl.when(text.str.len_bytes() > 0).then(text)


def _address(name: str) -> pl.Expr:
    """Return the plain words of a place, usual words in their one form: '4 High Street' and '4 HIGH ST.' are alike."""
    spaced = pl.concat_str(pl.lit(" "), plain_words(name).str.replace_all(" ", "  ", literal=True), pl.lit(" "))
    alike = spaced.str.replace_many({f" {word} ": f" {short} " for word, short in SHORTENED.items()})
    return alike.str.replace_all("  ", " ", literal=True).str.strip_chars()


def digits_of(name: str) -> pl.Expr:
    """Return the last ten digits of a telephone number, the same with +44 as with 0; null for fewer than seven."""
    digits = pl.col(name).str.replace_all(r"\D+", "").str.tail(10)
    return pl.when(digits.str.len_bytes() >= 7).then(digits)


def _number(name: str) -> pl.Expr:
    """Return a telephone number's hash: it is compared, and nothing after this knows the number."""
    digits = digits_of(name)
    return pl.when(digits.is_not_null()).then(digits.hash(seed=1))


def _by_value(frame: pl.DataFrame, name: str, plain: pl.Expr) -> pl.Series:
    """Return a column made plain, each distinct value once: there are far fewer surnames than reports."""
    distinct = frame.select(name).drop_nulls().unique().with_columns(plain.alias("plain"))
    return frame.select(name).join(distinct, on=name, how="left", maintain_order="left").get_column("plain").alias(name)


def features(frame: pl.DataFrame, key: str, begins: pl.Expr, heard: pl.Expr) -> pl.DataFrame:
    """Return one row a record: `unique_id`, what is compared, and the keys of the blocks.

    frame needs the canonical place, person and time columns, `class` and `offence_group`. `begins` is when the event
    began as far as known; `heard` when the force heard (report) or recorded (crime) it. Times are seconds since 1970,
    days and weeks (from Monday) are counted from there in UTC, distances are metres.
    """
    north = pl.col("latitude") * METRES_A_DEGREE
    east = pl.col("longitude") * METRES_A_DEGREE * pl.col("latitude").radians().cos()
    frame = frame.with_columns(
        _by_value(frame, "postcode", pl.col("postcode").str.to_uppercase().str.replace_all(r"\s+", "")),
        _by_value(frame, "phone", _number("phone")), _by_value(frame, "surname", plain_words("surname")),
        _by_value(frame, "place", _address("place")), _by_value(frame, "district", plain_words("district")),
    )  # fmt: skip
    made = frame.select(
        pl.col(key).alias("unique_id"), _seconds(begins).alias("begins"),
        _seconds(pl.col("occurred_to")).alias("ends"), _seconds(heard).alias("heard"), "place",
        "postcode", north.alias("north"), east.alias("east"), pl.col("class"), pl.col("offence_group"),
        "phone", "surname", "district",
    )  # fmt: skip
    cell = (pl.col("north") / 500).floor().cast(pl.Int64) * 1_000_003 + (pl.col("east") / 500).floor().cast(pl.Int64)
    return made.with_columns(
        (pl.col("begins") // DAY).alias("day"), (pl.col("heard") // DAY).alias("heard_day"),
        (pl.col("begins") // 60).alias("minute"),
        ((pl.col("begins") // DAY + 3) // 7).alias("week"), cell.alias("cell"),
    )  # fmt: skip


def _seconds(instant: pl.Expr) -> pl.Expr:
    """Return an instant as whole seconds since 1970, which is compared faster than an instant."""
    return instant.dt.epoch("s")


def present_on_both(left: pl.DataFrame, right: pl.DataFrame) -> set[str]:
    """Return the columns that have a value in some row of each side."""
    return {
        name for name in (*COMMON, *KEYS)
        if left.get_column(name).null_count() < left.height and right.get_column(name).null_count() < right.height
    }  # fmt: skip
