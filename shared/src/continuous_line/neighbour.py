"""Another service, asked in the name of whoever asks this one.

It decides what the reader may see and keeps that it was read. Away, slow or unwilling: nothing is
known, and the work goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx

from continuous_line import telemetry

_log = telemetry.logger("neighbour")
Query = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """`url`: where the service is, without `/v1`; empty: nowhere. `http` keeps its connections."""

    http: httpx.AsyncClient
    name: str
    url: str
    timeout: timedelta

    async def get(self, token: str, path: str, query: Query = ()) -> dict[str, Any] | None:
        """The answer's object, by the reader's bearer token; None where there is none."""
        if not self.url:
            return None
        try:
            answer = await self.http.get(
                self.url.rstrip("/") + path,
                params=list(query),
                headers={"Authorization": f"Bearer {token}"},
                timeout=self.timeout.total_seconds(),
            )
            if answer.status_code != httpx.codes.OK:
                _log.info("gives nothing", service=self.name, status=answer.status_code)
                return None
            found = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            _log.warning("is away", service=self.name, error=type(error).__name__)
            return None
        return found if isinstance(found, dict) else None
