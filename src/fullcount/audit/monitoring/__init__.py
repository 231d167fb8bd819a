"""Watching a recording rate day by day: intervals that hold however often one looks, charts, and a rare, quick alarm.

| module | what it answers |
|---|---|
| `draws`     | which report is read next, with which chance, so that anybody can check it |
| `question`  | what is asked of the draws: each small range of rates, and what a review would pay were the rate there |
| `bets`      | how much is staked on each review, decided before it is read |
| `sequence`  | the confidence sequence: today's interval, valid at every look, carried on from yesterday's state |
| `watch`     | the reviews watched: the interval after each, the estimate, how many more it takes |
| `spending`  | a figure published a few times a year: O'Brien and Fleming's limits for each look |
| `standard`  | a daily share set against its weekday's expectation and its own scatter (Laney's z) |
| `xmr`       | the XmR chart and its four signals |
| `alarms`    | CUSUM, and the e-detector whose false alarms are years apart |
| `charting`  | a whole series charted: baselines, signals and alarms, a new baseline only where a person decided one |

Formulas, sources and measured coverage: `docs/audit/monitor.md`.
"""
