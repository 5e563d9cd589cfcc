"""The same from a real broker: its markers take offsets, its retention can lose history."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from continuous_line.clock import SystemClock
from continuous_line.database import Database
from continuous_line.errors import HistoryIncomplete
from continuous_line.event_log.opening import open_event_log
from continuous_line.event_log.port import EventLog
from continuous_line.testing.kafka import KafkaForTests
from report_service import rebuild_records
from report_service.catch_up import catch_up
from report_service.projections import TOPICS
from report_service.rebuild import Rebuild
from report_service.testing import History, Recorder
from report_service.testing.log import publish


@pytest.fixture
def prefix() -> str:
    return f"report-{uuid4()}."


@pytest.fixture
async def kafka(kafka_server: KafkaForTests, prefix: str) -> AsyncIterator[EventLog]:
    log = open_event_log(kafka_server.url, topic_prefix=prefix)
    await log.create_topics(TOPICS)
    yield log
    await log.close()


def people(number: int) -> list[History]:
    found = [History() for _ in range(number)]
    for person in found:
        person.opened("2018-11-01")
        person.permit("2019-01-05")
        person.moved("2019-06-01")
    return found


async def rebuild(database: Database, url: str, log: EventLog) -> str:
    asked, clock = uuid4(), SystemClock()
    async with database.transaction() as tx:
        await rebuild_records.request(tx, asked, by="operator", now=clock.now())
    return await Rebuild(database, log, clock, database_url=url, patience=10).run(asked)


async def test_a_rebuild_from_kafka_comes_to_what_live_came_to(
    database: Database, database_url: str, kafka: EventLog
) -> None:
    recorder = Recorder()
    for _ in range(3):
        await publish(kafka, recorder.of(people(40)), chunk=30)
    await catch_up(database, kafka, 1, await kafka.end_offsets(TOPICS))
    assert await rebuild(database, database_url, kafka) == "switched"


async def test_finite_retention_stops_the_rebuild(
    database: Database, database_url: str, kafka: EventLog, kafka_server: KafkaForTests, prefix: str
) -> None:
    await publish(kafka, Recorder().of(people(3)))
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka_server.bootstrap)
    await admin.start()
    topic = ConfigResource(
        ConfigResourceType.TOPIC, prefix + TOPICS[0], {"retention.ms": "604800000"}
    )
    await admin.alter_configs([topic])
    await admin.close()
    with pytest.raises(HistoryIncomplete):
        await rebuild(database, database_url, kafka)
