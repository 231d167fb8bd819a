"""Where things happen: an invented county of ten districts in the middle of the North Sea, another for every seed."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import polars as pl

from fullcount.simulate import gazetteer
from fullcount.simulate.hashed import share_of

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

DISTRICT_SHARE = (0.19, 0.07, 0.10, 0.08, 0.09, 0.13, 0.06, 0.11, 0.09, 0.08)
TOWNS = len(gazetteer.TOWN_ENDS)
STREETS_PER_TOWN = gazetteer.STREET_NAMES * len(gazetteer.STREET_LAST)
SHOPS = gazetteer.VENUE_NAMES * len(gazetteer.SHOP_LAST)
PUBS = gazetteer.VENUE_NAMES * len(gazetteer.PUB_LAST)
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_CENTRE = (54.70, 2.20)  # the Dogger Bank: no address in Great Britain can be near
_INWARD = pl.Series([f"{d}{a}{b}" for d in range(10) for a in _LETTERS for b in _LETTERS], dtype=pl.String)
_OUTWARD = pl.Series([f"ZZ{d + 1}" for d in range(len(DISTRICT_SHARE))], dtype=pl.String)


@dataclass(frozen=True, slots=True)
class Places:
    """Where `n` events happened, as integers that name town, street, house and kind of place, each `(n,)`."""

    town: Ints
    street: Ints
    house: Ints  # 0: no number known
    venue: Ints  # -1: no shop or public house

    @property
    def district(self) -> Ints:
        """Return the district's number, `(n,)`."""
        return self.town // TOWNS

    def take(self, rows: Ints) -> "Places":
        """Return the places of those rows."""
        return Places(self.town[rows], self.street[rows], self.house[rows], self.venue[rows])

    def with_more(self, other: "Places") -> "Places":
        """Return these places followed by others."""
        pairs = ((self.town, other.town), (self.street, other.street), (self.house, other.house),
                 (self.venue, other.venue))  # fmt: skip
        return Places(*(np.concatenate(pair) for pair in pairs))

    def where(self, mask: npt.NDArray[np.bool_], other: "Places") -> "Places":
        """Return these places where `mask` holds, else the other's."""
        pairs = ((self.town, other.town), (self.street, other.street), (self.house, other.house),
                 (self.venue, other.venue))  # fmt: skip
        return Places(*(np.where(mask, one, two) for one, two in pairs))

    def coordinates(self) -> tuple[Floats, Floats]:
        """Return degrees north and east (WGS 84), about 100 m true to the street."""
        row, column = np.divmod(self.district, 5)
        spread = (self.street * 2654435761 + self.town * 40503) % 1_000_003
        north = _CENTRE[0] + row * 0.16 + (self.town % 2) * 0.05 + (spread % 1009) / 1009 * 0.045
        east = _CENTRE[1] + column * 0.26 + (self.town // 2 % 2) * 0.08 + (spread // 1009 % 991) / 991 * 0.07
        return north + self.house * 4e-6, east + self.house * 6e-6


def _districts(share: Floats) -> Ints:
    return np.minimum(np.searchsorted(np.cumsum(DISTRICT_SHARE), share, side="right"), len(DISTRICT_SHARE) - 1)


def draw_places(rng: np.random.Generator, kinds: npt.NDArray[np.str_]) -> Places:
    """Return one place for each kind: `home`, `street`, `shop` or `pub`. A shop or pub is always in one street."""
    n = len(kinds)
    district = rng.choice(len(DISTRICT_SHARE), n, p=DISTRICT_SHARE)
    town = district * TOWNS + rng.integers(0, TOWNS, n)
    street = (rng.beta(0.8, 1.6, n) * STREETS_PER_TOWN).astype(np.int64)
    house = rng.integers(1, 140, n)
    house[(kinds == "street") & (rng.random(n) < 0.7)] = 0
    shop, pub = kinds == "shop", kinds == "pub"
    skewed = rng.beta(0.7, 1.4, n)
    venue = np.where(shop, (skewed * SHOPS).astype(np.int64), -1)
    venue = np.where(pub, SHOPS + (skewed * PUBS).astype(np.int64), venue)
    held = venue * len(DISTRICT_SHARE) + district
    fixed = Places(
        district * TOWNS + (share_of(held, 0, "venue town") * TOWNS).astype(np.int64),
        (share_of(held, 0, "venue street") * STREETS_PER_TOWN).astype(np.int64),
        1 + (share_of(held, 0, "venue number") * 139).astype(np.int64), venue,
    )  # fmt: skip
    return fixed.where(shop | pub, Places(town, street, house, venue))


def homes_of(persons: Ints, seed: int) -> Places:
    """Return where these people live: the same person always at the same address."""
    district = _districts(share_of(persons, seed, "home district"))
    return Places(
        district * TOWNS + (share_of(persons, seed, "home town") * TOWNS).astype(np.int64),
        (share_of(persons, seed, "home street") ** 1.5 * STREETS_PER_TOWN).astype(np.int64),
        1 + (share_of(persons, seed, "home number") * 139).astype(np.int64),
        np.full(len(persons), -1, dtype=np.int64),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """What one seed's county is called, as series that places index."""

    force: str
    districts: tuple[str, ...]
    towns: pl.Series
    streets: pl.Series
    streets_short: pl.Series
    venues: pl.Series


@lru_cache(maxsize=8)
def names_of(seed: int) -> Names:
    """Return the names of the county that belongs to a seed."""
    rng = np.random.default_rng([seed, 77])

    def some(pool: tuple[str, ...], number: int) -> list[str]:
        return [pool[i] for i in rng.permutation(len(pool))[:number]]

    districts = tuple(some(gazetteer.DISTRICTS, len(DISTRICT_SHARE)))
    streets = some(gazetteer.STREET_FIRST, gazetteer.STREET_NAMES)
    venues = some(gazetteer.VENUE_FIRST, gazetteer.VENUE_NAMES)
    short = gazetteer.SHORT
    last, shops, pubs = gazetteer.STREET_LAST, gazetteer.SHOP_LAST, gazetteer.PUB_LAST
    return Names(
        some(gazetteer.COUNTIES, 1)[0], districts,
        pl.Series([f"{d} {t}" for d in districts for t in gazetteer.TOWN_ENDS]),
        pl.Series([f"{a} {b}" for a in streets for b in last]),
        pl.Series([f"{a} {short.get(b, b)}" for a in streets for b in last]),
        pl.Series([f"{a} {b}" for a in venues for b in shops] + [f"{a} {b}" for a in venues for b in pubs]),
    )  # fmt: skip


def street_names(seed: int, places: Places, short: bool = False) -> pl.Series:
    """Return the street's name, in full or as a clerk shortens it."""
    names = names_of(seed)
    return (names.streets_short if short else names.streets).gather(places.street)


def venue_names(seed: int, places: Places) -> pl.Series:
    """Return the shop or public house of each place, or the nearest one where it is neither."""
    venues = names_of(seed).venues
    nearest = (places.street * 31 + places.town * 17) % len(venues)
    return venues.gather(np.where(places.venue >= 0, places.venue, nearest))


def district_names(seed: int, places: Places) -> pl.Series:
    """Return the district that answers for each place."""
    return pl.Series(names_of(seed).districts, dtype=pl.String).gather(places.district)


def addresses(seed: int, places: Places, short: bool = False) -> pl.Series:
    """Return the address as written: venue, number, street, town."""
    frame = pl.DataFrame({
        "venue": venue_names(seed, places), "street": street_names(seed, places, short),
        "town": names_of(seed).towns.gather(places.town), "house": places.house, "has_venue": places.venue >= 0,
    })  # fmt: skip
    number = pl.when(pl.col("house") > 0).then(pl.format("{} ", "house")).otherwise(pl.lit(""))
    venue = pl.when("has_venue").then(pl.format("{}, ", "venue")).otherwise(pl.lit(""))
    return frame.select(pl.concat_str(venue, number, "street", pl.lit(", "), "town")).to_series()


def postcodes(places: Places) -> pl.Series:
    """Return the postcode of each place, in the area ZZ that the Post Office does not use."""
    inward = _INWARD.gather((places.street * 7 + places.house // 30 + places.town * 131) % len(_INWARD))
    return _OUTWARD.gather(places.district) + " " + inward
