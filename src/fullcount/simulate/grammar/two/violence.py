# ruff: noqa: E501 - a fragment reads best on one line
"""Violence against the person, by Home Office class, and further victims of the same event: version 2."""

VIOLENCE: dict[str, tuple[str, ...]] = {
    "8N": (
        "q what happened a {who} lamped {v} [{spot}|outside the chippy|on the last train]. q marks a yes, {inj}[, photographed by a mate|, street pastor cleaned it up|]. q sober a [had a fair bit|stone cold|two shandies apparently]",
        "{v} has {inj} [after {who} flung {thing}|where {who} caught them one with {thing}|from {thing} swung by {who}], [row was over whose go it was on the pool table|all over a borrowed tenner|blew up out of nothing], [no fuss wanted|would just like it on file|not sure what to do for best]",
        "[headbutt|knee to the face|open hand then a fist], the one, no warning - {inj} - {who} responsible - {tm}[ - weans asleep through it all| - works night out|]",
        "pushed down [the station steps|the cellar stairs|a concrete ramp] by {who}, [wrist now in plaster|two stitches over eyebrow|ankle fractured]. {who} [says it was horseplay|walked on without looking back|says {v} slipped]",
        "tooth gone. {who} did it[, flat of the hand|, one dig|, elbow] {room}[, then offered to pay the dentist|, then sat and cried|]. {v} [holding a tissue to mouth|spitting red in the sink|seen by emergency dentist]",
        "young voice, whispering: {who} like properly banged {v}, there's {inj} off it, [mum's on lates|gran's in the bath|nobody knows i'm ringing], [battery on two percent|not giving my name]",
        "{body} bitten by {who}, skin broken, [tetanus jab given|teeth marks plain to see|plaster on it]; [started as play fighting|began over the remote|{v} was only trying to get past]",
        "[boiling noodles|a fresh mug of tea|soup straight off the stove] flung by {who} {room}, blister the size of a [ten pence|saucer] on {body}, [under the cold tap now|burns nurse has dressed it]. {who} [says it slipped|not spoken to]",
        "a and e have seen {v}: [{inj}|nose broken|cheekbone cracked]. cause given: {who}, [fist|boot|knee], {tm}. [home with painkillers|still on a trolley], [would rather not have the law involved|content to talk to an officer]",
        "walloped [wi' {thing}|with a walking stick|twice, fists] {spot} by {who}, left with {inj}. {v} [is on blood thinners so it looks worse|bruises like a peach|works behind the bar there]",
        "{inj}. {who} [threw the punch|swung first|did that]. {tm}. [all {v} will say|rest to be got when the bairns are in bed|cannot talk long]",
        "kick about at the rec, {who} [went in late and then stamped|squared up after the whistle and hooked {v}|waited in the car park and swung], not a football tackle, [collarbone gone|{inj}|lip needed three stitches], [ref saw it|nobody from the club will speak]",
    ),
    "105A": (
        "spat at by {who}, landed on [sleeve|glasses|coat collar], no hurt no mark, [{spot}|{tm}][, wants to know about germs|]",
        "{who} [took {v} by the collar|yanked {v} back by the rucksack|got hold of {v}'s wrist] and let go when [a dog barked|the bus pulled in|somebody shouted], [not sore, no redness|no injury whatever]",
        "swing taken at {v} by {who} {room}, [ducked it|met thin air|stopped an inch short], [thought their time had come for a hiding|honestly expected it to land], never touched",
        "q injury a none. q contact a [slap, left cheek|shove in the chest|dig in the ribs], the once. q who by a {who}. q where a [{room}|{spot}]. q mark on them a no not a thing",
        "pint chucked over {v} by {who}, drookit but unhurt, [folk clapped|bar staff stepped between|went home to change], [all because of a song on the jukebox|been brewing since the quiz]",
        "{who} pinned {v} to [the fridge|the lockers|a garage door] with a forearm, seconds only, [breath fine, no pains, no marks|let go and said sorry, nothing to show for it]",
        "egg lobbed at {v} {spot}, struck {body}, by {who}. [messy, not sore|shell in hair, no injury]. [others filmed it|laughing heard|over a group chat]",
        "hair tugged [hard|twice]. {who}. {room}. no injury. [little one watched from the stairs|telly was on loud|{v} tugged free], {mood}",
        "[trolley|pram|shopping basket] rammed at {v}'s legs on purpose by {who}, [self checkout row|queue row|would not say excuse me], tights dirty, skin fine",
        "{who} came over the yard with fists up roaring come on then, {v} [got the back door bolted in time|backed up against the oil tank], [sure of a beating|legs like jelly], no blow landed",
        "{v}, {job}, [elbowed aside|barged through a doorway|shouldered into a shelf] by {who} {tm}, meant it, shaken not injured, [manager has the footage|has had worse says they|only telling us because the boss insisted]",
        "[cushion|rolled up magazine|wet tea towel] across the face from {who}, [stung for a minute and that was that|nothing to see now], {v} [half laughing about it|says it is the principle|does not wish it taken further]",
    ),
    "8S": (
        "{cs} to control, kicked in the shin by detained person [during search|while cuffing|going into the cage], [lump and graze up already|bruise size of a saucer], [officer staying on duty|nurse in custody to look], offender {who}",
        "pc off {cs} bitten on {body} by {who} [at the cell door|in the back of the van], skin broken, [bloods to be done|hepatitis jab booked]",
        "officer down injured then stood up again: {who} [swung {thing} at pc|threw pc over a garden wall], [{inj}|suspected broken finger], [spray used|no spray used], one in custody",
        "constable {cs} punched by {who} when asked to [leave the pub|step off the road|wake up on the bus], [{inj}|nose bleeding and swollen], body worn running",
    ),
    "104": (
        "{cs} spat on [in the face|on stab vest|through the hatch] by {who} during arrest, no injury to pc, [spit hood applied|wipes given]",
        "{who} [shoved|shoulder charged|grabbed the harness of] pc from {cs} {spot}, officer not hurt, [filmed by onlookers|captured on body worn]",
        "kick aimed at constable and connected with [boot|thigh|body armour], no mark, {who} now [calm|asleep in cell|asking for mum], {cs} does not need a medic",
        "officer {cs} had [a drink thrown over them|a hat knocked off with a slap|an arm twisted briefly] by {who}, [pc fine|uninjured], [was there for a noise job|on foot patrol at closing time]",
    ),
    "5D": (
        "three holes in {v}'s [back|side|thigh], {who} had {blade}, kept going, [neighbour pressing a towel on it|ambulance lads have theatre waiting], {spot}",
        "{who} stamped on {v}'s head [over and over|six or seven goes] after they were out cold, [skull fracture confirmed|bleed on the brain, wired up in intensive care], {tm}",
        "slashed ear to chin with {blade} by {who}, [will scar for life says surgeon|forty odd stitches], words before it: '[you'll wear that forever|told you i'd mark you]'",
        "claw hammer, both kneecaps, {v} held down - {who} - [debt talked about|no reason given] - [may not walk right again|surgeon says pins and plates]",
        "{who} [lined the car up and drove straight over {v}|reversed back across {v} a second time], shouting i hope it cripples you, pelvis and both legs broken, [air ambulance landed|trauma unit]",
        "q where is the blood from a {v}, [stomach|neck|lung side], {who} stabbed them more than once with {blade}. q conscious a [in and out|yes, grey]. q where is knife a [drain|still in the sink]",
    ),
    "3B": (
        "{who} on the doorstep to {v}: '[i'll put you in the ground|you'll be dead by {day}|i am going to slit your throat]'. {v} [has no doubt it is meant|takes it as gospel], [packed a bag|sleeping in the bath with door locked]",
        "[voice message|note on the windscreen|call from a withheld number], {who}, slow and calm, says will kill {v} [and do the time for it|before the court date|the first chance there is], believed, {mood}",
        "drew a finger across own throat then said '[you, tonight, dead|not if, when. you die]', {who} {spot}. {v} [believes that wholly|won't leave the house|has rung every lock in the place shut]",
        "q exact words a '[i will kill you, i swear on my nan|i know where you drink, i'll end you|you will not see the morning]'. q did {v} believe it a [aye every word|yes, knows what {who} is capable of]. q anything done a no just the words",
        "{who} told {v} there is [a hole dug|a bullet bought|a can of petrol] with their name on it and they will die, [said quiet so nobody else could hear|said in front of the {kin}], {v} is terrified it will happen",
        "text from {who} reads 'gonna kill u for this watch', {v} [takes it seriously|thinks it will be carried out] as [{who} was inside for violence|{who} turned up before with a bat years back|knows the temper], [no contact since|phone off now]",
        "threat to life spoken to {v} by {who} {room}: [strangle you while you sleep|drown you like a cat|burn you alive], meant seriously as {v} sees it, [not a hand laid on anyone|said then went for a pint], [staying at {kin}'s|afraid to close their eyes]",
    ),
    "11A": (
        "lad aged 4 left in on his own [all weekend|from teatime to past midnight|two nights running], [ate dry cereal off the floor|found at window crying for a drink], mother [out drinking|back at oh three hundred hours]",
        "{org} worried: girl of 6, same clothes since {day}, [head alive with lice and sores from it|nappies still, never taken to toilet], [no bed, no bedding|food in house is mouldy], parents told many times and nothing done",
        "baby, 9 months, [lying in days of its own mess|bottle sour and nothing else fed], weight dropping, dad says '[she's just fussy|babies cry]', health visitor calls it plain neglect",
        "ip is a boy of 7 [locked out in the rain each night until dark|shut in an unlit shed as a punishment|made to sleep in the dog's crate], [told his teacher in circle time|a lodger spoke up], not struck at any time",
        "{kin} says toddler, just turned 2, [strapped in the buggy facing the wall for whole days|wandering by the main road again in a vest], mum [asleep on the settee on whatever she takes|on her games], {freq}",
    ),
    "105B": (
        "[spat on|shoved off the kerb|pushed against a shutter] by {who} with 'get back to your own country' and the p word, {v} not injured, [brushed self down|carried on to mosque|late for shift now]",
        "headscarf [pulled off|yanked from behind] {spot} by {who}, called [a letterbox|a terrorist] as it was done, no injury, {v} {mood}",
        "{who} slapped {v} once and used the n word, [no mark left|nothing to see on skin], [told to learn english|monkey noises after], {tm}",
        "gypsy slur then [a drink thrown|a push in the back|an open hand to the face] by {who}, {v} is a traveller, unhurt, [pub would not serve them either|landlord saw|no witnesses come forward]",
    ),
    "8P": (
        "{who} punched {v} shouting [dirty polish so and so|p word|we voted you out], {inj}, {spot}, [was only speaking own language on the phone|was waiting for a night bus]",
        "kippah knocked off then kicked to the ground, {inj}, {who} saying [gas them|you lot run everything], [synagogue security with {v}|{v} walked home alone after]",
        "q why were you hit a because i am black, {who} said [the n word|no black folk on this estate] and smashed {thing} on me. q injury a {inj}[. patient is {job}|]",
    ),
    "36": (
        "{v} bundled into {veh} by {who}, driven about [two hours|half the night] and put out [on the moor road|at a lay by], phone taken off them meantime and given back, [not hurt|no ransom asked]",
        "kept locked in [a box room|a static caravan|the cellar of a bar] by {who} since {day}, [got out via the toilet window|texted {kin} from a hidden phone], could not leave, [no harm otherwise|fed through the door]",
        "{who} has turned the key and will not let {v} out of the flat, [six hours now|since last night], [{v} calling from the bathroom|whispering, wants out], not touched",
    ),
    "106": (
        "{v} made to [pick leeks|gut fish|wash cars] seven days, no pay, passport held by {who}, sleeps [six to a caravan|above the unit], told debt is [still three thousand|doubled]",
        "nail bar: girl of 19 at table all hours, wages kept by {who} 'for her travel', [brought over in a lorry|does not know what town she is in], [not let out alone|door locked at night]",
        "chap with learning needs has [laid driveways|cleaned a yard] for {who} for years for [a pouch of tobacco a week|food scraps], [sleeps in a horsebox|benefits card kept by them], too frit to leave",
    ),
    "8T": (
        "paramedic on scene, {inj}, {who} lashed out [while being lifted|as the drip went in|in back of ambulance], crew [stood down|carrying on one handed]",
        "staff nurse in a and e [punched|scratched down the arm, bleeding|hit with {thing}] by {who} [waiting on a bed|brought in drunk], {inj}, ward security hold them",
        "firefighter at the bin blaze hit by a stone from {who}, {inj}, [helmet was off|visor up], [pump withdrawn|colleagues did first aid]",
    ),
}

ALSO: dict[str, tuple[str, ...]] = {
    "8N": (
        "{v2} [got in the middle|went to help|tried to film it] and came off with {inj} [as well|too], same culprit",
        "second one hurt: {v2}, [thumped in passing|hit on the backswing], {inj}, [sat on kerb|holding ice to it]",
        "and {v2}, [knuckles to the mouth|kneed when down], has {inj} to show, [wants it dealt with|says worse has happened]",
        "plus {v2} battered in the same bother, {inj}, [ambulance taking both|not at hospital yet], [same hand|no doubt who]",
    ),
    "105A": (
        "{v2} [was pushed as well|got a shove too|had a slap off the same hand], [not injured either|fine in themselves]",
        "same again to {v2}, [grabbed by the coat|spat at|dragged by a sleeve], [no mark|unhurt]",
        "then it was {v2}'s turn, [poked hard in the chest|thrown a drink over], [no injury|just wet and cross]",
        "two victims as {v2} was [jostled against the wall|clipped on the ear] also, [nothing to see|not sore]",
    ),
    "3B": (
        "told {v2} the same, '[you're dead an' all|you go in the ground next to them]', and {v2} [believes it|is certain of it]",
        "{v2} was also promised a killing in so many words, [scared stiff and sure of it|believes it will come, means to move away]",
        "like threat to {v2}: '[i will kill you|you'll be dead by the weekend]', [taken as real|no doubt in their mind]",
    ),
    "8R": (
        "{v2} got a [vile|sick] message of their own from the same account, [worded worse|different insults], sent to upset",
        "and one direct to {v2}, [same filth|hoping they get cancer], same sender, [still on the phone|screenshot kept]",
        "{v2} has had the like on their own phone, a single abusive [text|voice note], [in bits over it|not sleeping]",
    ),
    "9A": (
        "{v2} got the same mouthful to the face and was [frightened|in tears], [pram with them|backed off]",
        "turned on {v2} next, screaming and [shaking a fist|fronting up], {v2} [alarmed|hid behind a bin]",
        "{v2} separately [threatened with a kicking|sworn at nose to nose] by same person, [shook up|would not walk home]",
    ),
    "8L": (
        "{v2} has been through it as well, week on week, [notes|shouting|doorbell at night] aimed at them, [nerves shot|sleeping badly]",
        "same person pesters {v2} just as long, [at work|at chapel], own log of dates, [in tears|ill with it]",
        "{v2} targeted besides, repeated [calls|visits|jibes], [says it makes them ill|wants it stopped]",
    ),
    "34B": (
        "{v2} was made to hand over {item} at the same time, [same threat|fist shown|told they'd be next]",
        "robbed {v2} also, [pockets turned out|watch pulled off wrist] while [held|pinned]",
        "from {v2}, by force, {item}, [shoved down|arm twisted], [same pair|same one]",
    ),
    "39": (
        "{v2} then noticed {item} gone from [a back pocket|their open bag], lifted [the same way|in the same minute]",
        "the same dipper had {item} out of {v2}'s [coat|tote], never felt a thing, [only found at the till|found on the bus]",
        "and {v2}'s purse slid out of a [rucksack|hood] in the same crush, not [felt|noticed]",
    ),
    "45": (
        "next car along, a different owner's, also [window popped and sat nav gone|boot emptied of {item}]",
        "the {job} parked behind has lost {item} from inside their own vehicle, [same night|same lot]",
        "{v2}'s car was done too, {item} off the [back seat|parcel shelf], [glass on seat|left unlocked]",
    ),
    "58C": (
        "{veh} belonging to someone else was [keyed|kicked in] in the same spree, [owner told|note left]",
        "{v2}'s car has had it as well, [two tyres slashed|{part} snapped], [same scratch|same boots]",
        "another owner down the row has a [windscreen put in|roof dented], same hand, [same minute|same night]",
    ),
}

ALSO_OTHER: dict[str, tuple[str, ...]] = {
    "58C": (
        "on the way off they [booted|snapped] the {part} of {veh}, owner [a stranger to all this|not home]",
        "going, they ran over the bonnet of a parked motor, [roof caved|panel creased], belongs to {v2}, [gone before anyone got the plate|all on a bystander's phone]",
        "{thing} bounced through the back window of a {job}'s van as they cleared off, [glass on the seats|dog in it fine]",
        "[keys dragged|boot heel put] along {v2}'s car outside, fresh damage, [nothing to do with the row|wrong car]",
    ),
    "105A": (
        "{v2} tried to calm it and was [thrown aside|shoved into a hedge], [uninjured|not a mark]",
        "a passing {job} got [a slap|spat on] for asking what was going on, [no injury|carried on with the round]",
        "chap walking a dog was pushed over by the runaway, [got up fine|dusted himself down], not hurt",
        "a {job} in the way was grabbed by the [lapels|apron] on the way out, no harm done, [shook|cross]",
    ),
    "8N": (
        "{v2} stepped in and took [a punch|an elbow], {inj}, [iced by the barman|plaster on]",
        "the {job} who held the door was [hit|butted] in the face as well and has {inj}",
        "somebody at the next table was [caught on purpose with {thing}|kicked down the step], {inj}, [own ambulance|refuses ambulance]",
        "{v2} got battered after for [filming it|laughing], {inj}, [photographed|seen by medic]",
    ),
    "58A": (
        "neighbour's [front window|door glass] put through as they left, [wrong house|wild throw meant in temper]",
        "brick for the house opposite, [bay window|porch] smashed by the same one, occupant there [wants it dealt with|furious]",
        "also stoved in the door panel at the flat below, tenant [out|in bed], not known to the others",
    ),
    "49": (
        "walked off with {v2}'s holdall from a bench, [contents unknown|gym kit and a purse in it], [left the sandwiches|not seen since]",
        "{item} of {v2}'s was lying on the wall and went with them, [seen under an arm|not handed back]",
        "and took the {job}'s coat off the hook on the way out, [wallet and all|keys too], no relation to anyone in it",
    ),
}
