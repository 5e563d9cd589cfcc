"""Messages of DUO's form, with a real profile-service that knows whose number it is."""

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.event_log import PARTITIONS
from continuous_line.testing.server import serving
from continuous_line.testing.somebody import Somebody
from profile_service.__main__ import PROGRAM as PROFILE_SERVICE
from profile_service.admission import CONSUMER

AZC, ROERMOND, ZWOLLE = "azc-weert", "GM0957", "GM0193"
OURS = "0" * 20
OINS = {"tvs": "00000000000000000901", ROERMOND: "00000000000000000957",
        ZWOLLE: "00000000000000000193", "sister": OURS}  # fmt: skip
"""`sister`: another installation, whose messages come under the OIN that ours go out under."""
V_NUMBER, BSN = "7310528946", "839201746"
"""Made up; digits that are looked for wherever they must not be."""
_CAUGHT_UP = """
    INSERT INTO consumer_progress (consumer, partition, generation, behind, caught_up_at, moved_at,
      checked_at) SELECT $1, number, 'live', 0, $3, $3, $3 FROM generate_series(0, $2 - 1) number
    """


@dataclass
class ProfileService:
    """Where it runs; it hears nothing of others, and is as if it had heard everything."""

    address: str
    token: Callable[..., str]

    async def knows(self, person: UUID, v_number: str = V_NUMBER) -> UUID:
        """Somebody with a profile, and this number in it."""
        async with httpx.AsyncClient(base_url=f"{self.address}/v1") as client:
            tvs = {"Authorization": f"Bearer {self.token([Role.TVS_SYSTEM], 'tvs')}"}
            body = {"permitHolderId": str(person), "azc": AZC}
            opened = await client.post("/profiles", json=body, headers=tvs)
            assert opened.status_code == 201, opened.text
            written = await client.put(
                f"/profiles/{person}/sections/identity",
                json={
                    "content": {
                        "names": {"given": "Tesfay", "family": "Testpersoon"},
                        "dateOfBirth": "1990-02-03",
                        "vNumber": v_number,
                        "languages": [{"language": "ti", "interpreter": True}],
                    }
                },
                headers=tvs,
            )
            assert written.status_code == 204, written.text
        return person


async def _caught_up(url: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(_CAUGHT_UP, CONSUMER, PARTITIONS, datetime.now(UTC))
    await connection.close()


@pytest.fixture
def profile_service(
    settings: Settings,
    migrated: Callable[[str], str],
    migrated_keys_url: str,
    new_database: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    token: Callable[..., str],
) -> Iterator[ProfileService]:
    url = new_database(template=migrated(PROFILE_SERVICE.package))
    keys = new_database(template=migrated_keys_url)
    asyncio.run(_caught_up(url))
    own = settings.model_copy(update={"database_url": url, "keys_database_url": keys})
    app = PROFILE_SERVICE.create_app(own)
    with serving(app) as address:
        app.state.resources.vault.gate.open()
        monkeypatch.setenv("DL_HANDOVER_PROFILE_URL", address)
        monkeypatch.setenv("DL_HANDOVER_NEIGHBOUR_TIMEOUT", "PT20S")
        yield ProfileService(address, token)


@pytest.fixture(autouse=True)
def oins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DL_HANDOVER_DUO_OINS", json.dumps(OINS))


@dataclass
class Sender:
    """A system that sends messages; each is as `body` and `headers` say where nothing is given."""

    who: Somebody
    organisation: str = "tvs"
    headers: dict[str, str] = field(default_factory=dict)

    async def send(self, headers: dict[str, str] | None = None, **body: Any) -> httpx.Response:
        told = {"registratieDatumTijd": "2026-02-20T10:00:00+01:00", "gebeurtenisId": "SS139"}
        numbers = {} if {"bsn", "vNummer"} & body.keys() else {"vNummer": V_NUMBER}
        return await self.who.client.post(
            "/notificaties",
            json=told | numbers | body,
            headers={"bron": OINS[self.organisation], "doel": OURS, "berichtId": str(uuid4())}
            | (headers or {}),
        )

    async def sent(self, headers: dict[str, str] | None = None, **body: Any) -> dict[str, Any]:
        """What became of it."""
        answer = await self.send(headers, **body)
        assert answer.status_code == 202, answer.text
        found: dict[str, Any] = answer.json()
        return found


@pytest.fixture
def tvs(world: Any) -> Sender:
    return Sender(world.tvs)


@pytest.fixture
def roermond(sign_in: Callable[..., Somebody]) -> Sender:
    return Sender(sign_in([Role.MUNICIPAL_SYSTEM], ROERMOND, [ROERMOND]), ROERMOND)


@pytest.fixture
def operator(sign_in: Callable[..., Somebody]) -> Somebody:
    return sign_in([Role.OPERATOR], "platform")
