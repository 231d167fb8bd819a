"""Stalking, harassment, control: behaviour that is repeated, and what is already recorded of it."""

from fullcount.core.facts.fact import About, Topic, choice, yes_no

CONDUCT = Topic(
    "conduct",
    "Repeated behaviour and control",
    "Has somebody behaved so towards the same person more than once?",
    (
        yes_no(
            "repeated_unwanted_conduct",
            "unwanted contact or behaviour towards the same person on two or more occasions (calls, messages, visits, "
            "gifts, abuse, bullying), or the text calls it harassment or stalking; control inside a couple or a family "
            "is coercive_control; false: it happened once",
            "Has unwanted behaviour towards the same person happened on two or more occasions?",
        ),
        yes_no(
            "following_or_watching",
            "following, watching or spying on the victim, waiting or hanging about where they live, work or go, "
            "tracking them, getting into their accounts or phone, using their name, or reaching them through family "
            "and friends; coming to quarrel or shout abuse is not this",
            "Was anyone followed, watched, waited for or tracked?",
        ),
        yes_no(
            "fixated_or_obsessive",
            "the offender is said to be fixated on the victim or obsessed with them, or the text calls it stalking",
            "Is the offender described as fixated on the victim or obsessed with them?",
        ),
        yes_no(
            "coercive_control",
            "a pattern of control or humiliation: money, phone, friends, clothes, work or movements are ruled, or the "
            "text calls it controlling or coercive behaviour",
            "Is there a pattern of control over money, phone, friends or movements?",
        ),
        choice(
            "conduct_effect",
            "what all the behaviour together has done to the victim, as far as the text says; the worst that applies",
            {
                "nuisance": "annoyed or put out only: no alarm, no distress, no anxiety",
                "distress": "alarmed, distressed, anxious or upset; or the text says that no violence is feared",
                "serious-alarm": "seriously alarmed or distressed, or daily life has changed much: moved house, "
                "changed job, number or routes, no longer goes out",
                "fear-of-violence": "afraid that violence will be used on them",
            },
            "What has the behaviour done to the victim: nuisance, distress, serious alarm or fear of violence?",
            About.VICTIM,
        ),
        yes_no(
            "a_party_under_16",
            "the victim or the alleged offender was younger than 16 when it happened",
            "Was either of the two younger than 16?",
        ),
        yes_no(
            "registrar_finds_harassment_only",
            "the force crime registrar is satisfied that a former partner's behaviour is harassment and not stalking",
            "Is the force crime registrar satisfied that it is harassment only?",
        ),
        yes_no(
            "conduct_crime_recorded_before",
            "police had already recorded a crime of stalking, harassment or control of the same two people before the "
            "behaviour that is now told; an earlier report with no crime recorded is not this",
            "Is stalking, harassment or control by the same person against the same victim already recorded?",
            silence=False,
        ),
        choice(
            "recorded_course",
            "what the crime of the same two people that is already recorded was, in the text's words",
            {"harassment": "", "control": "controlling or coercive behaviour", "stalking": ""},
            "What was already recorded: harassment, control or stalking?",
        ),
        yes_no(
            "course_ended",
            "police or a court had dealt with the offender for the recorded behaviour before the new behaviour: "
            "charge, summons, caution, conviction, acquittal or an order; an arrest or a visit alone is not this",
            "Had police or a court dealt with the offender for it before the new behaviour?",
        ),
        yes_no(
            "months_since_last_incident_over_three",
            "more than three months had passed since the last recorded incident when the new behaviour began",
            "Had more than three months passed since the last recorded incident?",
        ),
        yes_no(
            "more_of_the_same",
            "the new behaviour plainly goes on with what was recorded; false: it is of another kind or another matter",
            "Is the new behaviour more of what was already recorded?",
        ),
        yes_no(
            "gap_explained",
            "something special explains a long pause before the new behaviour: an anniversary, time in prison",
            "Does something special, such as an anniversary, explain the long pause?",
        ),
    ),
)  # fmt: skip
