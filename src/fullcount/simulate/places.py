"""Where things happen: an invented county of ten districts in the middle of the North Sea."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

DISTRICTS = ("Saltmere", "Orrindale", "Pellwick", "Harthing", "Tannockvale", "Brimsted", "Ludgrove Cross", "Eastwolde",
             "Quarrowby", "Fennickstow")  # fmt: skip
DISTRICT_SHARE = (0.19, 0.07, 0.10, 0.08, 0.09, 0.13, 0.06, 0.11, 0.09, 0.08)
_TOWN_ENDS = ("Central", "Northgate", "Underhill", "Quayside")
_STREET_FIRST = (
    "Alderfell", "Bellwether", "Candlewick", "Dunnock", "Emberley", "Foxglove", "Gannet", "Hollowmere", "Inkerfield",
    "Juniper", "Kestrelby", "Lanternhill", "Marlpit", "Nightjar", "Oxbarrow", "Plover", "Quillstone", "Rushmoss",
    "Sandpiper", "Thornlea", "Umberfield", "Vetchley", "Whinberry", "Yarrowdale", "Bracken", "Cloudberry", "Drovewell",
    "Eiderholm", "Fallowgate", "Gorsehill", "Harrowmere", "Ivelet", "Knapweed", "Linnetby", "Mothersole", "Needlefen",
    "Osierbank", "Pinfold", "Ravelin", "Saltgrass", "Teaselby", "Wherryman", "Windlestraw", "Yewcroft",
)  # fmt: skip
_STREET_LAST = ("Road", "Street", "Avenue", "Close", "Lane", "Grove", "Drive", "Walk", "Terrace", "Court")
_SHORT = {"Road": "Rd", "Street": "St", "Avenue": "Ave", "Lane": "Ln", "Drive": "Dr", "Terrace": "Tce", "Court": "Ct"}
_VENUE_FIRST = ("Penny Lantern", "Harbour & Hearth", "Moorgate", "Tallow Bros", "Blue Kettle", "Fairweather", "Kiln",
                "Orchard Row", "Greyling", "Copper Finch", "Dragonet", "Sailcloth", "Northlight", "Two Herons",
                "Wick & Wax", "Brindle", "Halyard", "Saffron Gate", "Old Ropewalk", "Millrace")  # fmt: skip
_VENUE_LAST = ("Stores", "Superstore", "Pharmacy", "Convenience", "Service Station", "Retail Park unit 4", "Hardware",
               "Outlet", "Food Hall", "Off Licence")  # fmt: skip
_PUB_LAST = ("Inn", "Tavern", "Bar", "Club", "Social Club")
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_CENTRE = (54.70, 2.20)  # the Dogger Bank: no address in Great Britain can be near

STREETS_PER_TOWN = len(_STREET_FIRST) * len(_STREET_LAST)
_STREETS = pl.Series([f"{a} {b}" for a in _STREET_FIRST for b in _STREET_LAST], dtype=pl.String)
_STREETS_SHORT = pl.Series([f"{a} {_SHORT.get(b, b)}" for a in _STREET_FIRST for b in _STREET_LAST], dtype=pl.String)
_TOWN_NAMES = pl.Series([f"{d} {t}" for d in DISTRICTS for t in _TOWN_ENDS], dtype=pl.String)
_VENUES = pl.Series([f"{a} {b}" for a in _VENUE_FIRST for b in _VENUE_LAST], dtype=pl.String)
_PUBS = pl.Series([f"{a} {b}" for a in _VENUE_FIRST for b in _PUB_LAST], dtype=pl.String)
_VENUE_NAMES = pl.concat([_VENUES, _PUBS])
_INWARD = pl.Series([f"{d}{a}{b}" for d in range(10) for a in _LETTERS for b in _LETTERS], dtype=pl.String)
_OUTWARD = pl.Series([f"ZZ{d + 1}" for d in range(len(DISTRICTS))], dtype=pl.String)
_DISTRICT_NAMES = pl.Series(DISTRICTS, dtype=pl.String)


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
        return self.town // len(_TOWN_ENDS)

    def take(self, rows: Ints) -> "Places":
        """Return the places of those rows."""
        return Places(self.town[rows], self.street[rows], self.house[rows], self.venue[rows])

    def with_more(self, other: "Places") -> "Places":
        """Return these places followed by others."""
        pairs = ((self.town, other.town), (self.street, other.street), (self.house, other.house),
                 (self.venue, other.venue))  # fmt: skip
        return Places(*(np.concatenate(pair) for pair in pairs))

    def coordinates(self) -> tuple[Floats, Floats]:
        """Return degrees north and east (WGS 84), about 100 m true to the street."""
        row, column = np.divmod(self.district, 5)
        spread = (self.street * 2654435761 + self.town * 40503) % 1_000_003
        north = _CENTRE[0] + row * 0.16 + (self.town % 2) * 0.05 + (spread % 1009) / 1009 * 0.045
        east = _CENTRE[1] + column * 0.26 + (self.town // 2 % 2) * 0.08 + (spread // 1009 % 991) / 991 * 0.07
        return north + self.house * 4e-6, east + self.house * 6e-6


def draw_places(rng: np.random.Generator, kinds: npt.NDArray[np.str_]) -> Places:
    """Return one place for each kind: `home`, `street`, `shop` or `pub`."""
    n = len(kinds)
    district = rng.choice(len(DISTRICTS), n, p=DISTRICT_SHARE)
    town = district * len(_TOWN_ENDS) + rng.integers(0, len(_TOWN_ENDS), n)
    street = (rng.beta(0.8, 1.6, n) * STREETS_PER_TOWN).astype(np.int64)
    house = rng.integers(1, 140, n)
    house[(kinds == "street") & (rng.random(n) < 0.7)] = 0
    venue = np.full(n, -1, dtype=np.int64)
    shop, pub = kinds == "shop", kinds == "pub"
    venue[shop] = rng.integers(0, len(_VENUES), int(shop.sum()))
    venue[pub] = len(_VENUES) + rng.integers(0, len(_PUBS), int(pub.sum()))
    return Places(town, street, house, venue)


def street_names(places: Places, short: bool = False) -> pl.Series:
    """Return the street's name, in full or as a clerk shortens it."""
    return (_STREETS_SHORT if short else _STREETS).gather(places.street)


def venue_names(places: Places) -> pl.Series:
    """Return the shop or public house of each place, or the nearest one where it is neither."""
    nearest = (places.street * 31 + places.town * 17) % len(_VENUE_NAMES)
    return _VENUE_NAMES.gather(np.where(places.venue >= 0, places.venue, nearest))


def district_names(places: Places) -> pl.Series:
    """Return the district that answers for each place."""
    return _DISTRICT_NAMES.gather(places.district)


def addresses(places: Places, short: bool = False) -> pl.Series:
    """Return the address as written: venue, number, street, town."""
    frame = pl.DataFrame({
        "venue": venue_names(places), "street": street_names(places, short), "town": _TOWN_NAMES.gather(places.town),
        "house": places.house, "has_venue": places.venue >= 0,
    })  # fmt: skip
    number = pl.when(pl.col("house") > 0).then(pl.format("{} ", "house")).otherwise(pl.lit(""))
    venue = pl.when("has_venue").then(pl.format("{}, ", "venue")).otherwise(pl.lit(""))
    return frame.select(pl.concat_str(venue, number, "street", pl.lit(", "), "town")).to_series()


def postcodes(places: Places) -> pl.Series:
    """Return the postcode of each place, in the area ZZ that the Post Office does not use."""
    inward = _INWARD.gather((places.street * 7 + places.house // 30 + places.town * 131) % len(_INWARD))
    return _OUTWARD.gather(places.district) + " " + inward
