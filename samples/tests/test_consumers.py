"""Both samples against a real broker: each event once, in order, also after being killed."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from continuous_line.codes import ErasureGround, VoidReason
from continuous_line.contracts import ABOUT_PERSONS, EventVoided, PublicEvent, handover, profile
from continuous_line.testing.feeding import Feed
from continuous_line.testing.reading import until

pytestmark = pytest.mark.timeout(600)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PERSONS = [uuid4() for _ in range(40)]
KILLED = 2


def opened(person: UUID) -> tuple[UUID, PublicEvent]:
    return person, profile.ProfileOpened(occurred_at=NOW, azc="ter-apel")


def contacted(person: UUID, replaces: UUID | None = None) -> tuple[UUID, PublicEvent]:
    event = handover.FirstContactMade(occurred_at=NOW, municipality="GM0344", replaces=replaces)
    return person, event


def sent(feed: Feed, topic: str, subject: str) -> list[str]:
    return [str(one.id) for one in feed.sent[topic] if one.subject == subject]


def number_sent(feed: Feed) -> int:
    return sum(len(feed.sent[topic]) for topic in ABOUT_PERSONS)


def read(sample: Any) -> dict[tuple[str, str], list[str]]:
    """Ids per topic and person, in the order in which they took effect."""
    found: dict[tuple[str, str], list[str]] = {}
    for topic, subject, id_ in sample.ask("select topic, subject, id from fact order by rowid"):
        found.setdefault((topic, subject), []).append(id_)
    return found


async def everything(sample: Any, feed: Feed) -> None:
    await until(lambda: sample.number() >= number_sent(feed), seconds=300)


async def test_each_event_once_in_order_though_it_is_killed_again_and_again(
    sample: Any, feed: Feed
) -> None:
    enough = asyncio.Event()

    async def go_on_publishing() -> None:
        while not enough.is_set():
            await feed.publish("profile", *map(opened, PERSONS))
            await feed.publish("handover", *map(contacted, PERSONS))
            await asyncio.sleep(0.1)

    async with asyncio.TaskGroup() as group:
        group.create_task(go_on_publishing())
        for _ in range(KILLED):
            before = sample.number()
            with sample.running():
                await until(lambda before=before: sample.number() > before, seconds=300)
        enough.set()
    with sample.running():
        await everything(sample, feed)
    found = read(sample)
    assert found == {
        (topic, one.subject): sent(feed, topic, one.subject)
        for topic in ABOUT_PERSONS
        for one in feed.sent[topic]
    }


async def test_two_of_a_group_share_the_work_and_each_event_is_there_once(
    sample: Any, feed: Feed
) -> None:
    with sample.running(), sample.running():
        for _ in range(20):
            await feed.publish("profile", *map(opened, PERSONS))
            await feed.publish("handover", *map(contacted, PERSONS))
        await everything(sample, feed)
    assert all(ids == sent(feed, topic, subject) for (topic, subject), ids in read(sample).items())
    assert sample.number() == number_sent(feed)


async def test_what_comes_again_has_no_effect(sample: Any, feed: Feed) -> None:
    made = await feed.publish("profile", *map(opened, PERSONS))
    await feed.repeat("profile", made)
    await feed.publish("profile", *map(opened, PERSONS))
    with sample.running():
        await everything(sample, feed)
    assert sample.number() == number_sent(feed)
    person = str(PERSONS[0])
    assert read(sample)[profile.TOPIC, person] == sent(feed, profile.TOPIC, person)


async def test_what_was_replaced_or_voided_does_not_count(sample: Any, feed: Feed) -> None:
    (wrong,) = await feed.publish("handover", contacted(PERSONS[0]))
    (better,) = await feed.publish("handover", contacted(PERSONS[0], replaces=wrong.id))
    (mistake,) = await feed.publish("handover", contacted(PERSONS[1]))
    voiding = EventVoided(occurred_at=NOW, voids=mistake.id, reason=VoidReason.MISTAKE)
    await feed.publish("handover", (PERSONS[1], voiding))
    with sample.running():
        await everything(sample, feed)
    valid = {id_ for (id_,) in sample.ask("select id from valid")}
    assert str(better.id) in valid
    assert not valid & {str(wrong.id), str(mistake.id)}


async def test_whose_data_were_erased_is_told_once_and_kept(sample: Any, feed: Feed) -> None:
    gone = uuid4()
    erased = profile.PersonalDataErased(occurred_at=NOW, ground=ErasureGround.REQUEST)
    made = await feed.publish("profile", opened(gone), (gone, erased))
    await feed.repeat("profile", made)
    await feed.publish("profile", opened(gone))
    with sample.running():
        await everything(sample, feed)
    assert (str(gone),) in sample.ask("select subject from erased")
    assert sample.said.count(f"erased {gone}") == 1
    assert len(read(sample)[profile.TOPIC, str(gone)]) == 3
