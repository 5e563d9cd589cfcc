"""profile-service, asked in the name of whoever asks this service.

It decides what the reader may see and keeps that it was read. Away, slow or unwilling: nothing
is known, and the work goes on.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx

from continuous_line import telemetry
from handover_service.config import Policy
from handover_service.domain.talks_agenda import InPersonFlag

_log = telemetry.logger("profile-client")


@dataclass(frozen=True, slots=True)
class ProfileClient:
    """`url`: where the service is, without `/v1`; empty: nowhere."""

    url: str
    timeout: timedelta

    @classmethod
    def of(cls, policy: Policy) -> "ProfileClient":
        return cls(policy.profile_url.rstrip("/"), policy.profile_timeout)

    async def discuss_in_person(self, token: str, person: UUID) -> InPersonFlag:
        """Whether the section on circumstances asks for it, by the reader's bearer token."""
        found = await self._get(token, f"/v1/profiles/{person}/sections/circumstances")
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
        query = "&".join(f"permitHolderId={person}" for person in dict.fromkeys(persons))
        found = await self._get(token, f"/v1/names?{query}")
        if found is None:
            return None
        return {UUID(one["permitHolderId"]): one["name"] for one in found["items"]}

    async def _get(self, token: str, path: str) -> dict[str, Any] | None:
        if not self.url:
            return None
        headers = {"Authorization": f"Bearer {token}"}
        try:
            async with httpx.AsyncClient(timeout=self.timeout.total_seconds()) as client:
                answer = await client.get(self.url + path, headers=headers)
            if answer.status_code != httpx.codes.OK:
                _log.info("profile-service gives nothing", status=answer.status_code)
                return None
            found = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            _log.warning("profile-service is away", error=type(error).__name__)
            return None
        return found if isinstance(found, dict) else None
