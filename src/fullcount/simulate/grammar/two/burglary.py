# ruff: noqa: E501 - a fragment reads best on one line
"""Burglary, by Home Office class: version 2."""

BURGLARY: dict[str, tuple[str, ...]] = {
    "28I": (
        "back from [bingo|the cottage|a double shift], {way} [forced|jemmied clean off], bedrooms [turned over|drawers on floor], {item} away, {v}",
        "q how did they get in a the {way}. q what is missing a {item} and [{amt}|a tin of rings]. q home at the time a [nae|asleep upstairs, heard nothing]. q who lives there a {v}",
        "{v} woke {tm}, [torch on the ceiling|a tread on the stair], shouted, {who} went out the {way} with {item}, [{look}|just a back seen]",
        "entry {way}. untidy search [all rooms|upstairs only]. taken {item}. {v} the occupier [in hospital these two weeks|on nights], found by {kin}",
        "family at a funeral, house done in that [hour|forty minutes], {item} and the {kin}'s [medals|ring] had away, {way} hanging off, {v} in bits",
        "granny annexe, joined on by a door, {way} [slid up|glass cut], {who} in and lifted {item}, {v} dozing in [the chair|front room]",
        "letterbox hook had the keys, walked in the front, [telly still on|dog fed ham], {item} off [kitchen worktop|hall stand], {v}'s home, no damage",
        "new build, moved in {day}, [boxes slit open|kettle still warm from us], {item} stolen by way of the {way}, {v} [{mood}|wants to sell up]",
    ),
    "28J": (
        "{way} of {v}'s house [levered|drilled], marks [fresh|three a side], lock held, no one got in, {tm}",
        "doorbell clip: {who} [leaning on the {way}|shoulder to the door twice], lights came on, left empty handed, {v} [at home|on holiday and saw it live]",
        "{v} found [a brick on the mat outside and|putty knife snapped in the frame,] {way} split but not open, nobody got inside, {spot} neighbour heard a thud at [oh four hundred|dusk]",
        "heard scraping at {way}, {v} shouted [i can see you|polis], {who} dropped [a wrecking bar|gloves] and bolted, no entry to the house",
        "outer pane out, inner [held|still in], somebody had a go at the {way} while {v} was [at work|at the match], did not get through",
    ),
    "28K": (
        "two men [about the water|from the council drains], one kept {v} running taps, other [had a nosy in|went through] the bedroom, {item} gone after",
        "{who} at {v}'s, '[lost my ball|need a glass of water, love]', let in, sat a while, {amt} out of the [biscuit tin|purse] missing on leaving",
        "bogus [police|roofer] let in on the strength of a card, {v} lives alone, asked to see cash to check [serials|deposit], went off with {amt}, from inside the house",
    ),
    "28M": (
        "shed at foot of garden, [hasp off|padlock cropped], {v}'s {item} and [strimmer|fishing rods] gone, {tm}, house not touched",
        "garage in the block round the back, not attached, [up and over door bent|side hinge off], {item} taken, {v} [renting it|owner]",
        "{v}'s summer house [pane out|door lifted], {item} away, stands on its own by the pond, [neighbour's dog barked at three|nothing heard]",
        "detached workshop behind the house, [hole in felt roof|window beads out], {who} lifted {item}, {amt} worth, {v} [heard the dog|found it at milking]",
        "greenhouse and potting shed entered, [petrol mower|heater], {item} gone from {v}'s, house fifty yards off [secure|locked as usual]",
    ),
    "29B": (
        "{who}, masked, {blade} out, through {v}'s {way}, '[where's the safe|gold now]', {item} gone, occupants [made to sit|shut in the bathroom], unhurt",
        "four at the door of {v} with [{thing}|an axe and a bat], burst in past the chain, searched [loft|bedrooms], took {amt}, threatened, none injured",
        "{v} woke to {who} over the bed holding {blade}, told stay put while {item} was [bagged|passed out the {way}], [not touched|kids slept through]",
    ),
    "30C": (
        "{shop}: {way} [caved in|lock barrel snapped], float and {item} away, alarm sounded [{tm}|no, box ripped off]",
        "cricket club hut, {way} broken, [bar stock|honours cup], {amt}, {v} [the treasurer|opened up]",
        "dental rooms on {st}, [entered via flat roof|code pad hit], [laughing gas|petty cash] and {item} taken, staff in at eight",
        "school kitchens, {who} on camera in the corridor [with bin bags|wearing a cook's hat], {item} gone, {way} [left open|off its runners]",
        "site cabin in {st}, welded door [cut with disc|lifted by digger], {amt} of copper and {item}, [watchman off sick|third site hit]",
        "{shop} storeroom by rear, [after closing|over bank holiday], {item} gone, [{way} forced|padlock off], {look} on film",
    ),
    "30D": (
        "{shop}, [shutter crowbarred up a foot|{way} bent], alarm went, {who} away [with nothing|on a bike with nothing], no entry",
        "chapel vestry, [lock chewed|panel kicked], didn't give, [verger|flower lady] found it {tm}, nothing touched inside as they never got in",
        "{shop} back door [burn marks|drill holes], guard's torch, {who} ran, not inside, {amt} to [make good|swap the lock]",
    ),
}
