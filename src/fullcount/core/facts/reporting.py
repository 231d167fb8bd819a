"""Who reports, who confirms, and what speaks against it."""

from fullcount.core.facts.fact import About, Topic, choice, yes_no

REPORTING = Topic(
    "reporting",
    "Who says so, and what speaks against it",
    "",
    (
        choice(
            "reporter",
            "who reports, in relation to the victim",
            {
                "other": "somebody who does not act for the victim: passer-by, neighbour, friend, workmate, camera "
                "operator",
                "police": "police found or saw it themselves",
                "parent": "the victim's parent, guardian or carer",
                "professional": "a professional or public body that deals with the victim: doctor, nurse, social "
                "worker, teacher, care home, a conference of agencies about a person at risk",
                "victim": "the victim, or someone asked by the victim to report for them",
            },
            "Who made the report?",
            About.REPORT,
        ),
        yes_no("victim_found", "a victim was found or is identifiable, named or not", "Has a victim been found?",
               About.REPORT),
        yes_no("victim_confirms", "the victim, or someone acting for them, confirms that it happened",
               "Does the victim, or someone acting for them, confirm that it happened?", About.REPORT),
        yes_no("victim_unwilling", "the victim does not want police action (never a reason not to record)",
               "Does the victim not want police action?", About.REPORT),
        yes_no("contrary_evidence", "credible evidence that it did not happen was immediately at hand",
               "Is credible evidence at hand that it did not happen?", About.REPORT),
        yes_no("reporter_in_doubt", "there is real doubt who the reporter is, or whether they tell the truth",
               "Is there real doubt who the reporter is, or whether they tell the truth?", About.REPORT),
        yes_no("counter_allegation",
               "the one who says so is accused of, or arrested for, a crime in the same quarrel: the other hit first, "
               "or it was self-defence",
               "Does it come from someone who is accused in the same quarrel?"),
        yes_no("victim_impaired", "the one who says so is, while reporting, very drunk, drugged or confused",
               "Is the one who says so very drunk, drugged or confused?", About.VICTIM),
        choice(
            "support",
            "what supports it besides the words of those in it, and besides a report or recording by an onlooker",
            {
                "none": "nothing: it is said that no injury, witness, footage or other trace was found",
                "some": "a mark or injury that fits, an independent witness, blood, things broken, partial footage",
                "clear": "it is plainly shown: footage of the blow itself, several witnesses who agree, a confession",
            },
            "Does anything support it: an injury, an independent witness, footage?",
        ),
        yes_no("seen_by_police", "a police officer saw it happen", "Did a police officer see it happen?"),
        yes_no("victim_afraid", "the victim is plainly afraid of the alleged offender, or seems to be under pressure",
               "Is the victim plainly afraid of the alleged offender or under pressure?", About.VICTIM),
        yes_no("victim_vulnerable",
               "the victim is less able than others to keep themselves safe: frail, disabled, ill, a child, in care, "
               "or known to be at high risk",
               "Is the victim vulnerable or at risk?", About.VICTIM),
        yes_no("offender_lacks_capacity",
               "an illness or disability of the mind keeps the alleged offender from forming intent",
               "Does the alleged offender lack mental capacity?", About.OFFENDER),
        yes_no("false_alarm", "an alarm or call found to be false, or a test", "Was it a false alarm or a test?",
               About.REPORT),
    ),
)  # fmt: skip
