"""Names of places that are nowhere: pools from which every seed's county takes some."""

COUNTIES = ("Marlshire", "Northwealdshire", "Estermark", "Holmshire", "Wrackland", "Tanfordshire", "Severell",
            "Ouzelshire", "Great Fennoway", "Carrowshire", "Westmarrow", "Lindlemark")  # fmt: skip
DISTRICTS = (
    "Saltmere", "Orrindale", "Pellwick", "Harthing", "Tannockvale", "Brimsted", "Ludgrove Cross", "Eastwolde",
    "Quarrowby", "Fennickstow", "Averholt", "Coldrenby", "Skelmarrow", "Thruxwick", "Glassonmere", "Netherquill",
    "Wexmarsh", "Ravenstoke End", "Hexbourne", "Moulderwick", "Pentlowby", "Strandleigh", "Ickerdale",
    "Trevallock",
)  # fmt: skip
TOWN_ENDS = ("Central", "Northgate", "Underhill", "Quayside")
STREET_NAMES = 44  # first words that one county uses
STREET_FIRST = (
    "Alderfell", "Bellwether", "Candlewick", "Dunnock", "Emberley", "Foxglove", "Gannet", "Hollowmere", "Inkerfield",
    "Juniper", "Kestrelby", "Lanternhill", "Marlpit", "Nightjar", "Oxbarrow", "Plover", "Quillstone", "Rushmoss",
    "Sandpiper", "Thornlea", "Umberfield", "Vetchley", "Whinberry", "Yarrowdale", "Bracken", "Cloudberry", "Drovewell",
    "Eiderholm", "Fallowgate", "Gorsehill", "Harrowmere", "Ivelet", "Knapweed", "Linnetby", "Mothersole", "Needlefen",
    "Osierbank", "Pinfold", "Ravelin", "Saltgrass", "Teaselby", "Wherryman", "Windlestraw", "Yewcroft", "Amberstile",
    "Brockmoor", "Curlewdale", "Damselfield", "Elverbank", "Fernhallow", "Goshawk", "Heronsgill", "Islebeck",
    "Jackdaw", "Kilnhollow", "Lapwing", "Merlinholt", "Nettlerise", "Otterpool", "Peewit", "Quernmoor",
    "Rookfield", "Skylark", "Tidewrack", "Ullmere", "Voleby", "Wagtail", "Yaffle", "Buntinglea",
    "Dipperlea", "Fieldfare", "Siskin",
)  # fmt: skip
STREET_LAST = ("Road", "Street", "Avenue", "Close", "Lane", "Grove", "Drive", "Walk", "Terrace", "Court")
SHORT = {"Road": "Rd", "Street": "St", "Avenue": "Ave", "Lane": "Ln", "Drive": "Dr", "Terrace": "Tce", "Court": "Ct"}
VENUE_NAMES = 20
VENUE_FIRST = (
    "Penny Lantern", "Harbour & Hearth", "Moorgale", "Tallow Bros", "Blue Kettle", "Fairweather", "Kiln",
    "Orchard Row", "Greyling", "Copper Finch", "Dragonet", "Sailcloth", "Northlight", "Two Herons", "Wick & Wax",
    "Brindle", "Halyard", "Saffron Gate", "Old Ropewalk", "Millrace", "Tin Whistle", "Larkspur", "Three Bells",
    "Marram", "Pilot & Daughter", "Quince", "Hobnail", "Gilded Hare", "Stonebow", "Wren & Sons", "Cinder Path",
    "Lamplighter",
)  # fmt: skip
SHOP_LAST = ("Stores", "Superstore", "Pharmacy", "Convenience", "Service Station", "Retail Park unit 4", "Hardware",
             "Outlet", "Food Hall", "Off Licence")  # fmt: skip
PUB_LAST = ("Inn", "Tavern", "Bar", "Club", "Social Club")
