"""The attributes of an event as filters see them."""

from datetime import datetime

from continuous_line.contracts import Envelope
from handover_service.subscriptions.domain.filters import Attributes


def attributes(envelope: Envelope, dataref: str | None = None) -> Attributes:
    """Each as the text that a receiver gets; those that the event does not have are left out."""
    names = (name for name in envelope.__struct_fields__ if name != "data")
    found = {name: getattr(envelope, name) for name in names}
    found["dataref"] = dataref
    return {name: _text(value) for name, value in found.items() if value is not None}


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return str(value)
