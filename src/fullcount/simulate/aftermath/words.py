"""Closing texts by outcome, and victims in their own words. Slots: {name} a suspect, {court} a date, {summons} a number."""

# ruff: noqa: E501 - a form reads best on one line
from fullcount.simulate.aftermath.choices import Forms

_WITHDRAWN: Forms = (
    "[Victim|IP|Aggrieved party] [seen at home|spoken to privately|rung and then visited] and [is not able to support|does not feel able to go to court|cannot support a prosecution at this time]. Account [on body-worn video|in signed statement|noted and read back]. {name} known. Evidence-led [considered with gaffer, no independent evidence|case weighed, no].",
    "[Reasons given|Wishes]: see victim's words. [Special measures explained|Support offered twice and left open|Screens and video link explained]. [Without that account the test is not met|No other witness, realistic prospect not reached].",
    "[No pressure found|Asked whether anyone had spoken to them about it; nobody had]. [Wish is clear and repeated|Same answer on two dates]. [Photographs retained|Evidence kept in case of change of heart].",
    "[Reason understood|Motive explored]: [neighbour they must live beside|time off work|ill health]. {name} [warned|on record]. Other evidence [weak|limited to hearsay], so not pursued without victim.",
    "Dealt with [at the scene and since by phone|over two visits]. Victim [firm|settled] in not going on; [neighbour will not give evidence either|footage has no sound and shows little]. {name} [linked as suspect|shown on record].",
)  # fmt: skip
_WITHDRAWN_DOMESTIC: Forms = (
    "[Victim|IP] [seen at home alone|spoken to privately|visited with IDVA present] and [is not able to support|does not feel able to go to court]. Account [on body-worn video|in signed statement|noted and read back]. Evidence-led [considered with gaffer, no independent evidence|looked at: 999 call and photos only, would not suffice].",
    "[Explored why|Talked through] support; [not fear of reprisal as far as can be told|worried about money and the tenancy|wants it to end]. [Risk re-assessed, now medium|DARA repeated|Safety plan in place]. Other evidence [weak|limited to hearsay], evidence-led [ruled out|not viable].",
    "Suspect {name} [denies|spoken to|warned of order]. Victim [declined|unable] to give evidence; [withdrawal statement taken by an officer not on the case|own words recorded]. [MARAC referral made|Referred to support|Marker on address].",
    "Safe-to-talk check done, [alone|children at school]. [ISVA and screens offered|Special measures explained]. Wish [as quoted|in own words]. [Victimless route put to lawyer by email: no|Neighbours heard nothing they will sign]. {name} [served with DVPN|given conditions].",
    "[Wants help for him or her|Says it is over and is moving], [does not wish court|cannot face giving evidence]. [Safeguarding plan|Housing transfer] [agreed|under way]. Photos and [call|first account] weighed without victim: [short of the test|insufficient].",
)  # fmt: skip

EVIDENCE: dict[str, Forms] = {
    "1": (
        "[Charged|Charge authorised and put] {court}: first hearing at [Saltmere|Tannock Vale|Ludgrove] magistrates. {name} [remanded|bailed with conditions].",
        "Postal requisition {summons} [sent to|served on] {name}. Court {court}.",
        "[Summons|Requisition] no. {summons}. [CPS advice on file|Guilty plea expected|Full code test met].",
        "{name} [to appear|listed for] {court}; [victim told of hearing|witness care informed]. Charge [as recorded|matches crime].",
    ),
    "1A": (
        "{name} charged with the lesser offence on the [same facts|same blow and same victim], hearing {court}. [Crime correctly classed|No reason to reclassify]; [registrar's team agrees|quality assured].",
        "Alternative charge [accepted by CPS|advised by lawyer], requisition {summons}. Same material facts.",
    ),
    "2": ("Youth caution [given|administered] to [a boy of 15|a girl of 16|a 14 year old] with [mother|appropriate adult] present; signed. [Youth justice service consulted|YJS view: suitable]. Admission [in interview|full and on tape]. [Victim's parent|Victim] [content|asked, agrees].",),
    "3": (
        "Adult conditional caution, {name}. [Pays £85 compensation|Attends awareness course|Keeps away for three months]. [Admits in interview|Clear admission]; authority [of sergeant|at the right rank] recorded. Victim [asked and content|views noted].",
        "{name} signed the [conditions|form]; [no previous in two years|history checked]; gravity matrix [score 3|applied].",
    ),
    "4": ("TIC accepted on MG18 signed by {name}, [tied to burglary before the Crown Court|with live charge]. [Knew what was taken without prompting|Pointed out the address on a drive round].",),
    "5": ("{name} died on [the 4th|the 19th] of last month, [coroner's officer confirms|death certificate seen]. Evidence [was enough to charge|met the full test]: [DNA and account|two witnesses]. Victim [told|visited] that no further action is possible.",),
    "7": ("Cannabis warning to {name}, aged [22|31|45], [one joint|small bag under 2 g], personal use, admitted on the spot under caution and notes signed; [no previous warnings|eligible on checks].",),
    "8": (
        "Community resolution: {name} [accepts|admits it] and [has apologised in writing|will pay £60 for the repair|mended the gate on Saturday|cleans the wall with the council]. Victim [content with that|asked for exactly this]. [Signed form scanned|Agreement attached]. [First offence|Nothing on record].",
        "[Restorative meeting held|Apology given face to face], {name} takes responsibility. [Actions agreed and written down|Banned from store by agreement for a year]. [Evidence would have sufficed|On camera].",
    ),
    "8 exceptional": ("Community resolution authorised by inspector as exceptional: [both elderly with dementia in the household|offender has a learning disability and victim asks for mediation|single word, deep remorse, victim's express wish]. {name} accepts. Actions [agreed and listed|signed].",),
    "9": ("CPS: evidence sufficient, not in the public interest, MG3A [dated and attached|on file]. {name} told that they are shown as responsible and that it may be disclosed. Victim told with reasons.",),
    "10": (
        "Police decision. Enough to charge {name}, not needed in the public interest: [aged 84 and very ill|already serving four years|offence two years old and made good|minor part, led by others]. Suspect informed of what will be held. [Gravity and harm weighed against code|Reasons above agreed by sergeant].",
    ),
    "11": ("Evidence shows that [a boy of 8|a 9 year old girl|two brothers of 7 and 9] did this; birth certificate seen. [Parents spoken to|Children's services told]. Below the age of responsibility.",),
    "12": ("{name} [has advanced dementia|is under a long-term section|is in end-of-life care]; [consultant's letter|psychiatric report] says no recovery. Adjournment considered.",),
    "13": ("[Victim died of natural causes before trial papers|Sole eye witness has had a severe stroke]; [death certificate|letter from ward] on file. Special measures and adjournment considered. {name} was identified.",),
    "14": (
        "No suspect [identified|known]. [Victim|IP] [not able to support|does not feel up to taking part]: own words recorded. [No name anywhere in the record|Suspect's identity never established]. Support offered.",
        "[Unknown offender|Offender not traced]. Asked on {day}, [would rather leave it|does not feel able to continue]. [Words taken down|See note of call].",
        "[Spoke at length|Two conversations]; [she|he|victim] cannot face [statements|a line-up|the process], nobody named. [Counselling offered|Referral made].",
    ),
    "15": (
        "{name} identified, [interviewed and denies|no comment|prepared statement]. Victim supports. [One word against another, nothing independent|Witness picks out somebody else|Camera shows backs only|No forensic link]. Full code test not met.",
        "[Identification parade negative|Fingerprint not suitable|Phone download does not place the suspect there]. {name} denies. Victim [willing but memory of it poor|would go to court]. [CPS advise no realistic prospect|Sergeant agrees insufficient].",
        "Evidential difficulty: [date cannot be fixed|who of the four struck the blow cannot be shown|intent cannot be proved|alibi confirmed by till record]. {name} was [spoken to under caution|interviewed with solicitor]. Victim told why.",
        "[All lines run out|Everything reasonable done]. {name} [remains only suspect|wanted and not found after six addresses]. Victim still [supportive|wishes to prosecute], evidence short of test: [mark on victim not seen by anyone|continuity of exhibit lost].",
    ),
    "15 bare": ("Insufficient evidence against {name}. [NFA|Filed].", "[Word on word|One against one]. [No further action|File].", "Suspect [known|identified], not enough. [Close|Finalise]."),
    "16": _WITHDRAWN,
    "16 domestic": _WITHDRAWN_DOMESTIC,
    "16 bare": ("[Victim|IP] does not support. [NFA|File|Close as 16].", "No [complaint|statement|support] [forthcoming|from IP].", "VNS. [Filed|Outcome as code].", "[Aggrieved|Victim] not supporting police action, [no further lines|suspect not spoken to].", "[As per|See] [OIC|log]. Not supportive."),
    "16 unreached": ("[Three calls unanswered|Letter sent, no reply|No answer at door twice], [taken as not supporting|deemed not to support]. [File|Closed].", "Unable to [contact|raise] victim after [two attempts|several tries]. [Presumed|Assumed] unwilling.", "[No reply to texts|Voicemail full]. Without victim [cannot go on|no prosecution]."),
    "18": (
        "[All lines of enquiry complete|Everything raised has been pursued]. [Neighbours either side seen|House to house done in the close|Staff on duty spoken to], [nobody saw who|no description to work with]. No suspect.",
        "[Footage viewed|Cameras checked], [face covered throughout|quality too poor|covers the wrong side]. [No forensic opportunity|Swab no match]. [Intelligence search negative|No linked series]. Investigation complete.",
        "Scene [examined|looked at by CSI], [glove marks only|nothing recovered]. [Second-hand sites checked|Serial numbers circulated]. Offender not identified. [Will be reopened if anything comes in|Victim invited to call].",
        "[Witness traced, cannot identify anyone|Witness appeal on social media drew nothing]. No suspect named by [anyone|any source]. Filed with supervisor's agreement.",
        "[Happened over a fortnight while away|Times unknown within ten days], no cameras, no witnesses. Local patrols informed. No suspect.",
    ),
    "18 early": (
        "[Assessed at desk|Initial assessment]: no [witness|camera|forensic] and no description; [goods not identifiable|long window of time]. Not allocated. [Crime number and advice given|Prevention leaflet sent].",
        "[No realistic lines|Nothing to follow]: [open street, unlit|car parked two weeks|discovered on return from holiday]. Decision not to investigate further [explained in letter|for telling].",
        "Desk closure, [solvability nil|no lines at present]. Reopen [if goods surface|on new information].",
    ),
    "18 bare": ("No suspects. [Filed|NFA|Closed].", "No lines [of enquiry|]. [File|No further action].", "[Undetected|Not solved]. [Workload|No capacity], filing.", "Nil [suspects|further]. [Close 18|Finalise]."),
    "20": (
        "Handed to [local authority trading standards|the health trust's safeguarding lead|environmental health|children's services] who have power to act; reason: [licensing breach at root|care standards|ongoing family court order]. Local review by sergeant. Victim told who leads and how to reach them.",
    ),
    "21": (
        "Further investigation against {name} not in public interest: [petty sum, repaid|both parties equally to blame and now reconciled|long delay in reporting], weighed point by point under the prosecutors' code 4.12. Victim [agrees|told, understands though unhappy]. [No bearing on work with children or vulnerable adults|History clear].",
    ),
    "22": (
        "{name} [finished|completed] [four sessions on anger|the cannabis education day|the knife awareness course|an alcohol programme] on {day}; provider's certificate attached. Agreed to it in writing. [Better than court: first time, aged 19|Rationale against caution recorded].",
    ),
}  # fmt: skip

# Pasted from one crime to the next; a team has one of its own for each kind.
COPIED: dict[str, Forms] = {
    "withdrawn": (
        "Victim has been [updated|spoken to] and [does not wish to pursue|will not support] at this time. [No other lines|Not in victim's interest]. Considered [evidence-led|victimless], not suitable. [Authorised for filing|Finalised in line with policy].",
        "Having reviewed [the above|this investigation] I am satisfied that the victim does not support police action and that [all safeguarding is complete|no further risk is identified]. To be [closed|filed].",
    ),
    "no suspect": (
        "All [proportionate|reasonable] lines of enquiry have been [exhausted|completed]. There are no [viable|identifiable] suspects. [Filed pending new information|Closed in line with policy].",
        "Investigation reviewed. [No cctv, no witnesses, no forensics|Nil cctv nil witnesses nil forensics]. [Filed|Finalised].",
    ),
    "other": (
        "Reviewed in line with [force policy|the closure guide]. [Evidential threshold is not met|Proportionate outcome applied]. [All parties updated|Victim updated]. [Finalise|Close].",
    ),
}  # fmt: skip

_ANYBODY: Forms = (
    "I'm [moving|off to my sister's] [next week|in a fortnight] and I [want no part of it|would rather it was finished].",
    "I told [the lady officer|the first copper] [everything|what he did] and I stand by it. I [haven't the strength|am not well enough] for [a trial|going over it again].",
    "My [doctor|counsellor|support worker] says [I need to put myself first|it's too soon]. [Maybe later|Ask me in a year].",
    "[It's true what I said|I wasn't lying]. But [my job|my visa|my mum's health] comes first [right now|at the minute].",
    "I'd [rather not|sooner not] say why. [I know what I'm doing|It's my choice]. Nobody's [made me|told me to].",
    "[English is hard for me|With the interpreter's help]: I do not [want judge|wish to continue]. I [thank you for the help|am safe now with my cousin].",
    "[Too old for all that|At my age, love], [court's no place for me|I'd be up all night with worry].",
)  # fmt: skip
VICTIM_WORDS: tuple[Forms, ...] = (
    (
        *_ANYBODY,
        "I [just|only] want [him|her|them] to leave me alone. I [can't be doing with|couldn't stand up in] court.",
        "[We've got kids|The children love him]. I don't want [their dad|him] [locked up|having a record]. I wanted [him out that night|it to stop] and you did that.",
        "[Honestly|To be fair], it was [six months ago|a bad night]. We've [sorted it|talked]. Please [don't ring again about it|leave it there].",
        "[No|Nah] I'm not [making a statement|signing owt]. [He's family|She's my nan's carer].",
        "[I am frightened of what his brothers would do|They know where my lad goes to school]. I [said what happened|told the truth] and that's [all I can manage|as far as I go].",
        "[I want help for him|He needs his medication sorting], not [prison|police]. That's [why I rang|all I ever asked for].",
        "We [got back together|are giving it another go]. I [know you lot think I'm daft|understand what you're saying] but [I can't support it|I won't say it in court].",
    ),
    (
        *_ANYBODY,
        "[If I give evidence|If my name goes down] I've still got to live [next door to them|on this estate]. [No thank you|I'm not doing it].",
        "[Didn't even know who it was|Never saw his face], what would be the point. I [only rang for the insurance|needed the number for work].",
        "I [was shaken|felt daft] but I'm [all right|getting over it]. Lock's changed, [end of|I'd like to forget it].",
        "I had to [wait|chase] [five weeks|so long] for anyone to ring back. [I've lost faith|Doesn't matter now]. [Drop it|Close it].",
        "[Don't want to be a grass|Round here you don't]. [I've said my piece|Leave me out of it].",
    ),
    (
        "[Store policy|Head office says] we [don't release staff for court|only report for the record]. [Happy to leave it|No statement from us].",
        "[Manager|Duty manager]: [not supporting|we won't be going to court] over [this one|a few pounds]. [Banned him instead|Stock written off].",
        "[Company|Trust|Landlord] does not [give statements|take staff off shift] for [this value|these matters]. [Recorded for figures only|Please close].",
        "[Shop team|The lads here] [don't want bother|worry about him coming back]. [Area manager agrees|My decision as licensee]: no further.",
    ),
)  # of a domestic victim, another person, a business

# What makes a text of its own case: added to most closing texts. {oic} a collar number.
CLOSING_TAILS: Forms = (
    " [Last action|Final entry] {day}.",
    " OIC {oic} [leaves district soon|on rest days|has the bundle].",
    " [Exhibits|Property] [disposal|return] [authorised|booked] {day}.",
    " [Talked over with|Agreed with] [shift sgt|DS|duty officer] {day}.",
    " [Logged by|Updated by|Typed for] {oic}, {day}.",
    " [House|Flat|Premises] [revisited|passed] on {day}, [nothing new|all calm|no one in].",
    " [Papers|Notebook pages] [scanned|attached] {day} by {oic}.",
    " [Checked against log|Cross-checked with custody|Read with body-worn footage] [of|on] {day}.",
)  # fmt: skip
WORDS_BEFORE: Forms = (
    "[Look|Right|Well|Listen|Sorry], ", "[Like I said|As I told you] [on the phone|at the time|before]: ", "[I've had a think|I slept on it|I talked to my mum] and ",
    "[To be honest|If I'm honest|Truth is], ", "[Thanks for ringing|Good of you to call round] but ", "[Second time of saying|Final answer]: ",
)  # fmt: skip
WORDS_AFTER: Forms = (
    " [Thank you for|I do appreciate] [coming out|listening|your help] [though|all the same].",
    " [If he starts again|If anything else happens] I'll [ring|be straight on to you].",
    " [Please|Just] [text|ring] [next time|from now on], [not the house|not at work|mornings only].",
    " [My mind's made up|Nothing will change my mind], [I've told my mum|I've told my support worker] the same.",
    " [I'd like|Can I have] my [phone|coat|photos] back [when you're done|soon].",
    " [Keep it|Leave it] on [file|record] [mind|please], [in case|just so it's there].",
    " [Is that all right|Do I sign here|That do you]?",
    " [It's been|This was] [a rotten|the worst|a long] [month|year|week].",
    " [Sleep's|My nerves are] [shot|bad] as it is.",
    " [I'm seeing|There's] [someone at the clinic|a group on Tuesdays|my GP] [about it|for that].",
)  # fmt: skip
