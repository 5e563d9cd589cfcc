"""Public events as relays publish them, made for tests of who reads the topics."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from uuid import UUID, uuid4

import msgspec

from continuous_line.contracts import (
    CONTRACTS,
    Envelope,
    PublicEvent,
    encode,
    schema_uri,
    sequence_text,
    type_of,
)
from continuous_line.event_log import EventLog, Record


class Feed:
    """`logs`: the log per domain. `sent`: what was published, per topic, in its order."""

    def __init__(self, logs: Mapping[str, EventLog]) -> None:
        self._logs = logs
        self._numbers = {domain: count(1) for domain in logs}
        self.sent: dict[str, list[Envelope]] = defaultdict(list)

    async def publish(self, domain: str, *events: tuple[UUID, PublicEvent]) -> list[Envelope]:
        """One transaction; each event is about that person."""
        made = [self._envelope(domain, person, event) for person, event in events]
        await self.repeat(domain, made)
        self.sent[CONTRACTS[domain].topic] += made
        return made

    async def repeat(self, domain: str, made: Sequence[Envelope]) -> None:
        """As after a failure of which the relay could not know how far it came."""
        topic = CONTRACTS[domain].topic
        records = [Record(topic, one.subject, encode(one)) for one in made]
        async with self._logs[domain].publisher(f"relay-{domain}") as publisher:
            await publisher.publish(records)

    def _envelope(self, domain: str, person: UUID, event: PublicEvent) -> Envelope:
        kind = type_of(domain, event)
        return Envelope(
            id=uuid4(),
            source=f"urn:nld:oin:00000000000000000000:systeem:test-{domain}",
            type=kind,
            subject=str(person),
            time=datetime.now(UTC),
            sequence=sequence_text(next(self._numbers[domain])),
            data=msgspec.Raw(msgspec.json.encode(event)),
            dataschema=schema_uri(kind),
            correlationid=uuid4(),
        )
