"""Another service, asked in the name of whoever asks this one.

It decides what the reader may see and keeps that it was read. Away, slow, unwilling or of another
shape: nothing is known, and the work goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from http.cookiejar import DefaultCookiePolicy
from typing import TypeVar

import httpx
import msgspec

from continuous_line import telemetry

_log = telemetry.logger("neighbour")
Query = Sequence[tuple[str, str]]
T = TypeVar("T", bound="Told")


class Told(msgspec.Struct, frozen=True, rename="camel"):
    """What is read of an answer: only these fields matter, others may come and go."""


def connections() -> httpx.AsyncClient:
    """To be kept open as long as the service runs. What it is told for one reader it never gives
    along for another: no cookie is kept."""
    client = httpx.AsyncClient()
    client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=()))
    return client


@dataclass(frozen=True, slots=True)
class Neighbour:
    """`url`: where the service is, without `/v1`; empty: nowhere. `http`: see `connections`."""

    http: httpx.AsyncClient
    name: str
    url: str
    timeout: timedelta

    async def get(self, token: str, path: str, shape: type[T], query: Query = ()) -> T | None:
        """The answer, by the reader's bearer token; None where there is none of this shape.

        The log has the service and what went wrong: neither what was asked nor the answer.
        """
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
            return msgspec.json.decode(answer.content, type=shape)
        except httpx.HTTPError as error:
            _log.warning("is away", service=self.name, error=type(error).__name__)
        except msgspec.MsgspecError as error:
            _log.warning("answers otherwise", service=self.name, error=type(error).__name__)
        return None
