"""The vocabulary of facts: what a report's words and codes can tell, and never what they amount to.

A fact says what the text says ("injury: bruise"); which crime that is, how many and by when is the rulebook's
business. Every fact may be unknown (null): silence is not denial.
"""

from dataclasses import dataclass
from enum import StrEnum


class FactKind(StrEnum):
    YES_NO = "yes-no"
    CHOICE = "choice"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Fact:
    """One word of the vocabulary: its name, kind, meaning, the values of a choice (least to most serious)."""

    name: str
    kind: FactKind
    meaning: str
    values: tuple[str, ...] = ()
    question: str = ""


def _yes(name: str, meaning: str, question: str = "") -> Fact:
    return Fact(name, FactKind.YES_NO, meaning, question=question)


FACTS: tuple[Fact, ...] = (
    # conduct against a person
    _yes("violence_used", "someone used force on a person (hit, kicked, pushed, bit, spat at)"),
    Fact(
        "injury",
        FactKind.CHOICE,
        "the worst injury described",
        ("none", "minor", "wound", "serious"),
        "Is any mark, pain, cut or break described, and how bad?",
    ),
    _yes("weapon_used", "a weapon was used on or pointed at a person"),
    _yes("strangulation", "hands or an object on the neck, breath or throat restricted"),
    _yes("threat_to_kill", "a threat to kill was made to or about a person"),
    _yes("threat_of_violence", "a threat of violence short of killing"),
    _yes("threat_in_message", "the threat or abuse came by phone, text, mail or online"),
    _yes("repeated_unwanted_conduct", "repeated unwanted contact or behaviour towards the same person"),
    _yes("following_or_watching", "following, watching, waiting outside, tracking"),
    _yes("coercive_control", "a pattern of control: money, phone, friends, movements"),
    _yes("rape_disclosed", "penetration without consent, or an attempt, is described or named"),
    _yes("sexual_touching", "sexual touching without consent"),
    _yes("exposure", "exposure of genitals"),
    _yes("intimate_image", "an intimate image was shared or threatened to be shared"),
    _yes("child_harmed", "cruelty to, or neglect of, a child by a person responsible"),
    _yes("order_breached", "a court order (restraining, non-molestation, protection) was breached"),
    _yes("fear_in_public", "abusive or threatening behaviour in public that put someone in fear"),
    _yes("hostility", "hostility to race, religion, sexuality, disability or transgender identity was shown"),
    # property
    _yes("property_taken", "something was taken without consent"),
    _yes("taken_by_force", "it was taken by force or threat to a person"),
    _yes("taken_from_person", "it was taken from the person, by stealth or snatch"),
    _yes("entered_as_trespasser", "someone entered, or tried to enter, a building as a trespasser"),
    _yes("is_dwelling", "the building is somebody's home"),
    _yes("from_shop", "it was taken from a shop's display"),
    _yes("vehicle_taken", "a motor vehicle was taken"),
    _yes("vehicle_entered", "a vehicle was entered or tampered with to steal"),
    _yes("bicycle_taken", "a pedal cycle was taken"),
    _yes("property_damaged", "property of another was damaged"),
    _yes("fire_set", "the damage was by fire, set on purpose or recklessly"),
    _yes("deceived_for_gain", "someone was deceived for money or goods (fraud)"),
    # found by police
    _yes("drugs_found", "controlled drugs were found on or with a person"),
    _yes("weapon_carried", "a person had an offensive weapon, blade or firearm with them"),
    # who says so, and what speaks against it
    _yes(
        "victim_confirms",
        "the victim, or someone acting for them, confirms that it happened",
        "Does the victim, or someone acting for them, confirm that it happened?",
    ),
    _yes("victim_found", "a victim was found or is identifiable", "Has the victim been found?"),
    _yes("victim_unwilling", "the victim does not want police action (never a reason not to record)"),
    Fact(
        "reporter",
        FactKind.CHOICE,
        "who reports, in relation to the victim",
        ("other", "parent", "professional", "victim"),
        "Who made the report?",
    ),
    Fact(
        "relationship",
        FactKind.CHOICE,
        "the alleged offender's relation to the victim",
        ("stranger", "acquaintance", "family", "partner", "ex-partner"),
    ),
    _yes(
        "contrary_evidence",
        "credible evidence to the contrary was immediately at hand",
        "What credible evidence shows that no crime happened?",
    ),
    _yes("other_force_records", "another force or agency is recording it"),
    _yes("false_alarm", "an alarm or call found to be false, or a test"),
    Fact("number_of_victims", FactKind.NUMBER, "how many victims the report tells of"),
    # how the log was closed (from its disposition, never from words alone)
    _yes("report_taken", "the log was closed as 'report taken', 'arrest' or the like"),
    _yes("report_promised", "the log says that a report will be made later"),
    _yes("closed_as_no_crime", "the log was closed as 'no crime' or 'unfounded', without saying why"),
    _yes("duplicate_report", "the log was closed as a duplicate of another"),
)

FACT: dict[str, Fact] = {fact.name: fact for fact in FACTS}
