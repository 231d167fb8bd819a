"""What fills the slots, and how hurried hands and regional tongues change words: version 2."""

# fmt: off
OFFENDERS: dict[str, tuple[str, ...]] = {
    "stranger": (
        "a stranger", "some fella not known", "an unnamed youth", "a person not known to them",
        "one of a group of teens", "a chap in his thirties", "a woman never seen before", "a passing cyclist",
        "a drunk not from round here",
    ),
    "acquaintance": (
        "the lad two doors along", "a workmate", "somebody from the darts team", "a pal of a pal",
        "the woman upstairs", "a regular at the local", "an old school friend", "a fellow tenant",
        "someone known only by nickname",
    ),
    "family": (
        "own brother", "a stepson", "the aunt", "a grown up daughter", "a cousin", "their uncle",
        "a half brother", "the father in law", "eldest son",
    ),
    "partner": (
        "other half", "fiance", "live in partner", "the wife", "husband of nine years", "girlfriend",
        "boyfriend", "the man they live with",
    ),
    "ex-partner": (
        "former partner", "estranged husband", "the ex missus", "old boyfriend", "a past girlfriend",
        "the kids' dad", "ex fiance", "ex of two years back",
    ),
}

VICTIMS: dict[str, tuple[str, ...]] = {
    "victim": (
        "informant", "the informant", "aggrieved", "the person ringing", "the ip",
    ),
    "parent": (
        "informant's eldest", "informant's youngest", "their own child", "informant's middle one",
        "informant's step child",
    ),
    "professional": (
        "a service user", "a client of theirs", "a tenant they support", "a pupil of theirs",
        "a unit resident",
    ),
    "business": (
        "the duty manager", "a till operator", "a waiter there", "a night porter",
        "the shift leader",
    ),
    "friend": (
        "informant's mate", "informant's flatmate", "informant's old pal", "informant's workmate",
        "informant's lodger",
    ),
    "officer": (
        "the ip at scene", "aggrieved at the locus", "the injured party", "the complainer",
        "person seen by patrol",
    ),
}

VALUES: dict[str, tuple[str, ...]] = {
    "v2": (
        "the ip's cousin", "a lodger there", "their niece", "somebody off the same table",
        "the other flatmate", "a work pal alongside", "ip's stepfather", "a bystander who stopped",
        "the babysitter", "ip's next of kin", "an aunt on a visit", "the second driver",
    ),
    "org": (
        "the outreach team", "the hospice", "the housing officer", "a head of year", "the crisis nurse",
        "adult care", "the district nurse", "probation", "the refuge", "youth justice", "the dental hospital",
        "a keyworker", "the foster agency", "the ferry company",
    ),
    "item": (
        "a silver bracelet", "a camera", "a sewing machine", "a signed rugby ball", "a games console",
        "a hearing aid charger", "a leaf blower", "an engagement ring", "a fish finder", "a set of golf irons",
        "a tablet", "a wheelchair ramp", "a pair of trainers", "a cool box", "a watch", "a chequebook",
        "a cordless drill", "a guitar", "a child's buggy", "a passport wallet", "an accordion", "a sat nav",
        "a pressure washer", "a crate of ale", "a designer coat", "a coin collection", "a laptop",
        "a smart speaker", "a pair of binoculars", "a lawn edger", "a vanity case", "a rucksack",
        "a bagpipe case", "a surfboard", "a brooch", "a saddle", "a roll of lead", "a toolbelt", "a drone",
        "a telescope", "a set of pans", "a violin", "a bird feeder", "a medal", "a chainsaw",
        "a box of perfume",
    ),
    "colour": (
        "maroon", "cream", "bottle green", "gunmetal", "yellow", "two tone", "navy", "tan",
    ),
    "car": (
        "pickup", "minibus", "three door hatch", "camper", "panel van", "coupe", "people carrier", "four by four",
        "flatbed", "saloon", "convertible", "electric runabout", "horsebox",
    ),
    "tm": (
        "an hour since", "dinner time today", "the back of nine", "twenty two ten hours",
        "yesterday teatime", "about oh one thirty", "half an hour back", "two nights ago",
        "between dusk and dawn", "a quarter hour since", "this forenoon", "a fortnight gone",
        "shortly after closing", "first thing today", "around fifteen hundred hours", "over the weekend",
        "five minutes since", "before the school run", "nineteen forty five hours",
    ),
    "body": (
        "right shin", "forearm", "left shoulder", "thumb", "right calf", "hip", "upper arm", "left thigh",
        "back of hand", "right knee", "ankle", "left wrist", "rib area", "elbow", "right ear", "neck",
    ),
    "inj": (
        "a shiner to the left eye", "a gash on the scalp", "a black and blue forearm",
        "a graze the length of a shin", "a lump like an egg on the forehead",
        "a broken fingernail torn to the quick", "a burst nose", "a chipped front tooth",
        "a nick on the chin needing glue", "bruising in the shape of a hand", "a scabbed knee",
        "a cut to the brow", "two loosened teeth", "a friction burn on the neck", "a swollen thumb joint",
        "a lip the size of a plum", "deep scratches down one arm", "a purple hip", "a bitten ear with a tear",
        "a dislocated finger", "finger marks in blue on the upper arm", "a skinned elbow",
        "blood in the white of one eye", "a wound over the ear stapled",
    ),
    "thing": (
        "a frying pan", "a rolled umbrella", "a pool cue", "a pint glass", "a shoe", "a walking frame",
        "a tin of beans", "a mop handle", "a plant pot", "a toolbox lid", "a dog lead", "a chair leg",
        "a hairbrush", "a bicycle pump", "a snow shovel", "a remote control", "a garden cane", "a metal flask",
        "a skateboard", "a rolling pin", "a crutch",
    ),
    "blade": (
        "a bread knife", "a lock knife", "a filleting knife", "a box cutter", "a small machete",
        "a paring knife", "a craft scalpel",
    ),
    "spot": (
        "on the quay", "behind the bingo", "by the cash machine", "under the flyover", "at the ferry terminal",
        "in the bus interchange", "down the ginnel", "on the towpath", "by the war memorial",
        "at the tram stop", "round the back of the leisure centre", "in the car wash queue",
        "at the top of the close", "beside the bowling green", "on the caravan site", "in the arcade",
        "near the rugby club", "at the allotment gate", "on the footbridge", "by the clock tower",
        "outside the laundrette", "in the beer garden", "at the cattle market", "on the prom",
        "by the chapel railings", "at the park and ride",
    ),
    "room": (
        "in the utility room", "in the hallway", "by the back door", "in the attic bedroom",
        "at the foot of the stairs", "in the bathroom", "in the front room", "in the porch",
    ),
    "mood": (
        "in floods of tears", "matter of fact", "short of breath", "angry more than scared", "hard to follow",
        "hysterical at first then steadier", "flat in voice", "nervous and whispering", "polite but worried",
        "laughing it off", "numb", "tired out", "trembling", "chatty", "wary", "raging",
    ),
    "freq": (
        "every other day", "the fifth this year", "most evenings since new year", "three times last week",
        "since the clocks went back", "twice a day", "all term", "on and off for a month", "each friday night",
        "daily of late", "seven times in a fortnight", "whenever it is dry", "weekly",
    ),
    "kin": (
        "nephew", "auntie", "stepmum", "twin brother", "great gran", "niece", "brother in law", "foster son",
        "half sister",
    ),
    "job": (
        "postman", "hairdresser", "lorry driver", "teaching assistant", "scaffolder", "fishmonger",
        "vet nurse", "caretaker", "delivery rider", "warehouse hand", "school cook", "ferry steward",
        "gardener", "letting agent", "night watchman", "baker", "butcher", "florist", "barista", "road sweeper",
        "window cleaner",
    ),
    "look": (
        "forties, thickset, donkey jacket", "about 17, tall, puffer coat", "ginger beard, wellies",
        "lanky, tracksuit top, cap", "grey ponytail, denim", "shaved head, neck tattoo",
        "bobble hat, glasses, 5ft 6", "sixties, flat cap, stick", "short, stout, football shirt",
        "brown skin, plaits, long coat", "pale, gaunt, hood up", "blonde, leopard print, heels",
        "early 20s, moustache, satchel", "heavily built, hi vis", "teen, braces, school blazer",
        "bald, red face, wax jacket", "curly hair, cargo shorts", "slight, black mask, gloves",
        "afro hair, parka", "one arm in a sling", "about 50, suit, no tie", "limp, army surplus top",
        "freckles, scottish accent", "welsh accent, rugby top", "long dark hair, fur collar",
        "tall, turban, raincoat", "white trainers, balaclava", "thin, bleached fringe", "chubby, onesie",
        "headscarf, shopping trolley", "surfer type, barefoot", "mullet, leather waistcoat",
        "nose ring, green hair", "thirties, builder's boots", "stocky, gold tooth", "bent over, anorak",
    ),
    "way": (
        "utility window", "conservatory door", "bathroom skylight", "cellar hatch", "side gate door",
        "french windows", "front door lock", "fanlight", "kitchen window", "rear porch", "coal hole",
        "loft hatch", "garage side door",
    ),
    "part": (
        "door mirror", "rear wiper", "front grille", "nearside tail lamp", "roof rail", "aerial", "fuel cap",
        "spare wheel cover", "bonnet badge", "number plate", "offside headlamp", "tow ball", "exhaust tip",
    ),
    "drug": (
        "brown powder in cling film", "crack rocks in foil", "pink tablets stamped with a star",
        "a bag of ketamine crystals", "a deal bag of cocaine", "two bundles of heroin",
    ),
    "num": (
        "four", "5", "six", "seven", "3", "two",
    ),
    "day": (
        "wednesday", "saturday", "friday", "new year's day", "mothering sunday", "tuesday",
        "may day",
    ),
}

ABBREVIATIONS: tuple[tuple[str, str | tuple[str, ...]], ...] = (
    ("informant", ("inft", "infmt", "inf")), ("aggrieved", ("agg", "aggd")), ("complainer", "compl"),
    ("officer", ("ofcr", "offr")), ("officers", ("ofcrs", "offrs")), ("vehicle", ("vehl", "vhcl")),
    ("vehicles", "vhcls"), ("address", ("adrs", "addy")), ("reported", ("rptd", "rep")), ("reports", "rpts"),
    ("reporting", "rptg"), ("regarding", ("re", "rgdg")), ("because", ("cos", "bcse")),
    ("neighbour", ("nbr", "neigh")), ("neighbours", "nbrs"), ("partner", ("ptnr", "pnr")),
    ("husband", "hubby"), ("children", ("chn", "chldrn")), ("children's", "chn's"),
    ("daughter", ("dtr", "dght")), ("brother", ("bro", "brth")), ("sister", "sis"),
    ("without", ("wo", "wout")), ("with", ("w", "wth")), ("and", ("n", "&")),
    ("approximately", ("approx", "abt")), ("about", "abt"), ("minutes", ("mns", "mts")),
    ("hours", ("hrs", "h")), ("hour", "hr"), ("yesterday", ("yest", "yday")), ("tonight", ("tnt", "2nite")),
    ("morning", ("morn", "a.m.")), ("evening", ("eve", "evg")), ("weekend", "w end"), ("monday", "mo"),
    ("wednesday", "wd"), ("friday", "fr"), ("saturday", ("sa", "satdy")), ("sunday", "su"),
    ("ambulance", ("ambo", "amb")), ("hospital", ("hsp", "hospl")), ("doctor", "doc"),
    ("paramedic", ("medic", "paramed")), ("paramedics", "medics"), ("unknown", ("unkn", "unk")),
    ("suspect", ("sus", "susp")), ("victim", ("vctm", "vic")), ("witness", ("wns", "wit")),
    ("statement", ("stmnt", "stm")), ("description", ("descr", "descn")), ("registration", ("vrn", "regn")),
    ("telephone", "tphn"), ("phone", ("ph", "fone")), ("message", ("msge", "mssg")), ("messages", "mssgs"),
    ("property", ("propty", "prprty")), ("damage", ("damg", "dmge")), ("damaged", "dmgd"),
    ("threatened", ("thrtnd", "threatd")), ("threats", "thrts"), ("information", ("infmn", "info")),
    ("incident", ("inct", "incid")), ("control", ("ctrl", "cr")), ("received", ("recvd", "rx")),
    ("requested", "rqstd"), ("request", "rqst"), ("please", ("plse", "pls")), ("previous", ("prevs", "prv")),
    ("residential", "resi"), ("road", "rd"), ("street", "strt"), ("behind", "bhnd"),
    ("outside", ("o/s", "outsd")), ("opposite", "opp"), ("before", "b4"), ("between", ("btwn", "betw")),
    ("someone", ("smn", "s one")), ("somebody", "smbdy"), ("nobody", "no1"), ("another", "anthr"),
    ("through", ("thru", "thro")), ("arrived", ("arvd", "arrd")), ("returned", "retd"),
    ("possible", ("pos", "poss")), ("possibly", "possbly"), ("location", ("loctn", "locn")),
    ("immediate", "immed"), ("emergency", ("emerg", "emgy")), ("department", "dept"), ("months", "mths"),
    ("weeks", ("wks", "wk's")), ("years", ("yrs", "y")), ("would", "wd"), ("should", "shd"), ("been", "bn"),
    ("have", "hv"), ("people", "ppl"), ("very", "v"), ("front", "frnt"), ("number", ("nmbr", "nr")),
    ("window", ("wdw", "windw")), ("nothing", ("nowt", "nthg")), ("male", ("ml", "mle")),
    ("female", ("fml", "fmle")), ("driver", "drvr"), ("required", "reqd"), ("confirmed", ("confd", "cfmd")),
    ("supervisor", ("supvr", "sgt")),
)

SLANG: tuple[tuple[str, str], ...] = (
    ("child", "bairn"), ("girl", "lass"), ("friend", "butty"), ("drunk", "steaming"), ("alley", "ginnel"),
    ("crying", "greeting"), ("annoyed", "mithered"), ("shouting", "bawling"), ("money", "dosh"),
    ("stole", "half inched"), ("stolen", "nicked"), ("hungry", "clemmed"), ("frightened", "feart"),
    ("scared", "bricking it"), ("ears", "lugs"), ("trousers", "kecks"), ("mouth", "gob"), ("gate", "yett"),
    ("house", "gaff"), ("mother", "mam"), ("grandmother", "nan"), ("grandfather", "grampy"),
    ("argument", "barney"), ("something", "summat"), ("anything", "owt"), ("little", "wee"),
    ("tired", "jiggered"), ("bicycle", "pushbike"), ("talking", "nattering"), ("man", "geezer"),
)

PHONETIC: tuple[tuple[str, str], ...] = (
    ("occurred", "occured"), ("definitely", "definately"), ("separate", "seperate"), ("assault", "asault"),
    ("assaulted", "assualted"), ("burglary", "burglery"), ("harassment", "harrasment"),
    ("threatened", "threatned"), ("neighbour", "nieghbour"), ("necessary", "neccesary"),
    ("ambulance", "ambulence"), ("immediately", "imediately"), ("stationary", "stationery"),
    ("received", "recived"), ("aggressive", "aggresive"), ("apparently", "apparantly"),
    ("describe", "discribe"), ("weird", "wierd"), ("attendance", "attendence"), ("independent", "independant"),
    ("knife", "nife"), ("relationship", "relashionship"), ("knuckle", "nuckle"), ("believes", "beleives"),
    ("witness", "wittness"), ("possession", "posession"),
)
# fmt: on
