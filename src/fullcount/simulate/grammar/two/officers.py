# ruff: noqa: E501 - a fragment reads best on one line
"""What officers and supervisors add to a log: version 2."""

UPDATES: dict[str, tuple[str, ...]] = {
    "crime": (
        "{cs}: met {v}, [account as given|firmer than on the phone], {mood}, [stayed forty minutes|tea refused]",
        "spoke to {v} at the [kitchen table|front step|police box], first account [in the book and signed|on body worn]",
        "[risk form|safety plan] gone through with {v}, [{kin} stopping the night|locks changed {day}], {cs}",
        "{v} rung [twice|four times], [no reply|cut off], note put [through door|under mat]",
        "house to house {st}, {num} doors, [one heard something|curtains only|dog barked at us]",
        "other party [not in|moved away says landlord|at work till six], {cs} to [try again|leave card]",
        "{cs}: locus looked at, [photos on the drive|sketch made], {v} [walked us through it|waited in the car]",
        "handed to [investigations|volume team|nights], {cs} [off till {day}|on court], log left open",
        "welfare of {v} checked by {cs}, [warm and fed|{kin} there], [not up to talking|talked a lot]",
    ),
    "property": (
        "{cs}: looked round, [photographs taken|owner had tidied], {v} [told next steps|given loss form]",
        "door to door done, {num} in, [nobody about|one heard a car|a baby woke at two]",
        "scenes [booked {day}|not able to come], keep it clear, {v} [grateful|put out]",
        "footage [viewed, no use|downloaded|wiped already], {shop} [helpful|slow]",
        "{v} went through it with {cs}, [serials later|photo of it on phone], reckons {amt} all in",
        "resale sites looked at, [none like it|one near, wrong colour], alert [set|saved]",
        "patrol plan put on {st} till {day}, [foot|plain car], {cs} to feed back",
        "{cs} spoke to {name} next along, [helpful|off hand], [camera faces wrong way|was at bingo]",
        "crime prevention chat, [lights|alarm|hedge too high], {v} [took leaflet|will ask the landlord]",
    ),
    "incident": (
        "{cs}: all right now, [tea drunk|telly on|laughing about it], nothing more to do",
        "{v} seen, fine, [has {kin} near|asked us not to fuss], [kitchen warm|fridge full]",
        "area looked over twice, [foxes|quiet|courting couple], {cs} resumed",
        "folk spoken to one at a time, tales [match|close enough], [hands shaken|went indoors]",
        "{org} told, [they will ring|on list for {day}], {v} [content|pleased]",
        "[moved on kindly|car started|walked off home], {cs} clear",
        "no trace on arrival, rang {ph}, [sorted|gone to bed], apology [given|not needed]",
        "[council|solicitor|vet] is the place for it, [leaflet left|number given] by {cs}",
        "{cs} stood by till the {job} came, [ten minutes|an hour], clear",
    ),
}

NOTES: dict[str, tuple[str, ...]] = {
    "crime": (
        "card left, [medical records consent asked|no consent yet], {v} to ring",
        "{v} told of rights and support, [leaflet|link texted], [read it in front of us|eyes closed]",
        "what {v} wants most is [leaving alone|an apology|a new front door lock]",
        "written account [two pages|declined today|in {day}], {cs} to chase",
        "{name} is contact at {org}, {ph}, [mornings only|not wednesdays]",
        "exhibit bag [sealed|to be labelled], store shelf {num}",
        "handover [typed|verbal|on a sticky note], officer back {day}",
        "body worn tagged, [fourteen minutes|part only], [clear sound|wind noise]",
        "safeguarding sheet sent, [adult|child] desk, [acknowledged|no answer yet]",
    ),
    "property": (
        "loss form with {v}, due {day}, [pen given|online link]",
        "receipts [in the loft|lost in the move], bank list may help",
        "[initials|a dent shaped like a boot|postcode in pen] would mark it out if seen",
        "insurers want a number, {v} [told when they have one|ringing daily]",
        "exhibit [glove|crisp packet|receipt] kept, shelf {num}",
        "neighbour's light stuck on, [timed by {job}|no good for faces]",
        "{name} has the [spare key|insurance papers], [back {day}|on {ph}]",
        "camera clock [fast by nine|slow], allow for it",
        "keys counted, [all there|spare with {kin}], not copied",
    ),
    "incident": (
        "nothing for us to do further, [logged|noted|for information]",
        "{v} will ring {org} {day}, [number on fridge|{kin} to remind]",
        "[blanket|hot drink|lift home] given",
        "keys back with {kin}, [signed for|thanks all round]",
        "council ref given, [ten days|on the round], [litter team|noise team]",
        "put in briefing, [patrol passing|no need], {cs}",
        "neighbour [says sorry|shrugs], accepted",
        "bus times found, [lift not needed|saw on board]",
        "gate fixed with [string|cable tie], farmer told",
    ),
}

SUPERVISOR: dict[str, tuple[str, ...]] = {
    "recorded": (
        "sgt review: [right class|happy], crime on, [plan good|plan thin but ok]",
        "agree it is a crime, allocated {name}, [update {day}|early call to {v}]",
        "checked, recorded [in time|well inside the day], [victims code letter|contact plan set]",
        "sup: crime stands, [risk low|risk looked at], [two lines to run|cctv first]",
        "content with the record, [arrest first|statement first], look again {day}",
    ),
    "missed": (
        "sgt: read, [agree|fine], close as is, [no need of me|good work]",
        "inspector [happy with the result|content], no further on this log, [next|thanks]",
        "supervisor sign off, [well handled|by email|on nights]",
        "reviewed, [nothing more needed|as officer says], [finish|archive] log",
        "sup: [in line with briefing|matches what was told me], [closed|off the queue]",
    ),
    "incident": (
        "sgt: incident code fits, [closed|shut], [no follow up|beat aware]",
        "reviewed, nothing disclosed, [advice kind|questions were asked], [end|ok]",
        "sup agrees, no crime [heard|seen] anywhere in this, [end|file]",
        "inspector satisfied, [for {org} only|public service job], [closed|thanks to {cs}]",
        "looked at {day}, [caller thanked|one for beat], no offence in it",
    ),
}
