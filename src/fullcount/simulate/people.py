"""Who is in a report: people who last from report to report, with invented names and telephones kept for drama."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate.hashed import share_of

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

REPEAT_SHARE = 0.28  # share of reports about somebody who has been a victim or caller before
REPEAT_POOL = 30_000
_FRESH = 1_000_000

_SURNAME_FIRST = ("Ashk", "Borrom", "Caldrin", "Drayve", "Elver", "Farrowen", "Gorse", "Hallom", "Ingrel", "Kester",
                  "Larken", "Marlo", "Nettle", "Orrel", "Pennick", "Quill", "Ravel", "Sedge", "Tarran", "Undrel",
                  "Vanner", "Whisk", "Yarrel", "Brockle", "Clowder", "Dunnet", "Fenner", "Holver", "Pikel",
                  "Sternel")  # fmt: skip
_SURNAME_LAST = ("combe", "worth", "bury", "stow", "gate", "field", "thorpe", "well", "beck", "shaw", "mere", "bridge",
                 "by", "holt", "croft", "ley", "man", "son", "wright", "ford", "dale", "wick", "ham", "lock", "more",
                 "ridge", "cote", "den", "garth", "low")  # fmt: skip
FORENAMES = (
    "Alys", "Bram", "Carrie", "Dev", "Elspeth", "Farid", "Greta", "Hamza", "Isla", "Jonty", "Keira", "Leon", "Mina",
    "Niall", "Orla", "Piotr", "Queenie", "Rafe", "Sanaa", "Toby", "Una", "Vikram", "Wren", "Yusuf", "Zofia", "Amara",
    "Bogdan", "Cerys", "Dara", "Emeka", "Freya", "Gethin", "Hetty", "Ivo", "Joss", "Kwame", "Lowri", "Magda",
    "Nasreen", "Osian", "Agnes", "Bilal", "Clem", "Dilys", "Edgar", "Fatou", "Gwen", "Hugo", "Ines", "Jarek", "Kofi",
    "Lena", "Mabel", "Nuno", "Olwen", "Pooja", "Rhys", "Saoirse", "Tariq", "Ursula", "Vesna", "Winnie", "Xander",
    "Yana", "Zach", "Aoife", "Bertie", "Chidi", "Dorota", "Ewan", "Flora", "Goran", "Hana", "Imran", "Juno", "Kamil",
)  # fmt: skip
SURNAMES = tuple(a + b for a in _SURNAME_FIRST for b in _SURNAME_LAST)
# Ofcom, "Telephone numbers for use in TV and radio drama programmes": each range holds 1,000 numbers.
PHONE_RANGES = ("07700 900", "0113 496 0", "0114 496 0", "0115 496 0", "0116 496 0", "0117 496 0", "0118 496 0",
                "0121 496 0", "0131 496 0", "0141 496 0", "0151 496 0", "0161 496 0", "020 7946 0", "0191 498 0",
                "029 2018 0", "01632 960")  # fmt: skip
_MISHEARD = (("worth", "werth"), ("bury", "berry"), ("field", "feild"), ("shaw", "shore"), ("beck", "bec"),
             ("mere", "meer"), ("thorpe", "thorp"), ("wright", "right"), ("ley", "leigh"), ("son", "sen"))  # fmt: skip


def _misheard(name: str) -> str:
    for said, heard in _MISHEARD:
        if name.endswith(said):
            return name.removesuffix(said) + heard
    return name[:-2] + name[-1] + name[-2]


@lru_cache(maxsize=8)
def _names(seed: int) -> tuple[pl.Series, pl.Series]:
    """Return a seed's surnames, commonest first, right and then misheard; and its forenames."""
    rng = np.random.default_rng([seed, 78])
    ordered = [SURNAMES[i] for i in rng.permutation(len(SURNAMES))]
    forenames = [FORENAMES[i] for i in rng.permutation(len(FORENAMES))]
    return pl.Series(ordered + [_misheard(name) for name in ordered]), pl.Series(forenames)


def draw_persons(rng: np.random.Generator, first: int, number: int) -> Ints:
    """Return people by number, `(number,)`, some again and again, most once; `first` is the batch's first report."""
    again = (rng.beta(0.5, 3.0, number) * REPEAT_POOL).astype(np.int64)
    return np.where(rng.random(number) < REPEAT_SHARE, again, _FRESH + 4 * first + np.arange(number))


def strangers(first: int, number: int, kind: int) -> Ints:
    """Return people who occur once, `(number,)`; `kind` 1 to 3 keeps callers, second victims and suspects apart."""
    return _FRESH * 1000 * kind + 4 * first + np.arange(number)


def is_known(persons: Ints) -> Flags:
    """Return whether each person is of those who come again."""
    return (persons >= 0) & (persons < _FRESH)


def surnames(seed: int, persons: Ints, misheard: Flags) -> pl.Series:
    """Return surnames as somebody wrote them; `misheard` ones carry a slip. Negative persons are blank."""
    names, _ = _names(seed)
    common = share_of(persons, seed, "surname") ** 1.7  # a few are far commoner than most, as in life
    which = (common * len(SURNAMES)).astype(np.int64) + misheard * len(SURNAMES)
    return names.gather(which).set(pl.Series(persons < 0), None)


def forenames(seed: int, persons: Ints) -> pl.Series:
    """Return forenames. Negative persons are blank."""
    _, names = _names(seed)
    return names.gather((share_of(persons, seed, "forename") * len(FORENAMES)).astype(np.int64)).set(
        pl.Series(persons < 0), None
    )


def full_names(seed: int, persons: Ints) -> pl.Series:
    """Return forename and surname as one."""
    return forenames(seed, persons) + " " + surnames(seed, persons, np.zeros(len(persons), dtype=np.bool_))


def phones_of(persons: Ints, seed: int) -> Ints:
    """Return each person's telephone as a number below 1,000 times the count of ranges; -1 for negative persons."""
    number = (share_of(persons, seed, "phone") * 1000 * len(PHONE_RANGES)).astype(np.int64)
    return np.where(persons < 0, -1, number)


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


def plates(rng: np.random.Generator, number: int) -> pl.Series:
    """Return registrations that no vehicle can bear: no memory tag begins with Q, and no age mark is 00."""
    letters = "ABCDEFGHJKLMNOPRSTUVWXYZ"
    ends = pl.Series([f"Q{a}00 {b}{c}{d}" for a in "QYZ" for b in letters for c in letters for d in letters[:12]])
    return ends.gather(rng.integers(0, len(ends), number))
