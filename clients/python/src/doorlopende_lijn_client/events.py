"""An event as it is received, by push or by pull."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from doorlopende_lijn_client.errors import NotAnEvent

_REQUIRED = ("id", "source", "type", "specversion")


@dataclass(frozen=True, slots=True)
class CloudEvent:
    """`id` with `source` is unique: a repeat has the same. `subject`: whom it is about, an opaque
    id. `data`: None in an information-poor event, whose `dataref` says where to read; its shape
    is the type of the same name in `types.events`. `attributes`: all, as they came.
    """

    id: str
    source: str
    type: str
    subject: str | None
    time: datetime | None
    data: Any
    dataref: str | None
    attributes: Mapping[str, Any]

    @property
    def name(self) -> str:
        """E.g. `WarmHandoverHeld` of `nl.doorlopendelijn.handover.WarmHandoverHeld.v1`."""
        parts = self.type.split(".")
        return parts[-2] if len(parts) > 1 else self.type

    @classmethod
    def of(cls, document: Any) -> Self:
        """The event in structured JSON; raises NotAnEvent."""
        if not isinstance(document, Mapping):
            raise NotAnEvent("an event is an object")
        attributes = {name: value for name, value in document.items() if name != "data"}
        missing = [name for name in _REQUIRED if not _text(attributes.get(name))]
        if missing:
            raise NotAnEvent(f"these attributes are missing or no text: {', '.join(missing)}")
        if attributes["specversion"] != "1.0":
            raise NotAnEvent("only version 1.0 of CloudEvents is known here")
        return cls(
            id=attributes["id"],
            source=attributes["source"],
            type=attributes["type"],
            subject=_text(attributes.get("subject")),
            time=_moment(attributes.get("time")),
            data=document.get("data"),
            dataref=_text(attributes.get("dataref")),
            attributes=attributes,
        )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _moment(value: Any) -> datetime | None:
    if value is None:
        return None
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise NotAnEvent("`time` is no moment") from None
    if found.tzinfo is None:
        raise NotAnEvent("`time` has no offset")
    return found
