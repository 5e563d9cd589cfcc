"""The issuer's public keys (JWKS), from an https address or a file."""

import asyncio
import time
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
import jwt
import orjson

from continuous_line.errors import KeysUnavailable

ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512",
                     "ES256", "ES384", "EdDSA")  # fmt: skip
LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")


class UnknownKey(LookupError):
    """The issuer has no key with this id."""


class Keys:
    """Keys by id, kept for `longest` seconds; an unknown id asks again, once in `pause` seconds.

    While the issuer is away the keys that are known stay valid.
    """

    def __init__(
        self, location: str, *, plain_http_on_loopback: bool = False, pause: float = 10,
        longest: float = 600,
    ) -> None:  # fmt: skip
        self._address = location if "://" in location else None
        if self._address is not None:
            parts = urlsplit(self._address)
            loopback = plain_http_on_loopback and parts.hostname in LOOPBACK
            if parts.scheme != "https" and not (parts.scheme == "http" and loopback):
                raise ValueError("keys come from an https address or a file")
        self._file = Path(location)
        self._pause, self._longest = pause, longest
        self._keys: dict[str | None, jwt.PyJWK] = {}
        self._read_at = self._tried_at = float("-inf")
        self._lock = asyncio.Lock()

    async def find(self, kid: str | None) -> jwt.PyJWK:
        """The key with this id; without an id, the only key there is.

        Raises UnknownKey, or KeysUnavailable where none could ever be read.
        """
        now = time.monotonic()
        if kid not in self._keys or now - self._read_at > self._longest:
            await self._refresh(now)
        if kid in self._keys:
            return self._keys[kid]
        if not self._keys:
            raise KeysUnavailable("The keys of the issuer cannot be had now; try again later.")
        raise UnknownKey

    async def _refresh(self, asked_at: float) -> None:
        async with self._lock:
            if asked_at - self._tried_at < self._pause:
                return
            self._tried_at = time.monotonic()
            try:
                found = _usable(await self._read())
            except (httpx.HTTPError, OSError, ValueError, KeyError, TypeError, AttributeError):
                if not self._keys:
                    self._tried_at = float("-inf")
                return
            self._keys, self._read_at = found, time.monotonic()

    async def _read(self) -> Any:
        if self._address is None:
            return orjson.loads(await asyncio.to_thread(self._file.read_bytes))
        async with httpx.AsyncClient(timeout=5) as client:
            answer = await client.get(self._address, headers={"Accept": "application/json"})
            answer.raise_for_status()
            return orjson.loads(answer.content)


def _usable(document: Any) -> dict[str | None, jwt.PyJWK]:
    keys: dict[str | None, jwt.PyJWK] = {}
    for entry in document["keys"]:
        if entry.get("kty") == "oct" or entry.get("use", "sig") != "sig":
            continue
        try:
            key = jwt.PyJWK(entry)
        except jwt.PyJWTError:
            continue
        if key.algorithm_name in ALGORITHMS:
            keys[key.key_id] = key
    if len(keys) == 1:
        keys[None] = next(iter(keys.values()))
    return keys
