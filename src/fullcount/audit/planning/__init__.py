"""How many reports to read, from where, and which ones: decided beforehand and checkable by anybody afterwards.

| module | what it answers |
|---|---|
| `sizes`      | how many for a half-width: one rate, a finite frame, whole clusters; by what linking knows |
| `frame`      | the reports there are to draw from, and what is expected of them |
| `prospect`   | a frame made ready: what is expected of each report, where it stands |
| `strata`     | the parts of the frame, none too small, none without a chance |
| `allocation` | how a number is shared out over strata: by size, by Neyman, never less than a minimum |
| `by_score`   | chances in proportion to the score's doubt; its strata are those of `scored.cuts` |
| `design`     | all that a draw is asked; which strata of the frame that makes, with how many reports of each |
| `precision`  | the half-width that a design is expected to give, and the number of reports that a half-width takes |
| `certainty`  | how many more until the grade is certain, and how likely that is |
| `order`      | the order of SHA-256, by which anybody can check a draw; the hash of a frame |
| `draw`       | the reports drawn, each with its chance |
| `markers`    | who reads what first, and which half goes blind to somebody else |
| `manifest`   | what a draw promises and what it was, as JSON; how two of them differ |

Formulas, sources and the commands: `docs/audit/plan-and-draw.md`.
"""
