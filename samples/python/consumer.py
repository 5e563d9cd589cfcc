"""Reads the events about persons straight from Kafka, each once in effect, in order per topic."""

import asyncio
import json
import os
import sqlite3
import ssl
from contextlib import suppress

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener
from aiokafka.coordinator.assignors.range import RangePartitionAssignor
from aiokafka.errors import CommitFailedError, IllegalStateError

TOPICS = ("profile.events.v1", "handover.events.v1")
ERASED = "nl.doorlopendelijn.profile.PersonalDataErased.v1"
TABLES = """
create table if not exists position (topic, number, next, sequence, primary key (topic, number));
create table if not exists fact (id primary key, topic, sequence, subject, type, data, corrects);
create table if not exists erased (subject primary key);
create view if not exists valid as
  select * from fact where id not in (select corrects from fact where corrects is not null);
"""
MOVE_ON = """
insert into position values (?, ?, ?, ?) on conflict do update
set next = excluded.next, sequence = excluded.sequence where excluded.sequence > sequence
"""


class Positions(ConsumerRebalanceListener):
    """Each partition is read on from where the database says, whatever was committed to Kafka."""

    def __init__(self, consumer, database):
        self.consumer, self.database = consumer, database

    def on_partitions_revoked(self, revoked):
        """Nothing to do: what was taken from us and comes late anyway is a repeat."""

    def on_partitions_assigned(self, assigned):
        question = "select next from position where topic = ? and number = ?"
        for at in assigned:
            found = self.database.execute(question, at).fetchone()
            self.consumer.seek(at, found[0] if found else 0)


def take(database, record):
    """The effect and the position, in the transaction of the caller; a repeat has no effect."""
    event = json.loads(record.value)
    at = (record.topic, record.partition, record.offset + 1, event["sequence"])
    if database.execute(MOVE_ON, at).rowcount == 0:
        return
    data, subject = event["data"], event["subject"]
    corrects = data.get("replaces") or data.get("voids")
    fact = (event["id"], record.topic, event["sequence"], subject, event["type"])
    values = (*fact, json.dumps(data), corrects)
    database.execute("insert or ignore into fact values (?, ?, ?, ?, ?, ?, ?)", values)
    if event["type"] == ERASED:
        forget(database, subject)


def forget(database, subject):
    """Here goes what you keep of your own about this person; the events hold nothing personal."""
    database.execute("insert or ignore into erased values (?)", (subject,))
    print("erased", subject, flush=True)


def settings():
    return {
        "bootstrap_servers": os.environ["KAFKA_SERVERS"],
        "group_id": os.environ["KAFKA_GROUP"],
        "security_protocol": "SASL_SSL",
        "ssl_context": ssl.create_default_context(cafile=os.environ.get("KAFKA_CA_FILE")),
        "sasl_mechanism": "SCRAM-SHA-512",
        "sasl_plain_username": os.environ["KAFKA_USER"],
        "sasl_plain_password": os.environ["KAFKA_PASSWORD"],
        "session_timeout_ms": 10_000,
        "isolation_level": "read_committed",
        "enable_auto_commit": False,
        "auto_offset_reset": "none",
        "partition_assignment_strategy": (RangePartitionAssignor,),
    }


async def main():
    database = sqlite3.connect(os.environ["DATABASE"], timeout=30)
    database.executescript(TABLES)
    async with AIOKafkaConsumer(**settings()) as consumer:
        consumer.subscribe(TOPICS, listener=Positions(consumer, database))
        while True:
            for at, records in (await consumer.getmany(timeout_ms=1000)).items():
                with database:
                    for record in records:
                        take(database, record)
                # For the tools that show how far a group is; it is never read back.
                with suppress(CommitFailedError, IllegalStateError):
                    await consumer.commit({at: records[-1].offset + 1})


if __name__ == "__main__":
    asyncio.run(main())
