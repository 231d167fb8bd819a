"""Whether new behaviour goes on with a course of conduct that is already recorded (CRR p57-58): the facts of that."""

from collections.abc import Sequence
from datetime import datetime

from fullcount.core.clock import months_after
from fullcount.rulebook.condition import Value
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.report_case import Recorded

COURSE = "conduct"
MONTHS = 3
COURSES = {"8Q": "stalking", "8U": "control", "8L": "harassment", "8M": "harassment"}
"""What kind of course a recorded crime of each class is."""


def course_facts(
    recorded: Sequence[Recorded],
    victim: str | None,
    offenders: Sequence[str],
    happened_at: datetime | None,
    pack: Pack,
) -> dict[str, Value]:
    """Return what earlier records say of the same two people: whether a course is recorded, ended, or long ago.

    A record that names nobody is taken to be of the same two. Empty where there is none, or where `happened_at` is not
    known (then only that one is recorded).
    """
    classes = {rule.then.class_ for rule in pack.of_family(COURSE)}
    same = [
        crime
        for crime in recorded
        if crime.class_ in classes
        and (crime.victim is None or victim is None or crime.victim == victim)
        and (crime.offender is None or not offenders or crime.offender in offenders)
    ]
    if not same:
        return {}
    facts: dict[str, Value] = {"conduct_crime_recorded_before": True}
    kinds = [COURSES[crime.class_] for crime in same if crime.class_ in COURSES]
    if kinds:
        facts["recorded_course"] = kinds[-1]
    if happened_at is None:
        return facts
    lasts = [crime.last_incident_at or crime.recorded_at for crime in same]
    told = [last for last in lasts if last is not None]
    if told:
        facts["months_since_last_incident_over_three"] = happened_at > months_after(max(told), MONTHS)
    ends = [crime.dealt_with_at for crime in same]
    facts["course_ended"] = all(end is not None and end <= happened_at for end in ends)
    return facts
