"""Disorder, and abusive behaviour face to face; hostility; hoaxes."""

from fullcount.core.facts.fact import Topic, choice, yes_no

DISORDER = Topic(
    "disorder",
    "Disorder and abuse in public",
    "Was there disorder, or abusive behaviour towards people?",
    (
        yes_no("fear_in_public",
               "abusive or threatening behaviour in public that put someone in fear of being hurt (alarm or upset"
               " without that fear: see abuse)",
               "Did abusive or threatening behaviour in public put someone in fear?"),
        choice(
            "abuse",
            "threatening, abusive, insulting or disorderly words, gestures, signs or behaviour, face to face; not by"
            " message, and not between people who are all inside a home",
            {
                "undirected": "aimed at nobody in particular, even if somebody there was alarmed or upset",
                "no-effect": "aimed at a person who was neither alarmed, distressed nor made afraid",
                "directed": "aimed at a person, who was harassed, alarmed or distressed or may well have been",
            },
            "Was anyone abused or insulted face to face?",
        ),
        yes_no("hostility", "hostility to race, religion, sexuality, disability or transgender identity was shown",
               "Was hostility to race, religion, sexuality, disability or transgender identity shown?"),
        choice(
            "hostility_to",
            "what the hostility was about, or because of what in the victim it was done, as the victim or anyone else"
            " sees it; of several the last in this list",
            {
                "disability": "disability",
                "transgender": "being transgender, or taken to be",
                "sexual-orientation": "sexual orientation",
                "sex": "being a woman or a man, or taken to be one, such as obscene sexual remarks to a woman",
                "religion": "religion or belief, or having none",
                "race": "race, colour, nationality, ethnic or national origin",
            },
            "What was the hostility about?",
        ),
        choice(
            "disorder_scale",
            "violence used or threatened by people in such a way that others there would fear for their own safety",
            {
                "fight": "a fight or violent scene (an affray), or it is not said how many took part",
                "three-or-more": "three or more people together used or threatened violence",
                "twelve-or-more": "twelve or more together, for a purpose they shared",
            },
            "Was there a fight or disorder that others there would fear, and how many took part together?",
        ),
        choice(
            "hoax",
            "somebody was made to believe in a danger that was not there",
            {
                "bomb-told": "said or wrote that there is a bomb, knowing it to be untrue",
                "bomb-placed": "left or sent a thing that was to be taken for a bomb",
                "poison": "left, sent or told of a thing that was to be taken for poison, germs or the like",
            },
            "Was a bomb or poison falsely announced or imitated?",
        ),
    ),
)  # fmt: skip
