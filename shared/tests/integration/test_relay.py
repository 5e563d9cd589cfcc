"""What the relay promises when things go wrong, on both logs."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import asyncpg
import pytest

from continuous_line.contracts import PublicEvent, public_id, type_name
from continuous_line.contracts.handover import TOPIC, FirstContactMade
from continuous_line.contracts.profile import ProfileOpened
from continuous_line.database import Database
from continuous_line.errors import Fenced
from continuous_line.event_log import EventLog, Publisher, Record, open_event_log
from continuous_line.event_store import Stored
from continuous_line.recovery import RelayActive
from continuous_line.relay import Relay
from continuous_line.testing.event_store import (
    Event,
    append,
    make_platform_tables,
    met,
    relay,
    remarked,
)
from continuous_line.testing.reading import envelopes, until

NewDatabase = Callable[..., str]
PUBLIC_TYPE = type_name("handover", FirstContactMade)


@pytest.fixture(params=["postgresql", "kafka"])
def log_url(request: pytest.FixtureRequest) -> str:
    if request.param == "kafka":
        return str(request.getfixturevalue("kafka_server").url)
    return str(request.getfixturevalue("fresh_database"))


@pytest.fixture
def name() -> str:
    """Of the service, and the prefix of its topics: the broker is shared by all tests."""
    return f"t{uuid4().hex[:8]}"


@pytest.fixture
async def log(log_url: str, name: str) -> AsyncIterator[EventLog]:
    log = open_event_log(log_url, topic_prefix=f"{name}-")
    await log.create_topics([TOPIC])
    yield log
    await log.close()


@pytest.fixture
async def url(own_database: NewDatabase) -> str:
    made = own_database()
    await make_platform_tables(made)
    return made


@asynccontextmanager
async def running(*relays: Relay[Event]) -> AsyncIterator[None]:
    stop = asyncio.Event()
    tasks = [asyncio.create_task(relay.run(stop)) for relay in relays]
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait_for(asyncio.gather(*tasks), 20)


async def store(url: str, stream: str, *events: Event, expected: int = 0) -> list[UUID]:
    """Append; gives the ids by which others know the public ones."""
    async with Database(url) as database, database.transaction() as tx:
        await append(tx, stream, events, expected=expected)
    return public_ids(events)


def public_ids(events: Iterable[Event]) -> list[UUID]:
    return [public_id(event.id, PUBLIC_TYPE) for event in events if hasattr(event, "municipality")]


async def execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def test_events_of_others_are_published_once_in_order_with_their_context(
    url: str, log: EventLog, name: str
) -> None:
    events: list[Event] = [met(), remarked(), met("GM0014")]
    async with Database(url) as database, database.transaction() as tx:
        stored = await append(tx, "person-1", events)
    relayed = relay(url, log, service=name)
    async with running(relayed):
        await until(lambda: relayed.progress.sequence == 3)
        assert relayed.healthy()

    found = await envelopes(log, TOPIC, 2)
    assert [envelope.id for envelope in found] == public_ids(events)
    assert [envelope.number for envelope in found] == [1, 3]
    assert [envelope.correlationid for envelope in found] == [
        stored[0].context.correlation_id,
        stored[2].context.correlation_id,
    ]
    assert {envelope.subject for envelope in found} == {"person-1"}
    assert found[0].dataschema.endswith(":handover.FirstContactMade.v1")


async def test_of_two_relays_one_is_active_and_the_other_takes_over(
    url: str, log: EventLog, name: str
) -> None:
    first, second = relay(url, log, service=name), relay(url, log, service=name)
    async with running(second):
        async with running(first):
            await until(lambda: "active" in {first.progress.state, second.progress.state})
            expected = await store(url, "person-1", met())
            await until(lambda: 1 in {first.progress.sequence, second.progress.sequence})
            assert {first.progress.state, second.progress.state} == {"active", "waiting"}
            with pytest.raises(RelayActive):
                await second.resume()
        expected += await store(url, "person-1", met(), expected=1)
        await until(lambda: second.progress.sequence == 2)

    assert [envelope.id for envelope in await envelopes(log, TOPIC, len(expected))] == expected


async def test_a_relay_that_was_cut_off_is_fenced(
    url: str, log: EventLog, log_url: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go_on, outcome = asyncio.Event(), asyncio.Event(), []

    class Slow:
        """Waits before it publishes, like a process that was paused just then."""

        def __init__(self, inner: Publisher) -> None:
            self._inner = inner

        async def publish(self, records: Sequence[Record]) -> None:
            reached.set()
            await go_on.wait()
            try:
                await self._inner.publish(records)
            except Exception as error:
                outcome.append(type(error))
                raise

        async def __aenter__(self) -> "Slow":
            await self._inner.__aenter__()
            return self

        async def __aexit__(self, *error: object) -> None:
            await self._inner.__aexit__(None, None, None)

    others = open_event_log(log_url, topic_prefix=f"{name}-")
    publisher = others.publisher
    monkeypatch.setattr(others, "publisher", lambda name: Slow(publisher(name)))
    cut_off, successor = relay(url, others, service=name), relay(url, log, service=name)
    expected = await store(url, "person-1", met(), met())

    async with running(cut_off):
        await asyncio.wait_for(reached.wait(), 20)
        await execute(
            url,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            f"WHERE datname = current_database() AND application_name = 'relay-{name}'",
        )
        async with running(successor):
            await until(lambda: successor.progress.sequence == 2)
            go_on.set()
            await until(lambda: bool(outcome))
            expected += await store(url, "person-1", met(), expected=2)
            await until(lambda: successor.progress.sequence == 3)
            await until(lambda: cut_off.progress.state == "waiting")
    await others.close()

    assert outcome == [Fenced]
    assert [envelope.id for envelope in await envelopes(log, TOPIC, len(expected))] == expected


KILLED = """
import asyncio, os, signal, sys
from continuous_line.event_log import open_event_log
from continuous_line.testing.event_store import relay

async def main(url, log_url, name, moment):
    log = open_event_log(log_url, topic_prefix=name + "-")
    publisher = log.publisher

    class Dying:
        def __init__(self, inner):
            self.inner = inner
        async def publish(self, records):
            if moment == "after":
                await self.inner.publish(records)
            os.kill(os.getpid(), signal.SIGKILL)
        async def __aenter__(self):
            await self.inner.__aenter__()
            return self
        async def __aexit__(self, *error):
            await self.inner.__aexit__(*error)

    log.publisher = lambda name: Dying(publisher(name))
    await relay(url, log, service=name, chunk=40).run(asyncio.Event())

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_a_relay_killed_around_publishing_loses_nothing_and_repeats_nothing(
    url: str, log: EventLog, log_url: str, name: str, moment: str
) -> None:
    expected: dict[str, list[UUID]] = {}
    for number in range(20):
        stream = f"person-{number}"
        expected[stream] = await store(url, stream, met(), remarked(), met(), met())
    for _ in range(2):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", KILLED, url, log_url, name, moment
        )
        assert await asyncio.wait_for(process.wait(), 60) == -signal.SIGKILL
    relayed = relay(url, log, service=name, chunk=40)
    async with running(relayed):
        await until(lambda: relayed.progress.sequence == 80)

    found = await envelopes(log, TOPIC, 60)
    assert {
        stream: [envelope.id for envelope in found if envelope.subject == stream]
        for stream in expected
    } == expected


async def test_a_log_ahead_of_a_restored_store_stops_the_relay_until_it_is_told_to_resume(
    url: str, log: EventLog, name: str, own_database: NewDatabase
) -> None:
    before = await store(url, "person-1", met())
    async with running(first := relay(url, log, service=name)):
        await until(lambda: first.progress.sequence == 1)
    saved = await store(url, "person-2", met(), met())
    backup = own_database(template=url)
    async with running(relayed := relay(url, log, service=name)):
        await until(lambda: relayed.progress.sequence == 3)
        lost = await store(url, "person-1", met(), met(), expected=1)
        await until(lambda: relayed.progress.sequence == 5)

    restored = relay(backup, log, service=name)
    async with running(restored):
        new = await store(backup, "person-1", met(), expected=1)
        await until(lambda: restored.progress.state == "halted")
        assert restored.progress.failure == "LogAheadOfStore"
        assert not restored.healthy()
    assert len(await envelopes(log, TOPIC, 5)) == 5

    assert [(event.sequence, event.id) for event in await restored.resume()] == [
        (4, lost[0]),
        (5, lost[1]),
    ]
    async with running(again := relay(backup, log, service=name)):
        await until(lambda: again.progress.sequence == 6)
        new += await store(backup, "person-1", met(), expected=2)
        await until(lambda: again.progress.sequence == 7)

    found = await envelopes(log, TOPIC, 7)
    assert sorted(envelope.number for envelope in found) == [1, 2, 3, 4, 5, 6, 7]
    ids = {
        stream: [e.id for e in found if e.subject == stream] for stream in ("person-1", "person-2")
    }
    assert ids == {"person-1": before + lost + new, "person-2": saved}
    times = [e.time for e in sorted(found, key=lambda envelope: envelope.number)]
    assert times == sorted(times)


async def test_a_log_that_lost_events_stops_the_relay(
    url: str, log: EventLog, log_url: str, name: str
) -> None:
    await store(url, "person-1", met())
    async with running(first := relay(url, log, service=name)):
        await until(lambda: first.progress.sequence == 1)

    empty = open_event_log(log_url, topic_prefix=f"{name}-empty-")
    await empty.create_topics([TOPIC])
    async with running(relayed := relay(url, empty, service=f"{name}-empty")):
        await until(lambda: relayed.progress.state == "halted")
        assert relayed.progress.failure == "HistoryIncomplete"
    await empty.close()


async def test_an_event_without_a_contract_is_not_published_and_stops_the_relay(
    url: str, log: EventLog, name: str
) -> None:
    def careless(stored: Stored[Event]) -> PublicEvent:
        return ProfileOpened(occurred_at=stored.event.at, azc="azc-1")

    await store(url, "person-1", met())
    async with running(relayed := relay(url, log, service=name, publish=careless)):
        await until(lambda: relayed.progress.state == "halted")
        assert relayed.progress.failure == "NoContract"
        assert not relayed.healthy()
    assert await envelopes(log, TOPIC) == []


async def test_a_log_that_is_away_is_waited_for(url: str, name: str) -> None:
    away = open_event_log("postgresql://nobody:x@127.0.0.1:1/nothing")
    async with running(relayed := relay(url, away, service=name)):
        await until(lambda: relayed.progress.state == "retrying")
        assert relayed.healthy()
    await away.close()


async def test_a_topic_with_another_name_gets_everything_from_the_beginning(
    url: str, log: EventLog, name: str
) -> None:
    expected = await store(url, "person-1", met(), remarked(), met())
    async with running(first := relay(url, log, service=name)):
        await until(lambda: first.progress.sequence == 3)

    await log.create_topics(["handover.events.v2"])
    async with running(again := relay(url, log, service=name, topic="handover.events.v2")):
        await until(lambda: again.progress.sequence == 3)
    found = await envelopes(log, "handover.events.v2", 2)
    assert [envelope.id for envelope in found] == expected


async def test_a_relay_that_stands_still_is_not_healthy(
    url: str, log: EventLog, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = asyncio.Event()

    @asynccontextmanager
    async def silent(_name: str) -> AsyncIterator[None]:
        await go_on.wait()
        yield

    with monkeypatch.context() as broken:
        broken.setattr(log, "publisher", silent)
        broken.setattr("continuous_line.relay._SILENT_AFTER", 0.5)
        async with running(relayed := relay(url, log, service=name)):
            await until(lambda: not relayed.healthy())
            assert relayed.progress.state != "halted"
            broken.undo()
            go_on.set()
