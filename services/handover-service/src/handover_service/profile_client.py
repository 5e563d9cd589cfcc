"""profile-service, asked in the name of whoever asks this service."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

import httpx

from continuous_line.neighbour import Neighbour, Told
from handover_service.config import Policy
from handover_service.domain.talks_agenda import InPersonFlag


class _Circumstances(Told, frozen=True):
    discuss_in_person: bool | None = None


class _Section(Told, frozen=True):
    content: _Circumstances | None = None
    declined: bool | None = None


class _Named(Told, frozen=True):
    permit_holder_id: UUID
    name: str


class _Names(Told, frozen=True):
    items: list[_Named]


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
        path = f"/v1/profiles/{person}/sections/circumstances"
        found = await self.service.get(token, path, _Section)
        if found is None:
            return InPersonFlag.UNKNOWN
        asked = found.content.discuss_in_person if found.content else None
        if asked:
            return InPersonFlag.DISCUSS
        known = asked is False or found.declined is True
        return InPersonFlag.NOTHING if known else InPersonFlag.UNKNOWN

    async def names(self, token: str, persons: Collection[UUID]) -> dict[UUID, str] | None:
        """Of those whom the reader may see; None where the service gives nothing."""
        query = [("permitHolderId", str(person)) for person in dict.fromkeys(persons)]
        found = await self.service.get(token, "/v1/names", _Names, query)
        return {one.permit_holder_id: one.name for one in found.items} if found else None
