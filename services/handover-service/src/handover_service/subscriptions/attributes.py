"""The attributes of an event as filters see them: by their CloudEvents names, each as text."""

from uuid import UUID

import msgspec

from continuous_line.contracts import Envelope
from handover_service.subscriptions.domain.filters import Attributes


def attributes(envelope: Envelope, dataref: str) -> Attributes:
    """Without the data, and without what this event does not have."""
    found = {
        name: str(msgspec.to_builtins(value))
        for name in envelope.__struct_fields__
        if name != "data" and (value := getattr(envelope, name)) is not None
    }
    return found | {"dataref": dataref}


def dataref(public_url: str, subscription_id: UUID, event_id: UUID) -> str:
    """Where whoever has this subscription reads the event, as long as there is a right to it."""
    base = public_url.rstrip("/")
    return f"{base}/v1/subscriptions/{subscription_id}/events/{event_id}"
