"""Under which ids others know what a service stored, and what every publishing has in common."""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from continuous_line import happened
from continuous_line.contracts import CONTRACTS, EventVoided, public_id, type_name
from continuous_line.event_store import Stored
from continuous_line.happened import Fact, Happened, Reference, reference_to

E = TypeVar("E", bound=Happened)


class PublicIds:
    """Of the service whose contract has this domain."""

    def __init__(self, domain: str) -> None:
        events = CONTRACTS[domain].events
        self._types = {event.__name__: type_name(domain, event) for event in events}

    def of(self, event: Happened) -> UUID | None:
        """The id of the public event made from a stored one; None where that is private."""
        return self.of_reference(reference_to(event))

    def of_reference(self, reference: Reference) -> UUID | None:
        public_type = self._types.get(reference.kind)
        return public_id(reference.id, public_type) if public_type else None

    def find(self, stored: Iterable[Stored[E]], id_: UUID) -> Stored[E] | None:
        """The event that others know by this id."""
        return next((one for one in stored if self.of(one.event) == id_), None)

    def base(self, fact: Fact) -> dict[str, Any]:
        """What the public event of every fact begins with."""
        replaces = self.of_reference(fact.replaces) if fact.replaces else None
        return {"occurred_at": fact.at, "replaces": replaces}

    def voided(self, event: happened.EventVoided) -> EventVoided | None:
        """The public event; None where what it takes back is private."""
        voids = self.of_reference(event.voids)
        if voids is None:
            return None
        return EventVoided(occurred_at=event.at, voids=voids, reason=event.reason)
