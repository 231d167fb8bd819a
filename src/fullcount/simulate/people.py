"""Who is in a report: invented surnames and telephones that Ofcom keeps for drama."""

import numpy as np
import numpy.typing as npt
import polars as pl

Ints = npt.NDArray[np.int64]

_SURNAME_FIRST = ("Ash", "Barrow", "Calder", "Dray", "Elver", "Farrow", "Gorse", "Hallow", "Ingle", "Kester", "Lark",
                  "Marl", "Nettle", "Orr", "Penn", "Quill", "Raven", "Sedge", "Tarrant", "Under", "Vane", "Whit",
                  "Yarrow", "Brock", "Clough", "Dunnet", "Fenner", "Holm", "Pike", "Stern")  # fmt: skip
_SURNAME_LAST = ("combe", "worth", "bury", "stow", "gate", "field", "thorpe", "well", "beck", "shaw", "mere", "bridge",
                 "by", "holt", "croft", "ley", "man", "son", "wright", "ford", "dale", "wick", "ham", "lock", "more",
                 "ridge", "cote", "den", "garth", "low")  # fmt: skip
FORENAMES = ("Alys", "Bram", "Carrie", "Dev", "Elspeth", "Farid", "Greta", "Hamza", "Isla", "Jonty", "Keira", "Leon",
             "Mina", "Niall", "Orla", "Piotr", "Queenie", "Rafe", "Sanaa", "Toby", "Una", "Vikram", "Wren", "Yusuf",
             "Zofia", "Amara", "Bogdan", "Cerys", "Dara", "Emeka", "Freya", "Gethin", "Hetty", "Ivo", "Joss", "Kwame",
             "Lowri", "Magda", "Nasreen", "Osian")  # fmt: skip
SURNAMES = tuple(a + b for a in _SURNAME_FIRST for b in _SURNAME_LAST)
# Ofcom, "Telephone numbers for use in TV and radio drama programmes": each range holds 1,000 numbers.
PHONE_RANGES = ("07700 900", "0113 496 0", "0114 496 0", "0115 496 0", "0116 496 0", "0117 496 0", "0118 496 0",
                "0121 496 0", "0131 496 0", "0141 496 0", "0151 496 0", "0161 496 0", "020 7946 0", "0191 498 0",
                "029 2018 0", "01632 960")  # fmt: skip
_MISHEARD = (("worth", "werth"), ("bury", "berry"), ("field", "feild"), ("shaw", "shore"), ("beck", "bec"),
             ("mere", "meer"), ("thorpe", "thorp"), ("wright", "right"), ("ley", "leigh"), ("son", "sen"))  # fmt: skip
_SURNAMES = pl.Series(SURNAMES, dtype=pl.String)


def _misheard(name: str) -> str:
    for said, heard in _MISHEARD:
        if name.endswith(said):
            return name.removesuffix(said) + heard
    return name[:-2] + name[-1] + name[-2]


_SURNAMES_MISHEARD = pl.Series([_misheard(name) for name in SURNAMES], dtype=pl.String)


def draw_surnames(rng: np.random.Generator, number: int) -> Ints:
    """Return surnames as numbers; a few are far commoner than most, as in life."""
    return (rng.beta(0.7, 1.5, number) * len(SURNAMES)).astype(np.int64)


def surnames(which: Ints, misheard: npt.NDArray[np.bool_]) -> pl.Series:
    """Return surnames as somebody wrote them; `misheard` ones carry a slip. Negative numbers are blank."""
    both = pl.concat([_SURNAMES, _SURNAMES_MISHEARD])
    names = both.gather(np.maximum(which, 0) + misheard * len(_SURNAMES))
    return names.set(pl.Series(which < 0), None)


def draw_phones(rng: np.random.Generator, number: int) -> Ints:
    """Return telephones as numbers below 1,000 times the count of ranges."""
    return rng.integers(0, 1000 * len(PHONE_RANGES), number)


def phones(which: Ints, spaced: bool = True) -> pl.Series:
    """Return telephones as written, with or without spaces. Negative numbers are blank."""
    ranges = [prefix if spaced else prefix.replace(" ", "") for prefix in PHONE_RANGES]
    held = np.maximum(which, 0)
    start = pl.Series(ranges, dtype=pl.String).gather(held // 1000)
    end = pl.Series([f"{number:03d}" for number in range(1000)], dtype=pl.String).gather(held % 1000)
    return (start + end).set(pl.Series(which < 0), None)
