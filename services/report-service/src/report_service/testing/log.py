"""Puts what was told into a log, as the relays of the services would."""

from collections.abc import Iterable, Sequence
from uuid import uuid4

import msgspec

from continuous_line.contracts import CONTRACTS, Envelope, PublicEvent, encode, sequence_text
from continuous_line.contracts.envelope import schema_uri, type_name
from continuous_line.event_log.port import EventLog, Record
from report_service.testing.history import History, Told

TOPICS = tuple(contract.topic for contract in CONTRACTS.values())


class Recorder:
    """Numbers events per topic, as each service's own sequence does."""

    def __init__(self) -> None:
        self._sequences = dict.fromkeys(CONTRACTS, 0)

    def record(self, subject: str, told: Told) -> Record:
        """The next record of the event's topic."""
        self._sequences[told.domain] += 1
        public_type = type_name(told.domain, type(told.event))
        envelope = Envelope(
            id=told.id,
            source=f"urn:nld:oin:00000000000000000000:systeem:doorlopende-lijn-{told.domain}",
            type=public_type,
            subject=subject,
            time=told.time,
            sequence=sequence_text(self._sequences[told.domain]),
            data=msgspec.Raw(msgspec.json.encode(told.event)),
            dataschema=schema_uri(public_type),
            correlationid=uuid4(),
        )
        return Record(CONTRACTS[told.domain].topic, subject, encode(envelope))

    def of(self, histories: Iterable[History]) -> list[Record]:
        """All of these persons' events, person by person."""
        return [
            self.record(str(history.person), told) for history in histories for told in history.told
        ]

    def by_time(self, histories: Iterable[History]) -> list[Record]:
        """The same in the order of recording, as services publish: within a partition the time of
        recording never goes back."""
        told = [(str(history.person), told) for history in histories for told in history.told]
        return [self.record(*each) for each in sorted(told, key=lambda each: each[1].time)]

    def places(self, events: Iterable[tuple[str, PublicEvent]]) -> list[Record]:
        """Events of the directory, each with the code of its place."""
        return [
            self.record(code, Told(uuid4(), event.occurred_at, event, "directory"))
            for code, event in events
        ]


async def publish(log: EventLog, records: Sequence[Record], chunk: int = 1000) -> None:
    """In order, in chunks."""
    async with log.publisher(f"test-{uuid4()}") as publisher:
        for start in range(0, len(records), chunk):
            await publisher.publish(records[start : start + chunk])
