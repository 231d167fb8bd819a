# ruff: noqa: E501 - a fragment reads best on one line
"""Reports that look like a crime and are rightly none, with how such logs end: version 2."""

LOOKALIKES: dict[str, tuple[str, ...]] = {
    "crime-related-incident": (
        "driver of a passing bus saw {look} [push|strike] somebody {spot}, bus did not stop, both gone by the time {cs} searched, [no victim has rung|hospitals tried], caller cannot say more",
        "woman walking dog heard a scream, [stop it|get off me], from the trees {tm}, [two cars left|nobody came out], area searched with torches, no one found, no name for anybody",
        "anonymous: 'he's hitting her at the flats', no number given, [three doors tried|every landing walked], residents all well and alone, [nobody owns to it|not known who was meant]",
        "market trader saw what may have been a [snatch|scuffle] {spot}, {look} ran, the other [ran too|walked on], nobody has come forward, [cctv asked for|bags all accounted for on the stalls]",
        "{org} overheard a lad tell a pal he'd been robbed somewhere, when asked he will [not say|laugh it off], gives [no place|no time], cannot be confirmed",
        "passenger saw a man holding another by the collar {tm}, off at the next stop, [platform empty|guard saw none], [could have been a game|could have been a fight], no one to ask",
    ),
    "contrary-evidence": (
        "{v} said {item} was stolen from the [desk|car], rang back in ten minutes, it had slipped [down the seat|behind the radiator], in hand now, never taken",
        "reported robbed of {amt} {spot}, cctv then played with {v} present: [paid into the bank machine|left on the counter then posted into own bag], no other person came near, {v} agrees",
        "{veh} reported gone from {st}, found [round the corner|a floor up in the multi storey], {v} had forgotten where parked, keys in pocket, [mortified|laughing], nothing wrong with it",
        "window said to be smashed by [kids|a stone], glazier shows it is a [heat crack|settling frame], pieces all inside the seal, {v} watched with him and accepts nobody threw anything",
        "purse 'lifted' at {shop}, footage viewed with {v} shows it dropped [in the freezer|on the mat] and put in the desk drawer, given back with all in it",
    ),
    "another-force": (
        "{v} had {item} taken from a [bag|hotel room] on holiday, over the [water|border], force there confirms it is theirs, we only took the call",
        "assault on {v} turns out to be off our ground, [neighbouring force|city next door] confirmed by postcode, log sent across with caller's leave",
        "{v} moved here since, but what {who} did was all at the old address in [another force|the far north], file sent over, their officer to call {v}",
        "{plate}, taken from [an airport car park|a station] past the county line, {v} rang us as nearest, put through to their crime desk, [ref there|their log in hand]",
        "sexual matter told by {v} went on wholly [at a college town far off|in the islands], specialist of that force has [rung back|met {v}], nothing on our ground",
    ),
}

LOOKALIKE_ENDS: dict[str, tuple[str, ...]] = {
    "crime-related-incident": (
        "no victim traced, cannot be shown a crime took place, [logged as related incident|filed for information], reopen if someone comes forward",
        "area swept, houses asked, [nobody hurt nobody missing|not a soul to confirm it], [stays as incident|incident only]",
        "[cameras give nothing|witness unreachable|hospitals nil], no complainant, incident only [per registrar|per standards]",
        "intel sheet done, crime not shown as no person affected [found|willing to confirm], [held thirty days|resulted so]",
    ),
    "contrary-evidence": (
        "proved not so, goods in owner's hands, [caller apologised|apology taken], closed as no crime",
        "film and owner agree nothing was done by anyone, [additional verifiable information|clip kept], [closed|no crime]",
        "[{v} happy|owner embarrassed|all laughed], no offence took place, account set right on log",
        "registrar content, evidence is plain that it never happened, [held on log|clip saved], [shut|end]",
    ),
    "another-force": (
        "transferred, other force [has the number|confirmed by email], not ours to [record|count]",
        "location checked, outside area, [sent by secure mail|handed over by phone], ours shut",
        "owning force gave {v} a named contact, no record here, [reference theirs|told so in writing]",
        "passed across with all we have, [acknowledged|receipt on file], no dual recording",
    ),
    "duplicate-log": (
        "attached to {log}, see there for result, [this one closes|duplicate]",
        "repeat, all actions on {log}, [caller told|caller fine], nothing separate to record",
        "merged with {log}, already [dealt with|resourced], shut as a repeat",
        "[same incident|same bother], one log enough, {log} is master, [linked|cross referenced]",
    ),
}
