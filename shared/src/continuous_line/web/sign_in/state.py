"""Whoever is signed in: from the cookie of a request to a session and a principal."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from fastapi import Request, Response

from continuous_line.auth import Principal, Verifier
from continuous_line.config import Settings
from continuous_line.errors import Unauthenticated
from continuous_line.sealing import Sealing
from continuous_line.sessions import Session, Sessions


class SignInNeeded(Unauthenticated):
    """Nobody is signed in, or no longer. `next`: where to go on; `kept`: what was sent waits."""

    def __init__(self, next_: str = "/") -> None:
        super().__init__("Sign in first.")
        self.next = next_


@dataclass(frozen=True)
class SignIn:
    """Of one service: `name` names its cookie."""

    name: str
    settings: Settings
    verifier: Verifier

    @property
    def cookie(self) -> str:
        return f"__Host-{self.name}"

    @cached_property
    def sealing(self) -> Sealing:
        return Sealing(self.settings.secret)

    @cached_property
    def sessions(self) -> Sessions:
        return Sessions(self.sealing, self.settings.session_idle, self.settings.session_longest)

    async def find(self, request: Request) -> tuple[Session | None, bool]:
        """The session of the cookie, and whether it is live."""
        session_id = request.cookies.get(self.cookie)
        if not session_id:
            return None, False
        resources: Any = request.app.state.resources
        async with resources.database.transaction() as tx:
            session = await self.sessions.find(tx, session_id)
            if session is None:
                return None, False
            now = datetime.now(UTC)
            live = self.sessions.live(session, now)
            if live:
                await self.sessions.seen(tx, session, now)
        return session, live

    async def principal(self, request: Request, session: Session) -> Principal | None:  # noqa: ARG002
        """Whose session it is, by the token that is checked as the API checks it.

        None where the token ended. Raises Forbidden for who decides on asylum.
        """
        try:
            return await self.verifier.verify(session.held.access_token)
        except Unauthenticated:
            return None

    def give_cookie(self, answer: Response, session: Session) -> None:
        answer.set_cookie(
            self.cookie, session.id, path="/", secure=True, httponly=True, samesite="lax"
        )

    def take_cookie(self, answer: Response) -> None:
        answer.delete_cookie(self.cookie, path="/", secure=True, httponly=True, samesite="lax")
