"""A rule pack: dated, cited rules, the offence table and the words of the reasons, read from text and checked.

`parse_pack` raises one RuleError with every fault of every file; a Pack that exists is whole.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from fullcount.core.errors import Fault, NotFoundError, RuleError
from fullcount.rulebook import consequences
from fullcount.rulebook.code_lists import code_lists
from fullcount.rulebook.condition import Always
from fullcount.rulebook.notifiable import CORRECTIONS, NOTIFIABLE, NotifiableList, parse_notifiable
from fullcount.rulebook.offence_files import LOOK_UP, OFFENCES, parse_offences
from fullcount.rulebook.offences import OffenceKind, OffenceTable
from fullcount.rulebook.pack_header import Header, parse_header
from fullcount.rulebook.rule import (
    AnyRule,
    Chapter,
    Counting,
    Family,
    Finding,
    InForce,
    Limit,
    Offence,
    Reason,
    Rule,
    Ruling,
    Verdict,
)
from fullcount.rulebook.rule_files import Reader, days_between
from fullcount.rulebook.severity import Severity, severity
from fullcount.rulebook.touched import Touched, touched
from fullcount.rulebook.trail import BESIDE, Trail, trail_of
from fullcount.rulebook.vocabulary import CANCELLATION_WORDS, OUTCOME_WORDS, RECORDING_WORDS, REPORT_WORDS

STATE_ALONE = "state-offence-found"
"""The reason for recording an offence against the state where the crimes against victims are held back."""

FIXED: tuple[str, ...] = ("pack.toml", OFFENCES, LOOK_UP, NOTIFIABLE, CORRECTIONS)
"""The files that every pack must have, beside those of its chapters, which pack.toml names."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole, checked rule pack. `sha256` is of the names and contents of its files."""

    header: Header
    sha256: str
    offences: OffenceTable
    notifiable: NotifiableList
    families: tuple[Family, ...]
    recording: tuple[Rule[Ruling], ...]
    classification: tuple[Rule[Offence], ...]
    counting: tuple[Rule[Counting], ...]
    clock: tuple[Rule[Limit], ...]
    cancellation: tuple[Rule[Verdict], ...]
    outcomes: tuple[Rule[Finding], ...]
    lists: Mapping[str, frozenset[str]]
    by_family: Mapping[str, tuple[Rule[Offence], ...]] = field(init=False, repr=False)
    beside_families: tuple[Family, ...] = field(init=False, repr=False)
    touched: Touched = field(init=False, repr=False)
    severity: Severity = field(init=False, repr=False)
    trail: Trail = field(init=False, repr=False)

    def __post_init__(self) -> None:
        grouped: dict[str, list[Rule[Offence]]] = {family.id: [] for family in self.families}
        for rule in self.classification:
            grouped[rule.then.family].append(rule)
        added = {rule.then.family for rule in self.counting}
        beside = tuple(family for family in self.families if family.state_based or family.id in added)
        object.__setattr__(self, "by_family", {name: tuple(rules) for name, rules in grouped.items()})
        object.__setattr__(self, "beside_families", beside)
        crimes = tuple(rule.id for rule in self.classification)
        digits = [[rule.id for rule in self.recording], [rule.id for rule in self.clock], *([crimes] * (1 + BESIDE))]
        object.__setattr__(self, "touched", touched(self.classification))
        object.__setattr__(self, "severity", severity(self.classification, self.offences))
        object.__setattr__(self, "trail", trail_of(digits))

    @property
    def name(self) -> str:
        return self.header.name

    @property
    def reasons(self) -> Mapping[str, Reason]:
        return self.header.reasons

    @property
    def rules(self) -> tuple[AnyRule, ...]:
        """Return every rule, chapter by chapter, each in the order in which they are tried."""
        return (*self.recording, *self.classification, *self.counting, *self.clock, *self.cancellation, *self.outcomes)

    def rule(self, id_: str) -> AnyRule:
        """Return the rule of that id; raises NotFoundError."""
        for rule in self.rules:
            if rule.id == id_:
                return rule
        raise NotFoundError(f"rule pack {self.name} has no rule '{id_}'")

    def of_family(self, family: str) -> tuple[Rule[Offence], ...]:
        """Return the classification rules of a family, in the order in which they are tried."""
        return self.by_family[family]

    def flags(self, rule_id: str) -> tuple[str, ...]:
        """Return the marks that a record made by a classification rule must carry."""
        return next((rule.then.flags for rule in self.classification if rule.id == rule_id), ())

    def reason_title(self, code: str) -> str:
        """Return in plain words what a reason code means; the code itself if the pack does not have it."""
        return self.reasons[code].title if code in self.reasons else code

    def certainty(self, code: str) -> float:
        """Return how sure an answer for that reason is, from 0 to 1 (pack.toml)."""
        return self.reasons[code].certainty if code in self.reasons else 0.0

    def offence_class(self, code_or_class: str) -> str | None:
        """Return the Home Office class meant by `8N`, `8n` or `008/06`; None if it is neither class nor code.

        Where a code stands in several classes, the usual one is returned: see `offence_classes`.
        """
        return self.offences.class_of(code_or_class)

    def offence_classes(self, code_or_class: str) -> tuple[str, ...]:
        """Return every class that a class or code may mean (`149/00` stands in 58A to 58D)."""
        return self.offences.classes(code_or_class)

    def group(self, class_: str) -> str | None:
        """Return the official offence group of a class."""
        found = self.offences.offences.get(class_)
        return found.group if found else None

    def title(self, class_: str) -> str | None:
        """Return the official title of a class."""
        found = self.offences.offences.get(class_)
        return found.title if found else None

    def only_code(self, class_: str) -> str | None:
        """Return the Home Office code of a class that has only one on the list today; None if it has several."""
        rows = self.notifiable.by_class.get(class_, ())
        codes = {row.code for row in rows if row.is_current}
        return next(iter(codes)) if len(codes) == 1 else None

    def offence_title(self, class_: str, code: str | None) -> str:
        """Return what the offence of a code is called in its class; the class's title where no code is known."""
        return (self.notifiable.title(class_, code) if code else "") or self.title(class_) or ""

    def harm(self, class_: str) -> float:
        """Return how much harm a class stands for, 0 to 1: 1 - (rank - 1) / 40 by the principal crime look-up."""
        return self.offences.harm(class_)

    def counted_as(self, class_: str, family: Family) -> str:
        """Return what a class is counted as beside another: itself, or for a family of offences against the state the
        whole group, so that drugs found are not counted once by the log's type and once more by its words."""
        return (self.group(class_) or class_) if family.state_based else class_

    def is_notifiable_class(self, class_: str) -> bool:
        """Return whether a class is a notifiable offence (frauds are; reported incidents such as N100 are not)."""
        found = self.offences.offences.get(class_)
        return found is not None and found.kind is not OffenceKind.INCIDENT

    def principal(self, classes: Sequence[str]) -> str:
        """Return the most serious of some classes or codes: by the look-up, then maximum sentence, then name."""

        def order(text: str) -> tuple[float, float, str, str]:
            class_ = self.offences.class_of(text) or text
            return self.offences.order(class_, None if class_ == text else text)

        return min(classes, key=order)


def parse_pack(files: Mapping[str, str]) -> Pack:
    """Return the pack whose files (name to text) are given; raises RuleError with every fault in them."""
    faults: list[Fault] = []
    header = parse_header(files, faults)
    table = parse_offences(files, header.beside, header.usual_class, faults)
    notifiable = parse_notifiable(files, faults)
    zone = ZoneInfo(header.time_zone)
    reader = Reader(files, header.sources, zone, faults, header.chapters)
    families = _families(reader)
    by_id = {family.id: family for family in families}
    pack = Pack(
        header=header,
        sha256=_digest(files),
        offences=table,
        notifiable=notifiable,
        families=families,
        recording=reader.rules(
            Chapter.RECORDING, RECORDING_WORDS, lambda _, then: consequences.ruling(then, header.reasons)
        ),
        classification=tuple(
            _with_law(rule, notifiable, zone)
            for rule in reader.rules(
                Chapter.CLASSIFICATION, REPORT_WORDS, lambda raw, then: consequences.offence(raw, then, by_id, table)
            )
        ),
        counting=reader.rules(Chapter.COUNTING, REPORT_WORDS, lambda _, then: consequences.counting(then, by_id)),
        clock=reader.rules(Chapter.CLOCK, {}, lambda _, then: consequences.limit(then)),
        cancellation=reader.rules(
            Chapter.CANCELLATION, CANCELLATION_WORDS, lambda _, then: consequences.verdict(then, header.reasons)
        ),
        outcomes=reader.rules(Chapter.OUTCOMES, OUTCOME_WORDS, lambda _, then: consequences.finding(then)),
        lists=code_lists(reader, table),
    )
    faults.extend(_faults_of_the_whole(pack))
    if faults:
        raise RuleError(f"rule pack '{header.name}' cannot be used", list(dict.fromkeys(faults)))
    return pack


def _with_law(rule: Rule[Offence], notifiable: NotifiableList, zone: ZoneInfo) -> Rule[Offence]:
    """Return a rule with the days on which the law had its offence: its own, or those of the notifiable list."""
    if rule.in_law != InForce() or rule.then.code is None:
        return rule
    first, last = notifiable.law_days(rule.then.class_, rule.then.code)
    return replace(rule, in_law=days_between(first, last, zone)) if first or last else rule


def _families(reader: Reader) -> tuple[Family, ...]:
    families: list[Family] = []
    for name in reader.chapters.get(Chapter.CLASSIFICATION.value, ()):
        where = f"{name} [[families]]"
        for raw in reader.document(name).get("families", []):
            if not isinstance(raw.get("id"), str) or not isinstance(raw.get("title"), str):
                reader.faults.append(Fault(where, "id or title is missing", "write both"))
            elif raw["id"] in {family.id for family in families}:
                reader.faults.append(Fault(where, f"'{raw['id']}' is there twice", "keep one of the two"))
            else:
                families.append(Family(raw["id"], raw["title"], raw.get("state_based") is True))
    return tuple(families)


def _faults_of_the_whole(pack: Pack) -> list[Fault]:
    """Return what is wrong between rules: clocks that overlap, no last rule, too many rules for a trail."""
    faults = []
    for place, rule in enumerate(pack.clock):
        for other in pack.clock[place + 1 :]:
            if rule.in_force.overlaps(other.in_force):
                what = f"is in force on the same day as {other.id}"
                faults.append(Fault(f"{rule.file} rule {rule.id}", what, "end one of the two before the other begins"))
    if pack.recording and (pack.recording[-1].in_force != InForce() or not isinstance(pack.recording[-1].when, Always)):
        what = "may leave a report without a ruling"
        todo = "end the file with a rule whose condition is { always = true }"
        faults.append(Fault(f"{pack.recording[-1].file} rule {pack.recording[-1].id}", what, todo))
    if not pack.trail.fits:
        faults.append(Fault("classification", "too many rules to tell which decided", "split the pack"))
    return faults


def _digest(files: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0{files[name]}".encode())
    return digest.hexdigest()
