"""Where it happened, whose area that is, and who else may record it."""

from fullcount.core.facts.fact import Topic, choice, yes_no

AREAS = {
    "here": "the area of the force that asks",
    "another-force": "the area of another force in England and Wales",
    "scotland-or-ni": "Scotland or Northern Ireland",
    "abroad": "outside the United Kingdom",
}
"""An area as the force that must decide sees it: the one that took the report, or `asking_force` where it is named."""

PLACES = Topic(
    "places",
    "Where it happened, and who records it",
    "",
    (
        yes_no("other_force_records", "another force or agency is recording it, or has recorded it",
               "Is another force recording it?"),
        choice(
            "happened_in",
            "where it happened, seen from the force that asks (where offender and victim were in one place)",
            {
                **AREAS,
                "several-forces": "a journey, or a series, through the areas of more than one force",
                "railway": "on a train, a platform, a station or a track that British Transport Police look after",
                "in-the-air-or-at-sea": "on an aircraft or a ship on its way",
            },
            "Where did it happen?",
        ),
        choice("suspect_was_in", "where the suspect was at the time, if not with the victim, and it is known", AREAS,
               "Where was the suspect at the time?"),
        choice("suspect_home_in", "where the suspect's latest known home is", AREAS,
               "Where is the suspect's latest known home?"),
        choice("victim_was_in", "where the victim was at the time, if not with the suspect", AREAS,
               "Where was the victim at the time?"),
        choice("victim_home_in", "where the victim lives, or where a firm that is the victim does its business",
               AREAS, "Where does the victim live?"),
        yes_no("by_phone_or_internet",
               "it was done through a phone, a computer or the internet: calls, texts, posts, accounts",
               "Was it done through a phone or the internet?"),
        yes_no("other_force_declined", "the force in whose area it happened was asked and declines to record it",
               "Has the force in whose area it happened declined to record it?"),
        yes_no("force_investigates_abroad", "the force that asks itself investigates what was done abroad",
               "Does this force itself investigate what was done abroad?"),
        choice("latest_of_series_in", "in whose area the latest of the gravest crimes of a series happened",
               {"here": AREAS["here"], "another-force": AREAS["another-force"]},
               "In whose area did the latest of the gravest crimes happen?"),
        choice(
            "flight",
            "what kind of journey an aircraft was on, where it is not clear over what place it happened",
            {
                "inside-uk": "from one place in the United Kingdom to another",
                "arriving": "from abroad to the United Kingdom",
                "departing": "from the United Kingdom to a place abroad",
                "british-abroad": "an aircraft registered here, between two places abroad",
            },
            "What kind of flight was it?",
        ),
        choice("departed_from", "in whose area the airport is from which the aircraft last left the United Kingdom",
               {"here": AREAS["here"], "another-force": AREAS["another-force"]},
               "In whose area is the airport from which it left?"),
        yes_no("is_dwelling", "the building (or the place inside it) is somebody's home",
               "Is the building somebody's home?"),
        yes_no("in_public", "it happened in public, or where people outside could see or hear it",
               "Did it happen in public?"),
        yes_no("in_prison", "it happened in a prison, a young offenders' institution or police cells",
               "Did it happen in a prison or in cells?"),
        yes_no("in_progress", "it is happening now, or the offender is still there or nearby",
               "Is it still going on, or is the offender still there?"),
        yes_no("over_on_arrival", "when police came it was over and nobody who had part in it was there",
               "Was it over, with nobody there, when police came?"),
    ),
)  # fmt: skip
