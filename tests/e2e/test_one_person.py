"""One made-up person, from the permit to the closing, through every service."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from person import Person
from whole_way import OF_THE_WHOLE_WAY, acts, whole_way

from continuous_line.contracts import ABOUT_PERSONS, Envelope, data_of, decode
from continuous_line.event_log import PARTITIONS, TopicPartition
from continuous_line.event_log.opening import open_event_log
from continuous_line_embedded.demo import figures
from continuous_line_embedded.demo.acts import TVS, at
from continuous_line_embedded.demo.requests import Requests
from continuous_line_embedded.stand import Stand

AZC, MUNICIPALITY = "weert", "GM0957"


async def subscriber_sees(stand: Stand, person: str) -> Sequence[Envelope]:
    """What a reader of the person topics finds about one person, in the order of each topic."""
    log = open_event_log(stand.event_log_url, topic_prefix=stand.topic_prefix)
    starts = {TopicPartition(t, p): 0 for t in ABOUT_PERSONS for p in range(PARTITIONS)}
    found: list[Envelope] = []
    try:
        async with log.reader(starts) as reader:
            while batch := await reader.read(2.0):
                found += [decode(r.value) for records in batch.values() for r in records]
    finally:
        await log.close()
    return [envelope for envelope in found if envelope.subject == person]


def kinds(envelopes: Sequence[Envelope], domain: str) -> list[str]:
    named = [e.type.split(".") for e in envelopes]
    return [parts[3] for parts in named if parts[2] == domain]


@pytest.mark.scenario("S-X1", "S-H3")
async def test_one_person_from_the_permit_to_the_closing_is_known_once_and_in_order(
    stand: Stand, requests: Requests
) -> None:
    stand.clock.set(at(date(2026, 6, 2)))
    person = Person(requests, AZC, MUNICIPALITY)
    before = await figures.reported(requests, "2026-H1")
    await person.is_looked_after()
    await whole_way(person, AZC, MUNICIPALITY)

    seen = await subscriber_sees(stand, person.id)
    assert len({envelope.id for envelope in seen}) == len(seen)
    for source in {envelope.source for envelope in seen}:
        numbers = [envelope.number for envelope in seen if envelope.source == source]
        assert numbers == sorted(numbers)
    assert acts(kinds(seen, "handover")) == OF_THE_WHOLE_WAY
    profile = kinds(seen, "profile")
    assert profile[:2] == ["ProfileOpened", "PermitGranted"]
    assert profile.count("ProfileViewed") == 1
    assert profile[-1] == "SupplementRequested"
    assert all(data_of(envelope) is not None for envelope in seen)

    expected = {
        name: figures.Share(before.get(name, figures.Share(0, 0)).numerator + more,
                            before.get(name, figures.Share(0, 0)).denominator + 1)
        for name, more in {"profile-sent": 1, "warm-handover": 1, "activity": 0}.items()
    }  # fmt: skip
    found = await figures.settled(requests, "2026-H1", expected)
    assert figures.differences(found, expected) == []


async def test_nobody_learns_from_the_answer_whether_a_person_exists(
    stand: Stand, requests: Requests
) -> None:
    elsewhere = stand.token("clientmanager-GM0014", "GM0014", ["client-manager"], ["GM0014"])
    person = Person(requests, AZC, MUNICIPALITY)
    await person.does(TVS, "profile", "/profiles", permitHolderId=person.id, azc=AZC)
    answers = [await _look(stand, elsewhere, who) for who in (person.id, str(uuid4()))]
    assert [status for status, _ in answers] == [404, 404]
    assert answers[0][1] == answers[1][1]


async def _look(stand: Stand, token: str, person: str) -> tuple[int, Mapping[str, Any]]:
    import httpx

    async with httpx.AsyncClient() as client:
        answer = await client.get(
            f"{stand.address('profile')}/v1/profiles/{person}",
            headers={"authorization": f"Bearer {token}"},
        )
    problem = answer.json()
    return answer.status_code, {name: problem[name] for name in ("title", "status", "detail")}
