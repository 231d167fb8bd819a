"""Who the people are: shared by all other topics."""

from fullcount.core.facts.fact import About, Topic, choice, yes_no

PEOPLE = Topic(
    "people",
    "The people",
    "",
    (
        choice(
            "victim_age_group",
            "how old the victim was when it happened; a number of years may be given instead",
            {"under-13": "12 or younger", "13-15": "13, 14 or 15", "16-17": "16 or 17", "adult": "18 or older"},
            "How old was the victim when it happened?",
            About.VICTIM,
        ),
        choice("victim_sex", "the victim's sex", {"female": "", "male": ""}, "Is the victim female or male?",
               About.VICTIM),
        choice(
            "offender_age_group",
            "how old the alleged offender was when it happened; a number of years may be given instead",
            {"under-10": "9 or younger", "10-17": "10 to 17", "adult": "18 or older"},
            "How old was the alleged offender when it happened?",
            About.OFFENDER,
        ),
        choice("offender_sex", "the alleged offender's sex", {"female": "", "male": ""},
               "Is the alleged offender female or male?", About.OFFENDER),
        choice(
            "relationship",
            "what the alleged offender is to the victim",
            {
                "stranger": "they do not know each other",
                "acquaintance": "they know each other and nothing closer is said: neighbour, friend, colleague, tenant",
                "family": "relatives, in-laws, or people who share the care of a child",
                "parent-or-carer": "the offender is the parent, guardian or carer of the victim",
                "partner": "married, civil partners, engaged or in an intimate relationship",
                "ex-partner": "they once were partners",
            },
            "What is the alleged offender to the victim?",
        ),
        yes_no("victim_is_organisation", "the victim is a business, a shop, a school or another body, not a person",
               "Is the victim a business or another body?", About.VICTIM),
    ),
)  # fmt: skip
