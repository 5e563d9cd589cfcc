"""Events of other services, as their relays would tell them."""

from datetime import datetime
from uuid import uuid4

import msgspec

from continuous_line.contracts import (
    CONTRACTS,
    Envelope,
    PublicEvent,
    encode,
    public_id,
    schema_uri,
    sequence_text,
    type_of,
)
from continuous_line.event_log import EventLog, Record


def envelope_of(
    event: PublicEvent, subject: object, *, domain: str, time: datetime, number: int
) -> Envelope:
    """`number`: of the event in the sequence of its topic."""
    event_type = type_of(domain, event)
    return Envelope(
        id=public_id(uuid4(), event_type),
        source="urn:test",
        type=event_type,
        subject=str(subject),
        time=time,
        sequence=sequence_text(number),
        data=msgspec.Raw(msgspec.json.encode(event)),
        dataschema=schema_uri(event_type),
        correlationid=uuid4(),
    )


async def tell(log: EventLog, domain: str, envelope: Envelope) -> None:
    """Publish it to the topic of that domain."""
    record = Record(CONTRACTS[domain].topic, envelope.subject, encode(envelope))
    async with log.publisher(f"{domain}-in-tests") as publisher:
        await publisher.publish([record])
