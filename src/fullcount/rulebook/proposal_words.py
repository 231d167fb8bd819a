"""What the recorded crime and the offences charged amount to: the words of `vocabulary.PROPOSAL_INPUTS`.

Each is true, false, or None where the record leaves it open (a class without its code, for instance).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from fullcount.rulebook import code_lists
from fullcount.rulebook.condition import Value
from fullcount.rulebook.offences import OffenceKind, normalised
from fullcount.rulebook.pack import Pack

FROM_APRIL_2020 = datetime(2020, 3, 31, 23, tzinfo=UTC)
"""The first instant of 1 April 2020 in London: negative conclusive grounds count for crimes recorded from then."""

PERSONAL = frozenset({"Violence against the person", "Public order offences"})
PROPERTY = frozenset({"Robbery", "Burglary", "Theft", "Vehicle offences"})
UNDER_13 = ("19E", "19H")
CONDUCT = ("8L", "8M", "8Q", "8U")
CHILD_CRIMES = ("11A", "13", "17B", "20B", "21", "22A", "22B", "71", "88A", *UNDER_13)
BEYOND_NOTICE = frozenset({"Violence against the person", "Sexual offences", "Robbery", "Burglary"})
NO_PERSON = frozenset({"46", "30A", "30B", "30C", "30D", "34A", "58B", "58F", "54", "33", "33A", "38"})
NO_PERSON_GROUPS = frozenset({"Drug offences", "Possession of weapons"})


@dataclass(frozen=True, slots=True)
class Named:
    """An offence as a record names it: the classes that it may be (one, where the class is given) and its code."""

    classes: tuple[str, ...]
    code: str | None

    @property
    def class_(self) -> str | None:
        return self.classes[0] if self.classes else None


def named(pack: Pack, class_: str | None, code: str | None) -> Named:
    """Return the offence meant by a class, a code or both; without classes where neither is in the offence table."""
    plain = normalised(code) if code else None
    if class_:
        return Named(pack.offence_classes(class_)[:1], plain)
    if plain is None:
        return Named((), None)
    usual, all_ = pack.offence_class(plain), pack.offence_classes(plain)
    classes = tuple(dict.fromkeys((usual, *all_))) if usual else ()
    return Named(tuple(item for item in classes if item), plain if plain in pack.offences.by_code else None)


def instant(value: object) -> datetime | None:
    """Return the instant that a record's date stands for (London where no zone is given); None if it is none."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=ZoneInfo("Europe/London"))


def proposal_words(
    pack: Pack,
    recorded: Named,
    charged: Sequence[Named],
    recorded_at: datetime | None,
    known: Mapping[str, Value | None],
) -> dict[str, bool | None]:
    """Return every word of `PROPOSAL_INPUTS` but the proposal itself; `charged` empty: none is listed."""
    return {
        "is_domestic": _is_domestic(known),
        "recorded_before_april_2020": None if recorded_at is None else recorded_at < FROM_APRIL_2020,
        **_of_the_record(pack, recorded, known),
        **_of_the_charge(pack, recorded, charged),
    }


def _is_domestic(known: Mapping[str, Value | None]) -> bool | None:
    """Return whether it was called domestic, or whether the two are partners, former partners or relatives."""
    said = known.get("domestic")
    if isinstance(said, bool):
        return said
    if known.get("risk_level") is not None:
        return True
    relationship = known.get("relationship")
    return None if relationship is None else relationship in ("family", "partner", "ex-partner")


def _of_the_record(pack: Pack, recorded: Named, known: Mapping[str, Value | None]) -> dict[str, bool | None]:
    class_, code = recorded.class_, recorded.code
    offence = pack.offences.offences.get(class_) if class_ else None
    names = ("murder", "homicide", "rape", "attempted_rape", "rape_under_13", "reported_rape", "business_robbery",
             "fraud", "slavery", "mutilation", "conduct", "state_based", "drug_possession", "blade", "child_crime",
             "indictable_only", "summary_only")  # fmt: skip
    if class_ is None or offence is None:
        nothing: dict[str, bool | None] = {f"recorded_is_{name}": None for name in names}
        nothing["recorded_is_rape"] = known.get("rape_disclosed") is True or None
        return nothing | {
            "recorded_may_be_summary": None,
            "recorded_has_no_person": None,
            "recorded_beyond_notice": None,
            "self_defence_class": None,
        }
    is_rape = offence.subgroup == "Rape"
    listed = _listing(pack, recorded, offence.codes)
    is_sum: dict[str, bool | None] = {
        "recorded_is_murder": class_ == "1",
        "recorded_is_homicide": offence.subgroup == "Homicide",
        "recorded_is_rape": is_rape,
        "recorded_is_attempted_rape": is_rape and (code is not None and code in pack.lists[code_lists.ATTEMPTED_RAPE]),
        "recorded_is_rape_under_13": _rape_under_13(class_, known) if is_rape else False,
        "recorded_is_reported_rape": class_ == "N100",
        "recorded_is_business_robbery": class_ == "34A",
        "recorded_is_fraud": offence.kind is OffenceKind.FRAUD,
        "recorded_is_slavery": class_ == "106",
        "recorded_is_mutilation": code is not None and code in pack.lists[code_lists.MUTILATION],
        "recorded_is_conduct": class_ in CONDUCT,
        "recorded_is_state_based": not offence.has_victim and offence.kind is OffenceKind.CRIME,
        "recorded_is_drug_possession": class_ in ("92D", "92E"),
        "recorded_is_blade": class_ == "10D",
        "recorded_is_child_crime": class_ in CHILD_CRIMES,
        "recorded_is_indictable_only": listed(code_lists.INDICTABLE_ONLY),
        "recorded_is_summary_only": listed(code_lists.SUMMARY_ONLY),
        "recorded_may_be_summary": class_ == "46" or offence.subgroup == "Criminal damage" or _is_section_47(recorded),
        "recorded_has_no_person": class_ in NO_PERSON or offence.group in NO_PERSON_GROUPS,
        "recorded_beyond_notice": offence.group in BEYOND_NOTICE,
        "self_defence_class": class_ in ("104", "105A") or _is_section_47(recorded),
    }
    return is_sum


def _is_section_47(recorded: Named) -> bool:
    """Return whether it is assault with injury under section 47, or may be: the class without its code."""
    return recorded.class_ == "8N" and recorded.code in (None, "008/06")


def _listing(pack: Pack, recorded: Named, codes: Sequence[str]) -> Callable[[str], bool | None]:
    """Return a function that says whether the recorded offence is on a list: open if only some of its class are."""

    def listed(name: str) -> bool | None:
        found = pack.lists[name]
        if recorded.code is not None:
            return recorded.code in found
        some, every = any(code in found for code in codes), all(code in found for code in codes)
        return None if some and not every else some

    return listed


def _rape_under_13(class_: str, known: Mapping[str, Value | None]) -> bool | None:
    if class_ in UNDER_13:
        return True
    age = known.get("victim_age_group")
    return None if age is None and class_ in ("19J", "19K") else age == "under-13"


def _of_the_charge(pack: Pack, recorded: Named, charged: Sequence[Named]) -> dict[str, bool | None]:
    codes = {offence.code for offence in charged if offence.code}
    classes = {class_ for offence in charged for class_ in offence.classes}
    if not charged:
        return {"charged_given": False, **dict.fromkeys(CHARGE_WORDS)}
    on_list = {name: bool(codes & pack.lists[name]) for name in (code_lists.MURDER, code_lists.RAPE_UNDER_13,
                                                                 code_lists.RAPE)}  # fmt: skip
    order = pack.offences.order
    return {
        "charged_given": True,
        "charged_as_recorded": None if recorded.class_ is None else any(is_same(recorded, it) for it in charged),
        "charged_on_murder_list": on_list[code_lists.MURDER] or bool(classes & {"4/1", "4/2", "4/3"}),
        "charged_on_under_13_list": on_list[code_lists.RAPE_UNDER_13],
        "charged_on_rape_list": on_list[code_lists.RAPE],
        "charged_is_sexual": any(pack.group(class_) == "Sexual offences" for class_ in classes),
        "charged_is_theft": any(pack.group(class_) in ("Theft", "Vehicle offences") for class_ in classes),
        "charged_is_handling": "54" in classes,
        "charged_is_akin": _any(_is_akin(pack, recorded, offence) for offence in charged),
        "recorded_graver_than_charged": None
        if recorded.class_ is None
        else all(
            order(recorded.class_, recorded.code)[:2] < order(it.class_, it.code)[:2] for it in charged if it.class_
        ),
    }


CHARGE_WORDS: tuple[str, ...] = (
    "charged_as_recorded", "charged_on_murder_list", "charged_on_under_13_list", "charged_on_rape_list",
    "charged_is_sexual", "charged_is_theft", "charged_is_handling", "charged_is_akin", "recorded_graver_than_charged",
)  # fmt: skip


def is_same(one: Named, other: Named) -> bool:
    """Return whether two records name one offence: a class in common, and codes that do not differ."""
    codes_differ = one.code is not None and other.code is not None and one.code != other.code
    return bool(set(one.classes) & set(other.classes)) and not codes_differ


def _is_akin(pack: Pack, recorded: Named, charged: Named) -> bool | None:
    """Return whether two offences are of one kind: against persons, for gain, damage, sexual, drugs or weapons."""
    if recorded.class_ is None or charged.class_ is None:
        return None
    if charged.class_ == "54":
        return recorded.class_ == "54"
    one, other = (_kind(pack.group(class_)) for class_ in (recorded.class_, charged.class_))
    if one == other:
        return True
    return None if "" in (one, other) else False


def _kind(group: str | None) -> str:
    if group in PERSONAL:
        return "person"
    if group in PROPERTY:
        return "property"
    return "" if group is None or group.startswith(("Misc", "Fraud", "Notif")) else group


def _any(truths: Iterable[bool | None]) -> bool | None:
    found = list(truths)
    return True if True in found else None if None in found else False
