"""The same inputs give the same bytes on any number of cores: linear algebra runs on one thread."""

import os
import subprocess
import sys

FIT = """
import sys
import fullcount
assert "numpy" not in sys.modules
import numpy as np
from scipy.sparse import csr_array
from fullcount.reading.score.linear import logistic
made = np.random.default_rng(1)
matrix = csr_array(np.where(made.random((60, 30_000)) < 0.02, made.random((60, 30_000)), 0))
line = logistic(matrix, (made.random(60) < 0.5).astype(float), np.ones(60), 1.0)
print(line.weights.tobytes().hex()[:4000], line.intercept.hex())
"""


def fitted(**threads: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    done = subprocess.run(
        [sys.executable, "-c", FIT], env=environment | threads, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_a_fit_is_the_same_whatever_the_machine_would_use() -> None:
    assert fitted() == fitted(OPENBLAS_NUM_THREADS="1")
