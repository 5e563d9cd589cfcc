"""What the embedded issuer remembers and signs: clients, codes for once, sessions, tokens."""

import hmac
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import httpx
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from continuous_line import telemetry
from continuous_line.local.issuer import Issuer
from continuous_line.local.sign_in.people import Person

LIFETIME: Final = timedelta(hours=6)
_CODE_LASTS: Final = 60.0
_LOGOUT: Final = "http://schemas.openid.net/event/backchannel-logout"
_log = telemetry.logger("issuer")


@dataclass(frozen=True, slots=True)
class Client:
    """A service that people sign in to. `address` is where its pages are."""

    id: str
    address: str

    @property
    def callback(self) -> str:
        return f"{self.address}/sign-in/callback"

    @property
    def signed_out(self) -> str:
        return f"{self.address}/sign-in/signed-out"

    @property
    def backchannel(self) -> str:
        return f"{self.address}/sign-in/backchannel-logout"


class NotAsked(Exception):
    """What a client asks for is not right; nothing is sent back to its address."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A checked request of a client to sign somebody in."""

    client: Client
    state: str
    nonce: str
    challenge: str
    prompt: str


@dataclass(slots=True)
class At:
    """A session at the issuer, and who takes part in it."""

    sid: str
    person: Person
    clients: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Code:
    wish: Wish
    at: At
    until: float


class Desk:
    """All in memory: a restart forgets who was signed in, and asks again."""

    def __init__(self, issuer: Issuer, clients: Sequence[Client], people: Sequence[Person]) -> None:
        self.issuer, self.people = issuer, tuple(people)
        self.clients = {client.id: client for client in clients}
        self._codes: dict[str, _Code] = {}
        self._sessions: dict[str, At] = {}

    def wish(self, query: Mapping[str, str]) -> Wish:
        """Raises NotAsked."""
        client = self.clients.get(query.get("client_id", ""))
        if client is None or query.get("redirect_uri") != client.callback:
            raise NotAsked("client_id and redirect_uri are not those of a service here")
        if query.get("response_type") != "code" or query.get("code_challenge_method") != "S256":
            raise NotAsked("the code flow with PKCE (S256) is needed")
        challenge = query.get("code_challenge", "")
        if len(challenge) != 43 or "openid" not in query.get("scope", "").split():
            raise NotAsked("a code_challenge and the scope openid are needed")
        return Wish(client, query.get("state", ""), query.get("nonce", ""), challenge,
                    query.get("prompt", ""))  # fmt: skip

    def session(self, cookie: str | None) -> At | None:
        return self._sessions.get(cookie or "")

    def begin(self, subject: str) -> tuple[str, At] | None:
        """The secret for the cookie, and the session; None where there is no such person."""
        person = next((each for each in self.people if each.subject == subject), None)
        if person is None:
            return None
        cookie, at = secrets.token_urlsafe(32), At(secrets.token_urlsafe(16), person)
        self._sessions[cookie] = at
        return cookie, at

    def code(self, wish: Wish, at: At) -> str:
        now = time.monotonic()
        self._codes = {code: each for code, each in self._codes.items() if each.until > now}
        at.clients.add(wish.client.id)
        code = secrets.token_urlsafe(32)
        self._codes[code] = _Code(wish, at, now + _CODE_LASTS)
        return code

    def tokens(self, form: Mapping[str, str]) -> dict[str, object] | None:
        """For a code, once; None where it is not good."""
        found = self._codes.pop(form.get("code", ""), None)
        if found is None or found.until < time.monotonic():
            return None
        wish, person = found.wish, found.at.person
        challenge = create_s256_code_challenge(form.get("code_verifier", ""))
        fits = hmac.compare_digest(str(challenge), wish.challenge)
        asked = (form.get("grant_type"), form.get("client_id"), form.get("redirect_uri"))
        if not fits or asked != ("authorization_code", wish.client.id, wish.client.callback):
            return None
        access = self.issuer.token(
            person.subject, person.organisation, person.roles, person.places,
            permit_holder_id=person.permit_holder_id, lifetime=LIFETIME,
        )  # fmt: skip
        identity = {
            "aud": wish.client.id, "sub": person.subject, "nonce": wish.nonce,
            "sid": found.at.sid, "name": person.name,
            "organisationName": person.organisation_name,
        }  # fmt: skip
        return {
            "access_token": access, "id_token": self.issuer.sign(identity, LIFETIME),
            "token_type": "Bearer", "expires_in": int(LIFETIME.total_seconds()), "scope": "openid",
        }  # fmt: skip

    async def end(self, cookie: str | None) -> None:
        """End the session here and tell every service that takes part in it."""
        at = self._sessions.pop(cookie or "", None)
        if at is None:
            return
        async with httpx.AsyncClient(timeout=5) as http:
            for name in at.clients:
                client = self.clients[name]
                claims = {"aud": client.id, "sub": at.person.subject, "sid": at.sid,
                          "events": {_LOGOUT: {}}}  # fmt: skip
                token = self.issuer.sign(claims, timedelta(minutes=2), kind="logout+jwt")
                try:
                    await http.post(client.backchannel, data={"logout_token": token})
                except httpx.HTTPError:
                    _log.warning("not told", client=client.id)
