"""A log that lost its beginning, embedded or in Kafka, is noticed before anything is built."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from uuid import uuid4

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.records_to_delete import RecordsToDelete
from aiokafka.structs import TopicPartition as Theirs
from sqlalchemy import insert, select, text

from continuous_line.clock import SystemClock
from continuous_line.database import Database
from continuous_line.errors import HistoryIncomplete
from continuous_line.event_log.opening import open_event_log
from continuous_line.event_log.partitioning import partition_of
from continuous_line.event_log.port import EventLog, Record
from continuous_line.testing.kafka import KafkaForTests
from report_service import editions
from report_service.beginnings import note_beginnings, require_whole
from report_service.domain import definitions
from report_service.domain.observe import CODE_VERSION
from report_service.domain.period import parse
from report_service.domain.statement import Stated, digest_of
from report_service.edition_making import Making
from report_service.history import require_history
from report_service.projections import TOPICS
from report_service.tables import log_beginnings
from report_service.testing import History, Recorder, noon
from report_service.testing.log import publish
from report_service.verify import compute


def records(number: int = 20) -> list[Record]:
    people = [History() for _ in range(number)]
    for person in people:
        person.opened("2018-11-01")
        person.permit("2019-01-05")
        person.linked("2019-03-02")
    return Recorder().by_time(people)


@pytest.fixture
def prefix() -> str:
    return f"report-{uuid4()}."


@pytest.fixture
async def kafka(kafka_server: KafkaForTests, prefix: str) -> AsyncIterator[EventLog]:
    log = open_event_log(kafka_server.url, topic_prefix=prefix)
    await log.create_topics(TOPICS)
    yield log
    await log.close()


async def refused(log: EventLog, database: Database, url: str) -> str:
    """By an edition and by verifying alike; what it says."""
    await refused_an_edition(log, database, url)
    stated = Stated(
        metric="profile-sent", period=parse("2019"), cell=None, as_of=SystemClock().now(),
        map_on=noon("2019-12-31").date(), map_of_period=True, positions={}, held_back=0,
        definitions_digest=digest_of(definitions.current()), code_version=CODE_VERSION, minimum=5,
    )  # fmt: skip
    with pytest.raises(HistoryIncomplete) as found:
        await compute(log, stated, definitions.current(), lambda _done, _total: None)
    return str(found.value)


async def refused_an_edition(log: EventLog, database: Database, url: str) -> None:
    now = SystemClock().now()
    async with database.transaction() as tx:
        asked = await editions.ask(tx, noon("2019-07-01"), now=now)
    assert await Making(database, log, SystemClock(), database_url=url).all() == 0
    async with database.reading() as tx:
        failed = await editions.load(tx, asked.id)
        made = await tx.scalar(text("SELECT count(*) FROM pg_namespace WHERE nspname ~ '^edition'"))
    assert (failed.state, failed.reason, made) == ("failed", "history-incomplete", 0)


async def test_offsets_that_are_gone_in_the_embedded_log(
    database: Database, database_url: str, log: EventLog, log_url: str
) -> None:
    await publish(log, records())
    async with Database(log_url) as of_log, of_log.transaction() as tx:
        await tx.execute(text("ALTER TABLE log_record DISABLE TRIGGER ALL"))
        await tx.execute(text('DELETE FROM log_record WHERE "offset" = 0'))
    assert "holds 1.." in await refused(log, database, database_url)


async def test_a_topic_that_was_made_anew_begins_later_than_it_did_in_the_embedded_log(
    database: Database, database_url: str, log: EventLog
) -> None:
    await began(database, records()[0], 1)
    await publish(log, records()[1:])
    with pytest.raises(HistoryIncomplete, match="begins with event 2 of its service instead of 1"):
        await require_whole(database, log, TOPICS)
    await refused_an_edition(log, database, database_url)


async def test_a_truncated_topic_in_kafka(
    database: Database,
    database_url: str,
    kafka: EventLog,
    kafka_server: KafkaForTests,
    prefix: str,
) -> None:
    found = records()
    await publish(kafka, found)
    await require_history(kafka, TOPICS)
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka_server.bootstrap)
    await admin.start()
    at = Theirs(prefix + found[0].topic, partition_of(found[0].key))
    await admin.delete_records({at: RecordsToDelete(before_offset=1)})
    await admin.close()
    assert "starts at 1 instead of 0" in await refused(kafka, database, database_url)


async def test_a_topic_that_was_made_anew_begins_later_than_it_did_in_kafka(
    database: Database, database_url: str, kafka: EventLog
) -> None:
    await began(database, records()[0], 1)
    await publish(kafka, records()[3:])
    with pytest.raises(HistoryIncomplete, match="begins with event 4 of its service instead of 1"):
        await require_whole(database, kafka, TOPICS)
    await refused_an_edition(kafka, database, database_url)


async def test_a_topic_that_was_made_anew_and_is_empty_is_noticed(
    database: Database, log: EventLog
) -> None:
    await began(database, records()[0], 1)
    with pytest.raises(HistoryIncomplete, match="is empty, and began with event 1"):
        await require_whole(database, log, TOPICS)


async def test_what_a_topic_begins_with_is_kept_as_soon_as_it_has_begun(
    database: Database, log: EventLog
) -> None:
    stop = asyncio.Event()
    noting = asyncio.create_task(note_beginnings(database, log, TOPICS, stop, look=0.05))
    found = records()[1:]
    await publish(log, found)
    while {each.topic for each in found} - set(await known(database)):  # noqa: ASYNC110
        await asyncio.sleep(0.02)
    stop.set()
    await noting
    first = min(at for at, each in enumerate(found, 2) if each.topic == found[0].topic)
    assert (await known(database))[found[0].topic] == first


async def began(database: Database, record: Record, sequence: int) -> None:
    async with database.transaction() as tx:
        await tx.execute(insert(log_beginnings).values(topic=record.topic, sequence=sequence))


async def known(database: Database) -> dict[str, int]:
    async with database.reading() as tx:
        rows = await tx.execute(select(log_beginnings))
    return {row.topic: row.sequence for row in rows}


@pytest.mark.parametrize("kept", [slice(0), slice(0, 1), slice(1, None), slice(None)])
async def test_a_whole_log_and_an_empty_one_reach_back_to_their_beginning(
    log: EventLog, kept: slice
) -> None:
    some: Sequence[Record] = records()[kept]
    await publish(log, some)
    await require_history(log, TOPICS)
    assert sum((await log.end_offsets(TOPICS)).values()) == len(some)
