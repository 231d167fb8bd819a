# ruff: noqa: E501 - a fragment reads best on one line
"""Public order, weapons and offences against the state, by Home Office class: version 2."""

DISORDER: dict[str, tuple[str, ...]] = {
    "9A": (
        "{who} [at the taxi rank|outside the bookies|by the swings] bawling into {v}'s face, 'i'll batter you and your lot', [bairns crying|shutters coming down], {v} [feared for what came next|backed off into a shop]",
        "drunk and snarling {spot}, {who} [kicked bins|tore shirt off] and told {v} 'say that again and see', {v} alarmed, [got on first bus that came|hid behind a van]",
        "q what was said a '[you're getting it|wait till you come out|i'll do you proper]'. q where a street, full of shoppers. q who to a {v}. q frightened a [yes|legs gone]. q touched a no",
        "road rage at lights on {st}: {who} out of car, [fist hammering the air|spitting swear words], calling {v} all sorts, would have fought given half a chance, {v} locked doors, [reg not got|lights went green]",
        "{who} squaring up to {v} in the queue at {shop}, effing and jeffing over [a sausage roll|a basket left in the way], [staff pressed the buzzer|whole shop silent], {v} {mood}",
        "lads on the prom circling {v}, {who} loudest, [cat calling then threats of a kicking|barking like dogs and closing in], ran when a coach stopped, {v} [weeping|too scared to walk home]",
        "abuse in the waiting area, {who} told receptionists they were [scum|useless cows] and swept leaflets off the desk, {v} fearing violence [rang from under the counter|shut the hatch]",
        "{who} [marching up and down {st} with top off|on the green roaring drunk], shouting he'd do in the first one out, {v} drew curtains and trembled, [street all looking out|not a soul would go out]",
        "cyclist row: {who} [thumped own handlebars|chucked helmet down], stood over {v} {spot} and said 'i will put you under a wheel', [towpath busy|mothers with prams], {v} properly frightened",
    ),
    "9B": (
        "{who} shouting the p word at {v} across the [market|car wash], 'your kind should be gassed', [stallholders appalled|two lads laughing along], {v} {mood}",
        "on the night bus {who} ranting at {v} [for wearing a turban|for speaking polish], 'speak english or get off', [driver stopped the bus|others moved seats], {v} scared",
        "jewish family walking to synagogue, {who} from a car bellowed [a slur about ovens|heil and made the salute] at {v}, drove off, [no plate|window half down]",
        "q words used a [the n word|black so and so, go back on your boat]. q to whom a {v}. q place a {spot}. q by a {who}. q contact a none. q fear a [was shaking|yes and so was the baby]",
        "{v} called a [dirty gyppo|sponging irish tinker] loudly in the butcher's queue by {who}, threatened with the street after, [asked to leave by the butcher|onlookers joined neither side]",
    ),
    "66": (
        "non molestation order, {who} not to go within the street: [sat on the garden wall|peered in at side window|put a birthday card under the wiper], [order served last month|order granted in spring], paper copy {room}",
        "restraining order in force, {who} [rang {v} four words and hung up|liked {v}'s photo and sent a wave|asked {kin} to pass on a sorry], contact of any sort is barred, [runs till next year|two years left on it]",
        "sexual harm order check: {who} found with [a second phone never declared|a hidden account|kids' club volunteering form], against the terms, offender manager [has seized it|reporting]",
        "q what order a [domestic violence notice|stalking order|non mol]. q breached how a {who} came [to the flat|to the school gate] {tm}. q harm a none, [left when told|posted a letter and went]",
        "{who} barred by the court from {st}, seen walking along it [with a dog|with chips] in full view of {v}, [order shown to us|injunction ref held by {org}], [grinned|kept head down]",
        "family court said no contact, {who} [sent {v} flowers with a card signed|emailed pictures of the old days|messaged via a cousin], {v} [wants order enforced|says it starts like this]",
    ),
    "10D": (
        "{cs} stop search {spot}, {who} had {blade} [in waistband|in sock|up sleeve], says for [fishing|cutting open boxes|an apple], no lawful reason, nobody threatened",
        "arch at the club bleeped: {who} carrying {blade}, [door staff took it|put on the bar], [said bought that day|said forgot it was there], police to collect and deal",
        "pupil of 15, {blade} [in pencil case|down blazer lining] at school, {org} took it off them, [showing off to pals|says scared of older lads], no one hurt",
        "drunk asleep on [bench|steps of the bank], when roused {blade} dropped out of coat, {who} [mumbled it's for peeling|no account], pc {cs} seized it in the street",
        "[stopped over a parking matter|asked to move a bike], {who} turned out pockets {spot}: keys, {blade}, [wallet|chewing gum], cannot say why it is on them",
    ),
    "10C": (
        "{who} searched {spot}, [knuckleduster|extending baton|bike chain with taped grip] in jacket, '[for protection|it was my brother's]', not used",
        "walking home with [a baseball bat and no ball|a sock with a snooker ball in] shoved down trousers, {who}, told {cs} it is [in case|for someone who owes], public footpath",
        "bag check at the arena, {who} had [pepper spray|a telescopic cosh], [thought legal here|bought abroad], item held by security, police wanted",
        "{who} out in {st} holding a [hammer|fence post with nails], no tool job on, says it is for '[when they come|self defence]', dropped when told, no contact with anyone",
    ),
    "10B": (
        "warrant at {st}: [sawn off shotgun under a bed|pistol with rounds in a cereal box|two air rifles over the limit], {who} has no certificate, [gone to the armoury|made safe on scene]",
        "{who} in the lane with [a loaded air pistol|a .22 rifle], no ticket no reason for it in a public place, [seized by {cs}|unloaded and bagged], not fired at anyone",
        "late grandad's loft: {name} kept a [revolver|stun gun like a torch] knowingly two years without ticket, now {kin} [tells us|hands it in with the name of who had it]",
    ),
    "79": (
        "{name} told police {kin} was driving when it was {name}, [false statement signed|admitted in tears today], [court case thrown by it|case put back]",
        "witness to the trial, {v}, promised by {who} [money to say forgot|a 'nice life' if they drop it], [message kept|said outside court], case starts {day}",
        "{who} burned the [clothes|phone] of a mate to stop us finding them, told {v} so, [smoke in garden seen|says helped a brother out], inquiry already live",
    ),
    "69": (
        "visits hall at the jail: {who} passed [a phone the size of a thumb|a package from waistband|sim cards in a crisp bag] to prisoner, [caught by officer|seen on camera], bagged",
        "drone over the wing {tm}, parcel on a line with [tobacco, handsets|tablets, chargers], [landed on roof|snagged on netting], staff have it, {who} suspected on the ground",
        "mail room scanner: card from {who} to inmate, [pages soaked with spice|strip of phone cards], [governor|prison intelligence] ask for a crime",
    ),
    "802": (
        "{veh} [over the red and round the bollard the wrong way|on the pavement past a bus queue] at motorway pace, {who} driving, [people scattering|a pram pulled clear], {cs} saw it all, {plate}",
        "{who} in {veh} overtaking on the brow, [forcing a tractor into hedge|missing a coach by inches], twice in a mile, [dash footage|bus driver shaking], would have killed someone",
        "pursued by {cs}: {who}, {veh}, wrong side of dual carriageway, lights off, [ninety|hundred] mph, tyre shredded, [in foot chase|boxed in], no one hit",
    ),
}
