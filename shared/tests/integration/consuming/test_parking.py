"""Parked events: one poisoned event holds up its own key only."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from continuous_line import parking
from continuous_line.consumer import Consumer, Pace
from continuous_line.contracts import Envelope, PublicEvent
from continuous_line.database import Database, Tx
from continuous_line.errors import NotFound
from continuous_line.event_log import EventLog, Record
from continuous_line.parking_decisions import (
    DiscardReason,
    Listed,
    NotParked,
    discard,
    found,
    listed,
    redrive,
    redrive_group,
)
from continuous_line.testing.counting import (
    HANDOVER,
    PROFILE,
    Counting,
    counted,
    effects,
    event_id,
    publish,
    records,
)

Running = Callable[..., AbstractAsyncContextManager[Consumer]]
NOW = datetime(2026, 1, 5, tzinfo=UTC)


async def list_parked(database: Database, number: int, waiting: int = 0) -> list[Listed]:
    """As soon as there are so many, and so many waiting behind them."""
    async with asyncio.timeout(20):
        while True:
            async with database.reading() as tx:
                rows = await listed(tx)
            if len(rows) >= number and sum(row.waiting_behind for row in rows) >= waiting:
                return rows
            await asyncio.sleep(0.02)


async def state_of(database: Database, id: UUID, state: str) -> Listed:  # noqa: A002
    async with asyncio.timeout(20):
        while True:
            async with database.reading() as tx:
                row = await found(tx, id)
            if row.state == state:
                return row
            await asyncio.sleep(0.02)


async def wish(database: Database, row: Listed) -> None:
    async with database.transaction() as tx:
        await redrive(tx, row.id, by="operator-1", at=NOW)


async def test_a_poisoned_event_parks_its_own_key_only_and_flows_on_after_a_redrive(
    database: Database, log: EventLog, running: Running
) -> None:
    handler = Counting(poisoned={"bad"})
    await publish(log, records(PROFILE, ["bad", "good", "bad", "fine", "good", "bad"]))
    async with running(handler):
        found = await counted(database, 3)
        assert [one.key for one in found if one.key == "bad"] == []
        [row] = await list_parked(database, 1, waiting=2)
        assert (row.key, row.error, row.attempts, row.state) == ("bad", "ValueError", 3, "parked")
        assert (row.event_id, row.waiting_behind) == (event_id(PROFILE, 1), 2)
        async with database.reading() as tx:
            assert await parking.held_back(tx, "counting", "bad")
            assert not await parking.held_back(tx, "counting", "good")

        handler.poisoned.clear()
        await wish(database, row)
        await counted(database, 6)
        await publish(log, records(HANDOVER, ["bad"]))
        await counted(database, 7)
    bad = [one.event_id for one in await effects(database) if one.key == "bad"]
    assert bad == [*(event_id(PROFILE, n) for n in (1, 3, 6)), event_id(HANDOVER, 1)]
    assert (await state_of(database, row.id, "done")).decided_by == "operator-1"
    async with database.reading() as tx:
        assert await listed(tx) == []
        assert await parking.keys_held(tx, "counting") == 0


async def test_what_fails_again_is_parked_again_and_the_rest_keeps_waiting(
    database: Database, log: EventLog, running: Running
) -> None:
    await publish(log, records(PROFILE, ["bad", "bad"]))
    async with running(Counting(poisoned={"bad"})):
        [row] = await list_parked(database, 1, waiting=1)
        await wish(database, row)
        again = await state_of(database, row.id, "parked")
    assert (again.attempts, again.waiting_behind) == (4, 1)
    assert await effects(database) == []


async def test_a_discarded_event_is_passed_over_and_what_waited_flows_on(
    database: Database, log: EventLog, running: Running
) -> None:
    first = event_id(PROFILE, 1)

    async def handler(tx: Tx, envelope: Envelope, event: PublicEvent) -> None:
        if envelope.id == first:
            raise KeyError("a")
        await Counting()(tx, envelope, event)

    await publish(log, records(PROFILE, ["a", "a", "a"]))
    async with running(handler):
        [row] = await list_parked(database, 1)
        async with database.transaction() as tx:
            await discard(tx, row.id, DiscardReason.TEST_DATA, by="operator-1", at=NOW)
        found = await counted(database, 2)
    assert [one.event_id for one in found] == [event_id(PROFILE, 2), event_id(PROFILE, 3)]
    gone = await state_of(database, row.id, "discarded")
    assert gone.reason == "test-data"
    async with database.transaction() as tx:
        with pytest.raises(NotParked):
            await redrive(tx, row.id, by="operator-1", at=NOW)
        with pytest.raises(NotFound):
            await redrive(tx, uuid4(), by="operator-1", at=NOW)


async def test_one_that_waited_and_fails_is_parked_in_its_turn(
    database: Database, log: EventLog, running: Running
) -> None:
    failing = {event_id(PROFILE, 1), event_id(PROFILE, 3)}

    async def handler(tx: Tx, envelope: Envelope, event: PublicEvent) -> None:
        await Counting()(tx, envelope, event)
        if envelope.id in failing:
            raise KeyError("a")

    await publish(log, records(PROFILE, ["a"] * 4))
    async with running(handler):
        [row] = await list_parked(database, 1, waiting=3)
        failing.discard(row.event_id)
        await wish(database, row)
        await state_of(database, row.id, "done")
        [next_] = await list_parked(database, 1, waiting=1)
        assert (next_.event_id, next_.waiting_behind) == (event_id(PROFILE, 3), 1)
        failing.clear()
        await wish(database, next_)
        found = await counted(database, 4)
    assert [one.event_id for one in found] == [event_id(PROFILE, n) for n in range(1, 5)]


async def test_without_holding_back_only_the_event_itself_is_parked(
    database: Database, log: EventLog, running: Running
) -> None:
    failing = {event_id(PROFILE, 1)}

    async def handler(tx: Tx, envelope: Envelope, event: PublicEvent) -> None:
        if envelope.id in failing:
            raise KeyError("a")
        await Counting()(tx, envelope, event)

    await publish(log, records(PROFILE, ["a", "a"]))
    async with running(handler, hold_back=False):
        await counted(database, 1)
        [row] = await list_parked(database, 1)
        assert row.waiting_behind == 0
        failing.clear()
        await wish(database, row)
        await counted(database, 2)


async def test_what_cannot_be_read_is_parked_under_the_key_of_its_record(
    database: Database, log: EventLog, running: Running
) -> None:
    await publish(
        log,
        [
            Record(PROFILE, "a", b"not JSON"),
            Record(PROFILE, "c", b"{}"),
            *records(PROFILE, ["a", "b"]),
        ],
    )
    async with running(Counting()):
        assert [one.key for one in await counted(database, 1)] == ["b"]
        rows = await list_parked(database, 2, waiting=1)
        assert sorted((row.key, row.type, row.waiting_behind) for row in rows) == [
            ("a", None, 1),
            ("c", None, 0),
        ]


async def test_a_group_is_redriven_in_steps(
    database: Database, log: EventLog, running: Running
) -> None:
    handler = Counting(poisoned={"a", "b", "c"})
    await publish(log, records(PROFILE, ["a", "b", "c"]))
    async with running(handler):
        await list_parked(database, 3)
        handler.poisoned.clear()
        async with database.transaction() as tx:
            assert await redrive_group(tx, by="o", at=NOW, limit=2, error="KeyError") == 0
            assert await redrive_group(tx, by="o", at=NOW, limit=2, error="ValueError") == 2
        await counted(database, 2)
        async with database.transaction() as tx:
            assert await redrive_group(tx, by="o", at=NOW, limit=2, consumer="counting") == 1
        await counted(database, 3)


async def test_many_parked_in_a_short_time_stop_the_consumer(
    database: Database, log: EventLog, running: Running
) -> None:
    keys = [f"p{number}" for number in range(40)]
    await publish(log, records(PROFILE, keys))
    pace = Pace(poll=0.1, many_parked=5, many_within=60)
    async with running(Counting(poisoned=set(keys)), pace=pace) as consumer:
        async with asyncio.timeout(20):
            while consumer.alive():  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.3)
        assert len(await list_parked(database, 5)) == 5
        assert consumer.stopped
    async with running(Counting()):
        await counted(database, 35)
