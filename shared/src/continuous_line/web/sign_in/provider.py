"""The issuer as its client sees it: discovery, the code flow with PKCE, refreshing, signing out.

OpenID Connect Core 1.0, RFC 7636 (PKCE), RFC 9207 (`iss` in the answer), RP-Initiated Logout 1.0
and Back-Channel Logout 1.0.
"""

import asyncio
import hmac
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

import httpx
import jwt
import msgspec
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from continuous_line.auth import LEEWAY
from continuous_line.config import Settings
from continuous_line.keys import ALGORITHMS, LOOPBACK, Keys, UnknownKey
from continuous_line.web.sign_in.errors import IssuerAway, SignInFailed

CALLBACK: Final = "/sign-in/callback"
SIGNED_OUT: Final = "/sign-in/signed-out"
_LOGOUT: Final = "http://schemas.openid.net/event/backchannel-logout"
_LONGEST: Final = 600.0
_PATIENCE: Final = 10.0


class Discovered(msgspec.Struct, frozen=True):
    """Of `.well-known/openid-configuration` what is used here."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    end_session_endpoint: str | None = None
    authorization_response_iss_parameter_supported: bool = False
    code_challenge_methods_supported: list[str] | None = None


class Tokens(msgspec.Struct, frozen=True):
    access_token: str
    id_token: str | None = None
    refresh_token: str | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """What binds one attempt to sign in to the browser that began it."""

    state: str
    nonce: str
    verifier: str


class Provider:
    """Asked over HTTP only when somebody signs in, renews or leaves."""

    def __init__(self, settings: Settings, keys: Keys) -> None:
        self._settings, self._keys = settings, keys
        self._known: tuple[float, Discovered] | None = None
        self._lock = asyncio.Lock()

    async def authorize_at(self, proof: Proof, *, prompt: str | None = None) -> str:
        """Where the browser goes to sign in."""
        found = await self._discovered()
        return str(
            prepare_grant_uri(
                found.authorization_endpoint, self._settings.client_id, "code",
                redirect_uri=self._callback, scope=self._settings.scopes, state=proof.state,
                nonce=proof.nonce, code_challenge=create_s256_code_challenge(proof.verifier),
                code_challenge_method="S256", prompt=prompt,
            )
        )  # fmt: skip

    async def require_issuer(self, answered: str | None) -> None:
        """Raises SignInFailed where another issuer answered than was asked (RFC 9207)."""
        found = await self._discovered()
        if answered is None and found.authorization_response_iss_parameter_supported:
            raise SignInFailed("The answer does not say which issuer it is of.")
        if answered is not None and answered != self._settings.issuer:
            raise SignInFailed("Another issuer answered than was asked.")

    async def exchange(self, code: str, verifier: str) -> Tokens:
        """The tokens for a code, once. Raises SignInFailed, IssuerAway."""
        return await self._tokens(
            {"grant_type": "authorization_code", "code": code, "code_verifier": verifier,
             "redirect_uri": self._callback}
        )  # fmt: skip

    async def refresh(self, refresh_token: str) -> Tokens:
        """Raises SignInFailed, IssuerAway."""
        return await self._tokens({"grant_type": "refresh_token", "refresh_token": refresh_token})

    async def identity(self, id_token: str, nonce: str) -> Mapping[str, Any]:
        """The claims of the id token of this attempt. Raises SignInFailed."""
        claims = await self._claims(id_token)
        if not hmac.compare_digest(str(claims.get("nonce", "")), nonce):
            raise SignInFailed("The identity is of another attempt to sign in.")
        audience = claims["aud"]
        if isinstance(audience, list) and len(audience) > 1 and "azp" not in claims:
            raise SignInFailed("The identity does not say for which client it is.")
        if claims.get("azp", self._settings.client_id) != self._settings.client_id:
            raise SignInFailed("The identity is meant for another client.")
        return claims

    async def logout(self, logout_token: str) -> tuple[str | None, str | None]:
        """Subject and session that the issuer ended. Raises SignInFailed."""
        claims = await self._claims(logout_token)
        subject, session = claims.get("sub"), claims.get("sid")
        if _LOGOUT not in (claims.get("events") or ()) or "nonce" in claims or "jti" not in claims:
            raise SignInFailed("This is no logout token.")
        if subject is None and session is None:
            raise SignInFailed("The logout token names neither subject nor session.")
        return subject and str(subject), session and str(session)

    async def leave_at(self, id_token: str | None) -> str | None:
        """Where the browser ends the session at the issuer; None where the issuer has no such."""
        try:
            found = await self._discovered()
        except IssuerAway:
            return None
        if found.end_session_endpoint is None:
            return None
        query = {
            "client_id": self._settings.client_id,
            "post_logout_redirect_uri": self._settings.public_url.rstrip("/") + SIGNED_OUT,
        } | ({"id_token_hint": id_token} if id_token else {})
        sign = "&" if "?" in found.end_session_endpoint else "?"
        return f"{found.end_session_endpoint}{sign}{urlencode(query)}"

    @property
    def _callback(self) -> str:
        return self._settings.public_url.rstrip("/") + CALLBACK

    async def _claims(self, token: str) -> dict[str, Any]:
        """Signed by the issuer for this client, and not expired."""
        try:
            header = jwt.get_unverified_header(token)
            if header.get("alg") not in ALGORITHMS:
                raise SignInFailed("The algorithm of the issuer's signature is not allowed.")
            key = await self._keys.find(header.get("kid"))
            return jwt.decode(
                token, key, algorithms=ALGORITHMS, audience=self._settings.client_id,
                issuer=self._settings.issuer, leeway=LEEWAY,
                options={"require": ["iss", "aud", "iat", "exp"]},
            )  # fmt: skip
        except (jwt.PyJWTError, UnknownKey, ValueError, TypeError):
            raise SignInFailed("What the issuer signed is not sound.") from None

    async def _tokens(self, body: dict[str, str]) -> Tokens:
        found = await self._discovered()
        client, secret = self._settings.client_id, self._settings.client_secret
        basic = httpx.BasicAuth(quote(client), quote(secret)) if secret else None
        answer = await self._ask("POST", found.token_endpoint, data={"client_id": client, **body},
                                 auth=basic)  # fmt: skip
        if answer.status_code >= 500:
            raise IssuerAway("The issuer does not answer.")
        if answer.status_code != 200:
            raise SignInFailed("The issuer gives no token for this.")
        try:
            return msgspec.json.decode(answer.content, type=Tokens)
        except msgspec.DecodeError:
            raise SignInFailed("The issuer's answer cannot be read.") from None

    async def _discovered(self) -> Discovered:
        async with self._lock:
            if self._known is None or self._known[0] < time.monotonic():
                self._known = (time.monotonic() + _LONGEST, await self._discover())
            return self._known[1]

    async def _discover(self) -> Discovered:
        issuer = self._settings.issuer
        address = issuer.rstrip("/") + "/.well-known/openid-configuration"
        self._require_safe(address)
        answer = await self._ask("GET", address)
        try:
            answer.raise_for_status()
            found = msgspec.json.decode(answer.content, type=Discovered)
        except (httpx.HTTPError, msgspec.DecodeError):
            raise IssuerAway("The issuer does not tell how to sign in.") from None
        if found.issuer != issuer:
            raise SignInFailed("The issuer calls itself by another name.")
        if "S256" not in (found.code_challenge_methods_supported or ["S256"]):
            raise SignInFailed("The issuer does not know PKCE with S256.")
        for endpoint in (found.authorization_endpoint, found.token_endpoint):
            self._require_safe(endpoint)
        return found

    def _require_safe(self, address: str) -> None:
        """https; outside production plain http on this machine too."""
        parts = urlsplit(address)
        plain = parts.scheme == "http" and parts.hostname in LOOPBACK
        if parts.scheme != "https" and not (plain and self._settings.environment != "production"):
            raise SignInFailed("The issuer is asked over https only.")

    async def _ask(self, method: str, address: str, **more: Any) -> httpx.Response:
        try:
            async with httpx.AsyncClient(timeout=_PATIENCE) as client:
                return await client.request(
                    method, address, headers={"Accept": "application/json"}, **more
                )
        except httpx.HTTPError:
            raise IssuerAway("The issuer does not answer.") from None
