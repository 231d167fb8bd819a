"""Measures the alarms of `audit monitor` beside the usual charts, and prints one table.

    python bench/audit_alarms.py [--replicates 400] [--seed 20260402] [--only KIND]

1,200 reports a day, a tenth of them what is counted, weekdays that differ, and days that scatter by 1.2 points more
than chance. Every method learns from the same first 84 days. False alarms: five quiet years after these, each method
starting afresh after one. Quickness: days until the first alarm of a lasting change of two points, 60 quiet days after
the baseline.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from audit_monitor_page import section_written
from numpy.typing import NDArray

from fullcount.audit.monitoring.alarms import cusum, e_detector
from fullcount.audit.monitoring.charting import BASELINE
from fullcount.audit.monitoring.standard import learnt, standardised
from fullcount.audit.monitoring.xmr import WIDTH, limits_of, signals

REPORTS, SHARE, SCATTER, CHANGE = 1200, 0.10, 0.012, 0.02
WEEK = (0.0, 0.005, 0.003, 0.0, -0.004, 0.010, 0.012)
YEARS, QUIET, AFTER = 5, 60, 200

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Kind:
    """How days scatter beyond chance: the shape of the scatter, the correlation of neighbours, reports that vary."""

    name: str
    shape: str = "normal"
    serial: float = 0.0
    reports: tuple[int, ...] = (REPORTS,) * 7


KINDS = (
    Kind("as asked: normal scatter"),
    Kind("heavy tails (Student's t, 5)", "t"),
    Kind("lopsided scatter (gamma, 4)", "gamma"),
    Kind("fewer reports at weekends", reports=(1400, 1400, 1300, 1300, 1400, 900, 700)),
    Kind("neighbouring days alike (0.3)", serial=0.3),
)


@dataclass(frozen=True)
class Watched:
    """Series of one kind: shares and reports, shape (series, days) and (days,), and the weekday of each day."""

    share: Floats
    reports: Floats
    weekday: NDArray[np.int64]


def made(kind: Kind, shape: tuple[int, int], change_at: int | None, rng: np.random.Generator) -> Watched:
    """Return series of daily shares; from day `change_at` on, two points more are counted."""
    weekday = np.arange(shape[1]) % 7
    reports = np.array(kind.reports)[weekday]
    extra = {
        "normal": lambda: rng.normal(size=shape),
        "t": lambda: rng.standard_t(5, size=shape) / np.sqrt(5.0 / 3.0),
        "gamma": lambda: (rng.gamma(4.0, size=shape) - 4.0) / 2.0,
    }[kind.shape]()
    for day in range(1, shape[1]):
        extra[:, day] = kind.serial * extra[:, day - 1] + np.sqrt(1.0 - kind.serial**2) * extra[:, day]
    rate = SHARE + np.array(WEEK)[weekday] + SCATTER * extra
    if change_at is not None:
        rate[:, change_at:] += CHANGE
    counted = rng.binomial(reports, np.clip(rate, 0.0005, 0.9995))
    return Watched(counted / reports, reports.astype(float), weekday)


def _expected(series: Watched) -> tuple[Floats, Floats]:
    """Return departures from the weekday's expectation, and binomial errors, for all days."""
    first = slice(0, BASELINE)
    baseline = learnt(series.share[:, first], series.reports[first], series.weekday[first])
    centre = baseline.centre[:, None]
    return series.share - baseline.expected(series.weekday), np.sqrt(centre * (1.0 - centre) / series.reports)


def p_chart(series: Watched) -> Bools:
    """Return the days beyond three binomial errors."""
    away, error = _expected(series)
    return (np.abs(away) > 3.0 * error)[:, BASELINE:]


def laney(series: Watched) -> Bools:
    """Return the days beyond three of Laney's sigmas, by the moving range as he has it."""
    away, error = _expected(series)
    z = away / error
    sigma = np.abs(np.diff(z[:, :BASELINE], axis=1)).mean(axis=1, keepdims=True) / 1.128
    return (np.abs(z) > 3.0 * sigma)[:, BASELINE:]


def xmr_beyond(series: Watched) -> Bools:
    """Return the days beyond the XmR limits of the weekday-adjusted share."""
    away, _ = _expected(series)
    half = WIDTH * np.abs(np.diff(away[:, :BASELINE], axis=1)).mean(axis=1, keepdims=True)
    return (np.abs(away - away[:, :BASELINE].mean(axis=1, keepdims=True)) > half)[:, BASELINE:]


def xmr_signals(series: Watched) -> Bools:
    """Return the days on which any of the four signals is complete and was not the day before."""
    away, _ = _expected(series)
    marked = np.array([np.any([*signals(row, limits_of(row[:BASELINE])).values()], axis=0) for row in away])
    begins = marked & ~np.pad(marked[:, :-1], ((0, 0), (1, 0)))
    return begins[:, BASELINE:]


def _scores(series: Watched) -> Floats:
    first, rest = slice(0, BASELINE), slice(BASELINE, None)
    baseline = learnt(series.share[:, first], series.reports[first], series.weekday[first])
    return standardised(baseline, series.share[:, rest], series.reports[rest], series.weekday[rest])


METHODS: dict[str, Callable[[Watched], Bools]] = {
    "p-chart, three sigma": p_chart,
    "Laney p′, three sigma": laney,
    "XmR, beyond a limit": xmr_beyond,
    "XmR, any of four signals": xmr_signals,
    "CUSUM .5/5 (the screen)": lambda series: cusum(_scores(series))[1],
    "**e-detector (the alarm)**": lambda series: e_detector(_scores(series))[1],
}


def table(kinds: tuple[Kind, ...], replicates: int, seed: int) -> list[str]:
    """Return the lines of the table."""
    lines = [
        "| scatter of days | method | false alarms a year | median days to see two points | nine of ten within |",
        "|---|---|---|---|---|",
    ]
    for kind in kinds:
        number = KINDS.index(kind)
        quiet = made(kind, (replicates, BASELINE + YEARS * 365), None, np.random.default_rng([seed, number, 0]))
        change = BASELINE + QUIET
        changed = made(kind, (4 * replicates, change + AFTER), change, np.random.default_rng([seed, number, 1]))
        for name, method in METHODS.items():
            alarms = method(quiet).sum(axis=1) / YEARS
            seen = method(changed)[:, QUIET:]
            days = np.where(seen.any(axis=1), np.argmax(seen, axis=1) + 1.0, AFTER + 1.0)
            error = alarms.std(ddof=1) / np.sqrt(replicates)
            nine = np.quantile(days, 0.9)
            lines.append(
                f"| {kind.name} | {name} | {alarms.mean():.2f} ± {error:.2f} | {np.median(days):.0f} "
                f"| {f'{nine:.0f}' if nine <= AFTER else f'over {AFTER}'} |"
            )
            print(lines[-1], flush=True)
    return lines


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--replicates", type=int, default=400)
    options.add_argument("--seed", type=int, default=20260402)
    options.add_argument(
        "--only", type=int, choices=range(len(KINDS)), help="one kind, by its number; nothing is written"
    )
    chosen = options.parse_args()
    started = time.process_time()
    kinds = KINDS if chosen.only is None else (KINDS[chosen.only],)
    lines = table(kinds, chosen.replicates, chosen.seed)
    if chosen.only is None:
        about = (
            f"{REPORTS:,} reports a day, {SHARE:.0%} counted, days over-dispersed by {SCATTER * 100:g} points, "
            f"weekdays that differ; {BASELINE} days of baseline; {chosen.replicates} series of {YEARS} quiet years, "
            f"{4 * chosen.replicates:,} with a change. ± is the Monte Carlo error."
        )
        command = f"`python bench/audit_alarms.py --replicates {chosen.replicates} --seed {chosen.seed}`"
        section_written("\n".join(["# Audit: monitoring, alarms", "", command, "", about, "", *lines]))
    print(f"{time.process_time() - started:.0f} seconds of one core")


if __name__ == "__main__":
    main()
