# ruff: noqa: E501 - a fragment reads best on one line
"""What is said where no notifiable crime is disclosed: incidents, and reports that only look like crime."""

INCIDENTS: dict[str, tuple[str, ...]] = {
    "concern": (
        "has not heard from [mother|elderly neighbour|friend] for [two days|nearly a week], [milk still on step|curtains shut], asks for a check",
        "{org} asking for welfare check as [appointment missed|not answering the phone], no other reason to worry",
        "[crying|a baby crying] heard from flat for an hour, no shouting, just worried",
    ),
    "domestic-verbal": (
        "having a row with {who} over [money|the kids|the television], [only words|verbal only], nobody touched, wants [some calm|him to leave for the night]",
        "argument with {who} about [the washing|who pays rent], voices raised, nothing physical and nothing broken, has gone to bed now",
        "{who} will not leave after being asked, [has been drinking|sulking in the kitchen], no threats made, no violence",
    ),
    "missing": (
        "[son|daughter] aged {age} not home from [school|a friends], last seen [in uniform|in a black coat], phone off, has done this before",
        "resident at care home has not come back for tea, aged {age}, [usually at the park|goes to the shops]",
    ),
    "suspicious-person": (
        "male stood on corner of {st} [looking at houses|on phone for ages], not doing anything wrong, just feels odd",
        "someone knocked and asked [for a person who doesnt live there|about cleaning gutters], left when told no",
        "two people with torches on {st}, may be looking for a cat",
    ),
    "suspicious-vehicle": (
        "{veh} parked on {st} for [three days|over a week], nobody knows whose it is",
        "{veh} driving round slowly [on {st}|past the school], could be lost",
    ),
    "alarm": (
        "intruder alarm sounding at {shop}, [keyholder informed|no one in sight], [wind last night|has gone off before]",
        "alarm company reports activation at {shop}, single zone, premises checked and secure",
    ),
    "mental-health": (
        "caller is hearing voices and wants someone to talk to, [known to services|has rung before today], no one harmed",
        "[son|neighbour] low and saying does not want to be here, [ambulance told|crisis team on the other line]",
    ),
    "sudden-death": (
        "[father|lodger|client] aged {age} found not breathing in bed, [carer with him|cold to touch], long illness, ambulance there",
    ),
    "abandoned-call": (
        "line open, [rustling and a radio heard|children playing heard], no speech, rung back and [pocket dial|said sorry, toddler had phone]",
        "silent call, no response to prompts, callback answered by {caller} who says dialled in error",
    ),
    "lost-property": (
        "lost [a purse|a passport|house keys] somewhere between {st} and home, thinks dropped it",
        "has mislaid {item}, [may have left on bus|pocket had a hole], wants it logged for insurance",
    ),
    "found-property": ("found {item} on {st}, will [hand it in|leave at the front desk]", "dog walker picked up {item} near {st}"),
    "insecure": ("door of {shop} open and nobody about, looks like staff forgot to lock it, nothing disturbed",),
    "animal": (
        "[horse|sheep|two cows] loose on {st}, [owner being rung|traffic slowing]",
        "dog wandering on {st} with no collar, friendly",
    ),
    "absconded": (
        "patient on [section|leave] due back on ward at [six|nine], has not returned, low risk say staff",
    ),
    "collision": (
        "{veh} and a van have bumped on {st}, no one hurt, [details exchanged|blocking one lane]",
        "car into [bollard|parked car] on {st}, driver stopped and left details, no injuries",
        "cyclist came off on {st}, grazed knee from the fall, no other vehicle involved",
    ),
    "obstruction": (
        "{veh} parked across drive at the address, cannot get out",
        "[branch|mattress|ladder] in the carriageway on {st}, cars swerving",
        "traffic lights out at {st}, queues building",
    ),
    "driving": (
        "{veh} [speeding|using phone at wheel|tailgating] along {st}, nearly caused a crash, wants it passed to traffic",
    ),
    "broken-down": ("{veh} broken down on {st} in a live lane, recovery [an hour away|called], hazards on",),
    "asb-youths": (
        "group of [six|ten|a dozen] kids [playing football against wall|being loud|on bikes doing wheelies] on {st}, asked to move on, [laughed|went for a bit]",
        "youths [letting off fireworks|throwing snowballs|setting up ramps] near {shop}, no damage, noisy",
        "knock door run again on {st}, children about {age}, no damage",
    ),
    "neighbour-dispute": (
        "dispute with next door over [a hedge|parking|bins], both shouting earlier, no threats, caller wants [advice|a word]",
        "neighbour put the bins in wrong place again, words said, wants it logged",
    ),
    "noise": ("loud [music|party|karaoke] from next door since [eight|midnight], council line closed",),
    "off-road-bikes": ("[two|three] off road bikes tearing round the field by {st}, no helmets, gone now",),
    "litter": ("bags of rubbish dumped by {st}, [council given details|no witnesses]",),
    "drunk": (
        "drunk male asleep [in doorway of {shop}|on bench on {st}], breathing, [smells of drink|bottle beside him]",
        "staff at {shop} ask for help to move on a drunk female who is just singing",
    ),
    "civil-dispute": (
        "builder took deposit of {amt} and is late starting, [still answering texts|says next week], caller told it is a contract matter",
        "landlord wants caller out, notice given, [argument over boiler|rent arrears], no one harassed",
        "sold {item} online, buyer now wants money back, caller unsure what to do",
    ),
    "child-contact": (
        "{who} is [an hour|two hours] late bringing child back from contact, child is fine and has been spoken to",
    ),
    "message": (
        "message for officer {cs}: please ring {caller} back about [statement|property return|court date]",
        "wants to know [when front desk opens|how to get a lost passport form|progress of an earlier report]",
    ),
    "update": (
        "further to log {log}: [person is home safe|vehicle moved|keyholder now there], nothing more needed",
        "adds to earlier call {log} that [the noise has stopped|ambulance has gone], no new matters",
    ),
    "licensing": ("event notice for {shop}, [stewards booked|expects 200 people], for licensing team",),
    "fraud-referral": (
        "caller tricked by a [bank text|parcel text|romance profile] and has sent {amt} abroad, number of Report Fraud given",
        "paid {amt} for {item} on a website that does not exist, advised how to report to the national centre",
    ),
}  # fmt: skip

LOOKALIKES: dict[str, tuple[str, ...]] = {
    "crime-related-incident": (
        "passer by saw a male [hit|push] a female on {st}, pair walked off together, caller does not know them",
        "neighbour hears [thumps and a scream|things being thrown] from flat, cannot say more, wishes to stay anonymous",
        "driver passing saw what looked like a fight on {st}, four people, all gone when looked back",
    ),
    "contrary-evidence": (
        "reports {veh} stolen from {st}, keys still here",
        "says {item} stolen from the house this morning",
        "says was pushed by staff at {shop} when asked to leave",
    ),
    "another-force": (
        "had {item} stolen while on a trip away, outside this county, rang home force by mistake",
        "assaulted at the weekend in a town in another force's area, slight bruise, lives here",
    ),
    "duplicate-log": (
        "another caller for the fight outside {shop}, same as log {log}, nothing to add",
        "fourth call about male shouting on {st}, already on {log}, not the victim",
    ),
}
LOOKALIKE_ENDS: dict[str, tuple[str, ...]] = {
    "crime-related-incident": (
        "area searched, [no trace of any victim|nobody found], no complaint from anyone, caller spoken to and cannot add to it",
        "all flats knocked, occupants well and deny any trouble, no victim found, no cctv covers it",
    ),
    "contrary-evidence": (
        "checked, [finance company lawfully recovered it this morning, paperwork seen|found where caller had left it, caller confirms mistake]",
        "cctv viewed with caller, shows [nobody touched them|item put in own bag by family], caller accepts nothing happened",
    ),
    "another-force": ("other force confirms it is recording this, their number given to caller and on this log",),
    "duplicate-log": ("same event as {log}, all details copied there, closing this one as duplicate",),
}
