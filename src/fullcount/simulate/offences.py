"""Which crimes are reported: the classes that the simulator has words for, and how each comes about.

Shares come from the published counts of a year (`scenarios/offence_mix.py`); how offenders stand to victims, who
reports and where are rough and chosen for the simulator: they are no finding.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from fullcount.simulate.scenarios.offence_mix import PUBLISHED

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Offence:
    """One Home Office class as the simulator knows it, with the code that its recorded crimes carry."""

    cls: str
    code: str
    title: str
    group: str  # of recording rates: see GROUPS
    type_code: str
    relations: str  # key of RELATIONS
    reporters: str  # key of REPORTERS
    place: str  # home, street, shop, pub
    mistaken_for: str = ""  # class under which it is wrongly recorded


GROUPS = ("violence", "behavioural", "rape", "sexual", "order", "robbery", "burglary", "theft", "damage", "drugs",
          "weapons", "other")  # fmt: skip
VIOLENT = ("violence", "behavioural")  # the published group "violence against the person"

RELATION_NAMES = ("stranger", "acquaintance", "family", "partner", "ex-partner")
RELATIONS = {
    "violence": (0.33, 0.29, 0.13, 0.16, 0.09),
    "stranger": (0.90, 0.10, 0.0, 0.0, 0.0),
    "conduct": (0.08, 0.45, 0.07, 0.07, 0.33),
    "stalking": (0.10, 0.22, 0.0, 0.0, 0.68),
    "feud": (0.12, 0.73, 0.15, 0.0, 0.0),  # a course of conduct by an ex-partner is stalking
    "partner": (0.0, 0.0, 0.0, 0.64, 0.36),
    "family": (0.0, 0.15, 0.85, 0.0, 0.0),
    "known": (0.10, 0.90, 0.0, 0.0, 0.0),
    "mixed": (0.55, 0.27, 0.08, 0.04, 0.06),
}
REPORTER_NAMES = ("victim", "parent", "professional", "business", "friend", "officer")
REPORTERS = {
    "person": (0.76, 0.08, 0.05, 0.01, 0.08, 0.02),
    "sexual": (0.58, 0.10, 0.24, 0.0, 0.06, 0.02),
    "child": (0.05, 0.42, 0.47, 0.0, 0.04, 0.02),
    "business": (0.02, 0.0, 0.0, 0.97, 0.0, 0.01),
    "officer": (0.0, 0.0, 0.02, 0.04, 0.0, 0.94),
    "owner": (0.90, 0.02, 0.0, 0.05, 0.02, 0.01),
    "partner": (0.20, 0.05, 0.65, 0.0, 0.05, 0.05),
}


def _offences(group: str, rows: tuple[tuple[str, ...], ...]) -> tuple[Offence, ...]:
    return tuple(Offence(row[0], row[1], row[2], group, *row[3:]) for row in rows)


OFFENCES: tuple[Offence, ...] = (
    *_offences("violence", (
        ("8N", "008/06", "Assault with injury", "VIO-INJ", "violence", "person", "home", "105A"),
        ("105A", "105/01", "Assault without injury", "VIO-NOI", "violence", "person", "street", "9A"),
        ("8S", "008/06", "Assault with injury on a constable", "VIO-EMW", "stranger", "officer", "street"),
        ("104", "008/73", "Assault without injury on a constable", "VIO-EMW", "stranger", "officer", "pub"),
        ("8T", "008/06", "Assault with injury on an emergency worker", "VIO-EMI", "stranger", "partner", "street",
         "8N"),
        ("5D", "005/01", "Assault with intent to cause serious harm", "VIO-GBH", "mixed", "person", "street", "8N"),
        ("3B", "003/01", "Threats to kill", "VIO-TTK", "violence", "person", "home", "105A"),
        ("11A", "011/02", "Cruelty to children/young persons", "CHI-CRU", "family", "child", "home"),
        ("105B", "008/57", "Racially or religiously aggravated assault without injury", "VIO-RNO", "stranger",
         "person", "street", "105A"),
        ("8P", "008/59", "Racially or religiously aggravated assault with injury", "VIO-RIN", "stranger", "person",
         "street", "8N"),
        ("36", "036/01", "Kidnapping and false imprisonment", "VIO-KID", "violence", "person", "home", "105A"),
        ("106", "036/06", "Modern slavery", "VIO-MSL", "known", "partner", "shop"),
    )),
    *_offences("behavioural", (
        ("8L", "195/94", "Harassment", "HAR-HAR", "feud", "person", "home", "8R"),
        ("8Q", "008/66", "Stalking", "HAR-STK", "stalking", "person", "home", "8L"),
        ("8R", "008/72", "Malicious communications", "HAR-MAL", "conduct", "person", "home"),
        ("8U", "008/67", "Controlling or coercive behaviour", "DOM-CCB", "partner", "person", "home", "8L"),
        ("8M", "008/58", "Racially or religiously aggravated harassment", "HAR-RAC", "known", "person", "home", "8L"),
    )),
    *_offences("rape", (
        ("19C", "019/08", "Rape of a female aged 16 and over", "SEX-RPE", "violence", "sexual", "home"),
        ("19D", "019/07", "Rape of a female child under 16", "SEX-RPE", "family", "child", "home"),
        ("19E", "019/16", "Rape of a female child under 13", "SEX-RPE", "family", "child", "home"),
        ("19F", "019/10", "Rape of a male aged 16 and over", "SEX-RPE", "mixed", "sexual", "home"),
        ("19H", "019/17", "Rape of a male child under 13", "SEX-RPE", "family", "child", "home"),
    )),
    *_offences("sexual", (
        ("20A", "020/05", "Sexual assault on a female aged 13 or over", "SEX-AST", "mixed", "sexual", "pub", "105A"),
        ("17A", "017/15", "Sexual assault on a male aged 13 and over", "SEX-AST", "mixed", "sexual", "pub"),
        ("20B", "020/06", "Sexual assault on a female child under 13", "SEX-AST", "family", "child", "home"),
        ("17B", "017/16", "Sexual assault on a male child under 13", "SEX-AST", "family", "child", "home"),
        ("21", "021/02", "Sexual activity involving a child under 13", "SEX-OTH", "family", "child", "home"),
        ("22B", "022/06", "Sexual activity involving a child under 16", "SEX-OTH", "known", "child", "home"),
        ("88A", "088/01", "Sexual grooming", "SEX-OTH", "known", "child", "home", "8R"),
        ("88E", "088/09", "Exposure and voyeurism", "SEX-EXP", "stranger", "sexual", "street"),
    )),
    *_offences("order", (
        ("9A", "125/09", "Public fear, alarm or distress", "PUB-FAD", "mixed", "person", "street"),
        ("9B", "125/82", "Racially or religiously aggravated public fear, alarm or distress", "PUB-RAC", "stranger",
         "person", "street", "9A"),
        ("66", "066/39", "Other offences against the State or public order", "ORD-BRE", "partner", "person", "home",
         "8L"),
    )),
    *_offences("robbery", (
        ("34B", "034/01", "Robbery of personal property", "ROB-PER", "stranger", "person", "street", "39"),
        ("34A", "034/01", "Robbery of business property", "ROB-BUS", "stranger", "business", "shop", "46"),
    )),
    *_offences("burglary", (
        ("28I", "028/03", "Residential burglary of a home", "BUR-RES", "stranger", "owner", "home", "40"),
        ("28J", "028/03", "Attempted residential burglary of a home", "BUR-ATT", "stranger", "owner", "home", "58A"),
        ("28K", "028/03", "Distraction burglary - residential (home)", "BUR-DIS", "stranger", "owner", "home", "40"),
        ("28M", "028/03", "Residential burglary of unconnected building", "BUR-UNC", "stranger", "owner", "home",
         "49"),
        ("29B", "029/00", "Aggravated burglary residential (home)", "BUR-AGG", "stranger", "owner", "home", "28I"),
        ("30C", "030/02", "Burglary business and community", "BUR-BUS", "stranger", "business", "shop"),
        ("30D", "030/02", "Attempted burglary - business and community", "BUR-BAT", "stranger", "business", "shop",
         "58B"),
    )),
    *_offences("theft", (
        ("48", "048/01", "Theft or unauthorised taking of motor vehicle", "VEH-TAK", "stranger", "owner", "home",
         "45"),
        ("45", "045/10", "Theft from a motor vehicle", "VEH-FRM", "stranger", "owner", "street", "126"),
        ("126", "126/00", "Interference with a motor vehicle", "VEH-INT", "stranger", "owner", "street"),
        ("39", "039/00", "Theft from the person", "THE-PER", "stranger", "person", "street", "49"),
        ("44", "044/00", "Theft or unauthorised taking of pedal cycle", "THE-CYC", "stranger", "owner", "street"),
        ("46", "046/00", "Shoplifting", "THE-SHP", "stranger", "business", "shop"),
        ("49", "049/10", "Other theft", "THE-OTH", "mixed", "owner", "street"),
        ("40", "040/00", "Theft in a dwelling", "THE-DWE", "known", "person", "home", "49"),
        ("41", "041/00", "Theft by an employee", "THE-EMP", "known", "business", "shop", "49"),
        ("42", "042/00", "Theft of mail", "THE-MAI", "stranger", "owner", "home", "49"),
        ("43", "043/00", "Dishonest use of electricity", "THE-ELE", "stranger", "business", "home"),
        ("47", "047/00", "Theft from an automatic machine or meter", "THE-MCH", "stranger", "business", "shop", "49"),
        ("49A", "053/25", "Making off without payment", "THE-MOW", "stranger", "business", "shop"),
        ("35", "035/00", "Blackmail", "THE-BLK", "stranger", "person", "home", "8R"),
    )),
    *_offences("damage", (
        ("58A", "149/00", "Criminal damage - residential", "DAM-RES", "mixed", "owner", "home", "58D"),
        ("58B", "149/00", "Criminal damage to a building - business and community", "DAM-BLD", "stranger", "business",
         "shop", "58D"),
        ("58C", "149/00", "Criminal damage to a vehicle", "DAM-VEH", "mixed", "owner", "street", "58D"),
        ("58D", "149/00", "Other criminal damage", "DAM-OTH", "mixed", "owner", "home"),
        ("58J", "058/04", "Racially or religiously aggravated criminal damage", "DAM-RAC", "stranger", "owner",
         "home", "58D"),
        ("56B", "056/02", "Arson not endangering life", "DAM-ARS", "stranger", "owner", "street", "58D"),
        ("56A", "056/01", "Arson endangering life", "DAM-ARL", "mixed", "owner", "home", "56B"),
        ("59", "059/11", "Threat or possession with intent to commit criminal damage", "DAM-THR", "mixed", "person",
         "home", "9A"),
    )),
    *_offences("drugs", (
        ("92E", "092/61", "Possession of controlled drugs (cannabis)", "DRG-POS", "stranger", "officer", "street"),
        ("92D", "092/50", "Possession of controlled drugs (excluding cannabis)", "DRG-HRD", "stranger", "officer",
         "street"),
        ("92A", "092/30", "Trafficking in controlled drugs", "DRG-SUP", "stranger", "officer", "street", "92D"),
    )),
    *_offences("weapons", (
        ("10D", "008/26", "Possession of article with blade or point", "WPN-KNF", "stranger", "officer", "street"),
        ("10C", "008/11", "Possession of other weapons", "WPN-OTH", "stranger", "officer", "street"),
        ("10B", "081/03", "Possession of firearms offences", "WPN-GUN", "stranger", "officer", "street"),
    )),
    *_offences("other", (
        ("86", "086/01", "Obscene publications etc", "SEX-IMG", "known", "child", "home", "8R"),
        ("79", "079/01", "Perverting the course of justice", "ORD-JUS", "known", "person", "home", "8R"),
        ("54", "054/01", "Handling stolen goods", "THE-HAN", "stranger", "officer", "street"),
        ("61", "061/21", "Other forgery", "FRG-DOC", "stranger", "business", "shop"),
        ("802", "802/00", "Dangerous driving", "TRA-DAN", "stranger", "officer", "street"),
        ("69", "069/01", "Offender Management Act", "ORD-PRI", "stranger", "partner", "street"),
        ("33", "033/00", "Going equipped for stealing", "THE-EQP", "stranger", "officer", "street"),
    )),
)  # fmt: skip
CLASS_NUMBER = {offence.cls: number for number, offence in enumerate(OFFENCES)}
GROUP_NUMBER = np.array([GROUPS.index(offence.group) for offence in OFFENCES])

# What has changed since the published year, and what was counted together then: published code -> classes of today.
# The parts are guesses: 2017/18 told homes and sheds not apart, nor coercive control from harassment.
SINCE: Mapping[str, Mapping[str, float]] = {
    "28E": {"28I": 0.76, "28M": 0.24}, "28F": {"28J": 1.0}, "28G": {"28K": 1.0}, "29A": {"29B": 1.0},
    "8L": {"8L": 0.93, "8U": 0.07}, "8N": {"8N": 0.997, "8T": 0.003},
}  # fmt: skip


def published_code(cls: str) -> str:
    """Return the code under which the published year counts a class of today."""
    return next((code for code, parts in SINCE.items() if cls in parts), cls)


@cache
def class_shares(mix: str) -> Floats:
    """Return each class's share of disclosed crimes, `(len(OFFENCES),)`: as published for `mix`, what has no words
    left out (under three per cent of England and Wales). Raises KeyError for a mix that is not there."""
    counts = PUBLISHED[mix]
    weights = [counts.get(code := published_code(o.cls), 0) * SINCE.get(code, {}).get(o.cls, 1.0) for o in OFFENCES]
    shares: Floats = np.asarray(weights, dtype=np.float64) / np.sum(weights)
    return shares
