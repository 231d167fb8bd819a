"""The scenarios by name."""

from fullcount.simulate.scenarios import published
from fullcount.simulate.scenarios.scenario import Backlog, Closing, Gaming, Reviewers, RollOut, Scenario

DEFAULT = "steady"
_USUAL = {"behavioural": 0.75, "violent": 0.84, "rape": 0.96, "sexual": 0.90}
_UNANSWERED = published.GMP_UNANSWERED_101.figure / (1 - published.GMP_UNANSWERED_101.figure)

SCENARIOS: dict[str, Scenario] = {
    scenario.name: scenario
    for scenario in (
        Scenario("steady", "a force on its usual level all year", rates=_USUAL),
        Scenario(
            "gmp-2020",
            "the rates found in Greater Manchester in 2020: a crime in 4.5 never recorded, behavioural crime worst",
            mix="Greater Manchester",
            recording_rate=published.GMP_RATE.figure,
            rates={"behavioural": 0.58, "violent": published.GMP_VIOLENT.figure, "rape": 0.965, "sexual": 0.88},
            unanswered=(0.01, _UNANSWERED),
            never_logged=0.03,
            team_spread=0.35,
            closing=Closing(
                domestic_16=published.GMP_DOMESTIC_16.figure,
                without_words=0.45,
                without_enquiries=0.25,
                named_as_none=0.08,
                unsafe_number=0.06,
                told_late=0.25,
                never_told=0.15,
            ),
        ),
        Scenario("improving", "recording rises through the year", recording_rate=0.85, rates=_USUAL, drift=1.6),
        Scenario(
            "training-works",
            "teams trained in waves record more from their day on",
            recording_rate=0.80,
            roll_out=RollOut(effect=0.8),
        ),
        Scenario(
            "training-does-nothing",
            "teams trained in waves record as before",
            recording_rate=0.80,
            roll_out=RollOut(effect=0.0),
        ),
        Scenario(
            "gaming",
            "a force that looks after its figures: downgrades, lost property, swept closures, pasted texts",
            rates=_USUAL,
            gaming=Gaming(under_limits=0.25, lost_property=0.5, back_dated=0.6, month_end=0.35, copied_text=0.25),
            closing=Closing(domestic_16=0.65, without_words=0.35, without_enquiries=0.3, named_as_none=0.15),
        ),
        Scenario("backlog", "a system cut-over loses part of the crime extract and delays part", backlog=Backlog()),
        Scenario("clock-change", "demand crowded into the nights on which the clocks change", clock_changes=True),
        Scenario(
            "reserved",
            "held out for final checks: other words, another mix, another level",
            mix="Lancashire",
            recording_rate=0.83,
            rates={"behavioural": 0.70, "violent": 0.79, "rape": 0.93, "sexual": 0.85},
            several=0.07,
            never_logged=0.02,
            drift=0.3,
            gaming=Gaming(under_limits=0.08, lost_property=0.2, back_dated=0.2, month_end=0.1, copied_text=0.08),
            reviewers=Reviewers(misses=0.02, sees=0.003),
            grammar=2,
        ),
    )
}
