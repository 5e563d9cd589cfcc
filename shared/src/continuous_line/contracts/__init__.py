"""The public events of every service: contracts that change compatibly or get a new version."""

from dataclasses import dataclass
from types import ModuleType

import msgspec

from continuous_line.contracts import directory, handover, profile, subscription
from continuous_line.contracts.base import EventVoided, PublicEvent
from continuous_line.contracts.envelope import (
    Envelope,
    decode,
    encode,
    public_id,
    schema_uri,
    sequence_text,
    type_name,
)

__all__ = [
    "ABOUT_PERSONS",
    "CONTRACTS",
    "TYPES",
    "Contract",
    "Envelope",
    "EventVoided",
    "PublicEvent",
    "data_of",
    "decode",
    "encode",
    "public_id",
    "schema_uri",
    "sequence_text",
    "type_name",
    "type_of",
]


@dataclass(frozen=True, slots=True)
class Contract:
    """What one service publishes, and where."""

    domain: str
    topic: str
    events: tuple[type[PublicEvent], ...]


def _contract(domain: str, module: ModuleType) -> Contract:
    return Contract(domain, module.TOPIC, module.EVENTS)


CONTRACTS: dict[str, Contract] = {
    "profile": _contract("profile", profile),
    "handover": _contract("handover", handover),
    "directory": _contract("directory", directory),
}
ABOUT_PERSONS = (profile.TOPIC, handover.TOPIC)
"""The topics whose key is a permit holder; all are partitioned alike."""

TYPES: dict[str, type[PublicEvent]] = {
    type_name(contract.domain, event): event
    for contract in CONTRACTS.values()
    for event in contract.events
} | {type_name(subscription.DOMAIN, event): event for event in subscription.EVENTS}
"""By the type attribute; those of subscriptions are in no topic."""
_decoders = {name: msgspec.json.Decoder(event) for name, event in TYPES.items()}


def type_of(domain: str, event: PublicEvent) -> str:
    """The type attribute of an event that this service publishes."""
    return type_name(domain, type(event))


def data_of(envelope: Envelope) -> PublicEvent | None:
    """The event in the envelope, or None where its type is not known here (a newer producer).

    Raises msgspec.ValidationError where the data does not fit its type.
    """
    decoder = _decoders.get(envelope.type)
    return None if decoder is None else decoder.decode(envelope.data)
