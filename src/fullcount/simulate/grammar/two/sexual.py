# ruff: noqa: E501 - a fragment reads best on one line
"""Sexual offences, by Home Office class, told soberly: version 2."""

SEXUAL: dict[str, tuple[str, ...]] = {
    "19C": (
        "woman, 34, says a man she knew [came back to hers for a coffee|gave her a lift home|stayed on after the party] and had sex with her though she said no, [said it plainly twice|froze after], {tm}, [showered since|has kept the bedding]",
        "female aged 22 woke with [her flatmate's pal|a man from the gathering] having intercourse with her, had been asleep, no consent, [friend with her now|sat in campus welfare], speaking in a whisper",
        "q what is being reported a rape. q by whom a her husband. q age of lady a 51. q when a {tm}[, not the first but only wants to speak of this one|]. q safe now a [at {kin}'s|he is away on the rigs]",
        "sexual health clinic with consent of patient, adult female 28, raped by [a date from an app|someone in her running club] {tm}, [swabs taken|early kit offered], will see a female officer, no hurry",
        "lady of 63, residential home, states male visitor [forced himself inside her|made her have full sex] in her room, {mood}, [staff have locked the room|bedclothes bagged by matron]",
        "student, 19, female. drunk, could not stand. [lad|barman] took her [to a stairwell|into a taxi and on to his] and had sex with her. she [has gaps but is sure|never agreed]. does not yet know about [going to court|telling mum]",
    ),
    "19D": (
        "girl aged 14 told [form tutor|her nan|a youth worker] an older lad made her have sex {spot}, she said stop and he did not, [scared of being in bother herself|asks that dad not be told]",
        "daughter, 15, in tears at breakfast: raped by [a boy from her year|a cousin's friend] {tm}, [did not shout as folk next door|clothes in a carrier bag]",
        "{org} on the line re a 13 year old girl, disclosed forced intercourse by [her uncle|mother's boyfriend], against her will, [foster carer with her|in a place of safety]",
        "15 year old female, held down by a male [she met online|from the fairground|off the estate] and penetrated, kept saying no, [bus fare home from a stranger|rang a helpline first], {mood}",
    ),
    "19E": (
        "girl aged 9 has told her mother that [grandad|a family friend] put his private part inside her, [said while being bathed|drew it in a notebook], child with mother, he is not in the house",
        "paediatrician: female child of 11, signs and her own account of penetration by [older stepbrother aged 17|a lodger], {org} informed, [examination set|mum beside her]",
        "school: pupil, girl, 8, says [babysitter's boyfriend|dad's mate] had sex with her, used her own small words for it, [written down verbatim|no leading questions put]",
    ),
    "19F": (
        "man aged 27 woke in [a hostel dorm|a stranger's flat] with another male penetrating him, had not agreed, [thinks drink was spiked|no memory of leaving bar], finds it hard to say",
        "male, 40, ex forces, reports being raped by [a fellow lodger|someone he'd trusted] {tm}, [never thought he'd make this call|broke off twice to cry], willing to meet a specialist",
        "q is this a rape a yes. q who is hurt a me i'm a fella, 19. q by a [a man i was seeing|bloke from the sauna], i told him no, he carried on. q now a [at a drop in|with {kin}]",
    ),
    "19H": (
        "boy of 10 [told his gran|let slip at cubs] that a [coach|neighbour man] put his penis in his bottom, boy is safe at home, [has not been asked more|going quiet on us]",
        "{org}: looked after child, male aged 12, discloses anal rape by an older [resident|lad at respite], [separated now|review tonight], worker stays on line",
        "dad ringing, can hardly speak, son aged 7 says [mum's partner|childminder's husband] did it inside him, [bleeding seen in pants|sore and not himself], lad on sofa with cartoons",
    ),
    "20A": (
        "hand up skirt {spot} by {who}, touched over underwear, lady aged 26 [swung her bag at them|moved carriage], [strap hangers said nowt|conductor told]",
        "female, 41, {job}, breast grabbed by {who} [at the counter|in the store room|during a massage], was not wanted, [manager shrugged|wrote it all down at once]",
        "lass of 17 says {who} [kissed her neck and groped her behind|rubbed against her] [in the crush at a gig|on the packed last bus], told to stop, did not, {mood}",
        "q touched where a bottom, then front, over jeans. q age of woman a 30. q who a {who}. q said what a '[just being friendly|smile love]'. q feeling a [dirty|angry]",
        "woman patient, 72, reports {who} fondled her chest [under pretence of a check|while helping with a cardigan], {org} has been told, she [did not like to make a scene|knew straight off it was wrong]",
        "girl of 15, [sleepover|band trip], {who} put a hand down her pyjama top and felt her, no more than that, [rang home at oh two hundred|text her sister to be fetched]",
        "two pints in and {who} squeezed the barmaid, 23, between the legs through clothing, [on camera|regulars barred them], she wants it [on paper|taken to court]",
    ),
    "20B": (
        "girl aged 7 says {who} touched her privates over her tights [at the soft play|in the swimming changing room], child [chatty, not upset|clinging], mum shaking",
        "{org}: child, female, 10, tells of {who} rubbing her chest under vest [on the settee|at story time], [more than a tickle she says|told it was a secret game], nothing further",
        "daughter of 12 groped on the bottom by {who} {spot}, [thought it a mistake till it was done again at once|froze], [screamed|told lollipop lady]",
        "six year old girl drew {who} with a hand in her knickers, says [just the once|at the caravan], outside only, [drawing kept|play worker reporting]",
    ),
    "17A": (
        "man, 33, had his crotch seized by {who} [at the urinals|on the dance floor], not invited, [laughed off by mates|felt sick], wants a record of it",
        "male pupil, 15, {who} put hands down his shorts after [training|the away match] and felt him, [told head of year|quit the team], {mood}",
        "chap of 58 in the ward bed, {who} stroked his genitals through sheet, [buzzer pressed|nurse called], [he is certain|he was half asleep but sure]",
        "{job}, male, 24, bum groped {num} times in one night by {who} [at the hen do|in the staff kitchen], asked to quit it, [boss says boys should enjoy it|colleague watched]",
    ),
    "17B": (
        "boy aged 8 says {who} felt his willy over his trunks [at the baths|in the tent], no other touching, [cub leader took a note|mum rang straight away]",
        "lad of 11, {who} stroked him between the legs on the [back seat|sofa], over clothing, [told brother|took until {day} to say]",
        "{org}: male child, 5, tells [nursery|foster mum] {who} 'plays with my bits' at bath time by hand, that is all he says, [strategy talk today|not going home tonight]",
    ),
    "21": (
        "girl of 10 [on a tablet|on webcam] told by {who} to undress and touch herself for them, [she did for a moment then shut the lid|she did and cried to mum], nobody laid a hand on her",
        "{who} sat a boy of 9 down [in the shed|at a weekend stay] and made him watch adult films of sex for their own kicks, never touched, {org} told, [boy having bad dreams|said he hated it]",
        "man pleasured himself in front of a girl aged 11 [on the sofa|in the car] so she would see, {who} named, she was not touched, [mum at bingo|gran walked in]",
    ),
    "22B": (
        "girl, 15, says she and a man of 26 are 'going out' and sleeping together, [she is cross that we know|says it's her choice], [texts on the family tablet|pill packet found], her age no secret",
        "male pupil of 14, teaching assistant aged 31 having a sexual relationship with him, [willing on his side|he calls it love], [hotel bill found|other pupils joking of it]",
        "{org} has it that a 14 year old girl is [pregnant|at the clinic] by a man of 20, she says she agreed each time, [stays at his at weekends|parents thought he was 16]",
        "runaway, female 15, found at {name}'s [flat|narrowboat], he's 38, sex with her own agreement she tells officers, [wine on the side|has a key to it]",
    ),
    "88A": (
        "{who} chatted up a girl of 12 on a dance app for weeks, steered it to sex, then [bought the train ticket|waited at the arcade] to meet her for it, [dad went instead|she did not go in]",
        "lad aged 13, messages on console from grown man, [gift cards|game skins] then talk of what they'd do in bed, meeting set for {day} at the retail park, man [travelled|arrived], no meeting happened",
        "{org}: 14 year old girl groomed, adult male of 45 posing as 17, [months|weeks] of sexual chat then [drove two counties|came by coach] to collect her, stopped at the bus station",
    ),
    "88E": (
        "{who} flashed at {v} {spot}, [coat open nothing under|trousers at knees], [grinning|said what do you think], made off, {look}",
        "tiny camera found in [gym shower|works toilet|the holiday let smoke alarm], aimed at where {v} undresses, {who} [set it up|bought it, till slip found]",
        "{who} held a phone under {v}'s skirt on [the escalator|the stairs of the tram], picture seen on screen, [challenged, ran|lens pointing straight up]",
        "man standing at a lit window exposing himself to {v} [as they wait for the bus|each time they pass], on purpose, [waves|taps the glass], not touched, {mood}",
    ),
}
