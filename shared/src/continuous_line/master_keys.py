"""The ring of master keys: the first wraps, the others only unwrap what they once wrapped.

It comes from a file or the environment as entries `id:base64-of-32-bytes`, one a line; in a
variable spaces or commas may part them. Lines that start with `#` are skipped.
"""

import base64
import binascii
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from continuous_line.config import Settings
from continuous_line.errors import VaultClosed

_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)
_FORM: Final = "an entry is `id:base64-of-32-bytes`"
NONCE: Final = 12
"""Bytes before what AES-GCM makes; random each time."""


class WrongKey(Exception):
    """Not what this key wrapped, or not for this purpose."""


@dataclass(frozen=True, slots=True)
class MasterKey:
    """`id` names it in the keys database; the key itself is never shown."""

    id: str
    key: bytes = field(repr=False)

    def wrap(self, plain: bytes, purpose: str) -> bytes:
        """What opens with the same key and purpose only."""
        nonce = secrets.token_bytes(NONCE)
        return nonce + AESGCM(self.key).encrypt(nonce, plain, purpose.encode())

    def unwrap(self, wrapped: bytes, purpose: str) -> bytes:
        """Raises WrongKey."""
        try:
            return AESGCM(self.key).decrypt(wrapped[:NONCE], wrapped[NONCE:], purpose.encode())
        except (InvalidTag, ValueError):
            raise WrongKey(self.id) from None


@dataclass(frozen=True, slots=True)
class Ring:
    """Every key by its id; `current` is the first."""

    current: MasterKey
    keys: Mapping[str, MasterKey]

    def __getitem__(self, key_id: str) -> MasterKey:
        """Raises VaultClosed where the ring has no such key."""
        try:
            return self.keys[key_id]
        except KeyError:
            raise VaultClosed(
                f"the master key `{key_id}` is not in the ring, and keys of persons are wrapped "
                "with it: add it after the current one"
            ) from None


def new_entry(key_id: str) -> str:
    """A new key as an entry of a ring."""
    return f"{key_id}:{base64.b64encode(secrets.token_bytes(32)).decode()}"


def ring_of(settings: Settings) -> Ring:
    """The ring of a service. Raises VaultClosed with one line that says what to set."""
    given, path = settings.master_key, settings.master_key_file
    if (given is None) == (path is None):
        both = "both are" if path is not None else "none is"
        raise VaultClosed(f"set one of DL_MASTER_KEY and DL_MASTER_KEY_FILE: {both} set")
    if given is not None:
        return parse(re.sub(r"[\s,]+", "\n", given.get_secret_value()), "DL_MASTER_KEY")
    assert path is not None  # noqa: S101 - told to the type checker
    return parse(_read(path), f"DL_MASTER_KEY_FILE ({path})")


def parse(text: str, origin: str) -> Ring:
    """Raises VaultClosed, naming `origin` and the entry by its number, never its text."""
    keys: dict[str, MasterKey] = {}
    lines = [line.strip() for line in text.splitlines()]
    for number, line in enumerate((x for x in lines if x and not x.startswith("#")), 1):
        key = _entry(line, f"{origin}: entry {number}")
        if key.id in keys:
            raise VaultClosed(f"{origin}: entry {number} has the id of an earlier one")
        keys[key.id] = key
    if not keys:
        raise VaultClosed(f"{origin} holds no master key; {_FORM}")
    return Ring(next(iter(keys.values())), keys)


def _entry(line: str, where: str) -> MasterKey:
    key_id, colon, encoded = line.partition(":")
    if not colon or not _ID.fullmatch(key_id):
        raise VaultClosed(f"{where} is malformed; {_FORM}")
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise VaultClosed(f"{where} is not valid base64; {_FORM}") from None
    if len(key) != 32:
        raise VaultClosed(f"{where} has {len(key)} bytes instead of 32")
    return MasterKey(key_id, key)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise VaultClosed(f"DL_MASTER_KEY_FILE: {path} cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise VaultClosed(f"DL_MASTER_KEY_FILE: {path} is not a ring of keys; {_FORM}") from None
