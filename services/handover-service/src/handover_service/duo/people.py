"""Who somebody is by number, and which number somebody has: asked of profile-service.

It decides what the asker may know, and keeps that it was asked. Numbers go in bodies only; the log
has what went wrong, never what was asked or answered.
"""

from asyncio import to_thread
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import UUID

import httpx
import msgspec

from continuous_line import telemetry
from continuous_line.neighbour import Told
from handover_service.duo.errors import LookUpAway, NumberAway

_log = telemetry.logger("duo")
_NOBODY: Final = 404
_NOT_FOR_THEM: Final = (403, 404, 410)
_REFUSED: Final = (400, 403, 410)
T = TypeVar("T", bound=Told)


class NotTold(Exception):
    """It says no, to this asker or to this number."""


class _Found(Told, frozen=True):
    permit_holder_id: UUID


class _Identity(Told, frozen=True):
    v_number: str | None = None


class _Section(Told, frozen=True):
    content: _Identity | None = None


@dataclass(frozen=True, slots=True)
class People:
    """`url`: where profile-service is, without `/v1`; empty: nowhere."""

    http: httpx.AsyncClient
    url: str
    timeout: timedelta

    async def find(self, token: str, v_number: str) -> UUID | None:
        """Whose V-number it is, by the bearer token of whoever sent the message.

        None: of nobody, or of nobody that is theirs. Raises NotTold and LookUpAway.
        """
        answer = await self._ask("POST", "/v1/profile-searches", token, {"vNumber": v_number})
        if answer is None:
            raise LookUpAway("Who the person is cannot be asked now; send it again later.")
        if answer.status_code == _NOBODY:
            return None
        if answer.status_code in _REFUSED:
            raise NotTold
        found = _read(answer, _Found)
        if found is None:
            raise LookUpAway("Who the person is cannot be asked now; send it again later.")
        return found.permit_holder_id

    async def v_number(self, token: str, person: UUID) -> str | None:
        """As far as the asker may have it. Raises NumberAway."""
        path = f"/v1/profiles/{person}/sections/identity"
        answer = await self._ask("GET", path, token)
        if answer is not None and answer.status_code in _NOT_FOR_THEM:
            return None
        found = None if answer is None else _read(answer, _Section)
        if found is None:
            raise NumberAway("profile-service does not tell the number now")
        return found.content.v_number if found.content else None

    async def _ask(
        self, method: str, path: str, token: str, body: Any = None
    ) -> httpx.Response | None:
        if not self.url:
            return None
        try:
            return await self.http.request(
                method,
                self.url.rstrip("/") + path,
                json=body,
                headers={"Authorization": f"Bearer {token}"},
                timeout=self.timeout.total_seconds(),
            )
        except httpx.HTTPError as error:
            _log.warning("is away", service="profile-service", error=type(error).__name__)
            return None


def _read(answer: httpx.Response, shape: type[T]) -> T | None:
    if answer.status_code != httpx.codes.OK:
        _log.info("gives nothing", service="profile-service", status=answer.status_code)
        return None
    try:
        return msgspec.json.decode(answer.content, type=shape)
    except msgspec.MsgspecError as error:
        _log.warning("answers otherwise", service="profile-service", error=type(error).__name__)
        return None


@dataclass(frozen=True, slots=True)
class NumbersByToken:
    """The V-number that a municipality may have, asked with its own token.

    `tokens`: the folder with `<municipality>.token`, which whoever runs this writes anew before a
    token ends; None: no number is ever named.
    """

    people: People
    tokens: Path | None

    async def __call__(self, person: UUID, municipality: str) -> str | None:
        """Raises NumberAway, also where the token's file is not there."""
        if self.tokens is None:
            return None
        try:
            text = await to_thread((self.tokens / f"{municipality}.token").read_text, "utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise NumberAway(f"no token of {municipality} ({type(error).__name__})") from None
        return await self.people.v_number(text.strip(), person)
