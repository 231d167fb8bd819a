# ruff: noqa: E501 - a fragment reads best on one line
"""Drug offences, by Home Office class: version 2."""

DRUGS: dict[str, tuple[str, ...]] = {
    "92A": (
        "{cs} saw {who} [swap|palm] {drug} for notes {spot}, [buyer ran|buyer spoken to], {amt} in small notes and two phones on them, dealing",
        "search at {st}, {who}: {drug}, [scales and snap bags|tick list of names|money counter], [phones pinging with orders|says debt made them sell]",
        "county line youth in the flat of {name}, [weighing|bagging up] {drug} to sell, {cs} on warrant, [admits it|asks for mum]",
        "{who} stopped in {veh}, [forty|sixty] wraps of {drug}, {amt}, says [sells for an older|holding for a line], arrested",
        "inside {who}'s [trainers|lunch box], {drug} bagged up as tenners, text thread of [buyers|runners], {spot}",
    ),
    "92D": (
        "{who} found by {cs} [asleep in a doorway|at a gig search], {drug} in pocket, for own use, [admits the habit|says found it]",
        "custody search, {who}, [one small lot|a wee bit] of {drug} in [sock|waistband], a single person's worth, nothing to show supply",
        "{cs}, {spot}: {who} dropped {drug} on seeing us, picked up, field test positive, [own use|for the weekend], [interview booked|refused to talk]",
        "{who} in the cubicle, door ajar, {drug} [on a phone face|on a note], single user, staff [held door|called us in]",
    ),
    "92E": (
        "{cs} smelt it, {who} handed over [a bud in foil|two joints], says it is for [the back|sleep], {spot}, cannabis",
        "stop of {veh}, {who} passenger, [half smoked spliff|grinder with weed], own use, [polite|sulky], nothing else",
        "{who} at the bus stop, [bag of green|lump of resin], {look}, admitted it is cannabis, [doing it for anxiety|doing it from boredom]",
        "at {st} on a noise call, {who} rolling on the step, [one gram|small stash] of cannabis, [hands up at once|tried to eat it]",
        "search on [match day|town square], {who}, cannabis in [sock|vape tin], {num} spliffs, no dealing signs",
    ),
}
