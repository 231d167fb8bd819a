"""The promise of the interval, in short: over forces with known truth it holds the truth 94 times in 100 or more."""

import importlib.util
import math
import sys
from pathlib import Path

import numpy as np
import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "bench" / "simulate_coverage.py"
REPLICATES = 2000
SLACK = 2.5 * math.sqrt(0.94 * 0.06 / REPLICATES)


def _bench():
    spec = importlib.util.spec_from_file_location("simulate_coverage", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


bench = _bench()


@pytest.mark.parametrize("design", bench.DESIGNS, ids=lambda design: design.name)
def test_the_interval_holds_the_truth(design):
    given = 0
    for i, unrecorded in enumerate((0.003, 0.03, 0.10, 0.25)):
        for j, n in enumerate((200, 500, 2000)):
            rng = np.random.default_rng([11, i, j])
            cell = bench.simulate(design, "several", unrecorded, n, REPLICATES, rng)
            if not math.isnan(cell.coverage):
                given += 1
                assert cell.coverage >= 0.94 - SLACK, cell
    assert given >= 6
