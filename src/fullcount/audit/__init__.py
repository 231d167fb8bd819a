"""How well crime is recorded, measured from a sample of reports that people have read, and how sure we are.

| module | what it answers |
|---|---|
| `results`    | the frozen answers: an interval, a rate, a refusal with its reason, the number unrecorded |
| `intervals`  | one proportion: Wilson, Clopper–Pearson and the exact hypergeometric interval |
| `moments`    | a sample boiled down to the sums, stratum by stratum, that the estimator needs |
| `ratio`      | crimes recorded over crimes disclosed, with reports as clusters, strata and a finite frame |
| `estimate`   | the recording rate of a force, a group or a district, or why there is none |
| `unrecorded` | how many crimes a year and a day that leaves unrecorded |
| `grades`     | the inspectorate's grade of a rate, both grades where the interval spans an edge |
| `survival`   | how fast crimes are recorded, with those still open counted as open |
| `survey/`    | totals, means and ratios under strata, clusters and calibration, as R's survey package gives them |
| `scored/`    | strata of a score, the profile interval over them, cross-fitting, reviewers' errors |
| `estimating/` | a sample and its frame to the rate and the number unrecorded, by the way that the sample was drawn |
| `planning/`  | how many reports to read, which strata, the seeded draw, the seal and the manifest |
| `districts/` | a rate for each district from a few reviews |
| `monitoring/` | intervals that hold however often one looks; charts of daily counts, and their alarm |
| `screening/` | what to read next, and when to stop with a certified recall |
| `effect/`    | whether training moved the rate, and what a roll-out could show |
| `agreement/` | how far reviewers agree, and whose marks drift |
| `capture/`   | how many unrecorded reports several lists together point to |
| `backlog/`   | what was missed, in the order to recover it, and when that is done |

Formulas, sources and measured coverage: `docs/estimate.md` for what `fullcount run` prints, `docs/audit/` for the rest.
"""
