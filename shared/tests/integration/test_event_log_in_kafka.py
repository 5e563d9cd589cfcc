"""What only Kafka can get wrong, and what it is set to."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from uuid import uuid4

import aiokafka
import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic, RecordsToDelete
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaError

from continuous_line.errors import HistoryIncomplete, LogUnavailable
from continuous_line.event_log import PARTITIONS, EventLog, open_event_log, partition_of
from continuous_line.event_log.kafka_connection import client_settings
from continuous_line.event_log.kafka_membership import KafkaMember
from continuous_line.testing.event_log import Follower, beginning, publish, read_all, records
from continuous_line.testing.kafka import KafkaForTests

TOPIC, OTHER = "profile", "handover"
KEYS = [f"person-{number}" for number in range(40)]
FOR_EVER = {"cleanup.policy": "delete", "retention.ms": "-1", "retention.bytes": "-1"}


@pytest.fixture
def prefix() -> str:
    return f"t{uuid4().hex[:8]}-"


@pytest.fixture
async def log(kafka_server: KafkaForTests, prefix: str) -> AsyncIterator[EventLog]:
    log = open_event_log(kafka_server.url, topic_prefix=prefix, session_timeout=2)
    yield log
    await log.close()


@pytest.fixture
async def admin(kafka_server: KafkaForTests) -> AsyncIterator[AIOKafkaAdminClient]:
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka_server.bootstrap)
    await admin.start()
    yield admin
    await admin.close()


async def make(admin: AIOKafkaAdminClient, topic: str, partitions: int, **settings: str) -> None:
    configured = FOR_EVER | {name.replace("_", "."): value for name, value in settings.items()}
    await admin.create_topics([NewTopic(topic, partitions, 1, topic_configs=configured)])
    while topic not in await admin.list_topics():
        pass


async def test_topics_are_made_to_keep_everything_for_ever(
    log: EventLog, admin: AIOKafkaAdminClient, prefix: str
) -> None:
    await log.create_topics([TOPIC])
    resource = ConfigResource(ConfigResourceType.TOPIC, prefix + TOPIC)
    (answer,) = await admin.describe_configs([resource])
    (topic,) = answer.resources
    settings: Mapping[str, str] = {entry[0]: entry[1] for entry in topic[4]}
    expected = FOR_EVER | {"min.insync.replicas": "1", "unclean.leader.election.enable": "false"}
    assert {name: settings[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        ({"retention_ms": "604800000"}, "retention.ms is 604800000"),
        ({"retention_bytes": "1073741824"}, "retention.bytes is 1073741824"),
        ({"cleanup_policy": "compact"}, "cleanup.policy is compact"),
        ({"cleanup_policy": "compact,delete"}, "cleanup.policy is compact,delete"),
    ],
)
async def test_a_topic_that_does_not_keep_everything_for_ever_is_refused(
    log: EventLog,
    admin: AIOKafkaAdminClient,
    prefix: str,
    settings: dict[str, str],
    fault: str,
) -> None:
    await make(admin, prefix + TOPIC, PARTITIONS, **settings)
    with pytest.raises(HistoryIncomplete, match=fault):
        await log.check_history([TOPIC])


async def test_all_faults_are_named_at_once(
    log: EventLog, admin: AIOKafkaAdminClient, prefix: str
) -> None:
    await make(admin, prefix + TOPIC, 3, retention_ms="1000", cleanup_policy="compact")
    with pytest.raises(HistoryIncomplete) as refused:
        await log.check_history([TOPIC, OTHER])
    for fault in ("3 partitions", "retention.ms", "cleanup.policy", f"{OTHER}: does not exist"):
        assert fault in str(refused.value)


async def test_a_history_that_lost_its_beginning_is_refused(
    log: EventLog, admin: AIOKafkaAdminClient, prefix: str
) -> None:
    await log.create_topics([TOPIC])
    await publish(log, records(TOPIC, ["key"] * 5))
    lost = aiokafka.TopicPartition(prefix + TOPIC, partition_of("key"))
    await admin.delete_records({lost: RecordsToDelete(before_offset=2)})
    with pytest.raises(HistoryIncomplete, match="starts at 2 instead of 0"):
        await log.check_history([TOPIC])
    with pytest.raises(HistoryIncomplete):
        await read_all(log, beginning(TOPIC))


async def test_what_a_vanished_producer_left_open_is_never_read(
    log: EventLog, kafka_server: KafkaForTests, prefix: str
) -> None:
    """Its transaction is given up as soon as the next producer of its name opens."""
    await log.create_topics([TOPIC])
    vanished = AIOKafkaProducer(
        **client_settings(kafka_server.url), transactional_id=prefix + "relay"
    )
    await vanished.start()
    try:
        await vanished.begin_transaction()
        for key in KEYS:
            await vanished.send_and_wait(prefix + TOPIC, b"open", key.encode(), partition_of(key))
        async with log.member("report", [TOPIC]) as member:
            follower = Follower(member)
            await follower.until_assigned(PARTITIONS)
            assert sum((await log.end_offsets([TOPIC])).values()) == 0
            await publish(log, records(TOPIC, KEYS, word="next"))
            await follower.until_found(len(KEYS))
        assert all(record.value.startswith(b"next") for record in follower.found)
    finally:
        await vanished.client.close()
        await vanished.stop()


async def test_keys_lie_where_kafkas_own_partitioner_puts_them(
    log: EventLog, kafka_server: KafkaForTests, prefix: str
) -> None:
    await log.create_topics([TOPIC])
    producer = AIOKafkaProducer(**client_settings(kafka_server.url))
    async with producer:
        for key in KEYS:
            placed = await producer.send_and_wait(prefix + TOPIC, b"", key.encode())
            assert placed.partition == partition_of(key)


async def test_a_record_says_that_it_is_a_cloud_event(
    log: EventLog, kafka_server: KafkaForTests, prefix: str
) -> None:
    await log.create_topics([TOPIC])
    await publish(log, records(TOPIC, KEYS[:1]))
    at = aiokafka.TopicPartition(prefix + TOPIC, partition_of(KEYS[0]))
    async with aiokafka.AIOKafkaConsumer(**client_settings(kafka_server.url)) as consumer:
        consumer.assign([at])
        consumer.seek(at, 0)
        record = await consumer.getone()
    assert record.headers == (("content-type", b"application/cloudevents+json"),)


async def test_members_share_the_same_partition_numbers_of_all_topics(log: EventLog) -> None:
    topics = [TOPIC, OTHER, "directory"]
    await log.create_topics(topics)
    async with log.member("report", topics) as one, log.member("report", topics) as other:
        followers = [Follower(one), Follower(other)]
        while [len(follower.assignment) for follower in followers] != [18, 18]:
            for follower in followers:
                await follower.poll()
        for follower in followers:
            for number in {at.partition for at in follower.assignment}:
                found = {at.topic for at in follower.assignment if at.partition == number}
                assert found == set(topics)


async def test_how_far_a_consumer_is_can_be_seen_by_kafkas_own_tools(
    log: EventLog, admin: AIOKafkaAdminClient, prefix: str
) -> None:
    await log.create_topics([TOPIC])
    await publish(log, records(TOPIC, KEYS))
    async with log.member("report", [TOPIC]) as member:
        follower = Follower(member)
        await follower.until_found(len(KEYS))
        await member.note(follower.positions)
    noted = await admin.list_consumer_group_offsets(prefix + "report")
    assert {at.partition: kept.offset for at, kept in noted.items()} == {
        at.partition: offset for at, offset in follower.positions.items()
    }


def test_a_login_and_tls_are_part_of_the_address() -> None:
    settings = client_settings("kafka://user:p%40ss@one:9092,two:9092?tls&mechanism=PLAIN")
    assert settings["bootstrap_servers"] == ["one:9092", "two:9092"]
    assert settings["security_protocol"] == "SASL_SSL"
    assert settings["sasl_plain_password"] == "p@ss"
    assert client_settings("kafka://one:9092")["security_protocol"] == "PLAINTEXT"


@pytest.mark.parametrize("url", ["kafka://", "kafka://secret@host?other=1", "secret://host"])
def test_an_address_that_is_wrong_is_not_repeated(url: str) -> None:
    with pytest.raises(ValueError) as refused:
        open_event_log(url)
    assert "secret" not in str(refused.value)


async def test_a_failure_while_nothing_is_assigned_is_raised_and_not_waited_out(
    log: EventLog,
) -> None:
    """A broker that has just come back can refuse to let members join, in ways the client does
    not try again by itself."""
    await log.create_topics([TOPIC])
    async with log.member("report", [TOPIC]) as member:
        assert isinstance(member, KafkaMember)
        follower = Follower(member)
        await follower.until_assigned(PARTITIONS)
        member._rebalances.on_partitions_revoked(set())
        coordinator = member._opened()._coordinator
        waiting = asyncio.ensure_future(coordinator._push_error_to_user(KafkaError("loading")))
        await follower.poll()  # finds that what it had is gone
        with pytest.raises(LogUnavailable):
            await follower.poll()
        async with asyncio.timeout(10):
            await waiting
