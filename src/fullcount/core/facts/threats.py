"""Threats made in person or by message."""

from fullcount.core.facts.fact import Topic, choice, yes_no

THREATS = Topic(
    "threats",
    "Threats",
    "Was anyone threatened, in person or by message?",
    (
        yes_no("threat_to_kill", "a threat to kill was made to or about a person, seriously or not",
               "Was a threat to kill made?"),
        yes_no("threat_of_violence", "a threat of violence short of killing, or fear of violence at once was caused",
               "Was violence short of killing threatened?"),
        choice(
            "threatened_harm",
            "the worst that was threatened, short of death",
            {
                "slight": "a slap, a push, a beating of no great harm",
                "great-loss": "the loss of much money: ruin, the loss of a home or business",
                "serious-injury": "serious injury: to stab, break bones, throw acid, burn, disfigure",
                "rape": "rape or another sexual penetration",
            },
            "What was threatened?",
        ),
        yes_no("threat_meant",
               "the threat was meant to be believed, or it was all the same to whoever made it whether it was. No: it"
               " was said in temper or jest and not meant to be taken as real",
               "Was the threat meant to be believed?"),
    ),
)  # fmt: skip
