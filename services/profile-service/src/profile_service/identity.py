"""Under which ids others know what happened to a profile."""

from uuid import UUID

from continuous_line.contracts import profile as public
from continuous_line.contracts import public_id, type_name
from continuous_line.happened import Reference
from profile_service.domain.events import Event

DOMAIN = "profile"
_TYPES = {event.__name__: type_name(DOMAIN, event) for event in public.EVENTS}


def public_reference(reference: Reference) -> UUID:
    """The id of the public event made from a stored one; every stored event has one."""
    return public_id(reference.id, _TYPES[reference.kind])


def public_id_of(event: Event) -> UUID:
    return public_reference(Reference(id=event.id, kind=type(event).__name__))
