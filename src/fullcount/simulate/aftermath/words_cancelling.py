"""Reasons written for cancelling a crime, by what they rest on."""

# ruff: noqa: E501 - a form reads best on one line
from fullcount.simulate.aftermath.choices import Forms
from fullcount.simulate.aftermath.mechanisms import Cancelling

REASONS: dict[Cancelling, Forms] = {
    Cancelling.WITHDRAWAL: (
        "[Victim|Aggrieved|IP] has [rung to say it is to be dropped|retracted|taken back the account|asked that nothing be done], [therefore no crime|so nothing to record|cancel please].",
        "[Retraction|Withdrawal] [statement|note] [signed|obtained]. [No longer a crime|Crime to come off|Remove from system].",
        "[She now says|He now says|They now say] [it was all a misunderstanding|things were said in temper|best forgotten]. [Nothing further to support it|No other enquiries made].",
        "Does not want [police|any of this] [any more|taken further] and [would like it removed|asks for it to go away].",
        "[IP not engaging|Won't give a statement|Declines to come to the station], in the absence of a complaint [no offence|there is no crime to hold].",
    ),
    Cancelling.PRESSURE: (
        "[Rang with partner audible in background|Suspect's mother present at the visit], [she|victim] says [it did not happen|she made it up]. [Sounded frightened|In tears throughout|Looked to him before each answer]. Cancel on retraction.",
        "[Victim back living with suspect|Suspect paying the rent], now says [nothing occurred|was drunk and lying]. [Told officer it would be worse if this went on|Asked that he should not learn that police had rung]. No crime.",
        "Retracted [after a visit from his brothers|after messages from the family], [scared of what comes next|wants it all to stop]. To be removed.",
    ),
    Cancelling.NOTHING_NEW: (
        "[Reviewed|Looked at again]: [officer does not believe it|doubtful account|not convinced]. [Cancel|Remove].",
        "[No witnesses|No cctv|No forensic opportunities] and [suspect unknown|one word against another]. [Cannot be proved|Unlikely to go anywhere] so [off the system|no crimed].",
        "[Not in anyone's interest to proceed|Low level|Trivial], [recommend cancellation|crime not needed].",
        "[Per OIC|As discussed on shift|On review] cancel.",
        "[Victim known for calling|Regular caller], [nothing in it|same as before].",
        ".",
    ),
    Cancelling.UNCHECKED: (
        "[Suspect|Alleged offender|The neighbour] [tells officer|claims in a voluntary account|says on the phone] that [he was elsewhere|nobody was touched|it was handed over freely]. [Nothing seen to bear this out|Not looked into further].",
        "[A friend of the suspect|Someone at the address|An unnamed customer] [reckons|heard] that it [never happened|was a joke]. [Details not taken|Would not give a name].",
        "[It appears|Understood] the [item|phone|bag] [may have been mislaid|was probably left on the bus]. [Victim not asked|No confirmation].",
        "[Believed|Thought] to be a [civil matter|family falling out] after [a word with the other side|speaking to one party].",
        "[Staff|Door staff] [said afterwards|mentioned] that [it looked like messing about|camera might not show much]. Footage not viewed.",
    ),
    Cancelling.NO_ERROR: (
        "Recorded in error. [Victim did not want it recorded|No complaint made|Officer had not meant to record it].",
        "[Should not have been put on|Entered by mistake]: [suspect denies|insufficient evidence|victim will not support].",
        "[Error|Created too soon]. [Enquiries not finished when recorded|Was awaiting a statement which has not come].",
        "[Input error|Mis-recorded], [actually a domestic argument with a shove|only a slap and no mark|minor damage, not worth a crime].",
        "[Third party report|School referral], [child has not confirmed it|parents not asked], recorded in error.",
    ),
    Cancelling.ANOTHER_EVENT: (
        "Duplicate of [an earlier crime|the one from last month] at [the same address|this shop]. [Different date but same parties|Same suspect, later visit].",
        "Part of a [series|run] already recorded, [separate day|other victim], no need for a second crime.",
        "[Same complainant as before|Repeat victim], [new incident|another occasion] added to the first record and this one removed.",
    ),
    Cancelling.SELF_DEFENCE_CLAIMED: (
        "[Suspect says|Alleged offender claims] [she hit first|he was only pushing him away|it was self defence]. [No witness|Victim disputes this|Not put to the victim].",
        "Self defence [claimed in interview|put forward by his solicitor]. [Accounts differ|One word against the other]. Cancelled C5.",
        "[Both had been drinking|Six of one and half a dozen of the other], [defending himself by his account|says he feared a blow].",
    ),
}  # fmt: skip
RIGHTLY: dict[str, Forms] = {
    "violence": (
        "[Hospital|GP|Ambulance] [record|letter] obtained later: [mark pre-dates the visit|injury from a fall seen by two staff|skin condition since last year]. [Consultant named in file|Doctor spoken to directly]. Settles that no assault took place.",
        "Footage from [the bus operator|the flats|a doorbell opposite] came in [after recording|two days on|last week]. It covers the whole [incident|time] and shows [nobody near|no hand laid on anyone|the fence going over in the wind]. [Viewed with the victim, who accepts this|Victim watched it and agrees in writing].",
    ),
    "conduct": (
        "[Phone|Account|Provider] records [obtained since|that came in later] show the messages were sent [from the complainant's own tablet by a child|by a firm to the wrong number]; [victim agrees|victim accepts this in writing], download exhibited.",
        "[Diary|Rota] and [door camera|site log], not to hand when recorded, show [the visits were a meter reader's|the caller was a lost courier], [confirmed with the firm|firm's letter attached].",
    ),
    "robbery": (
        "[Owner|Complainant|The reporting person] has [since come across|turned up|now located] the [item|property|goods] [in the boot|behind a wardrobe|at a relative's|in a coat at work]. [Photograph supplied|Seen by PCSO on visit|Signed note attached]. Never taken by anyone.",
        "Footage from [the bus operator|the flats|a doorbell opposite] came in [after recording|two days on|last week]. It covers the whole [incident|time] and shows [nobody near|no hand laid on anyone|the fence going over in the wind]. [Viewed with the victim, who accepts this|Victim watched it and agrees in writing].",
    ),
    "burglary": (
        "[Twin sister|Flatmate|Grandson] had [borrowed it with leave|been given the key]. [Victim confirms on video|Victim's statement dated and attached]; text messages from before the report seen by reviewer.",
        "[Letting agent|Landlord's joiner] [job sheet|key log] supplied after recording: [entry was booked work|lock drilled on the tenant's own order]. [Tenant agrees|Tenant confirms by e-mail], nothing missing.",
    ),
    "vehicle": (
        "[Garage|Recovery yard|Leasing firm|Council parking team] [letter|invoice|e-mailed record] dated before the report shows the vehicle was [lifted for unpaid storage|repossessed on a court order|moved off a red route]. Not known when recorded. [Checked by phone with the firm|Copy on file].",
        "[Twin sister|Flatmate|Grandson] had [borrowed it with leave|been given the key]. [Victim confirms on video|Victim's statement dated and attached]; text messages from before the report seen by reviewer.",
    ),
    "theft": (
        "[Owner|Complainant|The reporting person] has [since come across|turned up|now located] the [item|property|goods] [in the boot|behind a wardrobe|at a relative's|in a coat at work]. [Photograph supplied|Seen by PCSO on visit|Signed note attached]. Never taken by anyone.",
        "[Twin sister|Flatmate|Grandson] had [borrowed it with leave|been given the key]. [Victim confirms on video|Victim's statement dated and attached]; text messages from before the report seen by reviewer.",
        "[Bank|Till roll|Card provider] evidence [received|supplied] after the crime was made shows payment [taken at 14:02 before leaving|went through in full on the day]. [Manager has signed to that effect|Copy exhibited].",
    ),
    "shoplifting": (
        "[Bank|Till roll|Card provider] evidence [received|supplied] after the crime was made shows payment [taken at 14:02 before leaving|went through in full on the day]. [Manager has signed to that effect|Copy exhibited].",
    ),
    "damage": (
        "[Engineer's|Fire service|Surveyor's] report, [obtained since|not to hand at the time of recording], finds [an electrical fault|frost damage|a slipped tile]; no person involved. Source verified [with author|by call back].",
    ),
    "public order": (
        "Footage from [the bus operator|the flats|a doorbell opposite] came in [after recording|two days on|last week]. It covers the whole [incident|time] and shows [nobody near|no hand laid on anyone|the fence going over in the wind]. [Viewed with the victim, who accepts this|Victim watched it and agrees in writing].",
    ),
}  # fmt: skip
"""Verifiable information that came later, by the group of crime that it can undo; other groups are only mistakes."""
MISTAKES: Forms = (
    "[Test record|Training entry] saved to the live system by [the bureau|a new starter]. [No victim and no report behind it|No event exists].",
    "[Wrong template chosen|Keyed under the wrong form]: the [log|call] concerns [a found bicycle|an insecure door|a lost wallet handed in] and [nobody alleged a crime|no offence was ever told]. [Call listened to again|Log read through by reviewer].",
    "[Recorder misread the log|Misunderstanding at input]: [caller was describing a film|report was of a fallen branch|caller spoke of fears for the future only]. Reporting person [rung back and confirms|agrees in an email].",
    "[Not a notifiable offence|Summary only by-law]: [dog off lead|parking on a verge|dropped litter]. [Checked against the counting rules|Class chosen by slip of the list].",
)  # fmt: skip
