# ruff: noqa: E501 - a fragment reads best on one line
"""Reports that look like crime and are rightly none for this force, and how each is ended."""

LOOKALIKES: dict[str, tuple[str, ...]] = {
    "crime-related-incident": (
        "bus passenger thinks she saw a man [drag a lad by the hood|slap a girl] {spot}, bus pulled off, [both upright last she saw|no idea who they were]",
        "heard a woman [yell get off me|scream twice] in the flats {tm}, which floor unknown, [then music|then nothing], will not leave name",
        "taxi driver, fare told him a fella had been [jumped|glassed] near {shop}, did not see it, [only hearsay|fare dropped at station][, half remembered|, a lad in a cap|, blood, then maybe not], [cab number given|no hospital|queue looked normal]",
        "{job} found [blood spots|a torn shirt] {spot}, nobody about, might be a nose bleed, thought to say",
        "anonymous web form: someone at number unknown on {st} [is being hit|never lets his missus out], no names, no more given[, sent at lunch|, no email|, spelled all wrong], [street has eighty doors|nothing known|one line only]",
        "dog walker, shape of two people [wrestling|one on the floor] across the river, one [ran|limped] off, could be lads larking[, far bank|, dusk|, jackets same], [no cry|looked young|path goes to {st}]",
        "lorry cab view, {veh} at lights, [driver punching passenger|woman trying to get out], plate not caught, turned off at {st}[, light went green|, foreign plate maybe|, rear seats dark], [cab is high|{tm}|may be a joke]",
        "runner says teenage boy told him [they had my phone|ive been robbed] then legged it, no details, {look}[, no name|, red cap|, by the arches], [runner in headphones|{spot}|went on to finish run]",
        "voicemail left for {org} by unknown caller, my mate got [done over|stabbed up] on {day}, number dead[, drunk sounding|, kids in back|, eleven secs], [{name} maybe|wrong number likely|played to sergeant]",
        "{caller} upstairs, thuds and a man going [sorry sorry|stop it please], rang as a worry, never met them[, then a laugh|, lift door|, lights off after], [never seen anybody marked|not sure which flat|wants no visit]",
    ),
    "contrary-evidence": (
        "rings to say {veh} has been nicked off {st} {tm}, [parked right here|no glass], keys in hand[, lease car|, had it from new|, needs it for work], [checked all round|crime number for insurer please|{kin} late now]",
        "says {item} has been stolen out of the house, sure it was [a workman|someone through the back][, worth {amt}|, was on the side|, in its case], [no sign of force|asks for prints|whole house upside down]",
        "purse robbed out of her bag at {shop}, [the man behind was shifty|girl bumped her], {amt} in it[, bus fare too|, zip is stiff|, picture of the grandkids], [stopped cards|till lady kind|{mood}]",
        "bike pinched from [the rack|railings] {spot}, d lock gone with it, {amt}[, red mudguards|, only ten mins|, lamps on it], [told the guard|seen lads around|bike marked]",
        "somebody has been in the car and had {item}, [doors were unlocked|glovebox open], {mood}[, back seat|, under the coat|, on the passenger side], [alarm silent|neighbour thinks so too|wants fingerprints]",
        "reports till short {amt} at {shop}, accuses [weekend lad|the cleaner], wants him arrested[, twice counted|, since {day}|, float right before], [staff upset|sure of it|tape runs]",
        "parcel theft, tracker says left with signature, [never seen it|neighbour looks guilty], {item} inside[, photo of step shows nowt|, card signed|, present], [shop wont refund|rang round|courier stands by it]",
        "widow [in her eighties|aged 79] insists {kin} has stolen her [rings|bank book], locked drawer empty[, key on string|, had them yesterday|, from her mother], [{kin} denies|{org} listening|very sure]",
        "gym bag lifted from changing room, {item}, [bloke with tattoos hanging about|locker open], {spot}[, zip bag black|, shower was short|, gold pass on it], [reception told|number for insurer|lock was on]",
    ),
    "another-force": (
        "on holiday two counties away, hotel room got into and {item} gone, [came home today|told front desk there], rings here as local[, spa break|, window to courtyard|, staff took a note], [receipt kept|only wants it down|bank done]",
        "son at university up north was [mugged|jumped for his phone], all happened there, mum living here reports[, hood up lads|, on campus|, no mark], [son safe|uni security told|phone pings there]",
        "{veh} {plate} taken while at a [wedding|football match] the far end of the country, train home, calls us[, insured|, stewards knew|, locked], [train ticket shown|hotel camera|asks where to ring]",
        "punched in a service area beyond our border {tm}, [lip cut|black eye], kept driving, now home[, over a space|, {inj}|, drove two hours], [doctor here|has reg|wife took pics]",
        "handbag lifted in the capital on a [shopping trip|theatre night], noticed on coach, lives {st}[, theatre steps|, bar queue|, strap unhooked], [{amt} and cards|there for {day}|tickets in it]",
        "caravan at the coast, another police area, [awning slashed|gas bottles stolen], site warden rang him here[, pitch by dunes|, {part} fine|, neighbour pitch told], [warden camera|on site {name}|due back {day}]",
        "works for a firm with depot in next county, depot [cages broken into|lorry tyres cut], head office is in our area[, {num} in night|, boss away|, fence down], [yard is theirs|no staff harmed|footage saved]",
        "caller's ex, who lives three forces off, smashed her phone {room} when she visited him there, back home safe[, been together months|, train back|, screen gone], [wants it told|he is {name}|lives by the docks there]",
    ),
}

LOOKALIKE_ENDS: dict[str, tuple[str, ...]] = {
    "crime-related-incident": (
        "searched the length of it, [camera operator too|dog van as well], no one hurt, no one asking for us, informant has nothing further",
        "hospital, custody and council cameras tried, no victim traced, [revisit if one comes forward|kept for information][, bodycam saved|, gp not known], [report kept|no line left|{cs} concludes]",
        "nobody found to say a thing happened to them, [three doors answered|area quiet], cannot be taken further[, dogs quiet|, leaflets left], [caller agrees|told we tried|no more to try]",
        "no named injured party, secondhand only, enquiries done, filed as information[, no address to try|, phone dead], [may reopen|source not known|shared with team]",
        "people fitting were stopped and spoken to apart, [both baffled|say it was horseplay], neither is a victim of anything[, none hurt|, friends], [names taken|mum confirmed|cheerful]",
        "unable to identify or locate anyone affected after checks by {cs}, supervisor satisfied, crime not confirmed[, all calls matched|, area cameras], [{name} checked|rang back|review done]",
    ),
    "contrary-evidence": (
        "rang back red faced, has turned up [where it was put for safe keeping|with a relative who had permission], confirms not taken[, laughing|, apologetic], [told on phone|photo sent|{cs} saw it]",
        "{cs} sat and watched the footage with informant, it plainly shows [caller leaving it behind|nobody else near], accepts mistake, nothing stolen[, played three times|, clear picture], [disc kept|signed|thanked us]",
        "located by officers exactly as caller had left it, seen and handed over, [apologises|relieved], never a theft[, by torch|, in their own hand], [body camera|no one blamed|put on log]",
        "paperwork and camera both prove caller's own {kin} moved it at caller's asking, agreed by all, no crime took place[, message thread read|, all three spoken], [happy|no victim|signed]",
        "it was there all along, photo on the log, informant signs that there was no theft[, date on it|, seen by {cs}], [satisfied|ends|no suspect]",
        "gone over step by step with {cs}, caller now remembers [handing it to a relative|moving it the night before], shown and verified, no offence[, slow walk through|, agreed], [shown item|initialled|over]",
    ),
    "another-force": (
        "locus confirmed outside our boundary, sent across, their ref on log, they are crimeing it[, map checked|, grid read], [caller told|time kept|sergeant aware]",
        "transferred to force that covers where it happened, [email receipt attached|their desk sergeant named], not for us to record[, taken at once|, full account], [linked|caller pleased|we hold nothing]",
        "spoke to sister force control, accepted by them, caller has their number[, sent by force mail|, voice too], [told expect a call|ref given|ends]",
        "not our ground, forwarded with initial account, receiving force has [raised own report|acknowledged][, border is the river|, borough list], [copy kept|thanks|seen by them]",
        "owning force is the one where it took place, agreed inspector to inspector, closed here[, home office rule|, written], [no crime ours|both logs linked|victim knows]",
        "details passed over by {cs}, [other force ringing victim tonight|they hold footage], no local crime[, witness too|, photos], [{cs} copied|closed|accepted]",
    ),
    "duplicate-log": (
        "dup of {log}, units on that one, linked and shut[, text copied|, both read], [desk {cs}|parent open|done]",
        "all on {log}, caller's details [cross posted|added as witness], this one ends[, named there|, kept safe], [officer told|no crime here|ends]",
        "see {log}, same time place and people, [no separate offence|nothing new], closed against it[, minutes apart|, one event], [compare ok|{cs}|final]",
        "merged to {log} by dispatcher, single event, dealt with there[, both scopes|, notes moved], [shut|ok|parent wins]",
        "earlier {log} is the parent, this child log finished, informant told[, number given|, rang], [unit told|content|no more]",
        "repeat of {log}, resulted as duplicate after reading both[, by {cs}|, side by side], [parent log has it|ended|no addition]",
    ),
}  # fmt: skip
