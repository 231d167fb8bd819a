"""Fullcount: every crime that is reported is recorded, and anyone entitled to ask can see how far off we are."""

import os

__version__ = "0.1.0"

# A sum shared out over threads is rounded otherwise: the same fit would give other bytes on a machine of other cores.
# (And threads that wait for a busy core take longer than one: fitting the score took four times as long on two.)
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
