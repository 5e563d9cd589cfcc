"""Topics in Kafka that keep everything for ever, and what is wrong with one that does not."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import NoError, TopicAlreadyExistsError, for_code

from continuous_line.errors import LogUnavailable
from continuous_line.event_log.kafka_connection import Cluster
from continuous_line.event_log.port import PARTITIONS

# Kafka's defaults would delete the history after seven days.
FOR_EVER = {"cleanup.policy": "delete", "retention.ms": "-1", "retention.bytes": "-1"}


@asynccontextmanager
async def administration(cluster: Cluster) -> AsyncIterator[AIOKafkaAdminClient]:
    """Raises LogUnavailable, also for what happens inside."""
    admin = AIOKafkaAdminClient(**cluster.settings)
    try:
        async with cluster.asking():
            await admin.start()
            yield admin
    finally:
        await admin.close()


async def create(
    admin: AIOKafkaAdminClient, topics: Sequence[str], replication_factor: int
) -> None:
    """Makes the topics that are missing; several may do so at once."""
    configured = FOR_EVER | {
        "min.insync.replicas": "2" if replication_factor > 2 else "1",
        "unclean.leader.election.enable": "false",
    }
    wanted = [
        NewTopic(topic, PARTITIONS, replication_factor, topic_configs=configured)
        for topic in sorted(set(topics))
    ]
    answer = await admin.create_topics(wanted)
    for topic, code, *_ in answer.topic_errors:
        error = for_code(code)
        if error not in (NoError, TopicAlreadyExistsError):
            raise LogUnavailable(f"Kafka did not make the topic {topic}: {error.__name__}")
    # Made is not yet known to every broker, nor led by one.
    while True:
        if all(map(_is_led, await admin.describe_topics(sorted(topics)))):
            return
        await asyncio.sleep(0.05)


async def faults(admin: AIOKafkaAdminClient, topics: Sequence[str]) -> list[str]:
    """What keeps these topics from keeping everything, a line per fault."""
    found: list[str] = []
    present = []
    for described in await admin.describe_topics(sorted(topics)):
        if faults_of_one := _describe_faults(described):
            found += faults_of_one
        if described["partitions"]:
            present.append(described["topic"])
    if not present:
        return found
    resources = [ConfigResource(ConfigResourceType.TOPIC, topic) for topic in present]
    for answer in await admin.describe_configs(resources):
        for _, _, _, topic, entries in answer.resources:
            values = {entry[0]: entry[1] for entry in entries}
            found += [
                f"{topic}: {name} is {values.get(name)} instead of {value}"
                for name, value in FOR_EVER.items()
                if values.get(name) != value
            ]
    return found


def _is_led(described: Mapping[str, Any]) -> bool:
    partitions = described["partitions"]
    return bool(partitions) and all(one["leader"] >= 0 for one in partitions)


def _describe_faults(described: Mapping[str, Any]) -> list[str]:
    topic, partitions = described["topic"], described["partitions"]
    if described["error_code"] != 0 or not partitions:
        return [f"{topic}: does not exist"]
    if len(partitions) != PARTITIONS:
        return [f"{topic}: has {len(partitions)} partitions instead of {PARTITIONS}"]
    return []
