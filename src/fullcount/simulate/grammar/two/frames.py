# ruff: noqa: E501 - a fragment reads best on one line
"""What a call handler and a dispatcher write round the matter itself: version 2."""

INTROS: dict[str, tuple[str, ...]] = {
    "victim": (
        "{caller} [rings|comes on the line] for self, [treble nine|non emergency queue, waited nineteen minutes]",
        "direct from the person it happened to: {caller}, [on {ph}|at the counter], [clear|mumbling]",
        "q who am i speaking to a {caller}. q is this about you a [aye it is|yes me|it is i'm afraid]. [go on then|what's gone on]",
        "inft {caller}, own matter, [{mood}|{tm} by their reckoning], [told as follows|own words near enough]",
        "[web chat|online form] from {caller} about what was done to them, [typed in bits|sent at oh four hundred]",
        "{caller} walked in to the enquiry office [with a carrier bag of papers|soaked through], [speaks for self|sat an hour first]",
        "call back list: {caller}, first hand account, [line poor|good clear line|lift music behind]",
    ),
    "parent": (
        "{caller}, ringing as [mum|dad|guardian], child [in the next room|beside them nodding|not keen to speak]",
        "parent on the line, {caller}, {ph}, tells it for their own [bairn|young one], [twice over|reading from notes]",
        "q your relation to the child a [mother|father], name {caller}. q have you heard this from the child's own mouth a [yes tonight|yes, twice]",
        "{caller} came to the desk, [still in work clothes|pushchair with them], to report for their own [youngster|eldest at school]",
        "email overnight from {caller}, parent, [long|three lines], [summarised here|pasted]",
        "{caller} speaks as parent, [sole carer|shares care], matter concerns own child [who knows we are told|asleep upstairs]",
    ),
    "professional": (
        "referral in writing from {org}, [signed|author] {name}, service user [knows it has been passed on|agreed to this]",
        "{org} phone in, worker {name}, [duty to pass on|had to ring they say], contact {ph}, [mobile|switchboard]",
        "safeguarding form via {org}, [arrived in shared inbox|scanned at oh eight hundred], [reads as follows|gist below]",
        "professional, not the person it happened to: {name} of {org} heard it [in session|at the bedside|on a home visit] [today|{tm}]",
        "hub note, source {org}, [read over the phone|pasted in], written up by {name} [same day|from memory]",
        "{name}, {org}, rings for someone on their books, [person sat with them|person gone home since], [first hand from them|wrote it down as said]",
    ),
    "business": (
        "{shop} on the line, {name}, {job}, [shop floor noise behind|from the back office], [busy|closing up]",
        "retail portal entry, {shop}, [stills attached|no stills], entered by {name} [on shift|for a colleague]",
        "{name} for {shop}, [head office made them ring|rings {freq} they say], {ph}, [brisk|weary]",
        "q business a {shop}. q your role a [supervisor|till lead|owner]. q can you talk a [aye quick|from the stock room]",
        "{shop}, {st}, keyholder {name} reporting for the firm, [insurers asked|staff shook up or cross]",
        "email from {shop}, subject line just '[again|police please]', [body below|signed {name}]",
    ),
    "friend": (
        "{caller} rings for a friend, friend is [next to them|on the speaker] and says yes that is right, [every word|all of it]",
        "report made by {caller} as a pal, handset then passed to {v} who [confirmed in full|agreed every word]",
        "q are you the victim a no their mate {caller}. q can they speak a [aye|briefly], comes on and confirms [all below|what is told]",
        "{caller} does the talking as {v} [has lost their voice|has little english], {v} confirms it [heard and true|line by line]",
        "friend {caller}, with {v}'s [knowledge|say so], {v} rung [straight after|on {ph}] and confirms it",
        "{caller} typed it in for {v}, rung back, {v} [stands by all of it|confirms it happened so], [shy|grateful]",
    ),
    "officer": (
        "{cs} up on the air, self generated, [short and sharp|shouting over wind]",
        "raised by {cs} [from the street|from custody suite|on the way back in], [one for the system|log please]",
        "officer's own log, {cs}, [no call came in|flagged down] {spot}, [notes to follow|told by radio]",
        "{cs} to control, [details by terminal|dictated], one to be put on, [no rush|soon as]",
        "patrol {cs} came upon it [{spot}|at {st}], {tm}, [second pair of eyes|single crewed]",
        "log opened for {cs}, [data terminal down|hands full], [read over air|typed by radio desk]",
    ),
    "other": (
        "{caller}, {ph}, [rings in|cuts in and out], [thick accent|train station noise]",
        "treble nine, {caller}, [signal drops|kids in background|dog going mad], [calmed|first said nothing]",
        "q what is your emergency a [not really one|not sure if i should ring]. name {caller}, [ok go on|take your time]",
        "single non emergency number, {caller}, [held eleven minutes|second try], about {st} [and folk there|and thereabouts]",
        "web report, {caller}, [ticked other|free text box only], [all lower case|very long]",
        "passing motorist {caller}, [hands free|pulled in], wants [us to know|it looked at]",
        "{caller} at front desk {tm}, [polite|{mood}], [read a list|told in one breath]",
    ),
}

CONTEXT: tuple[str, ...] = (
    "lived [here|at {st}] since [the flood|before the flats went up], never had cause to ring before",
    "weather [haar down|lashing|baking], few folk about, street lamps [out again|on]",
    "[fair is on|match traffic|tourist season], units [thin|over the other side of the county]",
    "drink [taken by most present|not a factor], said [without being asked|when asked]",
    "caller at work till [ten|six], then home, prefers [email|a text|a letter]",
    "access by [the blue gate|the wynd, not the front|lift to third], entry code [with control|to be asked for]",
    "money tight in the house [since the yard closed|since the baby], [meter on emergency|pays weekly]",
    "english a second language, [cousin helping|line interpreter used], [checked understood|slow but sound]",
    "house on the market, viewings {day}, does not want [a marked car|neighbours seeing], [side door fine|ring first]",
    "[two dogs loose|budgie only], park [by the church|down the lane], [steps icy|mind the bin store]",
    "phone belongs to {kin}, own [in for repair|out of credit], [low battery|share tariff]",
)

ABOUT_CALLER: tuple[str, ...] = (
    "comes over as {mood}, [talks fast|long silences|apologises for accent]",
    "rang off and on again, [call dropped by tunnel|child pulled the plug], [same tale both times|picked up where left off]",
    "[in their seventies|just turned thirty], [was|is] a {job}, [lives for the allotment|new to the area]",
    "happy to be contacted by [daytime phone|letter only], [not {day}|before bed], {ph}",
    "wears hearing aids, [text relay used|speak up], [lip reads if seen|patient]",
    "leaving for [the ferry|chemotherapy] at [six|noon], back {day}",
    "[carer|widower|new mum], on own with it, [budgie for company|{kin} rings nightly]",
    "would like a [female|welsh speaking] officer, [if there is one|only if free]",
    "kettle on, [calmer|still pacing], [{kin} on the way|neighbour sitting in]",
    "lorry driver, sleeping in cab, next drop [{day}|at oh five thirty], [reach by app|number fails over the border]",
    "keeps saying [sorry to bother|it's likely nothing], told [it is what we are here for|not to fret]",
    "{mood}, [swore at handler then apologised|thanked handler twice]",
    "known to control as [regular, polite|first call ever|ringing about lampposts mostly], [nothing adverse|no marker]",
)

ASKED: tuple[str, ...] = (
    "q safe now a [yes doors locked|at {kin}'s|on a bus]. q who with a [on own|{kin}]",
    "q any children there a [none|asleep|at school]. q pets a [cat|none|dog, soft]",
    "q what would you like us to do a [just log it|come out|tell me the options|don't rightly know]",
    "q can you get to the front door a [yes|after the lift|slowly]. q buzzer a [eleven|broken, knock]",
    "q medication a [inhaler|blood pressure|nil]. q need an ambulance a [no thanks|been and gone]",
    "q is anyone listening a [no|dog only], on own [in car|in bathroom|out the back]",
    "q best way to reach you a {ph} after [four|the school run|nine]. q email a [no|yes, slow]",
    "q reported elsewhere a [told {org}|no]. q when a [{tm}|can't mind]",
    "q anything to add a [not now|will think on|oh and the gate was open]. q name spelled a [as it sounds|with a y]",
    "q access a [side lane|buzzer nine|gate sticks]. q parking a [on the verge|permit holders only]",
    "q do you know a last name a [maybe starts with m|no]. q would you know them again a [aye|doubt it]",
    "q when will you be in a [till nine|weekend only]. q who else lives there a [{kin}|just me]",
    "asked twice for the postcode, [given|reads off a bill], then for the floor, [ground|up top]",
)

DESCRIPTIONS: tuple[str, ...] = (
    "described {look}, [build from memory only|could be out by ten years], [walk stuck in the mind|no face seen]",
    "person concerned: {look}, hands [in pockets|tattooed], [hurrying|dawdling]",
    "look: {look}, seen [from behind|under a street lamp] for [a second|a good minute]",
    "q describe them a {look}. q anything odd a [limps|sniffs a lot|no]. q know again a [yes|maybe]",
    "clothing as given: {look}, [changed jacket since|last seen toward {st}], [bag on back|empty handed]",
    "{look}, caller thinks [not local|familiar from the gym], [would not swear to it|fairly sure]",
    "[rough|decent] view, {look}, [hat pulled down|glasses maybe]",
    "{look}. accent [scouse|valleys|cornish|clydeside], [per caller|per neighbour]",
)

NEGATIONS: dict[str, tuple[str, ...]] = {
    "person": (
        "no weapon [mentioned|in hand that was seen], [asked twice|asked outright]",
        "drugs not [thought to be in it|part of this as far as told], [no smell of it|caller sure]",
        "nothing about race or faith [said|in it per caller], [asked as per policy|ruled out by caller]",
        "nobody else [caught up in it|hurt] [that is known|so far as told]",
        "weans [not there|at their gran's], [saw none of it|know nothing of it]",
        "no [football|gang|works] element to it [as far as caller knows|that is known]",
        "caller denies [being under the influence|a drop of drink], [sounds sober|slurs a bit but tired]",
        "does not know of [any court orders|any gun licence] at the address, [asked|volunteered]",
        "no mental health flag on [address|name], [checked|nil found]",
        "no [dog|drone|firework] brought into it [as far as told|by anybody]",
    ),
    "property": (
        "nobody else [involved|about] [so far as told|at the time], [asked|said so first]",
        "no witness come forward, [so far|yet], [street all at work|note put in windows]",
        "no weapon [mentioned|seen by anyone], [asked|not that caller could tell]",
        "not linked to [a hate thing|the neighbours] [by caller's reckoning|so far as known]",
        "no marker on the [address|phone number], [first log here|old logs unrelated]",
        "no children [in the place|about], nobody [trapped|poorly]",
        "[no dispute about|nobody else claims] the ownership, [asked straight out|checked]",
        "[not a family thing|nothing to do with a debt] as far as anybody knows, [no bad blood|no one upset of late]",
    ),
    "incident": (
        "nobody else [involved|about], [asked twice|caller says so]",
        "no drugs about, no weapon [about|seen], [just loud|just odd]",
        "no [dog|firework|drone] in it, [clear on that|asked outright]",
        "not drunk, not [racist|nasty], just [daft|young]",
        "no child at risk, [asked outright|none in the house]",
        "no markers, no orders, [no history|first log], [clear|nil]",
        "not to do with [race|faith|football], [caller's own words|asked as routine]",
        "caller does not [fear|hate] them, [mild|just tired of it]",
        "not said to be armed by [anybody|the caller], [no talk of it|asked]",
    ),
}

HYPOTHETICALS: tuple[str, ...] = (
    "worries it [may end up worse|could turn nasty] one day, [has not so far|told to ring if so]",
    "asks [if|whether] a word from police would be wise, [told it may not|to think on]",
    "wonders what would happen if they came [back|in], they have not, [doors bolted|no sign]",
    "what if the dog got out, asks, [it has not|gate is sound], [worries easily|was told once]",
    "[if they ever touched my car|were it to be my kid], [hypothetical put|only asking], nothing done",
    "thinks next time a stone might be thrown, [none has|no stones here], [just a feeling|nerves]",
    "asks would a [fence|camera] be legal, [sent a leaflet|ask planning]",
    "fears the {kin} could be [drawn in|told], [no sign of it|keeps own counsel]",
    "imagines the worst each time the gate goes, [it is the wind|always a cat], [sleeps poor|radio on]",
    "says suppose one of them had a knife, [has seen none|no word of one], [asks only|reads too much news]",
)

QUOTES: tuple[str, ...] = (
    "told '[away hame and sleep it off|leave it till monday]' by {kin}, [did|did not]",
    "landlord just said '[not my street|try the council]' and [hung up|shut the hatch]",
    "words were '[you'll be hearing from my solicitor|see you in the small claims]', [posh|cross]",
    "'[it's a free country|i pay my rent]' was the [lot of it|answer given]",
    "{kin} said '[let it lie|drop it|it's only bricks and mortar]', [meant kindly|fed up]",
    "driver called 'cheers then' and [waved|hooted], [gone over the bridge|not seen since]",
    "'can you come when it suits', [meek|friendly] [on the phone|at the desk]",
    "vicar's advice was '[forgive|pray on it]', [tried that|will think]",
    "their answer was '[whatever|ask my mam]', [door shut|shrug]",
)

RUMOURS: tuple[str, ...] = (
    "[barman|lad at the barber] heard there was bother, [no names|no place], [gossip|old news]",
    "group chat full of it, [all second hand|deleted now], [nothing to follow|nobody was there]",
    "neighbour's friend reckons [a van was about|somebody ran], [could be anything|does not know when]",
    "talk in the village of it being [worse than that|nothing], [not from anyone present|third hand]",
    "school gate tale, [no one owns it|grew with telling], [laughed off|half believed]",
    "someone told the {job} something who told [caller|{kin}], [no detail|gone by now]",
    "supposed to be [the same lot as over the hill|a gang from away], [says who|not known]",
)

CORRECTIONS: tuple[str, ...] = (
    "amend: [house not flat|gable end not front|top bell not bottom], [told on ringing back|misheard]",
    "amend: vehicle was [grey|brown|bigger], light was [poor|orange]",
    "correction, door number is [{num}|two digits, second is a {num}], [sorry|typo]",
    "amend spelling of name, [one l not two|ends in e|middle name used], [caller|{cs}]",
    "caller rang back, it was [{day}|{tm}] not as first put, [muddled|checked the calendar]",
    "for the record, coat [green|wet|inside out], [not as first given|per second witness]",
    "amend: [{kin}|tenant|cleaner] is the keyholder, [{ph}|no number]",
    "correction, it is the [{st}|river] end, [not the other|cones there now]",
    "strike the bit about [the dog|the radio], [misheard|wrong log]",
)

GRADING: tuple[str, ...] = (
    "graded [prompt|routine|scheduled], [rationale: no immediate risk|rationale: ongoing|thrive note made]",
    "band two, [hour|two hour] target, [clock running|queued behind six]",
    "appointment bay {day}, [slot open|slot full, next one], [caller agreed|caller tutted]",
    "[upgraded|downgraded] on risk tool, [was routine|was prompt], asked by [sgt|{cs}]",
    "[low|medium|high] on threat harm risk, [force policy applied|reviewed in an hour]",
    "diarised for local beat team, [desk based|face to face], [{cs}|no name yet]",
    "immediate, [lights if need be|silent approach], {cs} [free|breaking off]",
    "regraded from [web|email] to attend, [{cs}|first free unit]",
    "resolution without sending, call back {day}, [{ph}|switchboard]",
    "grade kept as is, [supervisor eyes on|no change in risk], re-look at [noon|change over]",
)

CHECKS: tuple[str, ...] = (
    "voters roll {st}, [matches name|no match], [two listed|one listed]",
    "nominal search, [no trace|three pages, read top], [nothing recent|see old log]",
    "intel check {num} hits, [old|not this house], [read|to read later]",
    "{plate} on system, [keeper as given|foreign|clear], [taxed|untaxed since may]",
    "premises history [blank|log {log} read], [no flags|old alarm code]",
    "gun licences [nil|one, clear] for the house, [none refused|cabinet seen last year]",
    "warrants [nil|none live], [custody asked too|bail clear]",
    "ambulance joint ref added, [awaiting|stood down], [their eta long|{cs} told]",
    "{org} phoned, [voicemail|verified], [will ring|left ref]",
    "phone location [nearest mast|pin] within {num} streets, [good fix|rural so rough]",
    "custody asked, [not with us|been and gone], [{tm}|no detail]",
    "map of {spot}, camera [covers|just misses], [control told|ask council]",
)

SENDING: tuple[str, ...] = (
    "{cs} shown going, [from the station|from break], [eta nine|eta as free]",
    "{cs} at scene, [all quiet|talking to caller], [body worn on|two up]",
    "nearest is {cs}, [eta twenty|ferry permitting], [back up not needed|second unit from the next patch]",
    "passed to beat {cs} for [today|tomorrow], [foot|van]",
    "{cs} diverted, [back to list|next unit], [job over the hill|custody run]",
    "en route {cs}, [wrong turn|via {st}], [roadworks|lights]",
    "{cs} on foot, {spot}, [three minutes|round the corner]",
    "unit {cs} resumed, [nothing further on air|back to station], [note to come|tape clear]",
    "[volunteer|special] {cs} offered, [taken|not needed], [first shift back|knows the street]",
    "held, none free, [checked every quarter hour|{cs} due off], [caller told|caller told again]",
)

LEADS: dict[str, tuple[str, ...]] = {
    "cctv": (
        "[council|pub] camera over {spot}, [hold asked|operator looking]",
        "doorbell across, {name} has it, [two days kept|send on link], [good angle|glare]",
        "{shop} till camera shows [the way they went|faces], clip [asked|promised]",
        "dash cam in {veh} facing, owner {name}, [card saved|will drop it in]",
        "bus footage on the route, fleet to hold, [{tm}|whole trip], [front cam best|side cam]",
        "traffic camera on {st}, [seven day wipe|image stored], [asked|emailed]",
    ),
    "witness": (
        "{name} saw it and will [give a statement|speak], [{ph}|ring after six]",
        "witness {name}, {job}, [keen|will if needed], on {ph}",
        "{name} was in the next room, [heard and saw|heard all, saw some], [nervous|keen]",
        "{name} held the door, full account offered, [on days off|from {day}]",
        "two saw, one is {name}, [other left|other shy], [same tale|not compared]",
        "{name}, {kin} of caller, eye witness, at {st} [till noon|most days]",
    ),
    "phone": (
        "[screenshots|voice notes] saved by caller, [to upload|on a stick]",
        "handset available to examine, [consent given|spare needed first], {ph}",
        "messages date stamped, [forty|one], exported [to pdf|by {cs}]",
        "number used is {ph}, [subscriber check asked|sender masked, provider asked]",
        "group admin {name} kept the thread, [will forward|asks for warrant]",
        "app kept a map of where it went, [last ping {st}|login noted], [shot saved|export asked]",
    ),
    "forensic": (
        "[cup|tissue|glove] kept in a freezer bag, [told not to touch|swab asked]",
        "prints likely on [glass|tin|door edge], scenes [asked|booked {day}]",
        "cigarette end left, bagged by [{cs}|caller], [brand noted|still damp]",
        "tool marks at the place, [photograph please|cast asked], [rain coming|cover over]",
        "shoe mark in [mud|flour], [cover put over|bucket on top], size [ten|small]",
        "fibre on [fence|seat], not [swept|touched], kept",
    ),
    "suspect": (
        "it is {name}, drinks at {shop}, [most nights|at dinner], [seen today|gone quiet]",
        "names {name}, lives at {st}, [above the baker|end terrace], [van outside|lights on]",
        "{name} picked out off own page, works as {job}, [on shift|off till {day}]",
        "suspect {name}, stays with {kin}, {st}, [back door|buzz twice]",
        "{name} will be at [gym|work] till {day}, [ring first|don't warn]",
        "{name} is who, number {ph}, [has a van|sleeps late]",
    ),
}

LATE_DISCLOSURE: tuple[str, ...] = (
    "rung back to shut the log, caller [alone now|out in the garden], [breath drawn, then|actually, says]",
    "{cs} with a cuppa, other party [at the shop|in the bath], then it [came|was said]",
    "second call after tea, [voice dropped|crying], [there is more to it|now tells the whole]",
    "{cs} asked once more was there [aught|anything] else, long pause, [then|and out it came]",
    "on leaving, {v} followed {cs} to the [car|gate] and [said|whispered]",
    "welfare visit [next day|{day}], [on own|with {kin}], now tells",
    "appointment kept, at the end of it [quietly|in passing] adds",
)
