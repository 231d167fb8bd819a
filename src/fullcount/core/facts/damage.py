"""Criminal damage and arson."""

from fullcount.core.facts.fact import Topic, choice, number, yes_no

DAMAGE = Topic(
    "damage",
    "Damage and fire",
    "Was anything damaged or set on fire, or was that threatened?",
    (
        yes_no("property_damaged", "something was damaged, destroyed or defaced", "Was property damaged?"),
        choice(
            "damage_nature",
            "whether something of somebody else's was really harmed by someone who meant it or did not care",
            {
                "washes-off": "it can be put right at no cost and with little effort: chalk, mud, a sticker",
                "accident": "nobody meant it and nobody was reckless",
                "own": "it belonged to nobody but the one who damaged it",
                "lasting": "none of these; things owned together with somebody else are here too",
            },
            "Can it be put right at no cost, was it an accident, or did it belong to the one who damaged it?",
            silence="lasting",
        ),
        choice(
            "damaged_thing",
            "what was damaged",
            {
                "belongings": "anything else: a phone, furniture, clothes, a fence, a garden wall, a gravestone",
                "vehicle": "a motor vehicle",
                "building": "a building or part of one, its doors, locks and windows too: say which as `building`",
            },
            "What was damaged: a building, a vehicle or something else?",
        ),
        number(
            "damage_cost",
            "what it costs to put the damage right, in pounds",
            "What does it cost, in pounds, to put the damage right?",
        ),
        yes_no("fire_set", "the damage was by fire, set on purpose or recklessly",
               "Was a fire set on purpose or recklessly?"),
        yes_no(
            "life_endangered",
            "the damage or fire put somebody's life at risk, on purpose or without care; nobody need be hurt",
            "Did the damage or fire put somebody's life at risk?",
        ),
        yes_no(
            "threat_to_damage",
            "someone threatened another, in person or by message, to damage or destroy property, so that it be feared",
            "Did someone threaten to damage property?",
        ),
        choice(
            "threatened_property",
            "whose property it was threatened to damage",
            {
                "own": "the threatener's own, with nobody's life at risk",
                "own-risking-life": "the threatener's own, in a way that would put somebody's life at risk",
                "others": "that of the person threatened, or of anyone else",
            },
            "Whose property was threatened, and would somebody's life be at risk?",
            silence="others",
        ),
        yes_no(
            "carried_to_damage",
            "someone had something with them, meaning to damage property with it: petrol, spray paint, a hammer",
            "Did anyone have something with them, meaning to damage property with it?",
        ),
    ),
)  # fmt: skip
