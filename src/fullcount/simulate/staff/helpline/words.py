"""What callers say to the helpline, and what the force answers; `[a|b]` is a choice, `{by}` how the answer was sent."""

CALLERS: dict[str, tuple[str, ...]] = {
    "record it now": (
        "I told [them|the officer who came|the lady on 101] everything and [it turns out nothing was written up"
        "|nobody ever made a crime of it|there is no number for it]. [I feel like I imagined it.|What was the point?|]",
        "[He|She] hurt me and the [police|officers] [stood in my kitchen|took my account|filmed my injuries], then"
        " [silence|not a word since|a text saying log closed].",
        "My insurer wants a crime number and [the police say there isn't one|the desk could not find any|all I have is"
        " a log number]. [It was weeks ago now.|]",
        "Rang in [spring|summer|the autumn] about the messages he keeps sending. Was told it would be [looked at"
        "|recorded|passed on]. [Rang again today and they know nothing.|It was not.]",
        "My [mum|son|neighbour|tenant] [reported it|phoned them] twice, I was there. Second time they said"
        " [it was civil|come back if it happens again|it was just words].",
        "I work with the caller at a [refuge|clinic|school]. We sent it in writing and [no one came back to us|got an"
        " automatic reply|were told it sat with another team].",
    ),
    "right not met": (
        "He was [let out|bailed|released] and I heard it from [his sister|the neighbours|social media]. [Five"
        " weeks|Ten days|A fortnight] later the officer rang.",
        "I asked for [someone who signs|an interpreter|a woman officer] from the start and [never got it|got my own"
        " daughter instead|was told there was nobody].",
        "Nobody [offered me|told me about|put me in touch with] any support. [A friend found this number.|I found it"
        " out from a leaflet.]",
        "They said updates every [week|month|two weeks]. I have had [one|none at all|two in half a year].",
        "No letter, no [reference|name of the officer], nothing in writing [since I reported it|at all].",
        "I wanted to [read|give] my statement about how it has left us and [was never asked|the date went by].",
    ),
    "closure questioned": (
        "They [closed|shut|filed] it without [looking at the camera over the shop|speaking to the man who saw it"
        "|asking me]. [I gave them his name.|]",
        "The letter says I did not want to go on. [I never said that.|That is a lie.|I said I was frightened, that is"
        " all.]",
        "It says no suspect. I [told them who it was|gave his name and where he lives|showed them his profile].",
        "Closed [the same evening|in under a day|before I had even made a statement]. [How?|Nobody came.|]",
        "I want [someone senior|another officer] to [look at it again|read it properly]. I was [asked over the phone"
        " with him in the room|texted a yes or no].",
    ),
    "complaint": (
        "The officer [laughed|rolled his eyes|said I should have moved out]. I want to [complain|make it formal].",
        "Kept [two hours|most of a night] at the front desk and [sent home|told to do it online].",
        "I have [rung nine times|been passed round four people]. I want it [in writing|on record] that this is not"
        " good enough.",
    ),
    "support": (
        "I don't want police. I just need [someone to talk to|help to sleep|to know where I could go].",
        "Is there anyone for [my kids|my lad, he saw it all|an older man on his own]? [We are not coping.|]",
        "Need [locks changed|to get my post sent elsewhere|advice about court] and don't know who to ask.",
    ),
    "not police": (
        "The council [won't collect|keep fining me|have lost my form], is this the right number?",
        "My landlord [won't fix the boiler|wants the deposit]. [They said try you.|]",
        "It's about [a parking ticket|noise from the works|my bin], sorry, [the web page gave this number|wrong line"
        " maybe].",
    ),
    "emergency": (
        "He's [outside now|at the back door|in the street shouting]. [I've locked myself in the bathroom.|Please.|]",
        "[She has|My brother has] [just rung me to say he has a knife|stopped answering and I can hear him]."
        " [I know it isn't 999, I panicked.|]",
    ),
}  # fmt: skip
TRUE_ANSWERS: dict[str, tuple[str, ...]] = {
    "record it now": (
        "{by} We have [read the log again|listened to the call]. A crime was reported and [we did not record it|it was"
        " left out]. The recording unit [has it|is dealing with it] and a number will follow.",
        "{by} You were right: [this should have been|it ought to have been] recorded at the time. [We are sorry.|]"
        " It is with the registrar's staff.",
    ),
    "right not met": (
        "{by} You should have been told and were not. [The officer's sergeant has apologised.|We are sorry.] Updates"
        " now come as you asked.",
        "{by} The support service [has your details, as you agreed|will ring at the time you gave]. It should have"
        " been done [months ago|at the start].",
    ),
    "closure questioned": (
        "{by} [An inspector|Somebody from another team] has read the whole file. [There was a line we had not followed"
        "|The reason given was not good enough] and your case is being looked at again.",
        "{by} The file was read by someone new to it. The decision stands; the reasons are set out [with this reply"
        "|in plain words], and how to ask for a review.",
    ),
    "complaint": ("{by} Your complaint has been [written down in your words|registered]. The standards team will"
                  " answer it.",),
    "support": ("{by} Passed to the support service [with your consent|as you asked].",),
    "not police": ("{by} This is for [the council|another body]; we gave the number.",),
    "emergency": ("Call handed straight to 999, [stayed on the line until officers came|line kept open].",),
}  # fmt: skip
UNTRUE_ANSWERS: dict[str, tuple[str, ...]] = {
    "record it now": (
        "{by} This was recorded as a crime [on the day|when you first rang] and you were given the number.",
        "{by} Checked. [A crime has been recorded.|It is on the crime system.] No further action needed.",
    ),
    "right not met": (
        "{by} Our records show that you were [kept up to date throughout|told within the day].",
        "{by} All [entitlements|parts of the Code] were met in your case.",
    ),
    "closure questioned": (
        "{by} [All|Every one of the] enquiries were done before the case was closed and your wishes are on file.",
        "{by} The officer [spoke to you|called on you] before closing it and you agreed.",
    ),
}  # fmt: skip
SENT = {
    "phone": ("Rang the caller back.", "Spoke by phone."),
    "text": ("Texted the caller's mobile.", "Reply sent by text."),
    "email": ("Emailed.", "Reply sent by email."), "letter": ("Letter posted.", "Wrote to the caller by letter."),
    "in person": ("Told in person.", "Met the caller in person."),
}  # fmt: skip
