"""What was promised and asked of the invented force, in invented words.

Modelled in kind on what followed the inspection of Greater Manchester Police in December 2020 (field notes,
training.md section 1 and inspection.md: two dates for one course, nine recommendations, causes of concern); no
sentence is anybody's.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One commitment: what kind, in which words, by and in what it was said, for whom, by whom to be done, by when."""

    kind: str
    words: str  # {force}, {date}: filled per force
    said_by: str
    source: str
    population: str
    owner: str
    said: int  # day of the year
    due: int  # day of the year


_MAYOR, _DEPUTY, _CHIEF, _INSPECTOR = "mayor", "deputy mayor", "chief constable", "inspectorate"
_PRESS, _PANEL, _REPORT = "press conference", "police and crime panel", "inspection report"
_TRAINING, _CONTACT, _CRIME = "head of training", "head of contact", "head of crime"
_VICTIMS, _REGISTRAR, _OPERATIONS = "head of victim services", "force crime registrar", "head of operations"

FIRST_TRAINING = Words(
    "promise", "Every sergeant and every police officer in {force} will have taken the refresher in crime recording"
    " and victim care by the end of {date}.", _MAYOR, _PRESS, "all sergeants and police officers", _TRAINING, -10, -1,
)  # fmt: skip
SECOND_TRAINING = Words(
    "promise", "All sergeants will be through the course by the date already given, and every frontline officer by"
    " the end of {date}.", _DEPUTY, "written statement", "frontline officers", _TRAINING, -8, -1,
)  # fmt: skip
OTHERS = (
    Words("promise", "From {date} no caller to 101 in {force} will be cut off by the system before somebody answers.",
          _CHIEF, _PANEL, "calls to 101", _CONTACT, 20, 120),
    Words("promise", "Each week, starting no later than {date}, we will print how many crimes were recorded late.",
          _DEPUTY, _PANEL, "weekly figures", _REGISTRAR, 12, 59),
    Words("promise", "Anyone who rang us about a domestic incident last year and got no crime number will have heard"
          " from us by {date}.", _CHIEF, "open letter", "callers about domestic incidents", _VICTIMS, 35, 181),
    Words("promise", "The helpline stays open until the last caller's question has been settled, and in any case"
          " until {date}.", _MAYOR, _PRESS, "helpline callers", _VICTIMS, 205, 364),
    Words("promise", "By {date} an officer's closing of a case against the victim's wish will need a second"
          " signature.", _CHIEF, "staff notice", "closures as outcome 14 or 16", _CRIME, 40, 151),
    Words("recommendation", "{force} should without delay see to it that a supervisor reads every log closed with no"
          " crime; this is to be in place by {date}.", _INSPECTOR, _REPORT, "logs closed with no crime", _OPERATIONS,
          -15, 45),
    Words("recommendation", "By {date} the force should find out where in its computer systems reports of crime fall"
          " through, and close those gaps.", _INSPECTOR, _REPORT, "systems that hold reports", _REGISTRAR, -15, 76),
    Words("recommendation", "The force should make sure by {date} that risk to a victim is written down, and acted"
          " on, in every investigation.", _INSPECTOR, _REPORT, "investigations", _CRIME, -15, 76),
    Words("recommendation", "Investigation plans, reviewed by a supervisor, should be found on every case that needs"
          " one by {date}.", _INSPECTOR, _REPORT, "investigations", _CRIME, -15, 106),
    Words("recommendation", "By {date} the force should explain why so many domestic abuse cases end because the"
          " victim is said not to want them, and keep the evidence of that wish.", _INSPECTOR, _REPORT,
          "domestic abuse closures", _VICTIMS, -15, 76),
    Words("recommendation", "Victims entitled to a faster service should be told so, and the telling recorded, no"
          " later than {date}.", _INSPECTOR, _REPORT, "victims with enhanced rights", _VICTIMS, -15, 166),
    Words("recommendation", "The board that watches over recording should meet monthly with minutes kept, beginning"
          " by {date}.", _INSPECTOR, _REPORT, "governance", _OPERATIONS, -15, 166),
    Words("recommendation", "Auditors should by {date} test cancelled crimes of every kind, the sample drawn by"
          " somebody outside the unit.", _INSPECTOR, _REPORT, "cancelled crimes", _REGISTRAR, -15, 136),
    Words("recommendation", "By {date} every officer who handles reports should get word of the mistakes found in"
          " their own.", _INSPECTOR, _REPORT, "officers with findings", _TRAINING, -15, 364),
    Words("cause of concern", "{force} leaves too many reported crimes out of its books, and those who suffer most"
          " behind closed doors are left out most often. To be re-inspected by {date}.", _INSPECTOR, _REPORT,
          "reports of crime", _REGISTRAR, -15, 330),
    Words("cause of concern", "The service that {force} gives to many victims falls well short of what the Code says"
          " they are owed. To be re-inspected by {date}.", _INSPECTOR, _REPORT, "victims", _VICTIMS, -15, 330),
    Words("cause of concern", "Investigations are shut before obvious lines have been followed, with nobody senior"
          " looking. To be re-inspected by {date}.", _INSPECTOR, _REPORT, "investigations", _CRIME, -15, 400),
)  # fmt: skip
VERIFIERS = ("victims' commissioner", "external auditor", "police and crime panel", "inspectorate")
