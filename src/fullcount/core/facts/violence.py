"""Violence, weapons, injuries, poisoning and killing."""

from fullcount.core.facts.fact import About, Topic, choice, yes_no

VIOLENCE = Topic(
    "violence",
    "Violence and injury",
    "Was force used on anyone, or was anyone hurt, poisoned or killed?",
    (
        yes_no(
            "violence_used",
            "someone used force on a person: hit, kicked, pushed, grabbed, bit, spat at, threw something at; a blow or"
            " throw that missed counts. A threat alone does not, nor does what a dog did of itself",
            "Was force used on a person?",
        ),
        choice(
            "injury",
            "the worst injury described; treatment in hospital alone says nothing of how bad it is",
            {
                "none": "no mark and no pain, or a sting that passed at once",
                "redness": "reddened skin",
                "graze": "a graze or scratch",
                "bruise": "a bruise, swelling, lump or black eye",
                "bleeding": "a bleeding nose, cut lip or shallow cut that does not pass through the whole skin",
                "lasting-pain": "pain or soreness that lasted, or a joint that needed treatment, with nothing to see",
                "minor": "hurt in some way no worse than these; what is not said",
                "unconscious": "lost consciousness for a time",
                "broken-tooth": "a tooth lost or broken",
                "broken-nose": "a nose broken, simply",
                "broken-finger-or-toe": "a finger or toe broken, simply",
                "shock": "nervous shock that a doctor or psychologist confirms",
                "wound": "the whole of the outer skin was broken, or the skin inside cheek or lip cut through: a stab,"
                " a deep cut, one that needed stitches",
                "psychiatric": "a recognised and serious mental illness that an expert confirms",
                "broken-bone": "any other broken bone: arm, leg, jaw, cheekbone, rib, skull; a bone out of place",
                "serious": "really serious: organs, great loss of blood, permanent damage, disfigurement, long"
                " treatment",
            },
            "Is any mark, pain, cut or break described, and how bad is the worst?",
            About.VICTIM,
        ),
        choice(
            "attack_shows",
            "what the attack itself, or what was said, shows of how far the attacker meant to go; being hit by several"
            " people, or with a weapon, is told elsewhere and does not count here",
            {
                "no-more": "a blow, push or kick or two and nothing that points further",
                "said-so": "words showed that serious harm was meant, such as 'I will put you in a wheelchair'",
                "planned": "it was prepared: lay in wait, lured the victim, came for the purpose",
                "ferocious": "a long or ferocious attack, such as going on when the victim was down",
                "head-kicks": "kicked or stamped on the head more than once",
                "to-kill": "the text says that the attacker tried or meant to kill",
            },
            "What shows how far the attacker meant to go?",
        ),
        yes_no("weapon_used",
               "a weapon, or an object used as one, was used on a person, pointed at one, or held or shown to one who"
               " is threatened",
               "Was a weapon used on or pointed at a person, or shown while threatening?"),
        choice(
            "attack_weapon",
            "what the weapon was that was used on, pointed at or shown to a person (one only carried or found: see"
            " weapon)",
            {
                "object": "an everyday thing snatched up in the moment: a phone, cup, shoe, remote control",
                "club": "a thing made, brought or heavy enough to be a weapon: bat, hammer, iron bar, knuckleduster",
                "broken-glass": "a glass or bottle smashed, or pushed into somebody's face",
                "corrosive": "acid or another substance that burns the skin",
                "blade": "a knife, blade or sharp point",
                "firearm": "a gun of any kind, or what looks like one",
            },
            "What was the weapon?",
        ),
        choice(
            "weapon_how",
            "how that weapon was used",
            {
                "shown": "shown, held or pointed, and no blow, stab, throw or shot was aimed",
                "missed": "a blow, stab, throw or shot was aimed at a person and missed",
                "struck": "it hit, cut, stabbed, burned or shot a person",
            },
            "Was the weapon only shown, aimed and missed, or did it strike?",
        ),
        yes_no("strangulation",
               "neck, throat, mouth, nose or chest pressed or covered so that breathing suffers: hands or an arm round"
               " the neck, a headlock, a ligature, a hand or pillow over the face",
               "Was anyone strangled or suffocated?"),
        choice(
            "victim_role",
            "the work the victim was doing when attacked, or was attacked for. Someone off duty and attacked for"
            " another reason: public",
            {
                "public": "none of these: also shop staff, door staff, drivers, teachers, social workers",
                "court-officer": "an officer of the county court",
                "court-security-officer": "a court security officer",
                "traffic-officer": "a highways traffic officer",
                "immigration-officer": "an immigration officer",
                "assisting-police": "a person who helped a police officer at the time",
                "revenue-customs-officer": "an officer of revenue or customs",
                "national-agency-officer": "an officer of the National Crime Agency",
                "emergency-worker": "ambulance, hospital or other health staff, fire and rescue, prison or custody"
                " staff, police staff such as community support officers",
                "constable": "a police officer of any rank, special constables too",
            },
            "What work was the victim doing when attacked?",
            About.VICTIM,
        ),
        yes_no("spiked",
               "something was put into a person's drink, food, cigarette or vape, or injected, without their agreement:"
               " drugs, medicine, alcohol, poison",
               "Was anyone given or injected with something without their agreement?"),
        choice(
            "spiking_purpose",
            "why that was done, where it is said or plain",
            {
                "annoy-or-injure": "to hurt, annoy, play a trick",
                "sexual": "to have sex with the person, or for another sexual purpose",
                "endanger-life": "to kill, or to put life in danger or do serious harm, or it did",
            },
            "Is anything known of why the substance was given?",
        ),
        choice(
            "killing",
            "how a person who died was killed by somebody's unlawful doing (a road death: see there)",
            {
                "household": "a child or vulnerable adult was killed at home, and one of those in the home did it or"
                " let it happen, it is not known who",
                "organisation": "the gross failings of a company or other body, not of one person, led to the death",
                "mother-after-birth": "a mother killed her baby while her mind was disturbed by the birth",
                "not-meant": "neither death nor serious harm was meant: a reckless or gross failing, an unlawful act"
                " that went further than meant",
                "believed": "police, doctors or witnesses believe that somebody attacked or killed the person, or it"
                " was found so, and no more is known of it",
            },
            "Is somebody believed to have killed the person, and how?",
        ),
        yes_no("victim_is_baby", "the victim was less than one year old", "Was the victim less than one year old?",
               About.VICTIM),
        choice(
            "plot_to_kill",
            "people worked towards a killing, or helped after it, and did not do it themselves",
            {
                "helped-after": "helped a killer to escape or to hide what was done",
                "encouraged": "encouraged or helped somebody who was to kill",
                "asked": "asked or paid somebody to kill",
                "agreed": "agreed with others that somebody was to be killed",
            },
            "Did people plan, order or encourage a killing?",
        ),
        choice(
            "pregnancy_or_birth",
            "what was done about a pregnancy or a birth, outside the law",
            {
                "birth-hidden": "the body of a baby was hidden so that nobody should know of the birth",
                "supplied": "drugs or tools were obtained or supplied to end a pregnancy",
                "ended": "drugs were given or tools used to end a pregnancy",
                "unborn-killed": "a child that could have been born alive was killed before or during birth",
            },
            "Was a pregnancy ended, or a birth hidden, outside the law?",
        ),
        choice(
            "genital_procedure",
            "what was done or allowed to a girl's or woman's genitals for custom, honour or proof of virginity",
            {
                "virginity-test": "an examination that was to show whether she is a virgin",
                "hymen-surgery": "an operation to rebuild the hymen",
                "cutting-not-prevented": "those responsible for a girl did not protect her from being cut",
                "cutting-done": "her genitals were cut, removed in part, sewn or otherwise mutilated, here or abroad",
            },
            "Was a girl or woman cut, sewn or examined for custom or honour?",
        ),
        choice(
            "dog_attack",
            "whom a dog hurt that its owner or keeper did not control (set on somebody on purpose, it is a weapon; a"
            " dog that hurt nobody: see summary_matter)",
            {
                "other-animal-hurt": "another animal, and no person",
                "assistance-dog-hurt": "a guide dog or other assistance dog",
                "person-hurt": "a person, bitten or otherwise hurt",
            },
            "Whom did the dog hurt?",
        ),
        choice(
            "ill_treatment",
            "who ill-treated or wilfully neglected a person in their care (children of their own: see there)",
            {
                "care-provider": "a company or other body that provides care, by how it ran or managed it",
                "mental-hospital-staff": "staff or guardians of a patient under treatment for mental disorder",
                "carer-of-incapable": "whoever cares for a person who cannot decide for themselves, such as a relative",
                "care-worker": "a paid worker in health or social care, such as in a care home",
            },
            "Who ill-treated or neglected a person in their care?",
        ),
        choice(
            "danger_caused",
            "an act that put lives or bodies in danger in one of these ways",
            {
                "on-road": "put or threw a thing on or over a road, or tampered with vehicles, signs or signals, so"
                " that anyone could see the danger",
                "on-railway": "put a thing on a railway line, or changed points or signals, to endanger people",
                "at-train": "threw a thing at or into a train to endanger people",
                "flashing-images": "sent or showed flashing images to somebody with epilepsy, or where such a person"
                " would see them, to bring harm",
                "self-harm-urged": "urged, pressed or helped somebody to injure themselves seriously, or to stop"
                " eating, drinking or taking medicine",
                "explosion": "set off, sent or placed an explosive to do serious harm",
            },
            "Were people put in danger in one of these ways?",
        ),
        choice(
            "held_or_taken",
            "whether a person's freedom was taken",
            {
                "way-blocked": "only kept from going one way, and free to go another",
                "held": "kept in a place against their will: locked in, tied up, held down, not let out of a car",
                "taken-away": "taken from one place to another against their will, by force, threat or trick",
                "hostage": "held, with a threat to kill, hurt or go on holding them unless somebody does something",
            },
            "Was anyone locked in, held or taken away against their will?",
        ),
        choice(
            "child_taken",
            "a child under 16 was taken or kept away from those who have care of the child",
            {
                "parent-abroad": "a parent or guardian took or sent the child out of the country without the consent"
                " that is needed",
                "other-person": "somebody else took the child away or kept the child from them, even if the child was"
                " willing",
            },
            "Was a child under 16 taken or kept from its parents or guardians?",
        ),
        yes_no("made_to_marry",
               "something was done to make a person marry: an adult by force, threats or pressure; a child under 18 in"
               " any way at all, pressed or not",
               "Was anything done to make somebody marry?"),
    ),
)  # fmt: skip
