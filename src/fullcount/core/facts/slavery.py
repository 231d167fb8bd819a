"""Modern slavery and trafficking."""

from fullcount.core.facts.fact import About, Topic, choice, yes_no

SLAVERY = Topic(
    "slavery",
    "Modern slavery",
    "Was anyone made to work, trafficked or exploited?",
    (
        choice(
            "exploitation",
            "what a person was made to do, or how they were held, for somebody else's gain, by force, threat or trick",
            {
                "unspecified": "called exploited, trafficked or a slave, and no more is said",
                "work": "made to work for little or no pay: car wash, farm, nail bar, building site",
                "debt": "made to work off a debt that never ends",
                "criminal": "made to commit crimes: carry or sell drugs, grow cannabis, steal, beg",
                "sexual": "made to sell sexual services or exploited sexually",
                "servitude": "held as a slave or servant who may not leave, such as in a household",
            },
            "What was the person made to do, or how were they held?",
        ),
        choice(
            "exploitation_travel",
            "how a person was brought somewhere to be exploited",
            {
                "arranged": "their travel, in the country or into it, was arranged or helped: they were trafficked",
                "other-offence": "an offence (theft of a passport, an assault) was committed in order to bring them",
                "kidnapped": "they were kidnapped or locked up in order to bring them",
            },
            "Was the person trafficked: brought somewhere to be exploited?",
        ),
        choice(
            "slavery_referral",
            "the kind of referral about slavery that the police received from the national authority",
            {
                "duty-to-notify": "a duty to notify: an adult who may be a victim and did not agree to be referred",
                "nrm": "a referral under the National Referral Mechanism",
            },
            "Did a referral about slavery come from the national authority, and of which kind?",
            About.REPORT,
        ),
        yes_no(
            "referral_shows_crime",
            "false where what the referral tells is found to be no crime in law (no exploitation is told)",
            "Does what the referral tells amount to a crime in law?",
            About.REPORT,
        ),
        yes_no(
            "referral_area_unclear",
            "it cannot be confirmed that any of it happened in the area of the force that received the referral",
            "Is it unclear whether any of it happened in this force's area?",
            About.REPORT,
        ),
        choice(
            "grounds_decision",
            "what the national authority has decided about the referral so far",
            {
                "pending": "nothing yet",
                "positive": "reasonable or conclusive grounds to think the person a victim",
                "negative-reasonable": "no reasonable grounds",
                "negative-conclusive": "no conclusive grounds: the final decision",
            },
            "What has the national authority decided about the referral?",
            About.REPORT,
        ),
    ),
)
