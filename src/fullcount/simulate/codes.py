"""The invented command-and-control system: its type codes, results and states, and the files that explain them."""

from fullcount.simulate.offences import OFFENCES

_CRIME_TYPES = (
    ("VIO-INJ", "8N", "Assault, injury"), ("VIO-NOI", "105A", "Assault, no injury"),
    ("VIO-EMW", "104", "Assault on emergency worker"), ("VIO-GBH", "5D", "Serious assault"),
    ("VIO-TTK", "3B", "Threats to kill"), ("HAR-HAR", "8L", "Harassment"), ("HAR-STK", "8Q", "Stalking"),
    ("HAR-MAL", "8R", "Malicious communication"), ("DOM-CCB", "8U", "Controlling behaviour"),
    ("CHI-CRU", "11A", "Child cruelty or neglect"), ("SEX-RPE", "19C", "Rape"), ("SEX-AST", "20A", "Sexual assault"),
    ("SEX-OTH", "unclear", "Sexual, other"), ("SEX-EXP", "88E", "Exposure"), ("ROB-PER", "34B", "Robbery, person"),
    ("ROB-BUS", "34A", "Robbery, business"), ("BUR-RES", "28I", "Burglary, home"),
    ("BUR-ATT", "28J", "Attempted burglary, home"), ("BUR-UNC", "28M", "Burglary, shed or garage"),
    ("BUR-BUS", "30C", "Burglary, business"), ("VEH-TAK", "48", "Vehicle taken"),
    ("VEH-FRM", "45", "Theft from vehicle"),
    ("VEH-INT", "126", "Vehicle interfered with"), ("THE-PER", "39", "Theft from person"),
    ("THE-CYC", "44", "Cycle theft"), ("THE-SHP", "46", "Shoplifting"), ("THE-OTH", "49", "Theft, other"),
    ("THE-MOW", "49A", "Made off without payment"), ("DAM-RES", "58A", "Damage to home"),
    ("DAM-BLD", "58B", "Damage to other building"), ("DAM-VEH", "58C", "Damage to vehicle"),
    ("DAM-OTH", "58D", "Damage, other"), ("DAM-ARS", "56B", "Deliberate fire"), ("DRG-POS", "92E", "Drugs found"),
    ("DRG-SUP", "92A", "Drugs supply"), ("WPN-KNF", "10D", "Knife found"), ("WPN-OTH", "10C", "Weapon found"),
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


def force_toml() -> str:
    """Return the `force.toml` that says what the columns of the simulated extracts mean."""
    return FORCE_TOML


FORCE_TOML = """\
# A synthetic force: nothing in it is real. Made by fullcount's simulator.
[force]
name = "Marlshire Police (synthetic)"
time_zone = "Europe/London"
rules = "crr-2026-27"
text_language = "en-GB"

[clock]
start = "reported_at"

[codes]
table = "codes.csv"

[extracts.reports]
files = ["reports*.csv"]
format = "csv"
date_formats = ["%d/%m/%Y %H:%M:%S"]

[extracts.reports.columns]
report_id = "Incident No"
reported_at = "Reported"
published_at = "Extracted"
route = "Source"
opening_code = "Opening Type"
closing_code = { column = "Closing Type", separator = ";" }
disposition = "Result"
text = "Log Text"
crime_ref = { column = "Crime No", separator = ";" }
other_force_ref = "Other Ref"
occurred_from = "From"
occurred_to = "To"
place = "Location"
postcode = "Postcode"
latitude = "Lat"
longitude = "Long"
district = "District"
phone = "Tel"
surname = "Surname"
unit = "Unit"

[extracts.crimes]
files = ["crimes*.csv"]
format = "csv"
date_formats = ["%d/%m/%Y %H:%M:%S"]

[extracts.crimes.columns]
crime_id = "Crime Number"
recorded_at = "Date Recorded"
published_at = "Extracted"
report_ref = { column = "Incident Ref", separator = ";" }
offence_code = { first = ["HO Class", "HO Code"] }
status = "Status"
cancelled_at = "Cancelled Date"
cancelled_code = "Cancelled Code"
cancelled_evidence = "Cancelled Reason"
victim_id = "Victim Ref"
occurred_from = "Committed From"
occurred_to = "Committed To"
place = "Address"
postcode = "Post Code"
latitude = "Latitude"
longitude = "Longitude"
district = "District"
phone = "Victim Phone"
surname = "Victim Surname"

[extracts.calls]
files = ["calls*.csv"]
format = "csv"
date_formats = ["%d/%m/%Y %H:%M:%S"]

[extracts.calls.columns]
call_id = "Call Id"
called_at = "Arrived"
line = "Line"
answered = "Answered"
log_ref = "Incident No"

[extracts.audit_reviews]
files = ["audit*.csv"]
format = "csv"
date_formats = ["%d/%m/%Y %H:%M:%S"]

[extracts.audit_reviews.columns]
review_id = "Review Id"
report_id = "Incident No"
reviewer = "Reviewer"
reviewed_at = "Reviewed"
crimes_disclosed = "Should Record"
crimes_recorded = "Were Recorded"
class = "Class"
"""
