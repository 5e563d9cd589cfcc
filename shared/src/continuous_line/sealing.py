"""What the service keeps for a while and nobody else may read: sealed with keys of `DL_SECRET`."""

import hmac
import os
from functools import cached_property
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE: Final = 12


class Unsealable(ValueError):
    """It was not sealed by this service, not for this place, or with another secret."""


class Sealing:
    """`where` binds what is sealed to one place: elsewhere it does not open."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def seal(self, plain: bytes, where: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, plain, where)

    def open(self, sealed: bytes, where: bytes) -> bytes:
        """Raises Unsealable."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], where)
        except (InvalidTag, ValueError):
            raise Unsealable from None

    def hash(self, kind: str, value: str) -> bytes:
        """Keyed: from the table alone nobody can try values."""
        return hmac.digest(self._hashing, f"{kind}\0{value}".encode(), "sha256")

    @cached_property
    def _cipher(self) -> AESGCM:
        return AESGCM(self._derived(b"sealing of sign-ins"))

    @cached_property
    def _hashing(self) -> bytes:
        return self._derived(b"hashes of sign-ins")

    def _derived(self, purpose: bytes) -> bytes:
        return HKDF(SHA256(), 32, None, purpose).derive(self._secret)
