import asyncio
import json
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from continuous_line import keys as keys_module
from continuous_line.auth import Claims, Verifier
from continuous_line.codes import Role
from continuous_line.errors import Forbidden, KeysUnavailable, Unauthenticated
from continuous_line.keys import Keys
from continuous_line.local.issuer import AUDIENCE, Issuer

HOLDER = UUID("0c62ba2a-65a4-4b0c-8f0a-0f2c7a0f7a11")
ISSUER = "https://issuer.example"


@pytest.fixture
def issuer(tmp_path: Path) -> Issuer:
    return Issuer(tmp_path)


@pytest.fixture
def verifier(issuer: Issuer) -> Verifier:
    return Verifier(issuer.address, AUDIENCE, Keys(str(issuer.jwks)), Claims())


Sign = Callable[..., str]


@pytest.fixture
def sign(tmp_path: Path) -> Sign:
    """Signs with an RSA key; `jwks.json` in the folder holds its public half."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = RSAAlgorithm.to_jwk(private.public_key(), as_dict=True) | {"kid": "1", "alg": "RS256"}
    (tmp_path / "jwks.json").write_text(json.dumps({"keys": [public]}))

    def signed(kid: str = "1", key: Any = private, algorithm: str = "RS256", **claims: Any) -> str:
        now = int(time.time())
        usual = {"iss": ISSUER, "aud": AUDIENCE, "sub": "somebody", "iat": now, "exp": now + 60}
        content = {name: value for name, value in (usual | claims).items() if value is not None}
        return jwt.encode(content, key, algorithm, headers={"kid": kid})

    return signed


def verifier_of(tmp_path: Path, claims: Claims | None = None) -> Verifier:
    return Verifier(ISSUER, AUDIENCE, Keys(str(tmp_path / "jwks.json")), claims or Claims())


async def refusal(verifier: Verifier, token: str) -> str:
    with pytest.raises(Unauthenticated) as found:
        await verifier.verify(token)
    assert found.value.code == "invalid-token"
    assert token not in found.value.detail
    return found.value.detail


async def test_a_token_becomes_a_principal(issuer: Issuer, verifier: Verifier) -> None:
    roles = ["case-manager", "a-role-of-another-system"]
    token = issuer.token("somebody", "coa", roles, ["azc-weert"], permit_holder_id=HOLDER)
    who = await verifier.verify(token)
    assert (who.subject, who.organisation) == ("somebody", "coa")
    assert who.roles == {Role.CASE_MANAGER}
    assert who.places == {"azc-weert"}
    assert who.permit_holder_id == HOLDER
    assert who.has(Role.CASE_MANAGER, Role.ANALYST)
    assert not who.has(Role.ANALYST)


async def test_an_accepted_token_ends_when_it_expires(
    issuer: Issuer, verifier: Verifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = issuer.token("somebody", "coa", [], lifetime=timedelta(minutes=1))
    await verifier.verify(token)
    later = time.time() + 61
    monkeypatch.setattr("continuous_line.auth.time.time", lambda: later)
    assert verifier._accepted
    monkeypatch.setattr("jwt.api_jwt.datetime", _Later)
    assert "expired" in await refusal(verifier, token)


class _Later:
    @staticmethod
    def now(tz: Any = None) -> Any:
        from datetime import datetime

        return datetime.now(tz) + timedelta(seconds=70)


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"exp": 1}, "expired"),
        ({"aud": "another"}, "audience"),
        ({"aud": None}, "malformed"),
        ({"iss": "https://other.example"}, "issuer"),
        ({"nbf": 4_000_000_000}, "not yet valid"),
        ({"exp": None}, "malformed"),
        ({"sub": None}, "malformed"),
        ({"exp": int(time.time()) + 7 * 3600}, "six hours"),
        ({"iat": None, "exp": int(time.time()) + 7 * 3600}, "six hours"),
        ({"permitHolderId": "Jansen"}, "UUID"),
    ],
)
async def test_claims_that_are_not_right_are_refused(
    sign: Sign, tmp_path: Path, claims: dict[str, Any], reason: str
) -> None:
    assert reason in await refusal(verifier_of(tmp_path), sign(**claims))


async def test_only_keys_of_the_issuer_and_algorithms_of_the_list_sign(
    sign: Sign, tmp_path: Path
) -> None:
    verifier = verifier_of(tmp_path)
    await verifier.verify(sign())
    good = sign()
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert "not signed" in await refusal(verifier, sign(key=other))
    assert "key is not known" in await refusal(verifier, sign(kid="2"))
    unsigned = jwt.encode(jwt.decode(good, options={"verify_signature": False}), "", "none")
    assert "algorithm" in await refusal(verifier, unsigned)
    assert "algorithm" in await refusal(verifier, sign(key=b"x" * 32, algorithm="HS256"))
    assert "not signed" in await refusal(verifier, sign(algorithm="RS384"))
    head, body, signature = good.split(".")
    for broken in (
        "no-token",
        "a.b.c",
        f"{head}.{body}.",
        f"{head}.{body[:-2]}.{signature}",
        "é.é.é",
    ):
        await refusal(verifier, broken)


async def test_names_of_claims_are_configuration(sign: Sign, tmp_path: Path) -> None:
    claims = Claims("realm_access.roles", "org", "where", "holder")
    verifier = verifier_of(tmp_path, claims)
    token = sign(
        realm_access={"roles": ["client-manager"]}, org="GM0988", where="GM0988 GM0899",
        holder=str(HOLDER),
    )  # fmt: skip
    who = await verifier.verify(token)
    assert who.roles == {Role.CLIENT_MANAGER}
    assert who.organisation == "GM0988"
    assert who.places == {"GM0988", "GM0899"}
    assert who.permit_holder_id == HOLDER


@pytest.mark.parametrize(
    "roles", [["asylum-decision-maker"], ["case-manager", "asylum-decision-maker"]]
)
async def test_who_decides_on_asylum_is_refused_in_everything(
    issuer: Issuer, verifier: Verifier, roles: list[str]
) -> None:
    token = issuer.token("somebody", "ind", roles)
    for _ in range(2):
        with pytest.raises(Forbidden) as found:
            await verifier.verify(token)
        assert found.value.code == "roles-exclude"


class FakeIssuer:
    """Answers for the address of the keys, counts, and can be away."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked, self.away = 0, False
        self.keys: list[dict[str, Any]] = []
        real = httpx.AsyncClient

        def answer(_request: httpx.Request) -> httpx.Response:
            self.asked += 1
            return (
                httpx.Response(503) if self.away else httpx.Response(200, json={"keys": self.keys})
            )

        monkeypatch.setattr(
            httpx, "AsyncClient",
            lambda **options: real(transport=httpx.MockTransport(answer), **options),
        )  # fmt: skip

    def add(self, kid: str) -> None:
        public = ec.generate_private_key(ec.SECP256R1()).public_key()
        self.keys.append({**ECAlgorithm.to_jwk(public, as_dict=True), "kid": kid, "alg": "ES256"})


async def test_keys_are_asked_for_once_and_again_for_an_unknown_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issuer = FakeIssuer(monkeypatch)
    issuer.add("1")
    keys = Keys("https://issuer.example/keys", pause=0)
    await asyncio.gather(*(keys.find("1") for _ in range(5)))
    before = issuer.asked
    await keys.find("1")
    assert issuer.asked == before
    issuer.add("2")
    assert (await keys.find("2")).key_id == "2"
    assert issuer.asked == before + 1


async def test_unknown_keys_do_not_make_a_flood_of_questions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issuer = FakeIssuer(monkeypatch)
    issuer.add("1")
    keys = Keys("https://issuer.example/keys")
    await keys.find("1")
    for number in range(10):
        with pytest.raises(keys_module.UnknownKey):
            await keys.find(f"made up {number}")
    assert issuer.asked == 1


async def test_known_keys_stay_while_the_issuer_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    issuer = FakeIssuer(monkeypatch)
    issuer.add("1")
    issuer.away = True
    keys = Keys("https://issuer.example/keys", pause=0, longest=0)
    with pytest.raises(KeysUnavailable):
        await keys.find("1")
    issuer.away = False
    await keys.find("1")
    issuer.away = True
    assert (await keys.find("1")).key_id == "1"


def test_keys_come_from_https_or_a_file() -> None:
    Keys("http://127.0.0.1:8080/keys", plain_http_on_loopback=True)
    for location, loopback in (
        ("http://127.0.0.1/keys", False),
        ("http://issuer.example/keys", True),
        ("ftp://issuer.example/keys", True),
    ):
        with pytest.raises(ValueError, match="https"):
            Keys(location, plain_http_on_loopback=loopback)
