"""The people it happened to: victims, contacts made with them, contacts with the helpline."""

from fullcount.core.tables.schema import Table, listed, text, time, whole, yes_no

_VICTIM = "number of the victim: one victim of one crime"

VICTIMS = Table(
    "victims",
    "one victim of one crime",
    "victim_id",
    (
        text("victim_id", _VICTIM, required=True, personal=True),
        text("crime_id", "the crime", required=True),
        text("person_ref", "the force's number for the person: the same over several crimes", personal=True),
        whole("born_year", "year of birth", personal=True),
        text("sex", "sex as the force holds it", personal=True),
        text("ethnicity", "self-defined ethnicity as the force holds it (16+1, or its five groups)", personal=True),
        listed(
            "needs",
            "interpreter, mental health, learning disability, hearing, mobility, or none recorded",
            personal=True,
        ),
        text("enhanced_reason", "why enhanced rights apply", personal=True),
        listed("safe_channels", "ways that are safe: phone, text, email, letter, in person", personal=True),
        text("safe_times", "when contact is safe, as the victim said it", personal=True),
        yes_no("voicemail", "whether a voicemail may be left", personal=True),
        text("code_word", "word by which the victim knows that it is the police", personal=True),
        text("interpreter", "language of the interpreter", personal=True),
        listed("do_not_contact", "numbers or ways that are unsafe", personal=True),
        whole("agreed_frequency", "days agreed between contacts"),
        text(
            "relation",
            "of the suspect to the victim: stranger, acquaintance, family, partner, ex-partner",
            personal=True,
        ),
    ),
)
CONTACTS_MADE = Table(
    "contacts_made",
    "one contact with a victim",
    "contact_id",
    (
        text("contact_id", "number of the contact", required=True),
        text("victim_id", _VICTIM, required=True, personal=True),
        time("made_at", "when", required=True),
        text("channel", "phone, text, email, letter, in person"),
        text("number_used", "the number or address used", personal=True),
        yes_no("reached", "whether the victim was reached"),
        text("right", "which right of the Victims' Code it served"),
        text("about", "the case event that it answers; blank: none"),
        text("by_id", "collar or staff number of who made it", personal=True),
        text("words", "what was said or written", personal=True),
    ),
)
HELPLINE_CONTACTS = Table(
    "helpline_contacts",
    "one contact with the helpline",
    "contact_id",
    (
        text("contact_id", "number of the contact", required=True),
        time("received_at", "when it came", required=True),
        text("channel", "phone, text, email, letter, form"),
        text(
            "route",
            "what it is: record it now, right not met, closure questioned, complaint, support, not police, emergency",
        ),
        listed("report_ref", "number(s) of the report(s) it is about"),
        listed("crime_ref", "number(s) of the crime(s) it is about"),
        yes_no("danger_asked", "whether the person was asked if they are in danger"),
        yes_no("danger", "whether they said that they are", personal=True),
        listed("safe_channels", "ways that are safe to answer by", personal=True),
        listed("consent_to", "with whom the person agreed that it is shared", personal=True),
        text("owner", "who has it"),
        time("due_at", "by when it is to be answered"),
        time("answered_at", "when it was answered"),
        text("answer", "what was answered", personal=True),
        text("checked_by", "who checked the answer"),
        text("state", "open, or one of the public end states"),
        time("closed_at", "when it was closed"),
        text("words", "what the person said", personal=True),
    ),
)
