"""Events that are made for a feed: envelopes as any other, of this service's source."""

from datetime import datetime
from uuid import UUID, uuid5

import msgspec

from continuous_line.contracts import Envelope, PublicEvent, schema_uri, sequence_text, type_name
from continuous_line.contracts.subscription import DOMAIN


def told(event: PublicEvent, subject: UUID, *, cause: UUID, source: str, at: datetime) -> Envelope:
    """`cause`: what it follows from; made anew from the same cause it has the same id.

    Its place in the feed is its sequence to the reader; the attribute says nothing here.
    """
    public_type = type_name(DOMAIN, type(event))
    return Envelope(
        id=uuid5(cause, public_type),
        source=source,
        type=public_type,
        subject=str(subject),
        time=at,
        sequence=sequence_text(0),
        data=msgspec.Raw(msgspec.json.encode(event)),
        dataschema=schema_uri(public_type),
        correlationid=cause,
        causationid=cause,
    )
