"""Whether training moved the recording rate: a staggered roll-out by team, seen through weekly reviews.

| module | what it answers |
|---|---|
| `rows`        | reviews as arrays, one row a review; who was trained when |
| `cells`       | which crimes a team's week gives to the comparison and which to the effect |
| `imputation`  | the effect: untrained weeks say what trained ones would have been (Borusyak, Jaravel & Spiess 2024) |
| `not_yet`     | the same by teams not yet trained (Callaway & Sant'Anna 2021) |
| `jackknife`   | intervals from leaving out one team at a time, with Student's t |
| `lot`         | how often a re-draw of the order by lot gives as much: the randomisation p-value |
| `placebo`     | the same where nothing can have happened: "trained k weeks earlier", neighbours of trained teams |
| `power`       | the chance to see an effect before anybody is trained, and the smallest seen with 80% |
| `measure`     | all of it for one outcome, with its warnings, or why there is no figure |
| `results`     | the frozen answers |

Formulas, sources and measured coverage: `docs/audit/effect.md`.
"""
