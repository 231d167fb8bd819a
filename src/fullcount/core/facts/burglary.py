"""Burglary: buildings entered."""

from fullcount.core.facts.fact import Topic, choice, yes_no

BURGLARY = Topic(
    "burglary",
    "Buildings entered",
    "Did someone enter a building without leave, or try to?",
    (
        yes_no(
            "entered_as_trespasser",
            "someone entered, or tried to enter, a building or a part of one without leave, in order to steal, damage "
            "or hurt, or did so inside; also a caravan. A garden, yard or vehicle is no building",
            "Did someone enter, or try to enter, a building without leave?",
        ),
        yes_no(
            "entry_gained",
            "they got in, if only with an arm or a tool; no: they only tried (a door forced or marked, a lock broken)",
            "Did they get in?",
        ),
        choice(
            "building",
            "which building was entered or damaged; of several that belong to one household, say the home",
            {
                "outbuilding": "a shed, garage or summer house at a home, with no connecting door to it; also a garage "
                "in a block, an allotment shed, or another building that is neither at a home nor for business",
                "outbuilding-for-business": "a garage, workshop or the like at a home, used only for business",
                "shop": "a shop or market stall",
                "business": "an office, factory, farm, pub, bank, building site cabin or other place of business",
                "community": "a place of worship, school, hospital, club, public building",
                "caravan-or-boat": "a caravan, camper or holiday cruising boat",
                "holiday-room": "a room in a hotel, a holiday home, a chalet",
                "room-let-singly": "a room or flat let to its own occupier in a house or hall shared with others",
                "care-home-or-hostel": "a room in a hostel, nursing, care or children's home",
                "home": "a house, flat or houseboat, lived in, empty or unfinished, with all that is part of it or "
                "opens into it by a connecting door (such a garage too)",
            },
            "Which building was it?",
        ),
        choice(
            "occupancy",
            "who uses the room, caravan or boat to live in",
            {
                "vacant-unfit": "nobody, and it could not be lived in",
                "vacant": "nobody at the time, but it could be lived in: between guests, laid up, out of season",
                "short-let": "guests for a short stay: a hotel guest, a holiday maker",
                "long-let": "someone who rents it for a long stay, only to live in",
                "owner": "its owner, only to live in",
            },
            "Who lives or stays in it?",
        ),
        yes_no(
            "distraction_used",
            "a lie, trick or distraction was used on someone inside to get in, stay in or reach another part, in order "
            "to steal: a false water official, one talks while the other searches",
            "Was someone inside tricked or distracted so that a thief could get in or search?",
        ),
    ),
)
