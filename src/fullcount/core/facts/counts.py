"""How many: of people, places and deaths. Where the people are listed one by one these are counted from the list."""

from fullcount.core.facts.fact import Topic, number, yes_no

COUNTS = Topic(
    "counts",
    "How many",
    "",
    (
        number("number_of_victims", "how many victims (people or bodies) suffered what is told",
               "How many victims are there?", silence=1),
        number("number_of_offenders", "how many offenders took part", "How many offenders took part?", silence=1),
        yes_no("offenders_acted_together", "the offenders acted as a group and not each on their own account",
               "Did the offenders act together?", silence=True),
        number("number_of_penetrators", "how many offenders penetrated the victim, of those who can be told apart",
               "How many offenders penetrated the victim?"),
        number("number_of_premises", "how many separately occupied homes, lets, units or buildings were entered",
               "How many separately occupied homes or premises were entered?", silence=1),
        number("number_of_deaths", "how many people died", "How many people died?"),
    ),
)  # fmt: skip
