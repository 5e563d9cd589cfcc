"""What the commands of docs/kafka.md grant to a platform, to the services, and to nobody."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import (
    GroupAuthorizationFailedError,
    KafkaConnectionError,
    TopicAuthorizationFailedError,
    TransactionalIdAuthorizationFailed,
)

from continuous_line.cli import topics
from continuous_line.contracts import ABOUT_PERSONS, directory, handover, profile
from continuous_line.errors import LogUnavailable
from continuous_line.event_log import EventLog, Record
from continuous_line.event_log.kafka_connection import client_settings
from continuous_line.testing.feeding import Feed
from continuous_line.vault_erasures import consumer_name
from handover_service.identity import FEED

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def settings(kafka: Any, platform: tuple[str, str]) -> dict[str, Any]:
    return client_settings(kafka.url(*platform)) | {"request_timeout_ms": 10_000}


@pytest.fixture
async def reader(settings: dict[str, Any], feed: Feed) -> AsyncIterator[AIOKafkaConsumer]:
    async with AIOKafkaConsumer(**settings, enable_auto_commit=False) as consumer:
        yield consumer


@pytest.mark.parametrize("topic", ABOUT_PERSONS)
async def test_the_topics_about_persons_may_be_read(reader: AIOKafkaConsumer, topic: str) -> None:
    at = TopicPartition(topic, 0)
    reader.assign([at])
    reader.seek(at, 0)
    await reader.getmany(timeout_ms=100)
    assert await reader.beginning_offsets([at]) == {at: 0}


async def test_another_topic_may_not_be_read(settings: dict[str, Any], feed: Feed) -> None:
    consumer = AIOKafkaConsumer(directory.TOPIC, **settings)
    with pytest.raises(TopicAuthorizationFailedError):
        await consumer.start()
    await consumer.stop()


@pytest.mark.parametrize("topic", [*ABOUT_PERSONS, directory.TOPIC])
async def test_nothing_may_be_written(
    settings: dict[str, Any], logs: dict[str, EventLog], topic: str
) -> None:
    before = await logs["report"].end_offsets([topic])
    producer = AIOKafkaProducer(**settings, enable_idempotence=False)
    async with producer:
        with pytest.raises(TopicAuthorizationFailedError):
            await producer.send_and_wait(topic, b"{}", b"key", 0)
    assert await logs["report"].end_offsets([topic]) == before


async def test_no_relay_may_be_played(settings: dict[str, Any], feed: Feed) -> None:
    producer = AIOKafkaProducer(**settings, transactional_id="relay-handover")
    with pytest.raises(TransactionalIdAuthorizationFailed):
        await producer.start()
    await producer.stop()


@pytest.mark.parametrize("group", ["handover", "national-part", "another.group"])
async def test_a_group_that_is_not_its_own_is_refused(
    settings: dict[str, Any], feed: Feed, group: str
) -> None:
    consumer = AIOKafkaConsumer(*ABOUT_PERSONS, **settings, group_id=group)
    with pytest.raises(GroupAuthorizationFailedError):
        await consumer.start()
    await consumer.stop()


async def test_topics_may_be_neither_made_nor_removed(
    settings: dict[str, Any], logs: dict[str, EventLog]
) -> None:
    admin = AIOKafkaAdminClient(**settings)
    await admin.start()
    try:
        answer = await admin.create_topics([NewTopic("other", 1, 1)])
        assert [code for _, code, *_ in answer.topic_errors] == [
            TopicAuthorizationFailedError.errno
        ]
        answer = await admin.delete_topics([profile.TOPIC])
        assert [code for _, code, *_ in answer.topic_error_codes] == [
            TopicAuthorizationFailedError.errno
        ]
    finally:
        await admin.close()
    await logs["report"].check_history(topics())


async def test_who_does_not_sign_in_with_the_right_password_reads_nothing(
    kafka: Any, platform: tuple[str, str]
) -> None:
    consumer = AIOKafkaConsumer(**client_settings(kafka.url(platform[0], "guessed")))
    with pytest.raises(KafkaConnectionError):
        await consumer.start()
    await consumer.stop()


async def test_every_service_reads_all_and_the_topics_keep_everything(
    logs: dict[str, EventLog], feed: Feed
) -> None:
    for log in logs.values():
        assert set(topics()) == {at.topic for at in await log.end_offsets(topics())}
    for service in ("profile", "report"):
        await logs[service].check_history(topics())
    groups = [(name, group) for name in logs for group in (name, consumer_name(name))]
    for service, group in [*groups, ("handover", FEED)]:
        async with logs[service].member(group, topics()) as member:
            while len(member.assignment()) != 36:
                await member.poll(0.1)


async def test_a_service_writes_its_own_topic_only(logs: dict[str, EventLog], feed: Feed) -> None:
    for own, other in ((profile, "handover"), (handover, "profile")):
        record = Record(own.TOPIC, str(uuid4()), b"{}")
        with pytest.raises(LogUnavailable):
            async with logs[other].publisher(f"relay-{other}") as publisher:
                await publisher.publish([record])
    with pytest.raises(LogUnavailable):
        async with logs["report"].publisher("relay-profile"):
            pass
