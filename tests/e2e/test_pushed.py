"""One made-up person, from the permit to the closing, as a municipality is told by push."""

import asyncio
import time
from collections.abc import Sequence
from datetime import date

import pytest
from municipal_system import Receiver, listening
from person import Person
from whole_way import OF_THE_WHOLE_WAY, acts, whole_way

from continuous_line.contracts import subscription, type_name
from continuous_line_embedded.demo.acts import at
from continuous_line_embedded.demo.requests import Requests
from continuous_line_embedded.stand import Stand
from doorlopende_lijn_client import CloudEvent

AZC, MUNICIPALITY = "weert", "GM0957"
LOST = "WarmHandoverHeld"
"""In the middle of the way; the first answer to it is lost."""
LAST = {"HandoverClosed", "SupplementRequested"}
STATE = type_name("subscription", subscription.StateTold)


def of_domain(told: Sequence[CloudEvent], domain: str) -> list[str]:
    return [event.name for event in told if event.type.split(".")[2] == domain]


def numbers(told: Sequence[CloudEvent], source: str) -> list[str]:
    """By which its source says in which order it happened; what stands for a state has none."""
    return [
        event.attributes["sequence"]
        for event in told
        if event.source == source and ".subscription." not in event.type
    ]


def about(person: str, events: Sequence[CloudEvent]) -> list[CloudEvent]:
    return [event for event in events if event.subject == person]


async def all_came(person: str, receiver: Receiver) -> None:
    """The last event of each service is there."""
    deadline = time.monotonic() + 60
    while not (names := {event.name for event in about(person, receiver.done)}) >= LAST:
        assert time.monotonic() < deadline, f"only {sorted(names)} came"
        await asyncio.sleep(0.1)


@pytest.mark.scenario("S-X1")
async def test_a_pushed_subscriber_has_each_event_of_one_person_once_in_order_though_one_repeats(
    stand: Stand, requests: Requests, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand.clock.set(at(date(2026, 6, 2)))
    person, receiver = Person(requests, AZC, MUNICIPALITY), Receiver(LOST)
    async with listening(stand, MUNICIPALITY, monkeypatch.setenv, receiver):
        await person.is_looked_after()
        await whole_way(person, AZC, MUNICIPALITY)
        await all_came(person.id, receiver)
    came, done = about(person.id, receiver.came), about(person.id, receiver.done)

    assert [event.name for event in came].count(LOST) > 1
    for source in {event.source for event in done}:
        assert numbers(came, source) == sorted(numbers(came, source)), "nothing overtakes"
        assert numbers(done, source) == sorted(set(numbers(done, source))), "once"
    assert done[0].type == STATE
    assert [event.type for event in done].count(STATE) == 1
    assert acts(of_domain(done, "handover")) == OF_THE_WHOLE_WAY
    profile = of_domain(done, "profile")
    assert profile.count("ProfileViewed") == profile.count("ProfileSent") == 1
    assert profile[-1] == "SupplementRequested"
