"""profile-service, asked in the name of whoever asks this service."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

import httpx

from continuous_line.neighbour import Neighbour
from handover_service.config import Policy
from handover_service.domain.talks_agenda import InPersonFlag


@dataclass(frozen=True, slots=True)
class ProfileClient:
    """Where it gives nothing, nothing is known."""

    service: Neighbour

    @classmethod
    def of(cls, http: httpx.AsyncClient, policy: Policy) -> "ProfileClient":
        where = policy.profile_url
        return cls(Neighbour(http, "profile-service", where, policy.neighbour_timeout))

    async def discuss_in_person(self, token: str, person: UUID) -> InPersonFlag:
        """Whether the section on circumstances asks for it, by the reader's bearer token."""
        found = await self.service.get(token, f"/v1/profiles/{person}/sections/circumstances")
        if found is None:
            return InPersonFlag.UNKNOWN
        content = found.get("content")
        asked = content.get("discussInPerson") if isinstance(content, dict) else None
        if asked is True:
            return InPersonFlag.DISCUSS
        return (
            InPersonFlag.NOTHING
            if asked is False or found.get("declined") is True
            else InPersonFlag.UNKNOWN
        )

    async def names(self, token: str, persons: Collection[UUID]) -> dict[UUID, str] | None:
        """Of those whom the reader may see; None where the service gives nothing."""
        query = [("permitHolderId", str(person)) for person in dict.fromkeys(persons)]
        found = await self.service.get(token, "/v1/names", query)
        if found is None:
            return None
        return {UUID(one["permitHolderId"]): one["name"] for one in found["items"]}
