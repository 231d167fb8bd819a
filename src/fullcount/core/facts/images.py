"""Intimate, indecent and obscene pictures and films."""

from fullcount.core.facts.fact import Topic, choice, yes_no

IMAGES = Topic(
    "images",
    "Intimate and indecent images",
    "Is an intimate or indecent picture or film part of it?",
    (
        yes_no(
            "intimate_image",
            "a picture or film of a person naked, in underwear, on the toilet or in a sexual act was shared without "
            "their consent, or its sharing was threatened; say intimate_image_act too where the text tells which",
            "Was an intimate image shared, or its sharing threatened?",
        ),
        choice(
            "intimate_image_act",
            "what was done, without that person's consent, with a picture or film that shows or seems to show a person "
            "naked, in underwear, on the toilet or in a sexual act; real or made by a computer",
            {
                "requested": "somebody asked for a false one to be made, or to be changed",
                "created": "somebody made a false one (by artificial intelligence, an app, cut and paste) and it is "
                "not said to have been shared",
                "shared": "it was shown, sent, posted or passed on to others",
                "threatened": "somebody threatened to share it, whether or not it exists",
            },
            "Was the picture asked for, made, shared, or its sharing threatened?",
        ),
        yes_no(
            "genital_image_sent",
            "a picture or film of genitals (the sender's or anyone's) was sent, given or shown to a person who had not "
            "asked for it",
            "Was a picture of genitals sent to somebody who had not asked for it?",
        ),
        choice(
            "child_image",
            "what happened with an indecent picture or film (real or made up) of a person under 18",
            {
                "self-taken-forced": "the child took or sent it of themselves because they were coerced, blackmailed, "
                "bullied, exploited or groomed",
                "self-taken": "the child took it of themselves, or sent it on, and nobody forced them (being asked is "
                "not being forced)",
                "possessed": "somebody has it: on a phone, a computer, in a drawer",
                "made-or-shared": "somebody else than the child shown took, made, downloaded, showed or passed it on",
            },
            "Is there an indecent picture of a child, and what happened with it?",
        ),
        choice(
            "obscene_material",
            "obscene material other than pictures of real children, and what it is",
            {
                "public-display": "indecent matter shown in public",
                "unclassified-video": "a video recording without classification was supplied, or kept to be supplied",
                "drawing-of-child": "drawings, cartoons or the like of children in sexual acts",
                "child-abuse-manual": "advice or guidance on abusing children sexually",
                "for-gain": "obscene articles kept or published for gain",
                "extreme-animal": "pornography in which a person has sex with an animal",
                "extreme-corpse": "pornography with a dead body",
                "extreme-penetration": "pornography that shows a person penetrated by force with a thing or a finger",
                "extreme-rape": "pornography that shows a rape",
                "extreme-injury": "pornography that shows serious injury to breasts, anus or genitals",
                "extreme-life": "pornography that shows an act which threatens a life",
            },
            "Was other obscene material found or supplied, and what does it show?",
        ),
    ),
)
