# ruff: noqa: E501 - a fragment reads best on one line
"""Criminal damage and arson, by Home Office class: version 2."""

DAMAGE: dict[str, tuple[str, ...]] = {
    "58A": (
        "[brick|bottle|scaffold clip] through {v}'s front window, {who} [legged it|drove off slow], nobody in that room, {tm}",
        "{who} put a boot to {v}'s front door, [panel split|frame cracked], [over a debt|after the pub|no reason known], did not come in, nothing missing",
        "[gloss paint|eggs and tar] over the front wall of {v}'s house, [one word, rat|no words, just a big x], {who} [seen with a tin|had it on their cuffs]",
        "{v}'s [conservatory roof|skylight|bathroom pane] broke by [pellets|slates flung], house is lived in, {who} [laughing in the lane|away by the fields]",
        "q what is broken a letterbox and the glass of my flat door. q who a {who}. q how a [kicked it|swung {thing}]. q cost a {amt}, [housing want a number|landlord says my bill]",
        "stones at {v}'s kitchen window [on purpose|one after another] by {who} till it went, [glass in the sink|pane still hanging], {v} [was washing up|at chapel]",
    ),
    "58B": (
        "{shop}, [large plate window|door glass] stoved in by {who}, nothing taken, {amt} to [replace|board]",
        "shutter of {shop} [daubed with tags|dented by a trolley jack], {tm}, [third winter of it|owner close to shutting]",
        "village hall, [slates pulled down|urinal ripped from the wall], {who} [named by the keyholder|on the dash cam], {amt}, no entry to the stage",
        "{who} threw {thing} at {shop} from over the road, [fascia split|sign lamp gone], [cleared off|gave a bow]",
    ),
    "58C": (
        "{veh}, {plate}, [all four tyres|offside two] stabbed flat, {v}, {st}, [overnight|while at the match]",
        "{who} went along {v}'s car with a [coin|nail|key], wing to tail, {spot}, [neighbour's camera on it|own dash cam on it]",
        "{v}'s {part} [kicked off|left dangling], {who} seen to do it after [a parking row|their team lost]",
        "windscreen of {veh} [starred by a rock|bashed wi' {thing}], {v} the owner, parked up, [nothing gone from inside|alarm still going]",
        "paint stripper [poured|flicked] on the bonnet of {veh}, {v}, [{who} blamed|no idea who], [resprayed last spring|on finance]",
        "{who} [jumped|danced] on the roof of {veh}, dents as big as [plates|pans], {v} filmed it, {spot}",
        "cab driver {v}: fare {who} [slammed the door till the hinge went|stamped on the {part}], paid up, but broke it [in temper|for a laugh]",
    ),
    "58D": (
        "{v}'s [fence panels|field gate] flattened by {who} with {thing}, house not touched, [boundary row|drink]",
        "{who} smashed {v}'s [phone|telly|guitar] on the floor {room}, {amt}, [swept up|kept the bits], nothing taken",
        "[headstone|memorial bench] at the cemetery pushed over, {who}, [no words on it|fresh flowers crushed], {org} told",
        "{v}'s [polytunnel slashed|beehives kicked over|prize leeks stamped], {who} [seen|suspected], {tm}",
        "{who} cut {v}'s clothes up with scissors and [soaked the passport|tore the letters], {v} [{mood}|bagged it all]",
        "park swings [sawn off|chains cut], a bench snapped, {who} [egged on by others|out there with torches], {org} wants it dealt with",
    ),
    "58J": (
        "'[go home|p word out]' scratched in {v}'s front door by {who}, {v} from [pakistan|nigeria], [fresh this morning|kids read it]",
        "mosque sign [torn down|daubed], {who} shouting about muslims as it went, {v} keyholder, [{tm}|before prayers]",
        "{v}'s {veh} keyed with [the n word|a swastika], {who} told {v} to leave the street for being black, [paint gone to metal|both doors]",
    ),
    "56B": (
        "[wheelie bins|bus shelter litter|pallets] lit by {who} {spot}, burnt out, no building close, [no one near|fire crew done in ten]",
        "{veh}, empty, set alight on [the moor|waste ground], {v} owner, fire crew say accelerant, [nobody at risk|stood alone]",
        "{who} set fire to the [gorse|allotment shed], out by the brigade, {v}, [whole ridge black|empty shed], nobody in danger",
        "{v}'s [clothes|letters and albums] in an oil drum, lit by {who} on the drive, [all ash|half saved], no danger to a soul",
    ),
    "56A": (
        "petrol through letterbox at oh three hundred and lit, {v} asleep upstairs, [got out by window|neighbour's ladder], {who} [seen with can|had threatened nobody, just did it]",
        "{who} set the bin store under the flats on fire, folk above, [smoke on the stairs|two carried out], watch manager says [lives at risk|minutes from the worst]",
        "lit rag shoved in {v}'s occupied caravan by {who}, [screamed awake|door roped shut], out unhurt, [awning gone|smelt petrol]",
    ),
    "59": (
        "{who} told {v}: '[i'll put your windows in|your car gets scraped end to end]', nothing damaged yet, {v} [believes it|has moved the car]",
        "text to {v}, 'your [shed|fishing boat] goes up in smoke {day}', {who}, [all about a boundary|no reply sent], property only, nothing lit so far",
        "{who} outside holding a [brick|petrol can], says will do {v}'s [greenhouse|van], put it down and walked, [neighbours heard|said calm]",
        "landlord {v}: {who} [vowed|swore on voicemail] to flood the flat and smash the [kitchen|boiler] when evicted on {day}, not done",
    ),
}
