"""Theft and robbery: what was taken, from where, by whom and how."""

from fullcount.core.facts.fact import Topic, choice, yes_no

THEFT = Topic(
    "theft",
    "Things taken",
    "Was anything taken, or did someone try to take it?",
    (
        yes_no(
            "property_taken",
            "something was taken without consent: goods, money, a pet, a vehicle, power. Not what was served or filled "
            "up and left unpaid, and not what was handed over because of a lie",
            "Was something taken?",
        ),
        yes_no(
            "tried_to_take",
            "someone tried to take something and got nothing: an empty pocket picked, goods put back when challenged",
            "Did someone try to take something and get nothing?",
        ),
        yes_no(
            "taken_by_force",
            "force, or the threat or fear of it, was used on any person in order to take something or to get away with "
            "it at once: a push, a punch at the staff who give chase, a weapon shown, a pull against someone who holds "
            "on; also where nothing was got. Not a clean snatch, and not a fight on a later day",
            "Was force or a threat to a person used to take it or to get away with it?",
        ),
        yes_no(
            "taken_from_person",
            "it was worn, carried, held or in the clothes of the victim: a pocket picked, a phone plucked from the "
            "hand, a bag slipped off the shoulder. Not a coat on a chair or a bag in a trolley",
            "Was it taken from the person: a pocket, a hand, a bag carried?",
        ),
        yes_no(
            "from_shop",
            "it was taken inside a shop or from a market stall, whether or not it was for sale",
            "Was it taken from a shop or a market stall?",
        ),
        choice(
            "shop_part",
            "where in the shop it happened",
            {
                "open-to-public": "among the shelves or stalls while the shop was open, even by someone banned from it",
                "till": "out of a till or cash drawer",
                "staff-only": "a part that customers may not enter: a store room, an office, behind the counter",
                "closed": "the shop was shut",
            },
            "Where in the shop did it happen?",
        ),
        yes_no(
            "charged_with_breaking_in",
            "the suspect has already been charged with entering the shop as a trespasser to steal",
            "Has the suspect already been charged with entering as a trespasser?",
        ),
        choice(
            "whose_property",
            "whose things were taken or aimed at",
            {
                "person": "a person's own things; also a phone or laptop of the employer that the person carries",
                "mostly-person": "a person's and a business's, the person's being worth more",
                "mostly-business": "a person's and a business's, the business's being worth more",
                "business": "goods, takings or other money of a business or another body",
            },
            "Whose things were they: a person's or a business's?",
        ),
        choice(
            "thing_taken",
            "what was taken, where it was neither a motor vehicle nor a pedal cycle",
            {
                "belongings": "anything not named below, money too",
                "e-scooter": "an electric scooter that is stood on",
                "trailer-or-boat": "a trailer, caravan, boat or other conveyance as a whole",
                "vehicle-part": "a part of a motor vehicle: catalytic converter, wheel, number plate, its fuel",
                "metal": "metal for its worth as metal: lead, cable, a drain cover",
                "dog": "a dog that somebody keeps",
                "cat": "a cat that somebody keeps",
                "electricity": "electric power used without leave: a meter bypassed, a supply tapped",
                "mail": "letters or parcels on their way, before they reach the address, whoever delivers them",
            },
            "What was taken?",
        ),
        choice(
            "taken_from",
            "the place or thing it was in",
            {
                "elsewhere": "anywhere not named below",
                "public-transport": "a bus, train or the like, where passengers may go",
                "transport-locked-part": "a bus, train or the like, where passengers may not go: a cab, a locked hold",
                "trailer-or-caravan": "in or on a trailer, caravan or other vehicle that has no motor",
                "vehicle": "in or on a motor vehicle: the cabin, boot, roof rack, load bed",
                "machine-or-meter": "a machine that takes or gives money or goods, or a meter",
            },
            "What was it taken from?",
        ),
        yes_no(
            "taken_by_employee",
            "an employee took things or cash of the employer's; of letters or parcels, an employee of the carrier took "
            "them. Not money got by false accounts, claims or orders: that is deceit",
            "Was it taken by an employee of the owner (of letters: of the carrier)?",
        ),
        yes_no(
            "owners_one_household",
            "the things of several people were taken or damaged, and those people live as one household",
            "Do the owners live in one household?",
        ),
        yes_no(
            "in_one_persons_care",
            "the things of several people were taken while one person was looking after them",
            "Was one person looking after the things of all of them?",
        ),
        yes_no(
            "dealt_with_by_owner",
            "the owner of the machine or meter has settled the matter alone and police are only told of it",
            "Has the owner of the machine or meter settled it without police?",
        ),
        choice(
            "animal_taken_in",
            "where the dog or cat was when it was taken",
            {"england": "", "wales": ""},
            "Was the dog or cat taken in England or in Wales?",
        ),
        yes_no(
            "animal_kept_back",
            "the dog or cat was not taken but kept from the person entitled to it: found, or lent, and not given back",
            "Was the animal kept back and not taken?",
        ),
        yes_no(
            "animal_shared_household",
            "taker, owner and animal once lived together in one household: a couple who parted",
            "Did the taker, the owner and the animal once live in one household?",
            silence=False,
        ),
        yes_no(
            "found_and_kept",
            "somebody found a thing and kept it though the owner could have been found",
            "Did somebody find it and keep it?",
        ),
        yes_no(
            "made_off_without_paying",
            "someone left without paying what was due on the spot: fuel, a meal, a taxi, a room",
            "Did someone leave without paying what was due on the spot?",
        ),
        yes_no(
            "unpaid_by_mistake",
            "credible evidence shows that leaving without paying was an honest mistake",
            "Does credible evidence show that it was an honest mistake?",
            silence=False,
        ),
        choice(
            "paid_later",
            "whether the one who left came back and paid",
            {
                "not-paid": "has not paid",
                "after-police": "paid once police had spoken to them",
                "before-police": "came back and paid before police had anything to do with them",
            },
            "Did they pay, and if so before or after police spoke to them?",
            silence="not-paid",
        ),
        choice(
            "likely_aim",
            "what, more likely than not, was meant by the one who damaged, touched or entered a building or vehicle",
            {
                "no-wrong": "credible evidence shows that nothing wrong was meant",
                "damage": "to damage it",
                "steal": "to steal it, steal from it, use it without leave, or get in to steal",
            },
            "What was more likely meant: to damage, to steal or get in, or nothing wrong?",
        ),
        yes_no(
            "equipped_to_steal",
            "someone away from home had with them things for stealing or breaking in: a jemmy, a foil bag, a relay kit",
            "Did anyone have things with them for stealing or breaking in?",
        ),
        yes_no(
            "stolen_goods_handled",
            "someone received, kept, moved or sold goods, knowing or believing them to be stolen",
            "Did someone receive, keep or sell goods that they knew or believed to be stolen?",
        ),
    ),
)
