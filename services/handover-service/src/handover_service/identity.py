"""Under which ids others know a case and what happened to it."""

from uuid import UUID, uuid5

from continuous_line.contracts import handover as public
from continuous_line.contracts import public_id, type_name
from continuous_line.happened import Reference
from handover_service.domain.events import Event, MunicipalityLinked

DOMAIN = "handover"
_TYPES = {event.__name__: type_name(DOMAIN, event) for event in public.EVENTS}


def public_reference(reference: Reference) -> UUID | None:
    """The id of the public event made from a stored one; None where that is private."""
    public_type = _TYPES.get(reference.kind)
    return public_id(reference.id, public_type) if public_type else None


def public_id_of(event: Event) -> UUID | None:
    return public_reference(Reference(id=event.id, kind=type(event).__name__))


def case_id_of(permit_holder_id: UUID, link: UUID) -> UUID:
    """UUIDv5(person, public id of the case's first link): any reader of the log can tell it.

    `link` is the stored id of that link.
    """
    first = public_reference(Reference(id=link, kind=MunicipalityLinked.__name__))
    return uuid5(permit_holder_id, str(first))
