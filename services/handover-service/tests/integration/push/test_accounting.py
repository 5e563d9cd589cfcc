"""Pushing is in the processing log, before anything leaves the house."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

from continuous_line.testing.sinks import reply, sink
from handover_service.subscriptions.feed import audience
from handover_service.subscriptions.feed.reading import Reader

ROERMOND = "GM0957"


async def recorded(stand: Any) -> list[Any]:
    rows: list[Any] = await stand.sql(
        "SELECT data_subject_id AS person, manner, organisation, subject, trace_id "
        "FROM processing_log WHERE name = 'event-telling'"
    )
    return rows


async def test_whoever_is_told_of_is_in_the_processing_log_once_a_batch_and_pings_are_not(
    stand: Any, eventually: Any
) -> None:
    persons = await stand.persons(3)
    await stand.happens(*persons)
    async with sink() as server:
        one = await stand.subscribe(f"http://localhost:{server.port}/in")
        async with stand.resources.database.transaction() as tx:
            await audience.ping(tx, Reader(ROERMOND, one), stand.now(), "urn:test")
        async with stand.at_work():
            await eventually(lambda: len(server.got) == 4)
    rows = await recorded(stand)
    assert {row.person for row in rows} == set(persons)
    assert {(row.manner, row.organisation) for row in rows} == {("sent", ROERMOND)}
    assert set(Counter((row.trace_id, row.person) for row in rows).values()) == {1}


async def test_it_is_recorded_before_it_is_sent_and_each_try_anew(
    stand: Any, eventually: Any
) -> None:
    await stand.happens(await stand.person())
    seen: list[int] = []

    async def looks(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(len(await recorded(stand)))
        writer.write(reply(500))
        await writer.drain()

    async with sink(looks) as server:
        await stand.subscribe(f"http://localhost:{server.port}/in")
        async with stand.at_work():
            await eventually(lambda: seen)
            await eventually(lambda: stand.sql("SELECT 1 FROM push_trail"))
            await stand.sql("UPDATE push_deliveries SET next_try_at = :now", now=stand.now())
            await eventually(lambda: len(seen) == 2)
    assert seen[0] >= 1
    assert seen[1] > seen[0]


async def test_of_a_sink_that_fails_no_more_is_recorded_than_was_tried_but_for_its_first_tries(
    stand: Any, clock: Any, eventually: Any
) -> None:
    await stand.happens(*await stand.persons(40))

    async def fails(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(reply(500, "connection: close"))
        await writer.drain()

    async with sink(fails) as server:
        await stand.subscribe(f"http://localhost:{server.port}/in")
        async with stand.at_work():
            await eventually(lambda: resting(stand))
            await asked_again(stand, server, clock, eventually)  # what was being taken is taken
            before = len(await recorded(stand)) - len(server.got)
            for _ in range(5):
                await asked_again(stand, server, clock, eventually)
            assert len(await recorded(stand)) - len(server.got) == before


async def test_of_a_sink_that_permits_few_no_more_is_recorded_than_was_sent(
    stand: Any, eventually: Any
) -> None:
    await stand.happens(*await stand.persons(6))
    async with sink() as server:
        await stand.subscribe(f"http://localhost:{server.port}/in", rate=40)
        async with stand.at_work():
            await eventually(lambda: len(server.got) == 5, 30)
            assert len(await recorded(stand)) <= len(server.got) + 1


async def test_of_a_slow_sink_no_more_is_recorded_than_was_sent(
    stand: Any, eventually: Any
) -> None:
    await stand.happens(*await stand.persons(12))

    async def slowly(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(1.5)
        writer.write(reply(204, "connection: close"))
        await writer.drain()

    async with sink(slowly) as server:
        await stand.subscribe(f"http://localhost:{server.port}/in", most_under_way=2)
        async with stand.at_work():
            await eventually(lambda: len(server.got) == 8, 40)
            assert len(await recorded(stand)) <= len(server.got) + 2


async def test_what_a_form_has_no_message_for_is_not_recorded_as_told(
    stand: Any, eventually: Any
) -> None:
    await stand.happens(*await stand.persons(3))
    async with sink() as server:
        one = await stand.subscribe(f"http://localhost:{server.port}/in", form="duo")
        async with stand.at_work():
            await eventually(lambda: read_to(stand, one, 3))
    assert server.got == []
    assert await recorded(stand) == []


async def read_to(stand: Any, one: Any, number: int) -> bool:
    return bool(
        await stand.sql(
            "SELECT 1 FROM push_places WHERE subscription_id = :one AND read_to = :number",
            one=one,
            number=number,
        )
    )


async def asked_again(stand: Any, server: Any, clock: Any, eventually: Any) -> None:
    """Its rest is over, one delivery is tried, and it rests again."""
    tried = len(server.got)
    clock.move(stand.now() + timedelta(minutes=20))
    await eventually(lambda: len(server.got) > tried)
    await eventually(lambda: resting(stand))


async def resting(stand: Any) -> bool:
    return bool(
        await stand.sql("SELECT 1 FROM push_places WHERE rest_until > :now", now=stand.now())
    )
