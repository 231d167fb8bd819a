"""The words that a rule's condition may use: the facts of a report, and what its codes amount to.

The second kind is worked out before the recording rules are tried and is never unknown; `INPUTS` says what each
word means, so that a rule can be read aloud without reading this program.
"""

from enum import StrEnum

from fullcount.core.facts import FACT, Fact, FactKind


class CodeKind(StrEnum):
    """What a type code amounts to. `absent`: no code was given; `unmapped`: the force's table does not have it."""

    ABSENT = "absent"
    UNMAPPED = "unmapped"
    NOT_NOTIFIABLE = "not-notifiable"
    UNCLEAR = "unclear"
    REPORTED_RAPE = "reported-rape"
    FRAUD = "fraud"
    CRIME = "crime"


_KINDS = tuple(kind.value for kind in CodeKind)


def _yes(name: str, meaning: str) -> Fact:
    return Fact(name, FactKind.YES_NO, meaning)


INPUTS: dict[str, Fact] = {
    fact.name: fact
    for fact in (
        Fact("opened_as", FactKind.CHOICE, "what the opening code amounts to", _KINDS),
        Fact("closed_as", FactKind.CHOICE, "what the closing code amounts to", _KINDS),
        Fact("type", FactKind.CHOICE, "the closing code's kind, or the opening code's where there is none", _KINDS),
        _yes("has_text", "the report has words that were read"),
        _yes("text_discloses_crime", "at least one classification rule is true of the text"),
        _yes("crime_alleged", "the text, the opening or the closing code alleges a notifiable crime"),
        _yes("victim_crime_alleged", "a crime against a victim is alleged, not only an offence against the state"),
    )
}
REPORT_WORDS: dict[str, Fact] = FACT
SILENT: dict[str, bool | int | str] = {
    name: fact.silence for name, fact in FACT.items() if fact.silence is not None
}  # fmt: skip
"""What silence means, of the facts of which it means something."""
RECORDING_WORDS: dict[str, Fact] = {**FACT, **INPUTS}

CANCELLATION_WORDS: dict[str, Fact] = {
    fact.name: fact
    for fact in (
        Fact(
            "cancelled_code",
            FactKind.CHOICE,
            "the reason code of the cancellation; other: not one of C1 to C5",
            ("absent", "other", "C1", "C2", "C3", "C4", "C5"),
        ),
        _yes("evidence_given", "additional verifiable information is written in the record"),
        _yes("self_defence_class", "the class is one in which self-defence may cancel (8N, 104, 105A)"),
    )
}

OUTCOMES: tuple[str, ...] = (
    "1", "1A", "2", "2A", "3", "3A", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17",
    "18", "19", "20", "21", "22", "23", "24",
)  # fmt: skip
CANCELLATIONS: tuple[str, ...] = ("C1", "C2", "C3", "C4", "C5")

PROPOSAL_INPUTS: dict[str, Fact] = {
    fact.name: fact
    for fact in (
        Fact("outcome", FactKind.CHOICE, "the outcome that is proposed", OUTCOMES),
        Fact("cancellation", FactKind.CHOICE, "the reason for cancelling or transferring it", CANCELLATIONS),
        _yes("is_domestic", "partners, former partners or relatives: said so, or from how the two are related"),
        _yes("recorded_is_murder", "the recorded crime is murder"),
        _yes("recorded_is_homicide", "the recorded crime is a homicide"),
        _yes("recorded_is_rape", "the recorded crime is rape or attempted rape"),
        _yes("recorded_is_attempted_rape", "the recorded crime is attempted rape"),
        _yes("recorded_is_rape_under_13", "the recorded crime is rape of a child under 13"),
        _yes("recorded_is_reported_rape", "the record is a reported incident of rape, which is no crime record"),
        _yes("recorded_is_business_robbery", "the recorded crime is robbery of business property"),
        _yes("recorded_is_fraud", "the recorded crime is fraud or computer misuse, held nationally"),
        _yes("recorded_is_slavery", "the recorded crime is modern slavery"),
        _yes("recorded_is_mutilation", "the recorded crime is female genital mutilation"),
        _yes("recorded_is_conduct", "the recorded crime is stalking, harassment or coercive control"),
        _yes("recorded_is_state_based", "the recorded crime is against the state and has no victim"),
        _yes("recorded_is_drug_possession", "the recorded crime is possession of drugs"),
        _yes("recorded_is_blade", "the recorded crime is about an article with a blade or point"),
        _yes("recorded_is_child_crime", "the recorded crime can only be against a child"),
        _yes("recorded_has_no_person", "the recorded crime harms no person: shop theft, drugs, weapons, business"),
        _yes("recorded_beyond_notice", "the recorded crime is of a kind for which no penalty notice exists"),
        _yes("recorded_is_indictable_only", "the recorded crime can be tried only by the Crown Court"),
        _yes("recorded_is_summary_only", "the recorded crime can be tried only by magistrates"),
        _yes(
            "recorded_may_be_summary",
            "of a kind often charged so that magistrates alone try it: assault with injury "
            "under section 47, shop theft, damage",
        ),
        _yes("recorded_before_april_2020", "the crime was recorded before 1 April 2020"),
        _yes("self_defence_class", "a class in which self-defence may cancel (8N by section 47 only, 104, 105A)"),
        _yes("charged_given", "offences charged or cautioned are listed with the proposal"),
        _yes("charged_as_recorded", "one of them is the recorded offence itself"),
        _yes("charged_on_murder_list", "one of them is an offence that may stand in for murder"),
        _yes("charged_on_under_13_list", "one of them may stand in for rape of a child under 13"),
        _yes("charged_on_rape_list", "one of them may stand in for any rape"),
        _yes("charged_is_sexual", "one of them is a sexual offence"),
        _yes("charged_is_theft", "one of them is theft"),
        _yes("charged_is_handling", "one of them is handling stolen goods"),
        _yes("charged_is_akin", "one of them is of the same kind as the recorded crime, so may rest on the same acts"),
        _yes("recorded_graver_than_charged", "the recorded crime is more serious than each of them"),
    )
}
OUTCOME_WORDS: dict[str, Fact] = {**FACT, **PROPOSAL_INPUTS}
