"""A service in small for tests of the platform: two kinds of event, one of them public."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

import asyncpg

from continuous_line.contracts import PublicEvent
from continuous_line.contracts.handover import TOPIC, FirstContactMade
from continuous_line.database import Tx
from continuous_line.event_log import EventLog
from continuous_line.event_store import Context, EventStore, Stored
from continuous_line.migrations import platform_v1
from continuous_line.relay import Relay

START = datetime(2019, 1, 1, 9, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Met:
    """Public: becomes `FirstContactMade`."""

    id: UUID
    at: datetime
    municipality: str


@dataclass(frozen=True, kw_only=True)
class Remarked:
    """Private."""

    id: UUID
    at: datetime


Event = Met | Remarked
KINDS: tuple[type[Event], ...] = (Met, Remarked)


def met(municipality: str = "GM0363", at: datetime = START) -> Met:
    return Met(id=uuid4(), at=at, municipality=municipality)


def remarked(at: datetime = START) -> Remarked:
    return Remarked(id=uuid4(), at=at)


def publish(stored: Stored[Event]) -> PublicEvent | None:
    if isinstance(stored.event, Remarked):
        return None
    return FirstContactMade(occurred_at=stored.event.at, municipality=stored.event.municipality)


def subject(stored: Stored[Event]) -> str:
    return stored.stream


def someone() -> Context:
    return Context(
        subject="staff-1",
        organisation="coa",
        roles=("case-manager",),
        correlation_id=uuid4(),
    )


def event_store() -> EventStore[Event]:
    return EventStore[Event](KINDS)


async def append(
    tx: Tx, stream: str, events: Sequence[Event], *, expected: int = 0, at: datetime = START
) -> list[Stored[Event]]:
    return await event_store().append(
        tx, stream, events, expected_version=expected, recorded_at=at, context=someone()
    )


def relay(
    url: str,
    log: EventLog,
    *,
    service: str = "example",
    publish: Callable[[Stored[Event]], PublicEvent | None] = publish,
    topic: str = TOPIC,
    chunk: int = 1000,
) -> Relay[Event]:
    return Relay[Event](
        url,
        log,
        service=service,
        topic=topic,
        domain="handover",
        source="urn:nld:oin:00000000000000000000:systeem:doorlopende-lijn-example",
        store=event_store(),
        publish=publish,
        subject=subject,
        chunk=chunk,
    )


async def make_platform_tables(url: str) -> None:
    """The first migration, without Alembic: for tests that make many databases."""
    statements: list[str] = []

    class Collecting:
        def execute(self, sqltext: str, /) -> None:
            statements.append(sqltext)

    platform_v1.upgrade(Collecting())
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(";\n".join(statements))
    finally:
        await connection.close()
