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
