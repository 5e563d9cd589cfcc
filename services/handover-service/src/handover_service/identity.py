"""Under which ids others know a case and what happened to it."""

from uuid import UUID, uuid5

from continuous_line.happened import Reference
from continuous_line.public_ids import PublicIds
from handover_service.domain.events import MunicipalityLinked

DOMAIN = "handover"
IDS = PublicIds(DOMAIN)


def case_id_of(permit_holder_id: UUID, link: UUID) -> UUID:
    """UUIDv5(person, public id of the case's first link): any reader of the log can tell it.

    `link` is the stored id of that link.
    """
    first = IDS.of_reference(Reference(id=link, kind=MunicipalityLinked.__name__))
    return uuid5(permit_holder_id, str(first))
