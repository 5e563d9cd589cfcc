"""Under which ids others know what happened in the directory."""

from uuid import UUID

from continuous_line.contracts import directory as public
from continuous_line.contracts import public_id, type_name
from continuous_line.happened import Happened, Reference

DOMAIN = "directory"
_TYPES = {event.__name__: type_name(DOMAIN, event) for event in public.EVENTS}


def public_reference(reference: Reference) -> UUID:
    """The id of the public event made from a stored one; every stored event has one."""
    return public_id(reference.id, _TYPES[reference.kind])


def public_id_of(event: Happened) -> UUID:
    return public_reference(Reference(id=event.id, kind=type(event).__name__))
