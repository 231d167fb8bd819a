"""Vehicle crime: taken, entered, interfered with."""

from fullcount.core.facts.fact import Topic, choice, yes_no

VEHICLES = Topic(
    "vehicles",
    "Vehicles and cycles",
    "Is a motor vehicle, trailer, cycle or something in it part of it?",
    (
        yes_no(
            "vehicle_taken",
            "a motor vehicle was stolen or taken without leave: a car, van, motorcycle, moped, electric motorcycle; "
            "with or without its keys. Not one that was got by deceit",
            "Was a motor vehicle taken?",
        ),
        yes_no(
            "only_drove_or_carried",
            "someone drove, or rode in, a vehicle that others had taken, and had no part in taking it",
            "Did the person only drive or ride in a vehicle that others had taken?",
        ),
        yes_no(
            "taken_for_use_only",
            "the vehicle, boat or cycle was taken for a ride or for use, and was not meant to be kept",
            "Was it taken only to be used and not to be kept?",
        ),
        choice(
            "taken_vehicle_harm",
            "what came of a motor vehicle's being taken and driven, until it was found: the worst of these (how it was "
            "driven: see driving)",
            {
                "vehicle-damaged": "the taken vehicle itself was damaged",
                "property-damaged": "an accident damaged something else: another car, a wall",
                "injury": "an accident injured somebody",
                "death": "an accident killed somebody",
            },
            "Was the taken vehicle damaged, or did it damage anything or hurt anyone?",
        ),
        yes_no(
            "vehicle_entered",
            "a motor vehicle or trailer was entered, searched, tried or meddled with, in order to steal or as if to",
            "Was a vehicle entered or tampered with?",
        ),
        yes_no(
            "vehicle_climbed_on",
            "someone got on to a vehicle on a road or car park, or meddled with its brakes or workings, without leave "
            "and with no sign of wanting to steal",
            "Did someone get on to a vehicle or meddle with its workings, not to steal?",
        ),
        yes_no(
            "bicycle_taken",
            "a pedal cycle was taken, an electric one too",
            "Was a pedal cycle taken?",
        ),
        yes_no(
            "e_bike_within_limits",
            "of an electric bicycle: it helps only while one pedals, with at most 250 watts and up to 15.5 mph",
            "Does the electric bicycle help only while one pedals, up to 15.5 mph and 250 watts?",
        ),
    ),
)
