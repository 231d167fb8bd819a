"""What an opening or closing code amounts to, from the Home Office class that the force's table gives it."""

from dataclasses import dataclass

from fullcount.core.states import CodeMeaning
from fullcount.rulebook.offences import OffenceKind
from fullcount.rulebook.pack import Pack
from fullcount.rulebook.severity import NONE
from fullcount.rulebook.vocabulary import CodeKind

REPORTED_RAPE = "N100"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One code's kind, its slot in the order of seriousness (NONE if it is no crime), and whether it has a victim."""

    kind: CodeKind
    slot: int = NONE
    has_victim: bool = False


ABSENT = Meaning(CodeKind.ABSENT)
UNMAPPED = Meaning(CodeKind.UNMAPPED)


def meanings(pack: Pack) -> dict[str, Meaning]:
    """Return the meaning of every text that a class column may hold; any other text is unmapped, null is absent."""
    found = {
        CodeMeaning.NOT_NOTIFIABLE.value: Meaning(CodeKind.NOT_NOTIFIABLE),
        CodeMeaning.UNCLEAR.value: Meaning(CodeKind.UNCLEAR),
    }
    for name, offence in pack.offences.offences.items():
        if offence.kind is OffenceKind.CRIME:
            found[name] = Meaning(CodeKind.CRIME, pack.severity.of_class[name], offence.has_victim)
        elif offence.kind is OffenceKind.FRAUD:
            found[name] = Meaning(CodeKind.FRAUD)
        else:
            found[name] = Meaning(CodeKind.REPORTED_RAPE if name == REPORTED_RAPE else CodeKind.NOT_NOTIFIABLE)
    return found
