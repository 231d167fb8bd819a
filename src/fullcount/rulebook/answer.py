"""The rulebook's answer to a report told in full: the decision, the crimes, by when, who, and why.

A report of one event and one victim is judged exactly as a row of `table.apply` is.
"""

from collections.abc import Sequence
from datetime import datetime

from fullcount.core.states import Decision
from fullcount.rulebook.allegations import Allegation, allegations
from fullcount.rulebook.answer_parts import Answer, Incident
from fullcount.rulebook.case import Tried, deadline, decided_rules, tried_rules
from fullcount.rulebook.counting import crimes_of
from fullcount.rulebook.next_question import next_question
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.points import points_to_prove
from fullcount.rulebook.proposal_answer import decide_proposal, is_proposal
from fullcount.rulebook.report_case import ReportCase
from fullcount.rulebook.rule import Confidence, Unit
from fullcount.rulebook.units import number_of_crimes

ORDER = (
    Decision.RECORD,
    Decision.ADD_TO_EXISTING_CRIME,
    Decision.N100,
    Decision.N300,
    Decision.REFER_TO_REPORT_FRAUD,
    Decision.NOT_YET_RECORDED,
    Decision.NOT_YET_KNOWN,
    Decision.ANOTHER_FORCE_RECORDS,
    Decision.CRIME_RELATED_INCIDENT,
    Decision.NOT_NOTIFIABLE,
    Decision.NOT_A_CRIME,
)
"""Which decision stands for a report whose allegations are decided differently: the first of these."""


def decide_report(case: ReportCase, pack: Pack) -> Answer:
    """Return what should be done with a report told in full, or whether what is proposed for it stands."""
    found = allegations(case, pack)
    if is_proposal(case):
        return decide_proposal(case, found, pack)
    leading = min(found, key=lambda allegation: ORDER.index(allegation.judged.decision))
    judged = leading.judged
    crimes = crimes_of(found, pack)
    tried = _tried(found, leading, pack)
    confident = all(rule.confidence is Confidence.SEEN for rule in tried if rule.decided)
    by = deadline(judged)
    then = judged.ruling.then
    question = next_question(found, pack)
    return Answer(
        decision=judged.decision,
        crimes=crimes,
        incident=_incident(found, leading),
        deadline=by,
        timely=_timely(case, by),
        reason=judged.reason,
        why=pack.reason_title(judged.reason),
        certainty=pack.certainty(judged.reason),
        confidence=Confidence.SEEN if confident else Confidence.RECALLED,
        decides=then.decides,
        tells=then.tells,
        tried=tried,
        proof=points_to_prove(judged),
        unknown=question.unknown if question else (),
        question=question,
    )


def _incident(found: Sequence[Allegation], leading: Allegation) -> Incident | None:
    """Return what is kept instead of a crime; of deaths one for each, whether they are counted or listed."""
    then = leading.judged.ruling.then
    is_notifiable = then.decision in (Decision.N100, Decision.N300)
    if then.incident is None or (leading.judged.state_alone and not is_notifiable):
        return None
    if not then.per_death:
        return Incident(then.incident, 1)
    same = {one.victim: one for one in found if one.judged.ruling is leading.judged.ruling}
    return Incident(then.incident, sum(number_of_crimes(Unit.DEATH, one.judged.known) for one in same.values()))


def _timely(case: ReportCase, by: datetime | None) -> bool | None:
    times = [crime.recorded_at for crime in case.recorded if crime.recorded_at is not None]
    return None if by is None or not times else max(times) <= by


def _tried(found: Sequence[Allegation], leading: Allegation, pack: Pack) -> tuple[Tried, ...]:
    """Return the rules tried on the leading allegation, and those that decided another."""
    rules = list(tried_rules(leading.judged, pack, decided_rules(leading.judged, pack)))
    at = {rule.id: place for place, rule in enumerate(rules)}
    for allegation in found:
        if allegation is leading or allegation.judged.decision is not Decision.RECORD:
            continue
        decided = decided_rules(allegation.judged, pack)
        for rule in tried_rules(allegation.judged, pack, decided):
            if rule.decided and rule.id not in at:
                rules.append(rule)
            elif rule.decided and not rules[at[rule.id]].decided:
                rules[at[rule.id]] = rule
    return tuple(rules)
