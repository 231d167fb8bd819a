"""The invented command-and-control system: its type codes, results and states, and the table that explains them."""

from fullcount.simulate.offences import OFFENCES

_CRIME_TYPES = (
    ("VIO-INJ", "8N", "Assault, injury"), ("VIO-NOI", "105A", "Assault, no injury"),
    ("VIO-EMW", "104", "Assault on emergency worker"), ("VIO-GBH", "5D", "Serious assault"),
    ("VIO-TTK", "3B", "Threats to kill"), ("VIO-EMI", "8T", "Assault on emergency worker, injury"),
    ("VIO-RNO", "105B", "Hate assault, no injury"), ("VIO-RIN", "8P", "Hate assault, injury"),
    ("VIO-KID", "36", "Kidnap or false imprisonment"), ("VIO-MSL", "106", "Modern slavery"),
    ("HAR-RAC", "8M", "Hate harassment"), ("SEX-IMG", "86", "Indecent images"),
    ("HAR-HAR", "8L", "Harassment"), ("HAR-STK", "8Q", "Stalking"),
    ("HAR-MAL", "8R", "Malicious communication"), ("DOM-CCB", "8U", "Controlling behaviour"),
    ("CHI-CRU", "11A", "Child cruelty or neglect"), ("SEX-RPE", "19C", "Rape"), ("SEX-AST", "20A", "Sexual assault"),
    ("SEX-OTH", "unclear", "Sexual, other"), ("SEX-EXP", "88E", "Exposure"), ("ROB-PER", "34B", "Robbery, person"),
    ("ROB-BUS", "34A", "Robbery, business"), ("BUR-RES", "28I", "Burglary, home"),
    ("BUR-ATT", "28J", "Attempted burglary, home"), ("BUR-UNC", "28M", "Burglary, shed or garage"),
    ("BUR-BUS", "30C", "Burglary, business"),
    ("BUR-DIS", "28K", "Distraction burglary"), ("BUR-AGG", "29B", "Aggravated burglary, home"),
    ("BUR-BAT", "30D", "Attempted burglary, business"), ("VEH-TAK", "48", "Vehicle taken"),
    ("VEH-FRM", "45", "Theft from vehicle"),
    ("VEH-INT", "126", "Vehicle interfered with"), ("THE-PER", "39", "Theft from person"),
    ("THE-CYC", "44", "Cycle theft"), ("THE-SHP", "46", "Shoplifting"), ("THE-OTH", "49", "Theft, other"),
    ("THE-DWE", "40", "Theft in a dwelling"), ("THE-EMP", "41", "Theft by employee"),
    ("THE-MAI", "42", "Theft of mail"), ("THE-ELE", "43", "Electricity bypassed"),
    ("THE-MCH", "47", "Theft from machine"), ("THE-BLK", "35", "Blackmail"), ("THE-HAN", "54", "Stolen goods"),
    ("THE-EQP", "33", "Going equipped"), ("FRG-DOC", "61", "Forgery"),
    ("THE-MOW", "49A", "Made off without payment"), ("DAM-RES", "58A", "Damage to home"),
    ("DAM-BLD", "58B", "Damage to other building"), ("DAM-VEH", "58C", "Damage to vehicle"),
    ("DAM-OTH", "58D", "Damage, other"), ("DAM-ARS", "56B", "Deliberate fire"),
    ("DAM-ARL", "56A", "Deliberate fire, life in danger"), ("DAM-RAC", "58J", "Hate damage"),
    ("DAM-THR", "59", "Threat to damage"), ("DRG-HRD", "92D", "Drugs, not cannabis"), ("DRG-POS", "92E", "Drugs found"),
    ("DRG-SUP", "92A", "Drugs supply"), ("WPN-KNF", "10D", "Knife found"), ("WPN-OTH", "10C", "Weapon found"),
    ("WPN-GUN", "10B", "Firearm found"), ("TRA-DAN", "802", "Dangerous driving"),
    ("ORD-JUS", "79", "Witness intimidated"), ("ORD-PRI", "69", "Contraband into prison"),
    ("PUB-FAD", "9A", "Public order, fear"), ("PUB-RAC", "9B", "Public order, hate"),
    ("ORD-BRE", "66", "Breach of court order"),
)  # fmt: skip
_INCIDENT_TYPES = (
    ("PSW-CON", "unclear", "Concern for safety"), ("PSW-DOM", "unclear", "Domestic incident"),
    ("PSW-MIS", "not-notifiable", "Missing person"), ("PSW-SUS", "unclear", "Suspicious person"),
    ("PSW-SUV", "not-notifiable", "Suspicious vehicle"), ("PSW-ALM", "not-notifiable", "Alarm"),
    ("PSW-MHL", "not-notifiable", "Mental health"), ("PSW-DTH", "not-notifiable", "Sudden death"),
    ("PSW-ABN", "unclear", "Abandoned or silent call"), ("PSW-LST", "not-notifiable", "Lost property"),
    ("PSW-FND", "not-notifiable", "Found property"), ("PSW-INS", "not-notifiable", "Insecure premises"),
    ("PSW-ANI", "not-notifiable", "Animal"), ("PSW-AWO", "not-notifiable", "Absconded patient"),
    ("TRA-RTC", "not-notifiable", "Collision"), ("TRA-OBS", "not-notifiable", "Obstruction"),
    ("TRA-DRV", "not-notifiable", "Manner of driving"), ("TRA-BRK", "not-notifiable", "Broken-down vehicle"),
    ("ASB-NUI", "unclear", "Nuisance"), ("ASB-PER", "unclear", "Personal dispute"),
    ("ASB-NOI", "not-notifiable", "Noise"),
    ("ASB-VEH", "not-notifiable", "Vehicle nuisance"), ("ASB-ENV", "not-notifiable", "Environmental"),
    ("ASB-DRK", "not-notifiable", "Street drinking"), ("ADM-CIV", "unclear", "Civil dispute"),
    ("ADM-CHC", "not-notifiable", "Child contact dispute"), ("ADM-MSG", "unclear", "Message"),
    ("ADM-UPD", "not-notifiable", "Update to earlier log"), ("ADM-LIC", "not-notifiable", "Licensing"),
    ("FRD-RPT", "not-notifiable", "Fraud, caller told of Report Fraud"),
)  # fmt: skip
TYPE_CODES = tuple(code for code, _, _ in (*_CRIME_TYPES, *_INCIDENT_TYPES))
# Where crime hides: the incident types under which a missed crime is opened or closed.
HIDING_PLACES = ("PSW-CON", "PSW-DOM", "PSW-SUS", "ASB-NUI", "ASB-PER", "ADM-CIV", "ADM-MSG")
DOMESTIC_HIDING_PLACES = ("PSW-DOM", "PSW-DOM", "PSW-CON", "ASB-PER", "ADM-CIV")

_DISPOSITIONS = (
    ("R01", "report-taken", "Report submitted"), ("R02", "report-later", "Report to follow"),
    ("R03", "arrest", "Person arrested"), ("R04", "no-crime", "No offences"), ("R05", "no-report", "No report needed"),
    ("R06", "cancelled", "Cancelled by caller"), ("R07", "gone-on-arrival", "No trace on arrival"),
    ("R08", "duplicate", "Duplicate of earlier log"), ("R09", "other-agency", "Passed to other agency or force"),
    ("R10", "open", "Still open"), ("R11", "closed", "Closed, advice given"), ("R12", "closed", "Closed, attended"),
)  # fmt: skip
_STATUSES = (("LIVE", "live", ""), ("FILED", "live", "filed, no further enquiries"), ("CANC", "cancelled", ""),
             ("TRANS", "transferred", "to another force"))  # fmt: skip


def codes_csv() -> str:
    """Return the force's code table, in the form of `codes.csv`."""
    rows = ["kind,code,means,note"]
    tables = (("type", _CRIME_TYPES), ("type", _INCIDENT_TYPES), ("disposition", _DISPOSITIONS), ("status", _STATUSES))
    for kind, table in tables:
        rows += [f'{kind},{code},{means},"{note}"' for code, means, note in table]
    rows += [f'offence,{o.cls},{o.cls},"{o.title}"' for o in OFFENCES]
    return "\n".join(rows) + "\n"
