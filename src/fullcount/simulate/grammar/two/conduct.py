# ruff: noqa: E501 - a fragment reads best on one line
"""Conduct crimes, by Home Office class: version 2."""

CONDUCT: dict[str, tuple[str, ...]] = {
    "8L": (
        "woman at number nine [bangs the party wall|plays hymns at full belt|hangs over the fence jeering] at {v} day in day out since {day}, {freq}, [made {v} poorly with nerves|{v} on tablets for it now], asked to stop by the housing and carries on",
        "ex colleague: [silent calls to the works|pizzas nobody ordered|reviews slagging {v} off], on and off eight weeks, {v} [dreads the phone|has handed in notice], wants it stopped",
        "q how long a since easter. q what a the chap downstairs [blocks the stairs and mutters abuse|posts nasty notes|knocks and runs], [nightly|three or four goes a week]. q effect on {v} a [not eating|sleeps at {kin}'s]",
        "club treasurer {name} has it in for {v}: [letters to the landlord|posts on the village page|shouting across the square], {num} separate times this month, {v} [at end of tether|resigned the committee over it]",
        "brother in law [rings forty times a day|sends their own photos back with rude words|turns up at the shop counter to sneer], weeks of it over the will, {v} [distressed|down to skin and bone], told him to leave off",
        "caller keeps a diary, [eleven|nineteen|twenty two] entries, same lads off {st} [throwing gravel at the glass|chanting a nickname|ringing the bell and lying in wait] to torment {v}, who [cannot relax at home|is frail and frightened]",
        "landlord's nephew after {v} to quit: [cuts remarks through the letterbox|parks across the drive each dawn|leaves dog dirt on the mat], over and over since {day}, {v} [in bits|shaking when he comes near]",
        "mum from the school gate won't let it drop - [daily hissing at {v}|a fake account telling lies, seven posts|other parents got up against them] - half a term now - {v} [anxious, drops off late to dodge her|has moved the children's pick up]",
        "customer barred from {shop} returns {freq} to [berate|film|bad mouth] {v}, told to stop by manager and by letter, {v} [sick before every shift|off with stress]",
        "allotment wrangle gone sour: {name} [pours scorn on {v} every weekend|leaves rhymes pinned to the shed|follows up each meeting with a screed of abuse], {num} weeks, {v} [gave up the plot|no longer sleeps]",
    ),
    "8Q": (
        "{who} sits in {veh} at the end of {st}, [headlights off|engine running], watching {v}'s window, {freq}, [knows shifts to the minute|flowers on the step each time], {v} living in fear",
        "found [a tracking tag in the lining of a bag|a tracker under the wheel arch|a spare phone taped up in the boot], {who} has popped up wherever {v} goes since, [gym, dentist, chapel|all over the shop], {v} terrified",
        "q contact wanted a no told many a time. q what then a [letters|gifts|hundreds of messages from made up names], {who}, obsessed, also hangs about {v}'s [work|nan's|gate]. q how is {v} a [can't go out alone|scared witless]",
        "{v} followed home from [the library|late shift|the tram] by {who}, {num} nights of it, same spot across the way, [blows kisses|just stands], [has changed route twice|asks for a lift every night]",
        "{who} booked on the same [yoga class|ferry|evening course], moved to a flat facing {v}'s, [drawings of {v} posted|poems daily|rings the doorbell camera], been going on months, {v} fears for safety",
        "fixated person: {who}, convinced {v} is meant for them, [waits by staff door|sends wedding cards|rings {v}'s family to ask where they are], will not be told, {v} [in dread|had to switch college]",
        "{who} [read {v}'s rota off a notice board|asks round friends for {v}'s plans], then appeared at [the caravan|the spa|a friend's], again and again since {day}, {v} looks over shoulder constantly",
        "relationship done in spring, {who} won't have it: [loiters by the nursery|rings off withheld up to thirty times|messages the new partner], drives past slow of a night, {v} [afraid to put lights on|moved in with {kin} out of fear]",
        "parish warden says {who} shadows {v} [in the aisles|on the dog walk|to bell practice] month after month, keeps [a hair clip of theirs|photos taken from bushes], {v} rigid with fear",
    ),
    "8R": (
        "one text to {v} from {who}: '[hope you get cancer|watch your back you grass|your kid should have been drowned at birth]', [number blocked|left on read], {v} {mood}",
        "[voice note, forty seconds|video of just a mouth talking], {who} calling {v} [every filthy name going|a nonce and a beast, all invented|worse than dirt], sent {tm}, the one message only, {v} upset by it",
        "card through post, no stamp, [cut out letters|block capitals|green ink], says {v} [ought to be dead like the rest|is vermin and will get a battering], single card, {who} thought to have sent it",
        "q what was posted a {who} put on the town page that {v} [deserved the miscarriage|wants stringing up, join in]. q once a aye the once then account vanished. q distress a [plenty|cried all night]",
        "email to {v} at work in the small hours, {who}, [reads: ugly pig, quit or we will make you|a picture of a coffin with rude verse], [hr have it|printed off], no other contact",
        "{who} [left a message on the answerphone|sent two messages in a minute] threatening to [break {v}'s legs|come round and give them a slapping], nothing before or since, {v} {mood}",
        "gaming chat: {who} typed to {v} '[i'll find you and knock your teeth out|go hang yourself]', no clue who is behind the tag, [headset now in a drawer|screen grab kept], a single session, one line",
        "funeral notice page, {who} wrote beneath it that {v}'s late {kin} [rots where they belong|was filth, and so are you], sent to hurt, [comment since taken down|forty people liked it], {v} in pieces",
        "disappearing picture message from {who} to {v}, gone in ten seconds but {kin} saw: [grossly insulting words about their disability|knife emoji and u r next lol], first ever, [school aware|thinks it was a dare]",
    ),
    "8U": (
        "{who} holds {v}'s bank card, [gives a fiver for the week|asks for till receipts], picks clothes, [checks mileage|times the shop run], has gone on years, {v} 'not a person any more'",
        "not let see own mother since the wedding. {who} [answers {v}'s phone|reads every message aloud|has the passwords], says when to eat and bathe, [no money of own|door alarm on at night], {v} living on nerves",
        "{v} told {org} in confidence that other half [weighs them daily|rations heating to one room|keeps a points chart with forfeits], rules on the fridge, [job given up on orders|cannot speak without leave], long running",
        "q who pays bills a {who}, {v} never sees a penny. q friends a all dropped as {who} [rowed with each|sulks for days]. q fear a yes, [asks permission to go to the toilet|must be on video when out], three years so far",
        "cameras [in kitchen and lounge|on every door], {who} [rings {v} at work each half hour|locks the food cupboard|hides the inhaler till {v} begs], wears them down month on month, {v} has no say in anything",
        "{who} has {v} [sign over wages|sleep on landing when displeased|hand over phone at the door], [threatens to tell social they're unfit|says nobody'd believe a nutter], been this way since they moved in, {v} altered beyond knowing says {kin}",
        "helpline referral: partner decides [tablets, meals, visitors|hair, make up, hours of sleep], {v} [not been in a shop alone since winter|must ask for sanitary things], isolated up a farm track, car keys kept off them, frightened of the silence",
    ),
    "8M": (
        "{num} weeks of [monkey noises over the fence|bacon on the door handle|the p word each time bins go out] from the family next door, aimed at {v} as a [muslim|pakistani], {v} in fear of the school run",
        "regular at the bus stop calls {v} [the n word|a boat person] every morning without fail since {day}, told to stop, does it more, {v} [gets a taxi now|has lost a stone with it]",
        "lad two doors up sings anti romany songs at {v}, writes [pikey|dirty gyppo] in the dirt on the car, [dozens of times|all summer long], {v} driven to tears",
    ),
    "86": (
        "q what is on the phone a a picture of a girl in year eight, undressed, [passed round the class|sent on by {name}], [head teacher has handset in safe|mum deleted and regrets it]",
        "engineer mending {name}'s laptop came on a folder of indecent pictures of [small children|bairns no more than six], [lid shut at once|machine kept switched off for us]",
        "{name}, 44, had [a clip of a child being abused|naked images of a boy about ten] drop in a group chat and saved it, {kin} [saw it in the gallery|was shown it as a boast] and is reporting",
    ),
}
