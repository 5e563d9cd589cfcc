"""Whoever is signed in: from the cookie of a request to a session and a principal."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import msgspec
from fastapi import Request, Response

from continuous_line.auth import Principal, Verifier, claim
from continuous_line.config import Settings
from continuous_line.database import Tx
from continuous_line.errors import Unauthenticated
from continuous_line.sealing import Sealing
from continuous_line.sessions import Held, KeptInput, Session, Sessions
from continuous_line.web.sign_in.attempt import Attempt
from continuous_line.web.sign_in.errors import SignInFailed
from continuous_line.web.sign_in.provider import Provider, Tokens


class SignInNeeded(Unauthenticated):
    """Nobody is signed in, or no longer. `next`: where to go on afterwards."""

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
        """The prefix has the browser see to it: https, this host alone, the whole of it."""
        return f"__Host-{self.name}"

    @cached_property
    def sealing(self) -> Sealing:
        return Sealing(self.settings.secret)

    @cached_property
    def sessions(self) -> Sessions:
        return Sessions(self.sealing, self.settings.session_idle, self.settings.session_longest)

    @cached_property
    def provider(self) -> Provider:
        return Provider(self.settings, self.verifier.keys)

    async def find(self, request: Request) -> tuple[Session | None, bool]:
        """The session of the cookie, and whether it is live."""
        session_id = request.cookies.get(self.cookie)
        if not session_id:
            return None, False
        async with _database(request).transaction() as tx:
            session = await self.sessions.find(tx, session_id)
            if session is None:
                return None, False
            now = datetime.now(UTC)
            live = self.sessions.live(session, now)
            if live:
                await self.sessions.seen(tx, session, now)
        return session, live

    async def principal(self, request: Request, session: Session) -> Principal | None:
        """Whose session it is, by the token that is checked as the API checks it.

        None where the token ended and the issuer gives no other. Raises Forbidden for who
        decides on asylum, IssuerAway.
        """
        try:
            return await self.verifier.verify(session.held.access_token)
        except Unauthenticated:
            return await self._renewed(request, session)

    async def enter(
        self, tx: Tx, tokens: Tokens, attempt: Attempt, before: Session | None
    ) -> tuple[Session, bool]:
        """A new session for who the issuer says it is, and whether a form of theirs waits.

        `before` is what this browser had; it ends. Raises SignInFailed, and Forbidden for who
        decides on asylum.
        """
        if tokens.id_token is None:
            raise SignInFailed("The issuer does not say who signed in.")
        identity = await self.provider.identity(tokens.id_token, attempt.nonce)
        try:
            who = await self.verifier.verify(tokens.access_token)
        except Unauthenticated as refusal:
            raise SignInFailed(refusal.detail) from None
        if who.subject != identity["sub"]:
            raise SignInFailed("Token and identity are of two persons.")
        held = Held(
            subject=who.subject,
            access_token=tokens.access_token,
            label=_text(identity, self.settings.claim_name),
            organisation=_text(identity, self.settings.claim_organisation_name),
            id_token=tokens.id_token,
            refresh_token=tokens.refresh_token,
            issuer_session=_text(identity, "sid") or None,
        )
        kept: KeptInput | None = None
        if before is not None:
            await self.sessions.end(tx, before.id)
            kept = before.kept if before.held.subject == who.subject else None
        session = await self.sessions.begin(tx, held, datetime.now(UTC), kept)
        return session, kept is not None

    async def _renewed(self, request: Request, session: Session) -> Principal | None:
        """One request renews, others wait for it: many issuers take a refresh token once."""
        async with _database(request).transaction() as tx:
            found = await self.sessions.lock(tx, session)
            if found is None:
                return None
            if found.held.access_token != session.held.access_token:
                request.state.access_token = found.held.access_token
                return await self._verified(found.held.access_token)
            if found.held.refresh_token is None:
                return None
            try:
                tokens = await self.provider.refresh(found.held.refresh_token)
            except SignInFailed:
                return None
            who = await self._verified(tokens.access_token)
            if who is None or who.subject != found.held.subject:
                return None
            held = msgspec.structs.replace(
                found.held,
                access_token=tokens.access_token,
                refresh_token=tokens.refresh_token or found.held.refresh_token,
                id_token=tokens.id_token or found.held.id_token,
            )
            await self.sessions.renew(tx, found, held, datetime.now(UTC))
        request.state.access_token = held.access_token
        return who

    async def _verified(self, token: str) -> Principal | None:
        try:
            return await self.verifier.verify(token)
        except Unauthenticated:
            return None

    def give_cookie(self, answer: Response, session: Session) -> None:
        answer.set_cookie(
            self.cookie, session.id, path="/", secure=True, httponly=True, samesite="lax"
        )

    def take_cookie(self, answer: Response) -> None:
        answer.delete_cookie(self.cookie, path="/", secure=True, httponly=True, samesite="lax")


def _database(request: Request) -> Any:
    return request.app.state.resources.database


def _text(claims: Any, name: str) -> str:
    found = claim(claims, name)
    return found[:200] if isinstance(found, str) else ""
