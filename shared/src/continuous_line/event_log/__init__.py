"""The event log: one port, and its adapters for Kafka and for PostgreSQL (embedded default)."""

from continuous_line.event_log.opening import open_event_log
from continuous_line.event_log.partitioning import partition_of
from continuous_line.event_log.port import (
    PARTITIONS,
    EventLog,
    LogRecord,
    Member,
    Publisher,
    Reader,
    Record,
    TopicPartition,
)

__all__ = [
    "PARTITIONS",
    "EventLog",
    "LogRecord",
    "Member",
    "Publisher",
    "Reader",
    "Record",
    "TopicPartition",
    "open_event_log",
    "partition_of",
]
