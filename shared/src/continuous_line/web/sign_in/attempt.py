"""One attempt to sign in, kept by the browser that began it: sealed, in a cookie of its own.

A cookie per attempt, so that two tabs may sign in at the same time.
"""

import hashlib
import hmac
import re
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final

import msgspec
from fastapi import Request, Response

from continuous_line.sealing import Sealing, Unsealable
from continuous_line.web.sign_in.errors import SignInFailed
from continuous_line.web.sign_in.provider import Proof

LASTS: Final = 600
"""Seconds."""
_PLACE: Final = b"attempt to sign in"
_LOCAL: Final = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


class Attempt(msgspec.Struct, frozen=True):
    state: str
    nonce: str
    verifier: str
    next: str
    at: float

    @property
    def proof(self) -> Proof:
        return Proof(self.state, self.nonce, self.verifier)


def begin(next_: str) -> Attempt:
    return Attempt(
        secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48),
        local(next_), time.time(),
    )  # fmt: skip


def local(address: str) -> str:
    """The path, where it is one of this service; else the beginning: never another place."""
    return address if _LOCAL.fullmatch(address) else "/"


def keep(answer: Response, attempt: Attempt, sealing: Sealing, cookie: str) -> None:
    sealed = sealing.seal(msgspec.msgpack.encode(attempt), _PLACE)
    answer.set_cookie(
        _name(cookie, attempt.state), urlsafe_b64encode(sealed).decode(), max_age=LASTS, path="/",
        secure=True, httponly=True, samesite="lax",
    )  # fmt: skip


def find(request: Request, state: str, sealing: Sealing, cookie: str) -> Attempt:
    """Raises SignInFailed where this browser began no such attempt, or too long ago."""
    kept = request.cookies.get(_name(cookie, state), "")
    try:
        plain = sealing.open(urlsafe_b64decode(kept), _PLACE)
        attempt = msgspec.msgpack.decode(plain, type=Attempt)
    except (Unsealable, ValueError):
        raise SignInFailed("This browser did not begin to sign in.") from None
    same = hmac.compare_digest(attempt.state.encode(), state.encode())
    if not same or time.time() - attempt.at > LASTS:
        raise SignInFailed("The attempt to sign in has ended.")
    return attempt


def drop(answer: Response, state: str, cookie: str) -> None:
    answer.delete_cookie(_name(cookie, state), path="/", secure=True, httponly=True, samesite="lax")


def _name(cookie: str, state: str) -> str:
    digest = hashlib.sha256(state.encode("utf-8", "replace")).hexdigest()[:12]
    return f"{cookie}-sign-in-{digest}"
