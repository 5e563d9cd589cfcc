"""What only the log in PostgreSQL promises."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import asyncpg
import pytest

from continuous_line.errors import Fenced, HistoryIncomplete, LogUnavailable
from continuous_line.event_log import PARTITIONS, EventLog, open_event_log, partition_of
from continuous_line.testing.event_log import Follower, beginning, publish, read_all, records

TOPIC = "profile"
KEYS = [f"person-{number}" for number in range(40)]


@pytest.fixture
async def log(fresh_database: str) -> AsyncIterator[EventLog]:
    log = open_event_log(fresh_database, session_timeout=2)
    await log.create_topics([TOPIC])
    yield log
    await log.close()


@pytest.fixture
async def server(
    fresh_database: str, log: EventLog
) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    connection = await asyncpg.connect(fresh_database)
    yield connection
    await connection.close()


async def end(server: "asyncpg.Connection[asyncpg.Record]", name: str) -> None:
    """Ends the connection of that name, as an outage would."""
    ended = await server.fetch(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = $1",
        name,
    )
    assert ended


async def test_offsets_leave_no_gap_also_after_chunks_that_failed(log: EventLog) -> None:
    for _ in range(3):
        with pytest.raises(LogUnavailable):
            await publish(log, [*records(TOPIC, KEYS), *records("no-such-topic", ["a"])])
        await publish(log, records(TOPIC, KEYS))
    found = await read_all(log, beginning(TOPIC))
    for partition in range(PARTITIONS):
        offsets = [record.offset for record in found if record.partition == partition]
        assert offsets == list(range(len(offsets)))


async def test_records_cannot_be_changed(
    log: EventLog, server: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    await publish(log, records(TOPIC, KEYS))
    for statement in ("DELETE FROM log_record", "UPDATE log_record SET value = ''",
                      "TRUNCATE log_record"):  # fmt: skip
        with pytest.raises(asyncpg.RaiseError):
            await server.execute(statement)
    assert len(await read_all(log, beginning(TOPIC))) == len(KEYS)


@pytest.mark.parametrize("lost", ['"offset" = 0', '"offset" = 4'])
async def test_a_history_that_lost_its_beginning_or_end_is_refused(
    log: EventLog, server: "asyncpg.Connection[asyncpg.Record]", lost: str
) -> None:
    await publish(log, records(TOPIC, ["key"] * 5))
    await log.check_history([TOPIC])
    await server.execute("ALTER TABLE log_record DISABLE TRIGGER log_record_is_final")
    await server.execute(f"DELETE FROM log_record WHERE {lost}")
    with pytest.raises(HistoryIncomplete, match=f"partition {partition_of('key')} holds"):
        await log.check_history([TOPIC])


async def test_a_topic_with_another_number_of_partitions_is_refused(
    log: EventLog, server: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    await server.execute("INSERT INTO log_partition (topic, partition) VALUES ('narrow', 0)")
    with pytest.raises(HistoryIncomplete, match="narrow: has 1 partitions instead of 12"):
        await log.check_history(["narrow"])


async def test_an_owner_whose_connection_is_lost_owns_nothing_any_more(
    log: EventLog, server: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    await publish(log, records(TOPIC, KEYS))
    async with log.member("report", [TOPIC]) as one, log.member("report", [TOPIC]) as other:
        first, second = Follower(one), Follower(other)
        await first.until_assigned(PARTITIONS)
        await second.poll()
        assert not second.assignment
        await server.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks "
            "WHERE locktype = 'advisory' AND granted AND database = "
            "(SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        await second.until_assigned(PARTITIONS)
        await second.until_found(len(KEYS))
        async with asyncio.timeout(20):
            while first.assignment:
                with suppress(LogUnavailable):
                    await first.poll()


async def test_a_publisher_whose_connection_is_lost_is_closed_and_the_next_goes_on(
    log: EventLog, server: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    async with log.publisher("relay") as publisher:
        await publisher.publish(records(TOPIC, KEYS))
        await end(server, "relay")
        for _ in range(2):
            with pytest.raises(LogUnavailable):
                await publisher.publish(records(TOPIC, KEYS))
    await publish(log, records(TOPIC, KEYS))
    assert len(await read_all(log, beginning(TOPIC))) == 2 * len(KEYS)


async def test_a_member_that_polls_is_woken_by_what_is_published(log: EventLog) -> None:
    async with log.member("report", [TOPIC]) as member:
        follower = Follower(member)
        await follower.until_assigned(PARTITIONS)
        waiting = asyncio.create_task(follower.poll(60))
        await publish(log, records(TOPIC, ["key"]))
        await waiting
    assert len(follower.found) == 1


async def test_two_publishers_that_meet_in_all_partitions_do_not_block_each_other(
    log: EventLog,
) -> None:
    chunks = [records(TOPIC, KEYS), records(TOPIC, KEYS[::-1])] * 20
    await asyncio.gather(*(publish(log, *chunks, name=f"relay-{n}") for n in range(4)))
    assert len(await read_all(log, beginning(TOPIC))) == 4 * 40 * len(KEYS)


async def test_a_fenced_publisher_leaves_nothing(log: EventLog) -> None:
    async with log.publisher("relay") as first, log.publisher("relay"):
        with pytest.raises(Fenced):
            await first.publish(records(TOPIC, KEYS))
    assert await read_all(log, beginning(TOPIC)) == []
