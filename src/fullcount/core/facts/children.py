"""Cruelty to and neglect of children."""

from fullcount.core.facts.fact import Topic, choice, yes_no

CHILDREN = Topic(
    "children",
    "Cruelty to children",
    "Was a child ill-treated or neglected by those responsible?",
    (
        yes_no(
            "child_harmed",
            "a child under 16 was ill-treated, neglected, left alone or exposed to harm by somebody of 16 or over who "
            "is responsible for it: no food, a filthy home, dirty clothes, unexplained injuries, emotional cruelty, "
            "violence or drug abuse around it, school or doctor's appointments missed, left alone",
            "Was a child ill-treated or neglected by someone responsible for it?",
        ),
        choice(
            "child_harm_kind",
            "what was done to or left undone for the child by the one responsible for it",
            {
                "unsafe-show": "no care taken for children's safety at an entertainment for them",
                "dangerous-performance": "let a child take part, or trained it, in a dangerous performance",
                "vermin": "let a child stay infested with lice or vermin",
                "in-brothel": "let a child be where sexual services are sold",
                "risk-of-burning": "left a child near an open fire or heater without guard",
                "neglected": "not fed, clothed, cleaned, schooled or taken to the doctor; left alone; an unfit home",
                "exposed": "made to live with violence, drug abuse or other harm around it",
                "ill-treated": "hurt, frightened or humiliated: beaten, locked up, emotionally cruel treatment, "
                "injuries that nobody explains",
                "abandoned-under-two": "a child under two was abandoned so that its life or health was in danger",
            },
            "What was done to the child, or left undone?",
        ),
    ),
)
