# ruff: noqa: E501 - a fragment reads best on one line
"""What is said of drugs, by class."""

DRUGS: dict[str, tuple[str, ...]] = {
    "92A": (
        "male stopped {spot}, [forty deal bags|row of wraps cling filmed together], {amt} in small notes, phone lighting up with [orders|you about texts][, ran thirty yards|, threw a bag in a drain, got it back|], [custody for interview|regular corner|no comment]",
        "plain clothes saw hand to hand {spot}, the buyer was let go, seller has rocks of crack, [nine more|rest in cheek] and {amt}[, handshake then straight off|, cash changed quick|], [both in|door staff tipped us|body camera on throughout]",
        "warrant at address, loft and two rooms full of plants, [hydro lights|fans and ducting], grower asleep on mattress, cannabis confirmed[, meter safe|, windows foiled black|], [no papers with him|{num} rooms in all|power firm called]",
        "{drug}, [half a kilo of it|over a hundred], scales, snap bags and tick list {room}, occupier {name} held[, pestle on worktop|, gloves and a grinder too|], [phones seized|kids not there|says holding it for a fella]",
        "lad from out of county in nan's flat, [burner phone|train tickets], twenty wraps of heroin in sock, told to sell them for older lads[, brand new trainers|, debt note in pocket|], [{org} informed|will not name who sent him|nan never knew]",
        "parcel opened at depot, [vacuum packs of herbal cannabis|tubs of pills] posted in bulk to {name} at address[, declared as dog treats|, wrong postcode|], [controlled delivery booked|stamps from abroad|customs liaison]",
        "stop search of {veh}, hidden hatch, [brick of cocaine|four kilos of resin], cash counted {amt}[, rail under seat|, dog sat at nearside|], [says borrowed {veh}|both occupants nicked|shaped like books]",
        "door staff at {shop} detain female selling [pills|ket] in the toilets, [a dozen bags|list of prices on phone], drug wipe positive[, coat sewn with pockets|, waiting list in bra|], [{look}|seller known as {name}|club kept a log]",
        "caller's {kin} tells officer he runs weed for older boys, hands over [thirty bags|a shoebox of it] ready bagged, {amt} owed[, school tie in with it|, all in freezer bags|], [wants out|mum crying|older ones in {veh}]",
    ),
    "92D": (
        "search {spot}, {drug}, tiny amount, says [personal|for the weekend], nothing to show dealing[, on way to {shop}|, shaky hands|], [out of court considered|first time|gives own name]",
        "door search at {shop}, male had [a gram of coke in foil|two ecstasy tablets] in wallet, own use[, birthday boy|, tried to hand to mate|], [interview by appointment|house policy|tablets blue]",
        "on arrest for a bench warrant, custody find [brown powder|crack pipe and a rock] in waistband, heroin user by own words[, asked for doctor|, clean needles with it|], [script for methadone|lodged as exhibit|says last hit at dawn]",
        "driver asleep at wheel engine off, {drug} in the [door pocket|sunglasses case], admits its his[, mouth dry, breath zero|, parked neat|], [told to walk home|car left|seal number done]",
        "hospital security hand us a patient's [bag of amphetamine|wrap of mamba, tested synthetic], patient says mine, gutted[, waiting for x ray|, wrapped in lotto ticket|], [ward shown|bag weighed|nothing else to it]",
        "let something fall when he saw patrol, picked up, [ketamine|mcat] in snap bag, {look}[, watched it fall|, heel on it|], [{spot}|patrol on foot|gave it up]",
        "hotel cleaner found powder on [bedside|cistern], guest {name} still in room, handed over rest, cocaine on test kit[, ring of it on nose|, mini bar emptied|], [key card log|single guest|checkout delayed]",
        "had [street diazepam, no script|liquid ghb in a pop bottle], few only, {spot}, cooperative[, off a website he says|, for sleep|], [{look}|{name}|chemist says fake]",
    ),
    "92E": (
        "smelt on approach {spot}, male hands over [a spliff|two grams of weed], for himself[, stunk of it|, red eyes|], [{look}|community resolution|bench cleared]",
        "stop search, small bag of herbal cannabis in [sock|bum bag], warning given, no cash no scales[, in with his keys|, said it helps the anxiety|], [paperwork given|no previous|weighed at desk]",
        "window down, cloud of it, driver of {veh} has [grinder with bud in|a joint in ashtray], passed the wipe[, engine off, not driving|, radio up|], [keys taken|mum's car|swabbed clear]",
        "housing visit with {org}, tenant has [half an ounce|a jar of bud] on table, smokes it for his back, no plants[, tin with a lion on|, been open about it|], [tenancy note|no one else uses|seized by {cs}]",
        "student hall warden found [a bag of herbal cannabis|resin lump] in drawer, {name} says it is hers[, behind the kettle|, room {num} in block|], [tutor present|crying a bit|exam week]",
        "festival gate, dog sat, student had [bud in a mint tin|three ready rolled joints], no intent to sell[, glitter and wellies|, queue watching|], [bin offered then kept|{job} by trade|let in later]",
        "lad on bench {spot}, [tried to chuck it in the bush|sat on it], green herbal, personal, first time caught[, bike beside him|, {num} mates scattered|], [gran fetched|shaking|says found it, then says mine]",
        "mum rings, tin under son's bed, weed in it, officer attends, son nineteen says [yeah mine|only at weekends], seized[, he rolls eyes|, under football socks|], [mum wanted him told|no one selling|bedroom search only]",
        "in custody property, [roll up containing cannabis|small block of resin], came out when he was booked in drunk[, forgot it was there|, admitted at desk|], [sealed|sergeant agreed|ten pound worth]",
        "cannabis, [one bag|couple of buds], {look}, {spot}, street disposal[, sat on kerb|, ready rolled|], [gave details|warned|no arrest]",
    ),
}  # fmt: skip
