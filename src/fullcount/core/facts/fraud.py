"""Fraud, blackmail, computer misuse, forgery."""

from fullcount.core.facts.fact import Topic, choice, yes_no

FRAUD = Topic(
    "fraud",
    "Deceit, fraud, blackmail, forgery",
    "Was anyone deceived, blackmailed or hacked, or were false or cloned things found?",
    (
        yes_no(
            "deceived_for_gain",
            "someone was deceived, or someone tried to deceive, for money, goods or services: a false buyer, a card "
            "or name used falsely, a courier or romance trick, an employee's false accounts",
            "Was someone deceived, or was it tried, for money or goods?",
        ),
        yes_no(
            "deceiver_arrested_or_traceable",
            "police arrested the deceiver, or could find them from what is known: named, on film, at a known address",
            "Was the deceiver arrested, or could police find them from what is known?",
        ),
        yes_no(
            "deceit_happening_now",
            "the deceit was going on, or had only just happened, when police were called: still at the till, goods "
            "about to be delivered",
            "Was it going on, or had it only just happened, when police were called?",
        ),
        yes_no(
            "vehicle_got_by_deceit",
            "a vehicle, or a machine that police keep a register of, was got by deceit: hired in a false name",
            "Was a vehicle or registered machine got by deceit?",
        ),
        yes_no(
            "sent_by_report_fraud",
            "the matter was sent to police by Report Fraud or the national fraud bureau to be looked into",
            "Did Report Fraud or the national fraud bureau send it to police?",
        ),
        yes_no(
            "deceived_abroad_only",
            "it happened in another country, and the only tie to this one is where the victim lives or that a bank "
            "here passed the money on",
            "Did it all happen abroad, with no tie here but the victim's home or a bank that passed the money on?",
        ),
        yes_no(
            "identity_used_only",
            "somebody's name or details were used, or an account opened with them, and nothing was got by it or tried",
            "Were somebody's details used without anything being got by it?",
        ),
        choice(
            "fraud_articles",
            "things for deceiving: cloned cards, card readers that copy, lists of others' details",
            {
                "found-unused": "found on or with someone and not yet used",
                "used": "used, or being used, to deceive",
                "made-or-supplied": "made or passed on; also a copying device put on a cash machine or card reader",
            },
            "Were things for deceiving found, used, or made or put in place?",
        ),
        yes_no(
            "demand_with_threat",
            "money, goods or anything else of worth was demanded, with a threat of something unpleasant if it is not "
            "given: to hurt, to tell, to publish. Not a demand for sex or for sexual pictures",
            "Was something of worth demanded with a threat?",
        ),
        yes_no(
            "demand_met",
            "the one who was threatened gave what was asked, or lost by it in another way",
            "Did the one threatened give what was asked, or lose by it?",
            silence=False,
        ),
        yes_no(
            "hacking",
            "somebody broke into a computer, phone or account, or says so or threatens to; or uses what was got so; "
            "or sent a virus or blocked a service",
            "Was a computer, phone or account broken into, or is that claimed or threatened?",
            silence=False,
        ),
        choice(
            "false_document",
            "the kind of false thing",
            {
                "other": "any other false document: a cheque, a will, a certificate, a ticket",
                "money": "counterfeit notes or coins",
                "prescription": "a prescription for drugs",
                "identity": "a passport, driving licence, identity card or immigration document, false or another's",
                "licence-record": "a driving licence record or application that is falsely made or altered",
                "insurance": "a motor insurance certificate",
                "registration": "a vehicle's registration document, licence or number plate",
                "driver-hours": "records of a driver's hours or work",
                "operator": "an operator's licence",
                "test-certificate": "a vehicle's test certificate",
                "parking": "a parking permit, badge or ticket",
            },
            "Is a false document, or false money, part of it, and of which kind?",
        ),
        choice(
            "false_document_act",
            "what was done with it",
            {
                "possessed": "someone had it",
                "possessed-to-use": "someone had it and meant to use it, or to have it used, as true",
                "used": "someone showed, passed or handed it in as true",
                "made": "someone made, altered or copied it, or had the means of making it",
            },
            "Did someone have it, use it or make it?",
        ),
    ),
)
