"""Deaths, and driving that kills, injures or endangers."""

from fullcount.core.facts.fact import About, Topic, choice, yes_no

DEATHS = Topic(
    "deaths",
    "Deaths, driving",
    "Did anyone die, or was a vehicle driven unlawfully or dangerously?",
    (
        yes_no("death", "somebody died (each death is counted: see number_of_deaths)", "Did somebody die?"),
        yes_no("death_by_driving", "the death came of how a vehicle was driven on a road or in a public place",
               "Was it a death on the road?"),
        choice(
            "death_cause",
            "what the death is believed, or was found, to come of, where nobody is believed to have killed the person "
            "(if somebody is: see killing)",
            {
                "natural": "illness or age, with nothing suspicious: an old or ill person found dead in bed",
                "not-apparent": "the reason is not known yet, or two or more causes are still possible",
                "unexplained": "it was looked into, and neither nature, nor an accident, nor anybody's act explains it",
                "open-verdict": "the coroner could not settle the cause: an open verdict or conclusion",
                "drugs": "a drugs overdose or the effect of drugs taken",
                "suicide": "the person killed themselves",
                "accident": "an accident with no vehicle on a road or train in it: a fall, a drowning",
                "road-or-rail": "a crash, a collision with a vehicle, or a train",
                "negligence": "a firm's, carer's or doctor's very bad failure to keep somebody safe is suspected and "
                "still looked into",
            },
            "What is the death believed to come of?",
        ),
        yes_no("death_cause_confirmed", "a post-mortem, an inquest or an investigation has confirmed that cause",
               "Has an investigation confirmed the cause of death?"),
        yes_no("death_recorded_before", "the police already hold a record of this death, which is now looked at again",
               "Is there already a record of this death?"),
        yes_no("natural_deaths_kept", "the force chooses to keep a record of every death, natural ones too",
               "Does the force keep a record of natural deaths too?", About.REPORT),
        choice(
            "driving",
            "how a vehicle was driven, as the report tells it",
            {
                "speeding": "over the limit, and nothing else that put anybody in danger",
                "careless": "below what a careful driver does: a moment's inattention, a junction misjudged",
                "careless-drink-or-drugs": "carelessly, by a driver unfit through drink or drugs or over a limit",
                "dangerous": "so that it plainly put people in danger: racing, ramming, far too fast for the place, on "
                "the pavement, through red lights, in a vehicle not fit for the road",
                "at-a-person": "at somebody on purpose, so as to hit or hurt them",
            },
            "How was the vehicle driven?",
            About.OFFENDER,
        ),
        yes_no("driving_confirmed", "an investigation has confirmed that it was driven so; false: still looked into",
               "Has an investigation confirmed how it was driven?"),
        yes_no("hurt_by_driving", "a vehicle hurt somebody, in a crash or by hitting them (how badly: see injury)",
               "Was anyone hurt by the vehicle?"),
        yes_no("dangerous_besides",
               "besides hurting somebody on purpose with the vehicle, the driver drove dangerously in other ways, or "
               "put others in danger; false: hurting that person is all there is",
               "Was there dangerous driving besides hurting somebody on purpose?"),
        choice(
            "driver_lacked",
            "what the driver did not have",
            {"insurance": "no insurance", "licence": "no licence, or none for such a vehicle",
             "right-to-drive": "disqualified from driving by a court"},
            "Was the driver without insurance, without a licence or disqualified?",
            About.OFFENDER,
        ),
        yes_no("driven_vehicle_stolen",
               "the vehicle that was driven is known to have been stolen or taken; what is told now is the driving "
               "(where its taking is what is told: see vehicle_taken)",
               "Is the vehicle that was driven known to have been stolen or taken?"),
        choice(
            "vehicle_driven",
            "what was driven or ridden",
            {"cycle": "a pedal cycle", "motor": "a car, van, lorry, bus, motorcycle, e-scooter or other motor vehicle"},
            "What was driven or ridden?",
            silence="motor",
        ),
    ),
)  # fmt: skip
