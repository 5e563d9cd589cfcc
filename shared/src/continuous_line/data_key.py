"""The key of one person: what it seals opens for that person, section and version only."""

import secrets
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from continuous_line.errors import Unreadable
from continuous_line.master_keys import NONCE

_FORM: Final = b"\x01"
"""First byte of what is sealed: AES-256-GCM, a random nonce of 12 bytes before the ciphertext."""


def new_key() -> bytes:
    return secrets.token_bytes(32)


@dataclass(frozen=True, slots=True)
class DataKey:
    """Lives as long as the request; nobody keeps it, or a forgotten person stays readable."""

    subject: UUID
    key: bytes = field(repr=False)

    def seal(self, section: str, version: int, plain: bytes) -> bytes:
        nonce = secrets.token_bytes(NONCE)
        sealed = AESGCM(self.key).encrypt(nonce, plain, self._about(section, version))
        return _FORM + nonce + sealed

    def open(self, section: str, version: int, sealed: bytes) -> bytes:
        """Raises Unreadable where it was sealed with another key, or as something else."""
        form, nonce, text = sealed[:1], sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
        if form != _FORM:
            raise Unreadable("What is stored was not sealed in a form that is known here.")
        try:
            return AESGCM(self.key).decrypt(nonce, text, self._about(section, version))
        except (InvalidTag, ValueError):
            raise Unreadable(
                "What is stored cannot be opened with the key of its person."
            ) from None

    def seal_json(self, section: str, version: int, value: Any) -> bytes:
        return self.seal(section, version, orjson.dumps(value))

    def open_json(self, section: str, version: int, sealed: bytes) -> Any:
        return orjson.loads(self.open(section, version, sealed))

    def _about(self, section: str, version: int) -> bytes:
        return f"{self.subject}|{section}|{version}".encode()
