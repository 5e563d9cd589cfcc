"""The event log: one port, and its adapters for Kafka and for PostgreSQL (embedded default)."""

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
]
