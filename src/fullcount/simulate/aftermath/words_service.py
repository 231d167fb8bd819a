"""What supervisors, investigators and those who ring victims write. Slots: {name} the suspect, {witness}."""

# ruff: noqa: E501 - a form reads best on one line
from fullcount.simulate.aftermath.choices import Forms

# Plan, review, closure; then plan and review of domestic abuse.
ENTRIES: tuple[Forms, ...] = (
    (
        "Plan: [secure|seize] footage [before overwrite|within 48 hrs], [first account from witness|knock the neighbours], [arrest|invite suspect in] when [located|ready]. [Victim contact agreed|Keep victim updated as agreed]. Review [28 days|in four weeks].",
        "[Allocated to you|Yours please]. [Statement by end of set|Golden hour actions first]. [Check previous|Look for linked jobs]. Back to me [Friday|next nights].",
        "Investigation plan set: 1 victim 2 scene 3 [cctv|phones] 4 suspect. [Ask for support needs|Special measures to be asked]. [Risk as graded|Risk reviewed, no change].",
        "[Read log and crime|Seen]. [Straightforward|Needs grip]. [Photos of injuries|Exhibits] [outstanding|to be booked in]. Speak to victim [first|alone].",
    ),
    (
        "[Review|28 day review]: [on track|slow but moving]. [Awaiting download|Chasing footage|Forensic result due]. Victim last updated [as per log|within agreed time].",
        "[Discussed with OIC|1-2-1 with OIC]. [Two actions left|Suspect still outstanding|File being built]. [Keep at it|Please expedite].",
        "[Workload noted|Officer on leave until Monday]. [Nothing lost by the delay|Victim aware]. Continue.",
        "[Actions 3 and 5 closed|New action added]. [Exhibits returned|Officer to re-visit]. Next look [in 28 days|end of month].",
    ),
    (
        "[Agree closure|Content to close]. [Lines done, see above|Rationale read and agreed]. [Victim to be told first|Victim aware].",
        "[Closure reviewed|Outcome checked] against [guidance|record]. [Correct outcome|Agreed]. [File|Finalise].",
        "Read [in full|through]. [Proportionate|Nothing more to be had]. [Close|Authorised].",
        "[Supervisor|Shift supervisor] [ok|agrees] to [file|close].",
    ),
    (
        "DA plan: [consider DVPN|order to be looked at], [children seen|school told], [suspect arrested within shift|arrest on sight]. Speak to victim [alone|away from home]. Safe contact [agreed|on record].",
        "[Risk graded by first officer|Risk form read]: [medium holds|to be re-scored by PPU]. [IDVA referral|Target hardening] [made|today]. [999 recording|Photos within 24 hours] please.",
        "[History checked|Earlier reports read]. [Think stalking|Think pattern not episode]. [Body-worn footage saved|Neighbour's account next]. Review [7 days|14 days].",
    ),
    (
        "Risk [unchanged|re-assessed as standard|re-assessed as medium]. [Safety plan holds|IDVA engaged]. Further review [next month|in 28 days].",
        "[Victim living at new address|Still separated]. [Conditions not broken|One text, dealt with]. [Evidence-led being built|File to lawyer this week].",
        "[MARAC actions done|Discussed with safeguarding lead]. [Suspect still outstanding, circulated|Interview next week]. Continue.",
    ),
)  # fmt: skip

REFUSED: tuple[Forms, ...] = (
    ("[Overwritten after|System keeps only] [seven|ten|fourteen] days.", "Camera [broken since spring|faces away|is a dummy].", "Owner [will not release without order|moved abroad]; [not proportionate|value under £50]."),
    ("Witness [declines to be involved|will not give a statement].", "[Passer-by never named|No contact details left].", "Witness [aged 4|in another country], not [proportionate|suitable]."),
    ("[Number withheld and network holds nothing|Prepaid and unregistered].", "Download [not proportionate to offence|refused by victim, reasons noted].", "Handset [destroyed|sold on]."),
    ("[Rained on overnight|Wiped down before arrival].", "CSI decline: [surface unsuitable|handled by many].", "[Item returned to use|Scene cleaned] [before attendance|by landlord]."),
    ("Not proportionate.",),
)  # fmt: skip
RESULTS: tuple[Forms, ...] = (
    ("[Viewed|Watched through], [figure in dark coat, not identifiable|incident not in shot|shows two males leaving].", "Clip [exhibited|saved to system]: [suspect seen clearly|shows approach only].", "[No relevant footage|Nothing in the hour either side]."),
    ("[Statement taken|Account by phone] from {witness}: [heard shouting only|saw it all|saw him run off].", "{witness} [seen at home|spoken to], [nothing to add|cannot identify].", "[Supports victim's account|Gives a different order of events]."),
    ("[Messages exhibited|Screenshots attached]: [as described|number not known to victim].", "[Subscriber check|Billing] [negative|returned: pay as you go].", "Call data [shows 31 calls|consistent with account]."),
    ("[Swab|Lift|Cast] [submitted, no match|not suitable for comparison].", "[Swab|Lift] matched to {name}.", "[Marks found are victim's own|Nothing recovered]."),
    ("{name} [interviewed|arrested and interviewed|attended voluntarily]: [denies|no comment|part admission].", "Address [checked, not in|visited twice]. [Left card|Circulated].", "Identified from [stills|clip]: {name}.", "Intelligence [log|report] names {name}."),
)  # fmt: skip
# Of crimes whose suspect is not known, so that nothing in the record names one.
RESULTS_UNKNOWN: tuple[Forms, ...] = (
    *RESULTS[:3],
    ("[Swab|Lift|Cast] [submitted, no match|not suitable for comparison|held for future comparison].", "[Marks found are victim's own|Nothing recovered]."),
    ("Description circulated, [nothing back|two names ruled out].", "[Stills shown on briefing|Search of similar incidents], [nobody recognised|no result]."),
)  # fmt: skip

# By purpose: acknowledgement, referral to support, needs assessment, information, update.
REACHED: tuple[Forms, ...] = (
    ("[Written acknowledgement|Letter of acknowledgement|Confirmation] with crime number, offence and [officer's details|how to reach me] [sent|given].", "Crime number and [rights leaflet|link to rights] [sent|handed over]. [Safe to receive: checked|]."),
    ("[Referral to support offered and accepted|Passed to victim service today].", "Support service [explained|offered], [would like a call|details sent over].", "[Accepts referral|Yes to support]; [mornings best|any time]."),
    ("Needs assessment [done|completed], [enhanced rights checked|eligibility explained]. [No change|Recorded on form].", "Went through [needs questions|what would help]: [recorded|form saved]."),
    ("[Told|Informed] of [development|what has happened] and [why|reasons given]. [Understands|Grateful|Upset but understands].", "Update [given|explained]: next steps [set out|talked over]. [Questions answered|No questions].", "[Reasons read out|Decision explained] and [how to ask for a review|who to complain to] told."),
    ("Regular update: [no change|still waiting on download|case with supervisor]. [Thanked me|No concerns].", "[Keeping in touch as agreed|Routine call]. [All quiet since|Nothing new to report]. [Safe and well|No new incidents].", "[Brief chat|Short message]: [enquiries go on|file nearly done]."),
)  # fmt: skip
DECLINED: Forms = (
    "[Declines|Does not want] [support|help|this] [at present|thank you]. [Leaflet left|Can ask later].",
    "Offered, [said no|not needed]; [has family round|seeing own GP].",
)
NOT_REACHED: Forms = (
    "[No reply|Rang out|Engaged], no message left.",
    "[Number|Phone] [off|not answered]. [Try later|Will ring again].",
    "No answer.",
)
LEFT_MESSAGE: Forms = (
    "[No reply|Went to answerphone], [voicemail left asking to ring police|left message with crime number|message left re incident].",
    "Left [voicemail|answerphone message] [with my name and station|about the case].",
)
ON_UNSAFE_NUMBER: Forms = (
    "[Rang house phone|Used number from old record], [male answered and fetched her|spoke to victim once on the line]. [Updated|Details given].",
    "[Called on number from 2019 crime|Tried the other number], [answered by family then passed over|victim came to phone]. Told.",
)
