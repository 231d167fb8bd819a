"""Which crimes are reported: a mix roughly like police recorded crime in England and Wales, fraud left out.

`weight` is per thousand disclosed crimes; `recorded` is the chance that a force on the usual level records it, before
the whole is set to the target rate. Both are rough and chosen for the simulator; they are no finding.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offence:
    """One Home Office class as the simulator knows it, with the code that its recorded crimes carry."""

    cls: str
    code: str
    title: str
    weight: float
    recorded: float
    type_code: str
    relations: str  # key of RELATIONS
    reporters: str  # key of REPORTERS
    place: str  # home, street, shop, pub
    mistaken_for: str = ""  # class under which it is wrongly recorded


RELATION_NAMES = ("stranger", "acquaintance", "family", "partner", "ex-partner")
RELATIONS = {
    "violence": (0.33, 0.29, 0.13, 0.16, 0.09),
    "stranger": (0.90, 0.10, 0.0, 0.0, 0.0),
    "conduct": (0.08, 0.45, 0.07, 0.07, 0.33),
    "stalking": (0.10, 0.22, 0.0, 0.0, 0.68),
    "partner": (0.0, 0.0, 0.0, 0.64, 0.36),
    "family": (0.0, 0.15, 0.85, 0.0, 0.0),
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
}

OFFENCES: tuple[Offence, ...] = (
    Offence("8N", "008/06", "Assault with injury", 92, .80, "VIO-INJ", "violence", "person", "home", "105A"),
    Offence("105A", "105/01", "Assault without injury", 118, .77, "VIO-NOI", "violence", "person", "street", "9A"),
    Offence("8S", "008/06", "Assault with injury on a constable", 4, .97, "VIO-EMW", "stranger", "officer", "street"),
    Offence("104", "008/73", "Assault without injury on a constable", 7, .95, "VIO-EMW", "stranger", "officer", "pub"),
    Offence("5D", "005/01", "Assault with intent to cause serious harm", 5, .97, "VIO-GBH", "mixed", "person",
            "street", "8N"),
    Offence("3B", "003/01", "Threats to kill", 16, .74, "VIO-TTK", "violence", "person", "home", "105A"),
    Offence("11A", "011/02", "Cruelty to children/young persons", 5, .78, "CHI-CRU", "family", "child", "home"),
    Offence("8L", "195/94", "Harassment", 50, .68, "HAR-HAR", "conduct", "person", "home", "8R"),
    Offence("8Q", "008/66", "Stalking", 26, .66, "HAR-STK", "stalking", "person", "home", "8L"),
    Offence("8R", "008/72", "Malicious communications", 44, .72, "HAR-MAL", "conduct", "person", "home"),
    Offence("8U", "008/67", "Controlling or coercive behaviour", 9, .62, "DOM-CCB", "partner", "person", "home", "8L"),
    Offence("19C", "019/08", "Rape of a female aged 16 and over", 8, .93, "SEX-RPE", "violence", "sexual", "home"),
    Offence("19D", "019/07", "Rape of a female child under 16", 3, .92, "SEX-RPE", "family", "child", "home"),
    Offence("20A", "020/05", "Sexual assault on a female aged 13 or over", 10, .87, "SEX-AST", "mixed", "sexual",
            "pub", "105A"),
    Offence("17A", "017/15", "Sexual assault on a male aged 13 and over", 2, .85, "SEX-AST", "mixed", "sexual", "pub"),
    Offence("20B", "020/06", "Sexual assault on a female child under 13", 2, .90, "SEX-AST", "family", "child", "home"),
    Offence("22B", "022/06", "Sexual activity involving a child under 16", 3, .86, "SEX-OTH", "family", "child",
            "home"),
    Offence("88C", "088/15", "Other miscellaneous sexual offences", 3, .72, "SEX-OTH", "conduct", "sexual", "home",
            "8R"),
    Offence("88E", "088/09", "Exposure and voyeurism", 4, .85, "SEX-EXP", "stranger", "sexual", "street"),
    Offence("34B", "034/01", "Robbery of personal property", 13, .94, "ROB-PER", "stranger", "person", "street", "39"),
    Offence("34A", "034/01", "Robbery of business property", 4, .93, "ROB-BUS", "stranger", "business", "shop", "46"),
    Offence("28I", "028/03", "Residential burglary of a home", 24, .96, "BUR-RES", "stranger", "owner", "home", "40"),
    Offence("28J", "028/03", "Attempted residential burglary of a home", 6, .90, "BUR-ATT", "stranger", "owner",
            "home", "58A"),
    Offence("28M", "028/03", "Residential burglary of unconnected building", 9, .95, "BUR-UNC", "stranger", "owner",
            "home", "49"),
    Offence("30C", "030/02", "Burglary business and community", 15, .96, "BUR-BUS", "stranger", "business", "shop"),
    Offence("48", "048/01", "Theft or unauthorised taking of motor vehicle", 24, .97, "VEH-TAK", "stranger", "owner",
            "home", "45"),
    Offence("45", "045/10", "Theft from a motor vehicle", 36, .97, "VEH-FRM", "stranger", "owner", "street", "126"),
    Offence("126", "126/00", "Interference with a motor vehicle", 7, .90, "VEH-INT", "stranger", "owner", "street"),
    Offence("39", "039/00", "Theft from the person", 25, .94, "THE-PER", "stranger", "person", "street", "49"),
    Offence("44", "044/00", "Theft or unauthorised taking of pedal cycle", 11, .97, "THE-CYC", "stranger", "owner",
            "street"),
    Offence("46", "046/00", "Shoplifting", 96, .96, "THE-SHP", "stranger", "business", "shop"),
    Offence("49", "049/10", "Other theft", 68, .93, "THE-OTH", "mixed", "owner", "street"),
    Offence("40", "040/00", "Theft in a dwelling", 10, .88, "THE-OTH", "conduct", "person", "home", "49"),
    Offence("49A", "053/25", "Making off without payment", 10, .90, "THE-MOW", "stranger", "business", "shop"),
    Offence("35", "035/00", "Blackmail", 3, .80, "THE-OTH", "stranger", "person", "home", "8R"),
    Offence("58A", "149/00", "Criminal damage - residential", 20, .90, "DAM-RES", "mixed", "owner", "home", "58D"),
    Offence("58B", "149/00", "Criminal damage to a building - business and community", 9, .94, "DAM-BLD", "stranger",
            "business", "shop", "58D"),
    Offence("58C", "149/00", "Criminal damage to a vehicle", 36, .94, "DAM-VEH", "mixed", "owner", "street", "58D"),
    Offence("58D", "149/00", "Other criminal damage", 22, .90, "DAM-OTH", "mixed", "owner", "home"),
    Offence("58J", "058/04", "Racially or religiously aggravated criminal damage", 1, .92, "DAM-OTH", "stranger",
            "owner", "home", "58D"),
    Offence("56B", "056/02", "Arson not endangering life", 5, .94, "DAM-ARS", "stranger", "owner", "street", "58D"),
    Offence("92E", "092/61", "Possession of controlled drugs (cannabis)", 19, .97, "DRG-POS", "stranger", "officer",
            "street"),
    Offence("92D", "092/50", "Possession of controlled drugs (excluding cannabis)", 7, .97, "DRG-POS", "stranger",
            "officer", "street"),
    Offence("92A", "092/30", "Trafficking in controlled drugs", 8, .97, "DRG-SUP", "stranger", "officer", "street",
            "92D"),
    Offence("10D", "008/26", "Possession of article with blade or point", 6, .95, "WPN-KNF", "stranger", "officer",
            "street"),
    Offence("10C", "008/11", "Possession of other weapons", 3, .95, "WPN-OTH", "stranger", "officer", "street"),
    Offence("9A", "125/09", "Public fear, alarm or distress", 56, .82, "PUB-FAD", "mixed", "person", "street"),
    Offence("9B", "125/82", "Racially or religiously aggravated public fear, alarm or distress", 9, .88, "PUB-RAC",
            "stranger", "person", "street", "9A"),
    Offence("66", "066/39", "Other offences against the State or public order", 20, .82, "ORD-BRE", "partner",
            "person", "home", "8L"),
)  # fmt: skip
CLASS_NUMBER = {offence.cls: number for number, offence in enumerate(OFFENCES)}
