"""How a log was closed: from its disposition, never from its words alone."""

from fullcount.core.facts.fact import About, Topic, yes_no

CLOSING = Topic(
    "closing",
    "How the log was closed",
    "",
    (
        yes_no("report_taken", "the log was closed as 'report taken', 'arrest' or the like",
               "Was the log closed as 'report taken' or 'arrest'?", About.REPORT),
        yes_no("report_promised", "the log says that a report will be made later", "Will a report be made later?",
               About.REPORT),
        yes_no("closed_as_no_crime", "the log was closed as 'no crime' or 'unfounded', without saying why",
               "Was the log closed as 'no crime' without saying why?", About.REPORT),
        yes_no("duplicate_report", "the log was closed as a duplicate of another",
               "Was the log closed as a duplicate of another?", About.REPORT),
        yes_no("recorded_as_crime",
               "police recorded a crime from this report, and the text does not say what happened (only when, say)",
               "Was a crime recorded from it, with nothing said of what happened?", About.REPORT),
    ),
)  # fmt: skip
