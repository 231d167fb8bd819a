"""What fills the slots of a fragment besides names and places: offenders in relation to victims, goods, vehicles."""

OFFENDERS: dict[str, tuple[str, ...]] = {
    "stranger": ("an unknown male", "an unknown female", "a male not known to them", "some lad", "a stranger",
                 "unk male"),
    "acquaintance": ("a neighbour", "a former friend", "a lad from the same estate", "a work colleague",
                     "the man from flat 3", "a female they know"),
    "family": ("own brother", "grown up son", "stepdad", "own sister", "an uncle", "a cousin"),
    "partner": ("current partner", "husband", "wife", "boyfriend", "girlfriend", "live in partner"),
    "ex-partner": ("ex partner", "ex husband", "former boyfriend", "ex girlfriend", "estranged wife",
                   "baby's dad, split up"),
}  # fmt: skip
VICTIMS: dict[str, tuple[str, ...]] = {
    "victim": ("caller", "the caller", "inft"),
    "parent": ("caller's daughter", "caller's son", "caller's 13 year old", "their youngest"),
    "professional": ("a patient", "one of the pupils", "the service user", "a client", "a young resident"),
    "business": ("a member of staff", "the shop worker", "staff member"),
    "friend": ("caller's friend", "the friend beside caller"),
    "officer": ("a member of the public", "victim at scene", "the person spoken to"),
}
SECOND_VICTIMS = (
    "caller's sister",
    "a friend with them",
    "the neighbour",
    "another customer",
    "a workmate",
    "cousin visiting",
)
AGENCIES = ("children's services", "the hospital ward", "a primary school", "the GP surgery",
            "the housing association",
            "the women's refuge", "the college", "the mental health team", "the care home",
            "adult social care")  # fmt: skip
GOODS = ("a phone", "a laptop", "a handbag", "jewellery", "a games console", "a power drill", "a wallet with cards",
         "a rucksack", "a tablet", "a watch", "cash and a purse", "a leaf blower", "a set of tools", "a camera",
         "an electric scooter", "a pair of trainers", "headphones", "a coat")  # fmt: skip
COLOURS = ("black", "white", "silver", "grey", "blue", "red", "green", "dark")
CARS = ("hatchback", "estate car", "van", "saloon", "pick up", "moped", "motorbike", "people carrier")
WHEN = ("10 mins ago", "half an hour ago", "earlier today", "last night", "this morning", "this afternoon", "just now",
        "about an hour ago", "yesterday evening", "in the small hours",
        "over the weekend", "at school run time")  # fmt: skip
CALLSIGNS = ("A", "B", "K", "M", "Q", "T", "V", "Y")
ABBREVIATIONS = (("caller", "clr"), ("female", "fem"), ("address", "addr"), ("officer", "off"), ("reports", "rpts"),
                 ("vehicle", "veh"), ("victim", "vic"), ("about", "abt"), ("with", "w"), ("from", "frm"), ("and", "&"),
                 ("outside", "o/s"), ("not known", "n/k"), ("please", "pls"), ("partner", "ptnr"), ("number", "no"),
                 ("years", "yrs"), ("because", "cos"), ("description", "desc"), ("through", "thru"))  # fmt: skip
