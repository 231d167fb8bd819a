"""Small areas: a recording rate for every district from reviews that are too few in each."""

from fullcount.audit.districts.estimate import District, Districts, districts

__all__ = ["District", "Districts", "districts"]
