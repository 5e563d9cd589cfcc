"""The envelope of every public event: a CloudEvent of the NL GOV profile, in structured JSON.

Source: CloudEvents 1.0 and the NL GOV profile for CloudEvents; attribute names there are
`[a-z0-9]`, hence the run-together names.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

import msgspec

from continuous_line.contracts.base import TYPE_PREFIX, PublicEvent

SEQUENCE_DIGITS = 20


class Envelope(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`time`: when it was recorded (UTC). `sequence`: zero-padded, dense per source database."""

    id: UUID
    source: str
    type: str
    subject: str
    time: datetime
    sequence: str
    data: msgspec.Raw
    dataschema: str
    correlationid: UUID
    causationid: UUID | None = None
    traceparent: str | None = None
    specversion: str = "1.0"
    datacontenttype: str = "application/json"
    sequencetype: str = "Integer"

    @property
    def number(self) -> int:
        """The sequence as a number."""
        return int(self.sequence)

    @property
    def person(self) -> UUID | None:
        """Whom it is about; None where it is about a place and nobody."""
        try:
            return UUID(self.subject)
        except ValueError:
            return None


def encode(envelope: Envelope) -> bytes:
    """The envelope as JSON, its constant attributes included."""
    fields: dict[str, Any] = {name: getattr(envelope, name) for name in envelope.__struct_fields__}
    return msgspec.json.encode({name: v for name, v in fields.items() if v is not None})


_decoder = msgspec.json.Decoder(Envelope)


def decode(value: bytes) -> Envelope:
    """Read an envelope; its `data` stays raw until the type is known.

    Raises msgspec.DecodeError or msgspec.ValidationError where it is not one.
    """
    return _decoder.decode(value)


def sequence_text(sequence: int) -> str:
    """A sequence so that its order as text is its order as a number."""
    return f"{sequence:0{SEQUENCE_DIGITS}d}"


def public_id(stored_id: UUID, public_type: str) -> UUID:
    """The id of the public event made from a stored one: UUIDv5(stored id, public type)."""
    return uuid5(stored_id, public_type)


def type_name(domain: str, event: type[PublicEvent], version: int = 1) -> str:
    """E.g. `nl.doorlopendelijn.handover.WarmHandoverHeld.v1`."""
    return f"{TYPE_PREFIX}.{domain}.{event.__name__}.v{version}"


def schema_uri(public_type: str) -> str:
    """The `dataschema` attribute: a name of the schema that changes with the type's version."""
    return f"urn:nld:doorlopendelijn:schema:{public_type.removeprefix(TYPE_PREFIX + '.')}"
