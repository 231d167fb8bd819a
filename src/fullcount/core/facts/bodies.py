"""Police on duty, schools and other authorities."""

from fullcount.core.facts.fact import About, Topic, choice, yes_no

BODIES = Topic(
    "bodies",
    "Police on duty, schools, other authorities",
    "Is an officer on duty accused, or a school or another authority dealing with it?",
    (
        yes_no(
            "offender_on_duty_police",
            "the alleged offender is a police officer or police staff, and it was done on duty (false: off duty)",
            "Is the alleged offender a police officer who was on duty?",
            About.OFFENDER,
        ),
        yes_no(
            "police_case_to_answer",
            "a case to answer was found against the officer, charge was decided, or prosecutors' advice sought on one",
            "Has a case to answer been found against the officer?",
        ),
        yes_no("on_school_premises",
               "it happened in the buildings or grounds of a school or college; a trip, a school bus and the street "
               "outside are not its premises",
               "Did it happen on the premises of a school or college?"),
        yes_no("in_school_hours", "in lessons, breaks or lunch; false: evening, weekend, holidays",
               "Did it happen in school hours?"),
        yes_no("crime_record_asked_for",
               "the school formally, or the child, a parent, a guardian or their representative, asks police to make a "
               "crime record; false: they do not ask, or the school is dealing with it itself",
               "Does the school, the child or a parent ask police to make a crime record?"),
        yes_no("grave_result",
               "it led, or was meant to lead, to a large gain, or a loss that is serious for the one who bears it, or "
               "serious harm to public order or to a police or court matter",
               "Did it lead, or was it meant to lead, to a serious loss or gain, or serious harm to public order?"),
        choice(
            "led_by",
            "who leads the investigation where another public body with its own powers is in it (Health and Safety "
            "Executive, Department for Work and Pensions, National Crime Agency, a council, the fire service)",
            {"other-body": "the other body leads, alone or with police helping", "police": "the police lead"},
            "Who leads the investigation, the police or the other body?",
        ),
        yes_no("body_is_victim", "that other public body is itself the victim, or reports on behalf of the victim",
               "Is that body the victim, or does it report for the victim?"),
        yes_no("delay_for_safety",
               "the National Crime Agency's senior investigator asks that nothing be recorded yet, for safety, secrecy "
               "or the public interest",
               "Does the National Crime Agency ask that recording wait?"),
    ),
)  # fmt: skip
