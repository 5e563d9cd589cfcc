"""One made-up person, from the permit to the closing, as a municipality is told by push."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from municipal_system import listening
from person import Person
from whole_way import OF_THE_WHOLE_WAY, acts, whole_way

from continuous_line.contracts import subscription, type_name
from continuous_line_embedded.demo.acts import at
from continuous_line_embedded.demo.requests import Requests
from continuous_line_embedded.stand import Stand
from doorlopende_lijn_client import CloudEvent

AZC, MUNICIPALITY = "weert", "GM0957"
LAST = {"HandoverClosed", "SupplementRequested"}
STATE = type_name("subscription", subscription.StateTold)


def of_domain(told: Sequence[CloudEvent], domain: str) -> list[str]:
    return [event.name for event in told if event.type.split(".")[2] == domain]


async def told_of(person: str, handled: Mapping[str, CloudEvent]) -> list[CloudEvent]:
    """What came about the person, once the last event of each service is there."""
    deadline = time.monotonic() + 60
    while True:
        told = [event for event in handled.values() if event.subject == person]
        names = {event.name for event in told}
        if names >= LAST:
            return told
        assert time.monotonic() < deadline, f"only {sorted(names)} came"
        await asyncio.sleep(0.1)


@pytest.mark.scenario("S-X1")
async def test_a_pushed_subscriber_has_each_event_of_one_person_once_and_in_order(
    stand: Stand, requests: Requests, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand.clock.set(at(date(2026, 6, 2)))
    person = Person(requests, AZC, MUNICIPALITY)
    async with listening(stand, MUNICIPALITY, monkeypatch.setenv) as handled:
        await person.is_looked_after()
        await whole_way(person, AZC, MUNICIPALITY)
        told = await told_of(person.id, handled)
    assert told[0].type == STATE
    for source in {event.source for event in told}:
        numbers = [
            event.attributes["sequence"]
            for event in told
            if event.source == source and ".subscription." not in event.type
        ]
        assert numbers == sorted(set(numbers))
    assert acts(of_domain(told, "handover")) == OF_THE_WHOLE_WAY
    profile = of_domain(told, "profile")
    assert profile.count("ProfileViewed") == profile.count("ProfileSent") == 1
    assert profile[-1] == "SupplementRequested"
