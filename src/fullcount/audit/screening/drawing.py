"""Who is drawn at random: by the hash of a published seed and the report's own number, so that anybody can check it."""

from collections.abc import Sequence

import numpy as np

from fullcount.audit.planning.order import Purpose, ranked
from fullcount.audit.screening.learner import Flags, Index, Numbers


def lots(keys: Sequence[str], seed: int, purpose: Purpose = Purpose.DRAW) -> Index:
    """Return (n,) each report's place, from 0, in the order of a draw (see `planning.order.ranked`).

    The first m of it are a simple random sample without return, for anybody who did not choose the numbers knowing
    the seed: the very reports that `audit draw` draws from the same reports, in one stratum, with the same seed.
    """
    order = ranked(str(seed), purpose, keys)
    place = np.empty(len(keys), dtype=np.int64)
    place[order] = np.arange(len(keys))
    return place


def thinned(chance: Numbers, lot: Index) -> tuple[Flags, float]:
    """Return which of the drawn are kept so that each was drawn and kept with the same chance, and that chance.

    chance: (n_drawn,) the chance with which each was drawn; lot: (n_drawn,) a random place of each. One drawn with
    chance c is kept with chance least / c. (Of strata drawn without return the kept ones are less alike than if each
    were drawn alone, so the binomial's tail is the heavier one: Hoeffding 1956, Annals of Mathematical Statistics
    27:713-721.) Check: all alike are all kept.
    """
    least = float(chance.min())
    kept: Flags = (lot + 0.5) / max(lot.size, 1) <= least / chance
    return kept, least
