"""Attributes that last: the same id has the same share in every batch, with nothing kept in memory."""

import zlib

import numpy as np
import numpy.typing as npt

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_MASK = 0xFFFFFFFFFFFFFFFF


def _mixed(words: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return each word through the finaliser of splitmix64, shape kept.

    Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. Check value: the generator
    started at state 0 gives 0xE220A8397B1DCDAF first.
    """
    words = words + _GOLDEN
    words = (words ^ (words >> np.uint64(30))) * _FIRST
    words = (words ^ (words >> np.uint64(27))) * _SECOND
    return np.asarray(words ^ (words >> np.uint64(31)))


def share_of(ids: npt.NDArray[np.int64], seed: int, purpose: str) -> npt.NDArray[np.float64]:
    """Return a share in [0, 1) for each id, `(n,)`: equal for equal ids, unrelated between purposes and seeds."""
    key = _mixed(np.array([(seed * 0x100000001 + zlib.crc32(purpose.encode())) & _MASK], dtype=np.uint64))
    words = _mixed(np.asarray(ids, dtype=np.int64).astype(np.uint64) ^ key)
    return np.asarray((words >> np.uint64(11)).astype(np.float64) / 2.0**53)
