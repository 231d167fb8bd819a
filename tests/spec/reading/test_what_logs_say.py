"""What the words of a log say, and what they do not: one line a case, with both sides of every boundary.

All lines are our own. `None`: the words leave it open, which is not the same as no.
"""

from functools import cache
from importlib.resources import files

import polars as pl
import pytest

from fullcount.pipeline.lexicon_cache import compiled
from fullcount.reading.compiled import Lexicon
from fullcount.reading.read import read_texts


@cache
def shipped() -> Lexicon:
    folder = files("fullcount.reading") / "lexicons"
    return compiled({f.name: f.read_text("utf-8") for f in folder.iterdir() if f.name.endswith(".toml")})


def said(text: str, fact: str) -> object:
    return read_texts(pl.Series(["k"]), pl.Series([text]), shipped()).facts[fact][0]


VIOLENCE = [
    ("INF STATES SUSP PUNCHED HIM TWICE OUTSIDE PUB", True),
    ("ip slapped by her partner during row", True),
    ("alleges he punched her last night", True),
    ("male spat at the PCSO", True),
    ("she was dragged by her hair", True),
    ("asslt reported, offender gone", True),
    ("he denies punching anyone", False),
    ("ip was not hit or kicked", False),
    ("she was not punched, not slapped", False),
    ("argument only, he did not assault her", False),
    ("caller worried that he will assault her tonight", None),
    ("if he comes back he might punch someone", None),
    ("asking what to do if her son is assaulted", None),
    ("hx of assault at this address", None),
    ("previous dv assault markers, verbal row tonight", None),
    ("wanted for assault, not seen tonight", None),
    ("heard that a lad got punched at the weekend", None),
    ('graffiti reads "kick the council out"', None),
    ("match about to kick off at the ground", None),
    ("kickoff delayed, stable doors open, established 1990", None),
    ("elderly male having a heart attack", None),
    ("caller having a panic attack", None),
    ("she was bitten by a dog in the park", None),
    ("cyclist was hit by a car", None),
    ("was accidentally elbowed while playing football", None),
    ("he fell from a ladder hitting his head", None),
    ("Did he punch you? no reply", None),
    ("no injuries but he kicked her", True),
    ("denies theft. He punched the guard", True),
    ("No weapons. He kicked the victim", True),
    ("threatened to punch the manager", None),
    ("drink spiked in a bar", True),
    ("an officer was kneed in the leg, the suspect kneed him again", True),
    ("no allegation of assault made", False),
    ("previously quiet area. Male punched tonight", True),
    ("row over money, nothing physical", None),
]
INJURY = [
    ("no injuries", "none"),
    ("IP UNINJURED", "none"),
    ("injuries - nil", "none"),
    ("nil inj, ambulance not required", "none"),
    ("red mark on her arm", "redness"),
    ("bruising and a black eye", "bruise"),
    ("deep cut to his hand needs stitches", "wound"),
    ("bruise to cheek and a fractured jaw", "broken-bone"),
    ("stab wound to the leg", "wound"),
    ("no bruising seen", None),
    ("possible broken arm", None),
    ("Mark Bruce called about his lease", None),
    ("no injuries at first, now says bruising to ribs", "bruise"),
]
THREATS = [
    ("threat_to_kill", "ttk made by ex over the phone", True),
    ("threat_to_kill", "said he will kill her", True),
    ("threat_to_kill", 'shouted "I will kill you"', True),
    ("threat_to_kill", "she did not threaten to kill him", False),
    ("threat_to_kill", "no threats to kill were made", False),
    ("threat_to_kill", "male threatening to kill himself", None),
    ("threat_to_kill", "killing time at the station", None),
    ("threat_to_kill", "afraid he will kill her", None),
    ("threat_of_violence", "threatened to hit him if he came back", True),
    ("threat_of_violence", "neighbour threatened her with violence", True),
    ("threat_of_violence", "he made no threats", False),
    ("threat_of_violence", "female threatening to self harm", None),
    ("threat_in_message", "abusive texts from ex", True),
    ("threat_in_message", "death threats by text", True),
    ("threat_in_message", "left a text for the manager", None),
    ("strangulation", "he put his hands around her neck", True),
    ("strangulation", "strangled until she passed out", True),
    ("strangulation", "denies strangling her", False),
    ("strangulation", "baby choking on a grape", None),
    ("weapon_used", "pulled a knife on him", True),
    ("weapon_used", "hit her with a hammer", True),
    ("weapon_used", "no weapons used", False),
    ("weapon_used", "knife was in the kitchen drawer", None),
    ("coercive_control", "controls her money and checks her phone", True),
    ("coercive_control", "officer controlling traffic", None),
    ("repeated_unwanted_conduct", "keeps turning up at her work", True),
    ("repeated_unwanted_conduct", "forty missed calls, unwanted messages daily", True),
    ("repeated_unwanted_conduct", "no harassment disclosed", False),
    ("following_or_watching", "he followed her home", True),
    ("following_or_watching", "tracker found on her car", True),
    ("following_or_watching", "joined neighbourhood watch", None),
]
SEXUAL = [
    ("rape_disclosed", "patient disclosed she was raped", True),
    ("rape_disclosed", "reports historic rape by uncle", True),
    ("rape_disclosed", "forced her to have sex", True),
    ("rape_disclosed", "she has not been raped", False),
    ("rape_disclosed", "tractor in the rapeseed, drape torn, grape spill", None),
    ("rape_disclosed", "rape alarm sounding in the park", None),
    ("sexual_touching", "stranger groped her on the bus", True),
    ("sexual_touching", "no sexual assault alleged", False),
    ("sexual_touching", "touched the brake and skidded", None),
    ("exposure", "male exposed himself to joggers", True),
    ("exposure", "exposed wiring in the hall", None),
    ("intimate_image", "ex has posted intimate images of her online", True),
    ("intimate_image", "threatened to share naked photos", True),
    ("child_harmed", "children left alone all night", True),
    ("child_harmed", "children playing in the road", None),
    ("order_breached", "in breach of his restraining order", True),
    ("order_breached", "applied for a restraining order", None),
    ("hostility", "racist abuse shouted at the taxi driver", True),
    ("hostility", "not racially motivated", False),
    ("hostility", "charity race in the park", None),
    ("fear_in_public", "aggressive towards staff and customers", True),
]
PROPERTY = [
    ("property_taken", "A suspect removed a wallet.", True),
    ("property_taken", "bag snatched in the street", True),
    ("property_taken", "burglary but nothing taken", False),
    ("property_taken", "messy search, nothing taken", False),
    ("property_taken", "bike was not stolen, it was borrowed", False),
    ("property_taken", "student reported her phone stolen", True),
    ("property_taken", "patient taken to hospital", None),
    ("property_taken", "advice re theft prevention given", None),
    ("property_taken", "the bikes were removed from the location and impounded", None),
    ("property_taken", "possible theft, no details", None),
    ("taken_by_force", "robbed at knifepoint of his phone", True),
    ("taken_by_force", "mugged on way home", True),
    ("taken_by_force", "phone taken from table", None),
    ("taken_from_person", "phone snatched from her hand", True),
    ("taken_from_person", "pickpocketed on the tram", True),
    ("entered_as_trespasser", "shed broken into overnight", True),
    ("entered_as_trespasser", "no break in, door left open by owner", False),
    ("entered_as_trespasser", "Officers answered a report of a possible burglary and found the door secure", None),
    ("entered_as_trespasser", "burglar alarm ringing", None),
    ("is_dwelling", "broke into my house", True),
    ("from_shop", "shoplifter left without paying", True),
    ("vehicle_taken", "car stolen from drive", True),
    ("vehicle_taken", "TWOC, vehicle not seen since", True),
    ("vehicle_taken", "tools stolen from van", None),
    ("vehicle_entered", "tools stolen from van", True),
    ("vehicle_entered", "TFMV overnight", True),
    ("bicycle_taken", "bike stolen from outside shop", True),
    ("bicycle_taken", "fell off his bike", None),
    ("property_damaged", "crim dam to front door", True),
    ("property_damaged", "window put through by kids", True),
    ("property_damaged", "no criminal damage seen", False),
    ("property_damaged", "fence blown down in storm", None),
    ("property_damaged", "windscreen was smashed by a tree branch", None),
    ("fire_set", "bins set on fire by youths", True),
    ("fire_set", "fire alarm test", None),
    ("deceived_for_gain", "scammed out of savings by fake bank caller", True),
    ("deceived_for_gain", "talk about fraud at the community centre", None),
    ("drugs_found", "found with a bag of cannabis", True),
    ("drugs_found", "no drugs found", False),
    ("weapon_carried", "male carrying a machete", True),
    ("weapon_carried", "searched, no knife", None),
]
ACCOUNT = [
    ("victim_unwilling", "Victim does not want to prosecute", True),
    ("violence_used", "Victim does not want to prosecute for the assault", True),
    ("victim_unwilling", "ip refuses to give a statement", True),
    ("victim_unwilling", "ip willing to make a statement", False),
    ("victim_unwilling", "officer does not have a pen", None),
    ("victim_unwilling", "victim does not support police action", True),
    ("victim_unwilling", "victim no longer supports a prosecution", True),
    ("victim_unwilling", "victim no longer wishes to support", True),
    ("victim_unwilling", "ip unable to support further action", True),
    ("victim_unwilling", "victim not able to support", True),
    ("victim_unwilling", "not supportive of police action", True),
    ("victim_unwilling", "ip not supporting", True),
    ("victim_unwilling", "support withdrawn", True),
    ("victim_unwilling", "has retracted her statement", True),
    ("victim_unwilling", "allegation retracted", True),
    ("victim_unwilling", "victim supports police action", False),
    ("victim_unwilling", "victim not replying to letters", None),
    ("victim_unwilling", "no response to letters", None),
    ("victim_unwilling", "unable to support herself on the leg", None),
    ("victim_unwilling", "no longer lives at the address", None),
    ("victim_confirms", "victim no longer supports a prosecution", None),
    ("victim_confirms", "not supportive of police action", None),
    ("violence_used", "not replying to letters re assault", True),
    ("violence_used", "ip not replying re assault", True),
    ("victim_confirms", "IP confirms he was assaulted", True),
    ("victim_confirms", "IP denies any assault", False),
    ("violence_used", "IP denies any assault", False),
    ("victim_confirms", "nobody at home", None),
    ("reporter", "call from the hospital, patient disclosed abuse", "professional"),
    ("reporter", "caller is a social worker", "professional"),
    ("reporter", "caller is the mother of the victim", "parent"),
    ("reporter", "neighbour reports hearing shouting", "other"),
    ("reporter", "anonymous caller heard a scream", "other"),
    ("reporter", "caller states he was robbed", "victim"),
    ("relationship", "hit by her ex partner", "ex-partner"),
    ("relationship", "her husband pushed her", "partner"),
    ("relationship", "assaulted by his brother", "family"),
    ("relationship", "neighbour dispute", "acquaintance"),
    ("relationship", "attacked by an unknown male", "stranger"),
    ("contrary_evidence", "cctv shows nothing happened", True),
    ("contrary_evidence", "phone was found at home", True),
    ("contrary_evidence", "cctv not yet viewed", None),
    ("contrary_evidence", "victim states it was consensual", True),
    ("contrary_evidence", "non consensual touching", None),
    ("contrary_evidence", "officer thinks it did not happen as told", None),
    ("contrary_evidence", "sgt concluded that no crime had occurred", None),
    ("contrary_evidence", "advised civil matter, a misunderstanding", None),
    ("contrary_evidence", "no evidence of a burglary", None),
    ("contrary_evidence", "neighbour says there was no threat", None),
    ("contrary_evidence", "at scene, all in order, verbal only", None),
    ("contrary_evidence", "officers found the premises all in order", True),
    ("other_force_records", "recorded by btp", True),
    ("false_alarm", "false alarm, set off by cleaner", True),
    ("false_alarm", "alarm activation, door found open", None),
    ("false_alarm", "not a false alarm", False),
    ("number_of_victims", "two victims on scene", 2),
    ("number_of_victims", "x2 IPs", 2),
    ("number_of_victims", "both females assaulted", 2),
    ("number_of_victims", "4 people were stabbed", 4),
    ("number_of_victims", "2 males seen running", None),
]


@pytest.mark.parametrize(("text", "expected"), VIOLENCE)
def test_force_on_a_person(text, expected):
    assert said(text, "violence_used") is expected


@pytest.mark.parametrize(("text", "expected"), INJURY)
def test_injury(text, expected):
    assert said(text, "injury") == expected


@pytest.mark.parametrize(("fact", "text", "expected"), THREATS + SEXUAL)
def test_threats_behaviour_and_sexual_acts(fact, text, expected):
    assert said(text, fact) is expected


@pytest.mark.parametrize(("fact", "text", "expected"), PROPERTY)
def test_property(fact, text, expected):
    assert said(text, fact) is expected


@pytest.mark.parametrize(("fact", "text", "expected"), ACCOUNT)
def test_who_says_so_and_what_speaks_against_it(fact, text, expected):
    assert said(text, fact) == expected
