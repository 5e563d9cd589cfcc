"""Names of the rows shown, from profile-service in the reader's own name."""

from collections.abc import Collection, Mapping
from uuid import UUID

from handover_service.profile_client import ProfileClient
from handover_service.web.guards import PageDesk


async def names_of(at: PageDesk, persons: Collection[UUID]) -> Mapping[UUID, str] | None:
    """None where profile-service gives none: a list then works with numbers and says so."""
    if not persons:
        return {}
    client = ProfileClient.of(at.resources.http, at.resources.policy)
    return await client.names(at.visitor.token, persons)
