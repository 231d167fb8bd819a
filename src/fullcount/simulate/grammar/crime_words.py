# ruff: noqa: E501 - a fragment reads best on one line
"""What a caller says for each class of crime; every fragment alone is enough to disclose that class.

`{who}` did it to `{v}`; `[a|b]` is a choice. At most three slots a fragment.
"""

PERSON_CRIMES: dict[str, tuple[str, ...]] = {
    "8N": (
        "{who} has [punched|hit|smacked] {v} [in the face|in the mouth|to the side of the head], [has a black eye|lip is split and bleeding|cheek swollen and bruised]",
        "{who} [kicked|stamped on] {v} while on the floor, now has [bruising to ribs|a swollen wrist|cuts to the knees]",
        "{v} says {who} [grabbed by the throat and squeezed|put hands round the neck], [couldnt breathe for a few seconds|was going dizzy], red marks to neck",
        "{who} threw [a mug|a phone|a glass] at {v}, [cut above the eye|gash to forehead|lump on head]",
        "there was a fight at {shop}, {v} was headbutted by {who} and [nose is broken|has lost a tooth|nose bleeding heavily]",
        "{who} bit {v} on the [arm|hand] and it has [broken the skin|left teeth marks and a bruise]",
    ),
    "105A": (
        "{who} [pushed|shoved] {v} [against the wall|over a chair|backwards], [not hurt|no marks|no injuries at all]",
        "{who} slapped {v} [across the face|on the arm], [stung at the time but no mark|no injury]",
        "{who} spat at {v} [in the street|outside {shop}], landed on [coat|face], no injury",
        "{v} was [grabbed by the arm|pulled by the hair] by {who}, no visible injury, [shaken up|upset]",
        "{who} threw a drink over {v} and [squared up|raised a fist as if to punch], not injured",
        "{who} [kicked out at|swung for and caught] {v}, didnt hurt, no marks seen",
    ),
    "8S": (
        "officer [punched|kicked|bitten] by a detained male during arrest, [swelling to hand|bruise to shin|cut to lip]",
        "PC {cs} headbutted by {who} while restraining, [bloody nose|swollen cheek], taken off for treatment",
    ),
    "104": (
        "detained person has [spat at|kicked out at|tried to bite] officer {cs}, contact made, no injury to officer",
        "while being escorted out {who} [pushed|elbowed] a constable in the chest, officer not injured",
    ),
    "5D": (
        "{who} has [stabbed|slashed] {v} [in the stomach|in the back|across the face], [heavy bleeding|ambulance on way], [kept saying he would finish it|came prepared with the blade]",
        "{v} attacked by {who} with [a machete|a hammer|a metal bar], [skull fractured|deep wounds to arms], [was repeatedly hit on the ground|they would not stop]",
    ),
    "3B": (
        "{who} told {v} [im going to kill you|youll be dead by the weekend|i will burn you in your bed], {v} believes it will be done",
        "{who} rang {v} and said [they would put a bullet in the head|they will slit throat], [terrified|genuinely scared for life]",
        "{who} stood over {v} saying [you are not leaving here alive|i swear i will kill you], really frightened it is meant",
    ),
    "11A": (
        "[children|two young ones] left [alone all night|with no food in the house] by {who}, house [filthy|covered in dog mess], {org} raising",
        "{v} has told {org} that {who} [locks them in the bedroom without food|hits them with a belt every week]",
    ),
    "8L": (
        "{who} keeps [turning up at the door|shouting abuse over the fence|banging on the walls], [every day for weeks|5th time this month], {v} [very distressed|at end of tether]",
        "{who} has [rung 40 times|sent over 60 texts] to {v} since [friday|last week], asked to stop many times, making life a misery",
        "ongoing from {who}, [rubbish tipped on drive|car blocked in|names called at the kids] again and again, {v} is alarmed and upset by it",
    ),
    "8Q": (
        "{who} [follows {v} to work|sits outside the house in a car|has put a tracker under the car], [happening for two months|most days], [scared to go out|looking over shoulder constantly]",
        "{v} keeps finding {who} [waiting outside work|stood in the garden at night], left [flowers|notes] on the car again, will not leave alone, obsessed",
        "{who} making new accounts to contact {v}, knows [where been each day|what was worn], turned up at the gym [twice|3 times] this week, frightened",
    ),
    "8R": (
        "{v} getting [vile|disgusting|grossly offensive] messages from {who} on [social media|an app], [calling every name|wishing cancer on family], caused a lot of distress",
        "{who} has sent {v} [a picture of a coffin|a voice note saying will smash face in|a text threatening a beating], one message, upset by it",
    ),
    "8U": (
        "{who} [takes wages off {v}|controls all the money], checks phone, [not allowed to see family|times the shopping trips], gone on for [two years|a long while]",
        "{v} says not allowed [out alone|friends|own bank card] by {who}, has to [send photos to prove where|ask permission to eat], lives in fear",
    ),
    "19C": (
        "female says she was raped by {who} [last night|in the early hours|two days ago], [said no several times|was asleep when it began], has named him",
        "{org} with an adult female who discloses {who} forced sex on her [at home|after a night out], she wants it reported",
    ),
    "19D": (
        "girl of [14|15] has told {org} that {who} had sex with her and she [did not want to|said no], [last weekend|over the summer]",
    ),
    "20A": (
        "{who} put his hand up {v}'s skirt and touched her [between the legs|bottom] in {shop}, [pushed him away|no consent]",
        "female reports {who} [groped her breasts|grabbed her backside and squeezed] on [the dance floor|the bus], did not agree to it",
    ),
    "17A": (
        "male caller states {who} [grabbed his genitals|put hand down his trousers] at {shop} without consent, [embarrassed|shaken]",
    ),
    "20B": (
        "girl aged [8|9|11] has disclosed to {org} that {who} touched her private parts [over clothing|in the bath], [more than once|on sunday]",
    ),
    "22B": (
        "girl of [14|15] seeing {who} who is [24|31], {org} told by the girl that they are [sleeping together|having sex], girl says willing",
    ),
    "88C": (
        "{who} has [posted|sent round to friends] an intimate picture of {v} without permission, [topless|naked], done to humiliate",
        "{who} says will share nude video of {v} [with family|online] unless [gets back together|answers calls]",
    ),
    "88E": (
        "male [flashed|exposed himself] at {v} on {st}, [was playing with himself|had it out], wearing [grey joggers|a dark coat]",
    ),
    "34B": (
        "{v} robbed by [two|three] lads on {st}, [punched then phone ripped from hand|knife shown and made to hand over {item}]",
        "{who} [pinned {v} against a fence|threatened to stab {v}] and took {item}, made off towards {st}",
    ),
    "39": (
        "{v} had {item} [lifted from bag|taken out of back pocket] in {shop}, felt nothing, noticed at [the till|the bus stop]",
        "phone snatched out of {v}'s hand by a rider on an [e-bike|electric scooter] on {st}, no force used",
    ),
    "35": (
        "{v} sent pictures to someone online who now wants {amt} or they go to all contacts, [demands every hour|has paid once already]",
    ),
    "40": (
        "{v} let {who} stay over, [left with {item}|{item} gone from bedroom] in the morning, nobody else in the house",
    ),
    "9A": (
        "{who} [screaming abuse|effing and blinding] at {v} outside {shop}, [ill have you|come here and ill batter you], thought going to be attacked",
        "male in {st} [shouting and swearing at passers by|chasing people with fists up], {v} was frightened and ran",
        "road rage, {who} got out of car banging on window shouting [get out ill knock you out|i know your reg], {v} scared",
    ),
    "9B": (
        "{who} called {v} a [p word|n word|dirty foreigner], told to go home, in front of [the children|a queue], felt threatened",
        "{v} abused on {st} by {who} because of [headscarf|skin colour|faith], shouting [your lot should be burnt out|go back], in fear",
    ),
    "66": (
        "{who} is at the address of {v} [in breach of non mol order|when not allowed within 100m], order served [last month|in court]",
        "{v} has a non molestation order against {who}, who has [phoned twice today|put a letter through the door], copy of order to hand",
    ),
}

PROPERTY_CRIMES: dict[str, tuple[str, ...]] = {
    "34A": (
        "male threatened cashier at {shop} with [a knife|a screwdriver] and took [the till drawer|cigarettes and {amt}]",
        "shoplifter at {shop} pushed guard over to get out with [spirits|meat], staff hurt arm, he had the goods",
    ),
    "28I": (
        "home broken into [overnight|while at work], [back door forced|kitchen window smashed], {item} [stolen|taken], rooms searched",
        "came back to find [patio door jemmied|lock snapped] and {item} gone from [the bedroom|the lounge], untidy search",
        "woke to find someone had been in through [unlocked front door|window left open], {item} and car keys missing",
    ),
    "28J": (
        "someone tried to get in at [rear door|bathroom window] of the house, [lock damaged|jemmy marks on frame], did not get inside",
    ),
    "28M": (
        "[shed|detached garage|allotment style outbuilding] at home address broken into, [padlock cut|hasp ripped off], {item} stolen",
    ),
    "30C": (
        "[shop|unit|office] at {shop} broken into overnight, [shutter forced|roof light smashed], {item} and {amt} taken",
        "school [caretaker|keyholder] found [side window put in|fire door forced] and {item} gone from the office",
    ),
    "48": (
        "{veh} stolen from [the drive|outside the house] [overnight|between 10pm and 7am], [keys still here|keyless we think]",
        "{veh} has gone from {st}, [not towed, checked|finance all paid], caller the owner, nobody has permission",
    ),
    "45": (
        "{veh} [window smashed|found with door open] on {st}, {item} taken from [the boot|the glovebox|the seat]",
        "[number plates|catalytic converter|tools] stolen off {veh} parked on {st} [in the night|while shopping]",
    ),
    "126": (
        "camera shows male [trying door handles|getting into {veh}] on {st}, [rummaged but nothing gone|ran when light came on], no damage",
    ),
    "44": ("pedal bike worth {amt} stolen from [outside {shop}|bike rack on {st}], [lock cut|cable left on floor]",),
    "46": (
        "male [walked out of|left] {shop} with [meat and cheese|six bottles of spirits|baby milk] worth {amt}, not paid, [on cctv|known to staff]",
        "female filled a [trolley|bag for life] at {shop} and made no attempt to pay, [cosmetics|razors|laundry pods] to {amt}",
        "two youths took [energy drinks|vapes|sweets] from {shop} and ran, value {amt}, cctv held",
    ),
    "49": (
        "{item} taken from [the garden|the changing room|the front step], owner did not give permission, worth {amt}",
        "parcel stolen from doorstep of the address, [doorbell video shows male walk off with it|delivered then gone]",
        "left {item} on table in {shop}, gone when came back, [staff do not have it|cctv shows female pick it up and leave]",
    ),
    "49A": (
        "driver of {veh} put in {amt} of fuel at {shop} and drove off without paying",
        "party of four ate at {shop} and [ran|climbed out of window] without settling bill of {amt}",
    ),
    "58A": (
        "{who} has [put a brick through the front window|kicked the door in and cracked the panel] at home, cost {amt}",
        "front door [egged and paint stripped|graffitied with spray paint that wont come off], house windows [smashed|cracked]",
    ),
    "58B": ("[window|glass door|sign] at {shop} [smashed|kicked through], repair about {amt}, nothing taken",),
    "58C": (
        "{veh} has been [keyed down one side|scratched all over|had tyres slashed], parked on {st}, cost {amt}",
        "{who} [kicked wing mirror off|put a bottle through windscreen of] {veh}, damage {amt}",
    ),
    "58D": (
        "[garden fence|bus shelter|gravestone|phone] deliberately [smashed|broken|kicked to bits] by {who}, repair {amt}",
    ),
    "58J": ("[swastika|racist words] [scratched|sprayed] on [door|garage] of asian family, needs repainting, {amt}",),
    "56B": (
        "[bin|fence|moped|empty shed] set on fire [by youths|deliberately say fire service] on {st}, nobody at risk, [destroyed|badly burnt]",
    ),
    "92E": (
        "stop search on {st}, male found with [a bag of cannabis|two joints and some herbal cannabis|a small amount of weed] in pocket",
    ),
    "92D": (
        "person searched at {shop}, [wraps of cocaine|a rock of crack|some ketamine] found in [sock|jacket], for own use",
    ),
    "92A": (
        "male seen dealing on {st}, detained with [30 wraps|a dozen snap bags of class A], cash {amt} and [two phones|scales]",
        "warrant at the address, [a grow of 60 plants with lights|bulk cannabis and scales], supply indicated, {amt} cash",
    ),
    "10D": (
        "male stopped on {st} with a [kitchen knife|lock knife|zombie type blade] in [waistband|bag], no reason given",
    ),
    "10C": (
        "person found at {shop} with [a knuckleduster|an extendable baton|a baseball bat for use as a weapon], no lawful excuse",
    ),
}
CRIMES: dict[str, tuple[str, ...]] = PERSON_CRIMES | PROPERTY_CRIMES

# A second and a third victim of the same act: one crime more for each.
ALSO: dict[str, tuple[str, ...]] = {
    "8N": ("{v2} stepped in and was punched as well, has [a bruised arm|a cut hand]",
           "{v2} also assaulted by the same person, [swollen eye|bleeding lip]"),
    "105A": ("{v2} was pushed as well, not hurt", "the same person also slapped {v2}, no marks"),
    "3B": ("same threat to kill made to {v2}, also believes it", "said [he would kill|they would murder] {v2} too, petrified"),
    "34B": ("{v2} was held as well and had a phone taken by the same group with a threat",),
    "39": ("{v2} also had a purse lifted at the same time",),
    "45": ("another car belonging to {v2} was also broken into and a bag stolen from it",),
    "58C": ("the car of {v2} next to it was scratched as well", "{v2} has had two tyres slashed too, separate vehicle"),
    "58A": ("the house of {v2} next door had its window put through as well",),
    "28M": ("the shed of {v2} next door was broken into too and a mower taken",),
    "9A": ("{v2} was threatened as well and thought about to be hit",),
}  # fmt: skip
