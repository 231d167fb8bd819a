"""Reports that disclose no notifiable crime: ordinary incidents, and hard ones that look like crime and are not."""

from dataclasses import dataclass

from fullcount.simulate.mechanisms import Mechanism


@dataclass(frozen=True, slots=True)
class Incident:
    """One kind of incident: its key in the grammar, weight per thousand, opening and closing type, kind of place."""

    key: str
    weight: float
    type_code: str
    place: str
    may_hide_crime: bool = False  # a log may begin as this and turn out to be a crime


INCIDENTS: tuple[Incident, ...] = (
    Incident("concern", 120, "PSW-CON", "home", True), Incident("domestic-verbal", 70, "PSW-DOM", "home", True),
    Incident("missing", 45, "PSW-MIS", "home"), Incident("suspicious-person", 60, "PSW-SUS", "street", True),
    Incident("suspicious-vehicle", 32, "PSW-SUV", "street"), Incident("alarm", 34, "PSW-ALM", "shop"),
    Incident("mental-health", 40, "PSW-MHL", "home"), Incident("sudden-death", 14, "PSW-DTH", "home"),
    Incident("abandoned-call", 60, "PSW-ABN", "home"), Incident("lost-property", 30, "PSW-LST", "street"),
    Incident("found-property", 26, "PSW-FND", "street"), Incident("insecure", 10, "PSW-INS", "shop"),
    Incident("animal", 18, "PSW-ANI", "street"), Incident("absconded", 14, "PSW-AWO", "home"),
    Incident("collision", 66, "TRA-RTC", "street"), Incident("obstruction", 48, "TRA-OBS", "street"),
    Incident("driving", 44, "TRA-DRV", "street"), Incident("broken-down", 20, "TRA-BRK", "street"),
    Incident("asb-youths", 58, "ASB-NUI", "street", True), Incident("neighbour-dispute", 40, "ASB-PER", "home", True),
    Incident("noise", 34, "ASB-NOI", "home", True), Incident("off-road-bikes", 18, "ASB-VEH", "street"),
    Incident("litter", 8, "ASB-ENV", "street"), Incident("drunk", 26, "ASB-DRK", "pub"),
    Incident("civil-dispute", 40, "ADM-CIV", "home"), Incident("child-contact", 20, "ADM-CHC", "home"),
    Incident("message", 55, "ADM-MSG", "home"), Incident("update", 45, "ADM-UPD", "home"),
    Incident("licensing", 8, "ADM-LIC", "pub"), Incident("fraud-referral", 22, "FRD-RPT", "home"),
)  # fmt: skip

# Who reports an incident, in the order of REPORTER_NAMES; where nothing is said, mostly whom it concerns.
_ANYBODY = (0.80, 0.02, 0.06, 0.05, 0.0, 0.07)
_REPORTERS = {
    "missing": (0.30, 0.30, 0.35, 0.0, 0.0, 0.05), "alarm": (0.15, 0.0, 0.05, 0.78, 0.0, 0.02),
    "insecure": (0.20, 0.0, 0.0, 0.30, 0.0, 0.50), "absconded": (0.02, 0.0, 0.96, 0.0, 0.0, 0.02),
    "concern": (0.45, 0.05, 0.40, 0.0, 0.0, 0.10), "mental-health": (0.50, 0.05, 0.35, 0.0, 0.0, 0.10),
    "drunk": (0.35, 0.0, 0.05, 0.45, 0.0, 0.15), "licensing": (0.30, 0.0, 0.10, 0.30, 0.0, 0.30),
    "sudden-death": (0.35, 0.0, 0.60, 0.0, 0.0, 0.05),
}  # fmt: skip
INCIDENT_REPORTERS = tuple(_REPORTERS.get(incident.key, _ANYBODY) for incident in INCIDENTS)

# Crime-like reports that are rightly not recorded: shares of all reports without a crime.
LOOKALIKE_SHARES = {
    Mechanism.CRIME_RELATED_INCIDENT: 0.025, Mechanism.CONTRARY_EVIDENCE: 0.015, Mechanism.ANOTHER_FORCE: 0.008,
    Mechanism.DUPLICATE_LOG: 0.020,
}  # fmt: skip
# What they are opened and closed as: anything that a hurried hand might choose.
LOOKALIKE_OPENED: dict[Mechanism, tuple[str, ...]] = {
    Mechanism.CRIME_RELATED_INCIDENT: ("VIO-NOI", "VIO-NOI", "VIO-INJ", "PUB-FAD", "PSW-SUS", "PSW-CON", "PSW-DOM"),
    Mechanism.CONTRARY_EVIDENCE: ("THE-OTH", "THE-OTH", "VEH-TAK", "THE-PER", "BUR-RES", "THE-CYC", "PSW-LST"),
    Mechanism.ANOTHER_FORCE: ("THE-OTH", "VIO-INJ", "THE-PER", "VEH-FRM", "ADM-MSG"),
    Mechanism.DUPLICATE_LOG: ("PUB-FAD", "VIO-NOI", "VIO-INJ", "ASB-NUI", "PSW-CON", "DAM-VEH"),
}  # fmt: skip
LOOKALIKE_CLOSED: dict[Mechanism, tuple[str, ...]] = {
    Mechanism.CRIME_RELATED_INCIDENT: ("PSW-SUS", "PSW-CON", "ASB-NUI", "PSW-DOM", "ADM-MSG", "VIO-NOI"),
    Mechanism.CONTRARY_EVIDENCE: ("ADM-MSG", "PSW-LST", "ADM-CIV", "PSW-CON", "THE-OTH", "PSW-SUS"),
    Mechanism.ANOTHER_FORCE: ("ADM-MSG", "ADM-UPD", "PSW-CON"),
    Mechanism.DUPLICATE_LOG: ("ADM-UPD", "ADM-UPD", "ADM-MSG", "PUB-FAD", "ASB-NUI"),
}  # fmt: skip
