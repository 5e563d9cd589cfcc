"""The consumer on a real database and on both logs."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from continuous_line.consumer import Consumer, Pace
from continuous_line.contracts import Envelope, PublicEvent
from continuous_line.database import Database, Tx
from continuous_line.event_log import EventLog, partition_of
from continuous_line.positions import Position, load
from continuous_line.testing.counting import (
    HANDOVER,
    PROFILE,
    TOPICS,
    Counting,
    counted,
    effects,
    event_id,
    publish,
    record,
    records,
)

KEYS = [f"person-{number}" for number in range(30)]
Running = Callable[..., AbstractAsyncContextManager[Consumer]]


async def test_every_event_has_its_effect_once_and_in_order_per_key(
    database: Database, log: EventLog, running: Running
) -> None:
    profile, handover = records(PROFILE, KEYS * 5), records(HANDOVER, KEYS * 5)
    await publish(log, profile)
    async with running(Counting()):
        await publish(log, handover)
        await counted(database, 300)
    found = await effects(database)
    assert len(found) == 300
    for topic in TOPICS:
        for key in KEYS:
            ids = [one.event_id for one in found if (one.topic, one.key) == (topic, key)]
            first = KEYS.index(key) + 1
            assert ids == [event_id(topic, first + 30 * turn) for turn in range(5)]


async def test_after_a_restart_it_goes_on_from_its_own_database(
    database: Database, log: EventLog, running: Running
) -> None:
    await publish(log, records(PROFILE, KEYS))
    async with running(Counting()):
        await counted(database, 30)
    await publish(log, records(PROFILE, KEYS, first=31))
    again = Counting()
    async with running(again):
        await counted(database, 60)
    assert again.tried == [one.event_id for one in (await effects(database))[30:]]


async def test_a_repeat_is_known_by_its_sequence(
    database: Database, log: EventLog, running: Running
) -> None:
    await publish(log, records(PROFILE, ["a", "a", "a"]))
    async with running(Counting()):
        await counted(database, 3)
        await publish(log, records(PROFILE, ["a", "a", "a"]) + records(PROFILE, ["a"], first=4))
        found = await counted(database, 4)
    assert [one.event_id for one in found] == [event_id(PROFILE, n) for n in range(1, 5)]


async def test_types_that_are_not_known_here_are_skipped(
    database: Database, log: EventLog, running: Running
) -> None:
    unknown = record(PROFILE, "a", 1, kind="nl.doorlopendelijn.profile.Unheard.v1")
    await publish(log, [unknown, record(PROFILE, "a", 2)])
    async with running(Counting()):
        assert [one.event_id for one in await counted(database, 1)] == [event_id(PROFILE, 2)]


async def test_positions_are_of_all_topics_at_a_partition_number(
    database: Database, log: EventLog, running: Running
) -> None:
    await publish(log, records(PROFILE, ["a", "a"]) + records(HANDOVER, ["a"], first=7))
    async with running(Counting()):
        await counted(database, 3)
    number = partition_of("a")
    async with database.transaction() as tx:
        stored = await load(tx, "counting", "live", [number])
    assert stored[number][PROFILE].sequence == 2
    assert stored[number][HANDOVER] == Position(1, 7)


async def test_a_batch_handler_gets_a_partition_number_at_once(
    database: Database, log: EventLog, running: Running
) -> None:
    sizes: list[tuple[int, str]] = []

    async def batch(tx: Tx, events: list[tuple[Envelope, PublicEvent]], generation: str) -> None:
        sizes.append((len(events), generation))
        for envelope, event in events:
            await Counting()(tx, envelope, event)

    await publish(log, records(PROFILE, ["a"] * 40))
    async with running(batch_handler=batch):
        await counted(database, 40)
    assert sizes == [(40, "live")]


async def test_a_generation_that_is_switched_in_goes_on_at_its_own_positions(
    database: Database, log: EventLog, running: Running
) -> None:
    now = ["blue"]
    seen: dict[str, list[object]] = {"blue": [], "green": []}

    async def generation(_tx: Tx) -> str:
        return now[0]

    async def batch(tx: Tx, events: list[tuple[Envelope, PublicEvent]], generation: str) -> None:
        for envelope, event in events:
            await Counting(generation)(tx, envelope, event)
            seen[generation].append(envelope.id)

    await publish(log, records(PROFILE, ["a", "a"]))
    async with running(batch_handler=batch, generation=generation):
        await counted(database, 2)
        now[0] = "green"
        await counted(database, 4)
        await publish(log, records(PROFILE, ["a"], first=3))
        await counted(database, 5)
    two = [event_id(PROFILE, 1), event_id(PROFILE, 2)]
    assert seen == {"blue": two, "green": [*two, event_id(PROFILE, 3)]}


async def test_stopping_finishes_what_was_begun_and_leaves(
    database: Database, log: EventLog, running: Running
) -> None:
    begun = asyncio.Event()

    async def slow(tx: Tx, envelope: Envelope, event: PublicEvent) -> None:
        begun.set()
        await asyncio.sleep(0.3)
        await Counting()(tx, envelope, event)

    await publish(log, records(PROFILE, ["a"]))
    async with running(slow):
        await begun.wait()
    assert len(await effects(database)) == 1


async def test_a_handler_that_never_ends_does_not_keep_the_process(
    database: Database, log: EventLog, running: Running
) -> None:
    begun = asyncio.Event()

    async def endless(tx: Tx, envelope: Envelope, event: PublicEvent) -> None:
        await Counting()(tx, envelope, event)
        begun.set()
        await asyncio.Event().wait()

    await publish(log, records(PROFILE, ["a"]))
    async with asyncio.timeout(20), running(endless, pace=Pace(poll=0.1, leave_within=0.2)):
        await begun.wait()
    assert await effects(database) == []
    async with running(Counting()):
        await counted(database, 1)


def test_a_consumer_has_one_handler() -> None:
    nothing: Any = None
    with pytest.raises(ValueError, match="handler"):
        Consumer(nothing, nothing, name="x", topics=[])
