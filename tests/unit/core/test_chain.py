"""Every way of tampering with a trail that we could think of is found, for each of the six kinds."""

from collections.abc import Callable
from dataclasses import fields, replace
from itertools import pairwise

import pytest

from fullcount.core.chain import MOST_FAULTS, Verdict, verified
from fullcount.core.events import Event, Kind, Recorded, commitment, event_hash, genesis, recorded, state_hash
from small_trail import CHAIN, chained_anew, salt_of, trail

Trail = list[Recorded]
WHOLE = trail()
ROOT = WHOLE[-1].hash
EACH = pytest.mark.parametrize("at", range(12), ids=lambda at: f"{at + 1}-{WHOLE[at].event.kind}")


def checked(events: Trail, *roots: str, said: tuple[int, str] | None = None) -> Verdict:
    """The verdict; the forger has the header say what is there, unless told otherwise."""
    head = events[-1].hash if events else genesis(CHAIN)
    return verified(CHAIN, said or (len(events), head), events, roots or (ROOT,))


def told(verdict: Verdict) -> str:
    return "\n".join(str(fault) for fault in verdict.faults)


def without(events: Trail, *places: int) -> Trail:
    return [one for place, one in enumerate(events) if place not in places]


def test_a_whole_trail_holds() -> None:
    found = checked(WHOLE)
    assert found == Verdict(12, ROOT, 12, 2, 0, (), 0)
    assert found.holds


def test_an_empty_trail_holds_where_its_genesis_is_not_asked_for() -> None:
    assert not checked([]).holds
    assert verified(CHAIN, (0, genesis(CHAIN)), [], ()).holds


def test_events_after_the_root_are_told_apart_from_those_it_stands_for() -> None:
    found = checked(WHOLE, WHOLE[6].hash, WHOLE[3].hash)
    assert (found.holds, found.covered, found.events) == (True, 7, 12)


CHANGED: dict[str, object] = {
    "number": 99, "at": "2026-05-01T10:00:00.000000Z", "verb": "other", "actor": "a2", "subject": "case:99",
    "purpose": "audit", "commitment": "0" * 64, "previous": "0" * 64, "recipient": "nobody", "before": "1" * 64,
    "after": "1" * 64, "covers": (1, 2),
}  # fmt: skip


def test_no_field_is_left_out_of_the_changes_tried() -> None:
    assert {field.name for field in fields(Event)} == {*CHANGED, "kind"}


@EACH
@pytest.mark.parametrize("name", [*CHANGED, "kind"])
def test_a_changed_field_is_found(at: int, name: str) -> None:
    kinds = [kind for kind in Kind if kind is not WHOLE[at].event.kind]
    events = list(WHOLE)
    value = kinds[0] if name == "kind" else CHANGED[name]
    events[at] = replace(events[at], event=replace(events[at].event, **{name: value}))
    assert f"event {events[at].event.number}: was changed" in told(checked(events))


@EACH
def test_a_changed_event_with_its_hash_made_anew_is_found(at: int) -> None:
    event = replace(WHOLE[at].event, actor="a2")
    events = [*WHOLE[:at], replace(WHOLE[at], event=event, hash=event_hash(event)), *WHOLE[at + 1 :]]
    found = told(checked(events))
    assert ("does not follow" in found) == (at < 11)
    assert ("is the hash of no event here" in found) == (at == 11)


@EACH
def test_a_removed_event_is_found(at: int) -> None:
    found = told(checked(without(WHOLE, at)))
    assert ("events were removed" in found) == (at < 11)
    assert at < 11 or "the end was cut off" in found


@EACH
def test_a_removed_event_is_found_though_all_after_it_are_numbered_and_chained_anew(at: int) -> None:
    assert "the chain was made anew" in told(checked(chained_anew(without(WHOLE, at))))


@pytest.mark.parametrize("left", range(12))
def test_a_tail_cut_off_is_found(left: int) -> None:
    assert "the end was cut off" in told(checked(WHOLE[:left]))


def test_a_tail_cut_off_under_the_old_header_is_found_even_without_its_root() -> None:
    found = told(checked(WHOLE[:9], WHOLE[2].hash, said=(12, ROOT)))
    assert "says that it holds 12 events, and holds 9" in found
    assert "another last hash" in found


def test_a_head_cut_off_is_found() -> None:
    assert "event 4: stands where event 1 was due" in told(checked(WHOLE[3:]))


@pytest.mark.parametrize("at", range(11))
def test_two_events_exchanged_are_found(at: int) -> None:
    events = [*WHOLE[:at], WHOLE[at + 1], WHOLE[at], *WHOLE[at + 2 :]]
    found = checked(events)
    assert "stands where" in told(found)
    assert not checked(chained_anew(events)).holds


def test_a_trail_backwards_is_found() -> None:
    assert checked(WHOLE[::-1]).n_faults > 12


@EACH
def test_an_event_there_twice_is_found(at: int) -> None:
    events = [*WHOLE[: at + 1], WHOLE[at], *WHOLE[at + 1 :]]
    assert "its number is there twice" in told(checked(events))


@EACH
def test_two_events_of_one_number_are_found_though_the_second_is_well_made(at: int) -> None:
    twin = replace(WHOLE[at].event, actor="a2", previous=WHOLE[at].hash)
    events = [*WHOLE[: at + 1], replace(WHOLE[at], event=twin, hash=event_hash(twin)), *WHOLE[at + 1 :]]
    assert "its number is there twice" in told(checked(events))


@EACH
def test_an_event_put_in_is_found(at: int) -> None:
    strange = trail(1, actor="intruder")[0]
    events = [*WHOLE[:at], strange, *WHOLE[at:]]
    assert not checked(events).holds
    assert "the chain was made anew" in told(checked(chained_anew(events)))


def test_an_event_put_after_the_root_is_not_covered_by_it() -> None:
    found = checked(chained_anew([*WHOLE, trail(1, actor="intruder")[0]]))
    assert (found.holds, found.covered, found.events) == (True, 12, 13)


def test_a_whole_other_chain_is_found() -> None:
    assert "the chain was made anew" in told(checked(trail(actor="another")))


def test_another_chain_of_the_same_events_is_found() -> None:
    helpline = trail(chain="helpline")
    found = told(verified(CHAIN, (12, helpline[-1].hash), helpline, (helpline[-1].hash,)))
    assert "event 1: does not follow" in found


PRESENT = [place for place, one in enumerate(WHOLE) if one.payload is not None]


@pytest.mark.parametrize("at", PRESENT)
def test_a_changed_payload_is_found(at: int) -> None:
    events = list(WHOLE)
    events[at] = replace(events[at], payload={"concerns": ["victim:other"], "reason": f"because {at + 1}"})
    assert f"event {at + 1}: has another payload" in told(checked(events))


@pytest.mark.parametrize(("one", "other"), list(pairwise(PRESENT)))
def test_exchanged_payloads_are_found_with_or_without_their_salts(one: int, other: int) -> None:
    for with_salt in (True, False):
        events = list(WHOLE)
        for to, of in ((one, other), (other, one)):
            salt = WHOLE[of if with_salt else to].salt
            events[to] = replace(WHOLE[to], payload=WHOLE[of].payload, salt=salt)
        assert checked(events).n_faults == 2


@pytest.mark.parametrize("at", PRESENT)
def test_a_payload_lost_without_an_erasure_is_found(at: int) -> None:
    events = list(WHOLE)
    events[at] = replace(events[at], payload=None, salt=None)
    assert f"event {at + 1}: has lost its payload" in told(checked(events))


@pytest.mark.parametrize("part", ["payload", "salt"])
def test_a_payload_and_its_salt_go_together(part: str) -> None:
    events = list(WHOLE)
    events[1] = replace(events[1], **{part: None})
    assert "without its" in told(checked(events))


def test_a_salt_that_is_none_is_found() -> None:
    events = [*WHOLE[:1], replace(WHOLE[1], salt="short"), *WHOLE[2:]]
    assert "event 2: has another payload" in told(checked(events))


def test_a_payload_that_an_erasure_says_it_took_is_found() -> None:
    payload = {"concerns": ["victim:1"], "reason": "because 1"}
    events = [replace(WHOLE[0], payload=payload, salt=salt_of(1)), *WHOLE[1:]]
    assert "event 1: still has the payload" in told(checked(events))


def remade(change: Callable[[Event], Event], at: int) -> Trail:
    return chained_anew([replace(one, event=change(one.event)) if n == at else one for n, one in enumerate(WHOLE)])


@pytest.mark.parametrize("number", [0, 6, 7, 400])
def test_an_erasure_takes_only_what_is_before_it(number: int) -> None:
    events = remade(lambda event: replace(event, covers=(1, number)), 5)
    assert f"event 6: says that it took the payload of event {number}" in told(checked(events, events[-1].hash))


def test_only_an_erasure_takes_payloads() -> None:
    events = remade(lambda event: replace(event, covers=(1,)), 3)
    assert "event 4: is no erasure" in told(checked(events, events[-1].hash))


def test_a_disclosure_names_its_recipient() -> None:
    events = remade(lambda event: replace(event, recipient=""), 3)
    assert "event 4: is a disclosure without a recipient" in told(checked(events, events[-1].hash))


def test_a_clock_put_back_is_told_and_is_no_fault() -> None:
    events = remade(lambda event: replace(event, at="2025-01-01T00:00:00.000000Z"), 7)
    found = checked(events, events[-1].hash)
    assert (found.holds, found.clock_back) == (True, 1)


def test_faults_are_all_counted_and_the_first_told() -> None:
    events = trail(300)
    found = checked([replace(one, hash="0" * 64) for one in events], events[-1].hash)
    assert len(found.faults) == MOST_FAULTS
    assert found.n_faults == 600


def test_a_commitment_hides_and_binds() -> None:
    payload = {"concerns": ["victim:1"]}
    assert commitment(payload, "0" * 64) != commitment(payload, "1" * 64)
    assert commitment({"a": 1, "b": True}, "0" * 64) == commitment({"b": True, "a": 1}, "0" * 64)
    assert len({commitment({"a": value}, "0" * 64) for value in (1, True, "1", 1.0, None, [1])}) == 6
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        commitment(payload, "0" * 63)
    with pytest.raises(ValueError, match="Out of range"):
        commitment({"a": float("nan")}, "0" * 64)


def test_a_state_has_one_hash_under_its_own_salt() -> None:
    assert state_hash({"state": "open"}, "0" * 64) == state_hash({"state": "open"}, "0" * 64)
    assert state_hash({"state": "open"}, "0" * 64) != state_hash({"state": "open"}, "1" * 64)


def test_an_event_is_recorded_only_with_its_own_payload() -> None:
    event = WHOLE[1].event
    assert recorded(event, {"concerns": ["victim:2"], "reason": "because 2"}, salt_of(2)) == WHOLE[1]
    with pytest.raises(ValueError, match="another payload"):
        recorded(event, {"concerns": ["victim:3"]}, salt_of(2))
