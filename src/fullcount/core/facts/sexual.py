"""Rape, sexual assault, sexual activity with children, exposure, prostitution."""

from fullcount.core.facts.fact import About, Topic, choice, number, yes_no

RAPE = (
    yes_no(
        "rape_disclosed",
        "penetration of the vagina, anus or mouth by a penis without consent, or an attempt at it, is described or "
        "named; also where the person only fears that it happened",
        "Is rape or attempted rape described or named?",
    ),
    yes_no(
        "intercourse",
        "a penis penetrated the vagina, anus or mouth (sex, oral sex), and the text calls it willing or does not say "
        "that it was against the person's will; where it was against their will say rape_disclosed",
        "Was there sexual intercourse or oral sex that is not described as forced?",
    ),
    yes_no(
        "penetration_only_attempted",
        "penetration by a penis was tried and did not happen (she fought him off, somebody came in)",
        "Was penetration by a penis only tried?",
    ),
    choice(
        "rapists_told_apart",
        "where several penetrated the victim: whether the victim can tell them apart; knowing how many they were and "
        "that each was another man is enough, no description is needed",
        {
            "all": "each can be told apart or counted",
            "some": "some can be told apart or counted (say how many: number_of_penetrators), and there were others",
            "none": "there were several and none can be told apart or counted",
        },
        "Can the victim tell those who penetrated apart?",
    ),
    choice(
        "sarc_passes_on",
        "what a sexual assault referral centre gives to the police about a client who was or may have been raped",
        {
            "nothing-or-figures": "nothing, or only particulars that tell neither who nor what, for intelligence; or "
            "the client wants no details passed on",
            "samples-frozen": "samples were taken and are kept at the centre in case the client decides to report",
            "details": "what happened, with or without the client's name, even if the client will not pursue it",
            "samples-to-police": "samples are sent to the police to be analysed, with or without a name",
            "wants-investigation": "the client's name and the wish that the police investigate",
        },
        "What does the sexual assault referral centre pass on to the police?",
        About.REPORT,
    ),
)

TOUCHING = (
    yes_no(
        "penetration_otherwise",
        "the vagina or anus was penetrated sexually with a finger, the tongue, another part of the body or an object",
        "Was the vagina or anus penetrated with a finger, an object or the like?",
    ),
    yes_no(
        "sexual_touching",
        "a person was touched sexually (groped, kissed, fondled, rubbed against), over or under clothes; if it was "
        "willing say victim_willing too",
        "Was anyone touched sexually?",
    ),
    yes_no(
        "victim_willing",
        "the person it was done to or with took part willingly; true also of a child who was willing, false where it "
        "was forced, feared, tricked or refused",
        "Did the person take part willingly?",
    ),
    choice(
        "sexual_act_caused",
        "what sexual act of their own a person was forced, threatened, blackmailed or tricked into, or a child under "
        "16 was asked or persuaded to do, whether or not it was done",
        {
            "picture": "to take or send a naked or sexual picture or film of themselves",
            "act": "to undress, pose, touch themselves or somebody else, without penetration",
            "penetration": "an act in which somebody is penetrated",
        },
        "Was the person made, or as a child asked, to do something sexual, and what?",
    ),
    choice(
        "shown_sexual_act",
        "whether a person was made or led to see something sexual that does not touch them",
        {
            "shown": "a sexual act of others, or sexual pictures or films, were shown to them",
            "in-presence": "somebody did a sexual act in front of them, for them to see it",
        },
        "Was anything sexual shown to them, or done in front of them?",
    ),
    choice(
        "child_groomed",
        "how somebody approached a child under 16 with a sexual aim, as far as it went",
        {
            "sexual-messages": "sexual talk or messages with the child, or meant to make the child send such",
            "arranged": "arranged for, or made it possible that, somebody should do something sexual with a child",
            "meeting": "after contact with the child they met, or one of them set out or agreed to meet, and something "
            "sexual was meant to follow",
        },
        "Did anyone send a child sexual messages, or arrange or set out to meet one?",
    ),
    choice(
        "trust_role",
        "the position that the alleged offender held over a person under 18",
        {
            "coach-or-faith": "sports coach, or one who teaches or leads in a religion",
            "teacher-or-carer": "teacher at their school, or one who looked after them in a home, hospital or custody",
        },
        "Did the offender teach, coach or look after a person under 18?",
    ),
    choice(
        "mental_disorder",
        "the victim has a mental disorder or a learning disability, and how that bears on what happened",
        {
            "care-worker": "the offender looks after them as a care worker",
            "induced": "they agreed because of a promise, a threat or a lie",
            "cannot-refuse": "because of it they could not refuse",
        },
        "Does the victim have a mental disorder or learning disability, and how did it matter?",
    ),
    choice(
        "sexual_intent_shown",
        "a sexual act was meant and not yet done",
        {
            "trespass": "the offender went or stayed where they had no right to be, meaning to do it",
            "other-offence": "the offender did something else unlawful (grabbed, tied, locked in) in order to do it",
        },
        "Was a sexual act meant that was not yet done?",
    ),
    yes_no(
        "multi_agency_referral",
        "a panel of several authorities (a child protection conference, a strategy meeting) referred it to the police",
        "Did a panel of several authorities refer it?",
        About.REPORT,
    ),
    yes_no(
        "reporter_took_part",
        "the one who reports is one of the two who took part in the sexual activity",
        "Is the one who reports one of the two who took part?",
        About.REPORT,
    ),
)

PUBLIC = (
    yes_no("exposure", "genitals were exposed", "Were genitals exposed?"),
    choice(
        "lewd_act",
        "what lewd or disgusting act was done where people could see it",
        {
            "fouling-memorial": "urinated on a statue or a war memorial",
            "display": "showed pornography, or wore or put up something meant to disgust",
            "sex": "had sex",
            "masturbation": "masturbated",
        },
        "What lewd or disgusting act was done where people could see it?",
    ),
    number(
        "people_who_could_see",
        "how many people were there who could have seen the exposure or lewd act, whether or not they looked",
        "How many people were there who could have seen it?",
    ),
    choice(
        "display_purpose",
        "why genitals were exposed, or a sexual picture was sent or shared",
        {
            "other": "said to be something else: a joke, a dare, a boast, a streaker's fun",
            "gratification": "for the sexual pleasure of the one who did it or of somebody else",
            "distress": "to alarm, distress or humiliate somebody",
        },
        "Why was it exposed, sent or shared?",
    ),
    choice(
        "watched_or_filmed",
        "what was watched or filmed without the person's consent",
        {
            "breastfeeding": "the person was breastfeeding",
            "under-clothing": "a camera or phone was put under the person's clothes (skirt, kilt, shorts)",
            "private-act": "the person was undressing, washing, on the toilet or having sex, in what was private",
        },
        "Was anyone secretly watched or filmed, and doing what?",
    ),
    choice(
        "act_with_animal_or_corpse",
        "somebody had sex with an animal or a dead body",
        {"animal": "", "corpse": ""},
        "Did somebody have sex with an animal or a dead body?",
    ),
    choice(
        "prostitution",
        "what was done about a person's sexual services for money or other gain",
        {
            "soliciting": "somebody tried to buy sexual services in a street or public place",
            "paid": "somebody paid, or promised to pay, for the services of a person who is under 18 or was forced, "
            "threatened or tricked into it by others",
            "brothel": "a place was kept where several people sell sexual services",
            "arranged": "somebody arranged or helped that a person sells sexual services",
            "caused": "somebody made or led a person to sell sexual services, or a child to be filmed sexually",
            "controlled": "somebody controlled how a person sells sexual services (when, where, for how much)",
        },
        "Were sexual services bought, sold or controlled?",
    ),
)

SEXUAL = Topic("sexual", "Sexual offences", "Is anything sexual part of it?", (*RAPE, *TOUCHING, *PUBLIC))
