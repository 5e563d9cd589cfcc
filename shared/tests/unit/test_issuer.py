import json
import time
from pathlib import Path
from uuid import UUID

import jwt
import pytest

from continuous_line.local.errors import CannotStart
from continuous_line.local.issuer import AUDIENCE, Issuer


def _claims(issuer: Issuer, token: str) -> dict[str, object]:
    keys = jwt.PyJWKSet.from_dict(json.loads(issuer.jwks.read_text()))
    key = keys[jwt.get_unverified_header(token)["kid"]]
    claims: dict[str, object] = jwt.decode(
        token, key, ["ES256"], audience=AUDIENCE, issuer=issuer.address
    )
    return claims


def test_a_token_is_verified_by_the_keys_in_the_file(tmp_path: Path) -> None:
    issuer = Issuer(tmp_path)
    person = UUID(int=7)
    claims = _claims(
        issuer, issuer.token("anna", "COA", ["case-manager"], ["weert"], permit_holder_id=person)
    )
    assert claims["sub"] == "anna"
    assert claims["organisation"] == "COA"
    assert claims["roles"] == ["case-manager"]
    assert claims["places"] == ["weert"]
    assert claims["permitHolderId"] == str(person)
    assert claims["iat"] == pytest.approx(time.time(), abs=60)


def test_the_key_lives_on_so_that_older_tokens_stay_valid(tmp_path: Path) -> None:
    token = Issuer(tmp_path).token("anna", "COA", ["case-manager"])
    assert _claims(Issuer(tmp_path), token)["sub"] == "anna"


def test_nobody_else_can_read_the_private_key(tmp_path: Path) -> None:
    Issuer(tmp_path).token("anna", "COA", [])
    assert (tmp_path / "issuer.pem").stat().st_mode & 0o077 == 0
    assert "d" not in json.loads((tmp_path / "jwks.json").read_text())["keys"][0]


@pytest.mark.parametrize("address", ["https://login.example.org", "http://10.0.0.4", "nonsense"])
def test_an_address_other_than_loopback_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(CannotStart, match="loopback"):
        Issuer(tmp_path, address)


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "http://[::1]", "http://localhost"])
def test_loopback_is_accepted(tmp_path: Path, address: str) -> None:
    assert Issuer(tmp_path, address).address == address
