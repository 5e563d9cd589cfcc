"""Signatures on what is sent to a sink, so that it knows who sent it, unchanged and just now.

Source: Standard Webhooks 1.0. HMAC-SHA256 over `id.timestamp.body`, the key being the bytes behind
`whsec_`; while a secret is replaced two signatures go along, and a receiver may hold either.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

PREFIX = "whsec_"
TOLERANCE = timedelta(minutes=5)
_LEAST_BYTES, _MOST_BYTES = 24, 64
_VERSION = "v1"


class WrongSecret(ValueError):
    """It is not `whsec_` with the base64 of 24 to 64 bytes; the message does not repeat it."""


class WrongSignature(Exception):
    """The message says what is wrong; nobody but the receiver's own log need know."""


def new_secret() -> str:
    """A random secret of 32 bytes."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def key_of(secret: str) -> bytes:
    """The key behind the secret; raises WrongSecret."""
    if not secret.startswith(PREFIX):
        raise WrongSecret(f"a secret begins with {PREFIX}")
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raise WrongSecret(f"behind {PREFIX} is base64") from None
    if not _LEAST_BYTES <= len(key) <= _MOST_BYTES:
        raise WrongSecret(f"a secret has {_LEAST_BYTES} to {_MOST_BYTES} bytes")
    return key


def headers(id_: str, at: datetime, body: bytes, keyring: Sequence[str]) -> dict[str, str]:
    """The three headers. `keyring`: the secret, while it is replaced the new and the old one.

    `id_` is the same each time the same event is sent to the same subscription, `at` is each time
    the present moment: a receiver sees repeats by the one and replays by the other.
    Raises WrongSecret, and ValueError where the id could be taken for something else.
    """
    if not keyring:
        raise WrongSecret("there is no secret to sign with")
    if not id_ or "." in id_ or not id_.isascii() or not id_.isprintable():
        raise ValueError("an id is printable ASCII without a full stop, which ends it")
    timestamp = str(int(at.timestamp()))
    signatures = (_signature(key_of(secret), id_, timestamp, body) for secret in keyring)
    return {
        "webhook-id": id_,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(f"{_VERSION},{signature}" for signature in signatures),
    }


def verify(
    got: Mapping[str, str],
    body: bytes,
    keyring: Sequence[str],
    now: datetime,
    *,
    tolerance: timedelta = TOLERANCE,
) -> str:
    """The id of what was received; `got` are the headers, their names in lower case.

    Raises WrongSignature where a header is missing, the timestamp is further than the tolerance
    from now, or no signature is by one of the keyring; WrongSecret.
    """
    keys = [key_of(secret) for secret in keyring]
    try:
        id_, timestamp = got["webhook-id"], got["webhook-timestamp"]
        claimed = got["webhook-signature"]
    except KeyError as missing:
        raise WrongSignature(f"there is no {missing.args[0]}") from None
    if "." in id_:
        raise WrongSignature("the id has a full stop, so what was signed is not plain")
    if abs(now - _moment(timestamp)) > tolerance:
        raise WrongSignature("the timestamp is too far from now")
    expected = [_signature(key, id_, timestamp, body).encode() for key in keys]
    for one in claimed.split(" "):
        version, _, signature = one.partition(",")
        # Each is compared with each: how long it takes says nothing about which one fits.
        fits = [hmac.compare_digest(signature.encode(), right) for right in expected]
        if version == _VERSION and any(fits):
            return id_
    raise WrongSignature("no signature fits")


def _signature(key: bytes, id_: str, timestamp: str, body: bytes) -> str:
    signed = f"{id_}.{timestamp}.".encode() + body
    return base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def _moment(timestamp: str) -> datetime:
    if not (timestamp.isascii() and timestamp.isdigit()):
        raise WrongSignature("the timestamp is no number of seconds")
    try:
        return datetime.fromtimestamp(int(timestamp), UTC)
    except (OverflowError, ValueError, OSError):
        raise WrongSignature("the timestamp is no moment") from None
