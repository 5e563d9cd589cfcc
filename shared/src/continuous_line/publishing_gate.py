"""From a stored event to the record that the log gets: the only way out of a service."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic
from uuid import UUID

import msgspec

from continuous_line.contracts import (
    TYPES,
    Envelope,
    PublicEvent,
    encode,
    public_id,
    schema_uri,
    sequence_text,
    type_of,
)
from continuous_line.errors import ContinuousLineError
from continuous_line.event_codec import E
from continuous_line.event_log import Record
from continuous_line.event_store import Stored
from continuous_line.sequencing import Sequenced


class NoContract(ContinuousLineError):
    """A service's publishing names an event that its contract does not have."""


def key_of(stored: Stored[Any]) -> str:
    """What follows the prefix of the stream: whom or what the event is about."""
    return stored.stream.partition("-")[2]


@dataclass(frozen=True, slots=True)
class Gate(Generic[E]):
    """`publish` and `subject` are the service's own; `source` names it without a location."""

    topic: str
    domain: str
    source: str
    publish: Callable[[Stored[E]], PublicEvent | None]
    subject: Callable[[Stored[E]], str]

    def record(self, item: Sequenced[E]) -> Record | None:
        """None where the event is not for others. Raises NoContract."""
        event = self.publish(item.stored)
        if event is None:
            return None
        public_type, context = self._type(event), item.stored.context
        subject = self.subject(item.stored)
        envelope = Envelope(
            id=public_id(item.stored.event.id, public_type),
            source=self.source,
            type=public_type,
            subject=subject,
            time=item.recorded_at,
            sequence=sequence_text(item.sequence),
            data=msgspec.Raw(msgspec.json.encode(event)),
            dataschema=schema_uri(public_type),
            correlationid=context.correlation_id,
            causationid=context.causation_id,
            traceparent=context.traceparent,
        )
        return Record(self.topic, subject, encode(envelope))

    def public_id(self, stored: Stored[E]) -> UUID | None:
        """The id under which others know the event; None where they do not."""
        event = self.publish(stored)
        return None if event is None else public_id(stored.event.id, self._type(event))

    def _type(self, event: PublicEvent) -> str:
        public_type = type_of(self.domain, event)
        if TYPES.get(public_type) is not type(event):
            raise NoContract(public_type)
        return public_type
