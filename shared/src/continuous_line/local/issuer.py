"""A small issuer of tokens for the embedded default and for tests: a key, a JWKS file, tokens.

Elsewhere any OIDC issuer takes its place, by its address.
"""

import base64
import hashlib
import ipaddress
import json
import time
from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from jwt.algorithms import ECAlgorithm

from continuous_line.local.errors import CannotStart
from continuous_line.local.files import replace_file

ADDRESS = "http://127.0.0.1/issuer"
AUDIENCE = "doorlopende-lijn"
ALGORITHM = "ES256"


class Issuer:
    """`folder` holds the private key (0600) and `jwks.json`; both are made where missing.

    `address` is the name in `iss`; `local/sign_in` can listen there. Raises CannotStart where it is
    not loopback: nobody but this machine is to believe these tokens.
    """

    def __init__(self, folder: Path, address: str = ADDRESS, audience: str = AUDIENCE) -> None:
        if not _is_loopback(address):
            raise CannotStart(f"the issuer of the embedded default is on loopback, not {address}")
        self.address, self._audience, self._folder = address, audience, folder
        public = self._public | {"kid": self._key_id, "use": "sig", "alg": ALGORITHM}
        replace_file(self.jwks, json.dumps({"keys": [public]}), 0o644)

    @property
    def jwks(self) -> Path:
        return self._folder / "jwks.json"

    def token(
        self,
        subject: str,
        organisation: str,
        roles: Iterable[str],
        places: Iterable[str] = (),
        *,
        permit_holder_id: UUID | None = None,
        lifetime: timedelta = timedelta(hours=6),
    ) -> str:
        """A token for the API."""
        claims: dict[str, object] = {
            "aud": self._audience,
            "sub": subject,
            "organisation": organisation,
            "roles": [str(role) for role in roles],
            "places": list(places),
        }
        if permit_holder_id is not None:
            claims["permitHolderId"] = str(permit_holder_id)
        return self.sign(claims, lifetime)

    def sign(self, claims: Mapping[str, object], lifetime: timedelta, *, kind: str = "JWT") -> str:
        """The claims with issuer, times and an id. Times are the system's, whatever the clock file
        says."""
        now = int(time.time())
        times = {"iat": now, "nbf": now, "exp": now + int(lifetime.total_seconds())}
        whole = {"iss": self.address, **times, "jti": str(uuid4()), **claims}
        headers = {"kid": self._key_id, "typ": kind}
        return jwt.encode(whole, self._key, ALGORITHM, headers=headers)

    @cached_property
    def _key(self) -> ec.EllipticCurvePrivateKey:
        path = self._folder / "issuer.pem"
        if not path.exists():
            made = ec.generate_private_key(ec.SECP256R1())
            pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            replace_file(path, pem.decode("ascii"))
        key = load_pem_private_key(path.read_bytes(), None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise CannotStart(f"{path} holds no key of an elliptic curve")
        return key

    @cached_property
    def _key_id(self) -> str:
        """The key's thumbprint (RFC 7638)."""
        public = self._public
        members = {name: public[name] for name in ("crv", "kty", "x", "y")}
        digest = hashlib.sha256(json.dumps(members, separators=(",", ":")).encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    @cached_property
    def _public(self) -> dict[str, object]:
        return dict(ECAlgorithm.to_jwk(self._key.public_key(), as_dict=True))


def _is_loopback(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
