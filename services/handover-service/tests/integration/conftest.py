"""The service on a database of its own, a clock that tests set, and tokens of an own issuer."""

from collections.abc import AsyncIterator, Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

import httpx
import msgspec
import pytest

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.contracts import (
    Envelope,
    PublicEvent,
    directory,
    profile,
    public_id,
    sequence_text,
    type_of,
)
from continuous_line.local.issuer import Issuer
from continuous_line.migrations.command import scripts, upgrade
from continuous_line.web import Service
from handover_service.main import create_app
from handover_service.reactions import react
from handover_service.resources import Resources

WEERT, ROERMOND, ZWOLLE = "GM0988", "GM0957", "GM0193"
AZC = "azc-weert"


@pytest.fixture(scope="session")
def migrated(new_database: Callable[..., str]) -> str:
    """URL of a migrated database: a template that stays empty."""
    url = new_database()
    upgrade(scripts("handover_service"), url)
    return url


@pytest.fixture(scope="session")
def issuer() -> Iterator[Issuer]:
    with TemporaryDirectory() as folder:
        yield Issuer(Path(folder))


@dataclass(frozen=True)
class ClockFile:
    path: Path

    def set(self, day: str, hour: int = 12) -> None:
        """From now on it is that day, at that hour in UTC."""
        moment = datetime.fromisoformat(f"{day}T{hour:02}:00:00+00:00")
        fresh = self.path.with_suffix(".new")
        fresh.write_text(moment.isoformat())
        fresh.replace(self.path)


@pytest.fixture
def clock(tmp_path: Path) -> ClockFile:
    found = ClockFile(tmp_path / "clock")
    found.set("2026-03-01")
    return found


@pytest.fixture
def settings(
    migrated: str, new_database: Callable[..., str], issuer: Issuer, clock: ClockFile
) -> Settings:
    return Settings(
        environment="embedded",
        database_url=new_database(template=migrated),
        event_log_url="postgresql://nobody@127.0.0.1:1/none",
        issuer=issuer.address,
        jwks=str(issuer.jwks),
        secret="for tests",
        clock_file=clock.path,
    )  # type: ignore[call-arg]


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[Service]:
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        yield app


class Somebody:
    """A client with a token; `post` and `get` answer the parsed body or refuse loudly."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def post(self, path: str, headers: dict[str, str] | None = None, **body: Any) -> str:
        """The address that was made."""
        answer = await self.client.post(path, json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        return str(answer.headers["location"]).removeprefix("/v1")

    async def refused(self, path: str, **body: Any) -> tuple[int, str]:
        """Status and code of the problem."""
        answer = await self.client.post(path, json=body)
        problem = answer.json()
        assert answer.headers["content-type"] == "application/problem+json"
        return answer.status_code, problem["code"]

    async def get(self, path: str, **query: str) -> dict[str, Any]:
        answer = await self.client.get(path, params=query)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def not_shown(self, path: str) -> tuple[int, dict[str, Any]]:
        answer = await self.client.get(path)
        return answer.status_code, answer.json()

    async def types(self, case: str) -> list[str]:
        return [event["type"] for event in (await self.get(f"{case}/events"))["items"]]

    async def last(self, case: str, kind: str) -> dict[str, Any]:
        events: list[dict[str, Any]] = (await self.get(f"{case}/events"))["items"]
        return [event for event in events if event["type"] == kind][-1]


@dataclass
class World:
    """Everybody who acts, by role; and what others published, heard at once."""

    resources: Resources
    sign_in: Callable[..., Somebody]
    heard: int = 0
    staff: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tvs = self.sign_in([Role.TVS_SYSTEM], "tvs")
        self.location_manager = self.sign_in([Role.LOCATION_MANAGER], "coa", [AZC])
        self.case_manager = self.sign_in([Role.CASE_MANAGER], "coa", [AZC])
        self.roermond = self.sign_in([Role.CLIENT_MANAGER], ROERMOND, [ROERMOND])
        self.zwolle = self.sign_in([Role.CLIENT_MANAGER], ZWOLLE, [ZWOLLE])

    async def hear(self, event: PublicEvent, subject: str) -> UUID:
        """React to an event of another service; its public id."""
        self.heard += 1
        domain = "profile" if isinstance(event, profile.EVENTS) else "directory"
        event_type = type_of(domain, event)
        envelope = Envelope(
            id=public_id(uuid4(), event_type),
            source="urn:test",
            type=event_type,
            subject=subject,
            time=self.resources.clock.now(),
            sequence=sequence_text(self.heard),
            data=msgspec.Raw(msgspec.json.encode(event)),
            dataschema="urn:test",
            correlationid=uuid4(),
        )
        async with self.resources.database.transaction() as tx:
            await react(tx, envelope, event)
        return envelope.id

    async def employ(
        self,
        staff_id: str,
        roles: Collection[Role] = (Role.CASE_MANAGER,),
        places: Collection[str] = (AZC,),
        since: date = date(2026, 1, 1),
    ) -> None:
        post = directory.StaffRegistered(
            occurred_at=self.resources.clock.now(), staff_id=staff_id, organisation="coa",
            roles=tuple(roles), places=tuple(places), valid_from=since,
        )  # fmt: skip
        await self.hear(post, staff_id)

    async def places(self) -> None:
        """Weert's reception centre, and two municipalities: 19 and 146 km away."""
        now = self.resources.clock.now()
        centre = directory.ReceptionCentreRegistered(
            occurred_at=now, azc=AZC, name="Weert", unit="unit-zuid", place="Weert",
            latitude=51.2517, longitude=5.7061,
        )  # fmt: skip
        await self.hear(centre, AZC)
        for code, latitude, longitude in ((ROERMOND, 51.1942, 5.9875), (ZWOLLE, 52.5168, 6.0830)):
            municipality = directory.MunicipalityRegistered(
                occurred_at=now, code=code, name=code, province="P", region="AM33",
                region_name="Midden-Limburg", latitude=latitude, longitude=longitude,
            )  # fmt: skip
            await self.hear(municipality, code)

    async def link(self, person: UUID | None = None, to: str = ROERMOND, **more: Any) -> str:
        """Address of the case."""
        body = {"permitHolderId": str(person or uuid4()), "municipality": to, "azc": AZC}
        return await self.tvs.post("/links", **(body | {"basis": "education"} | more))

    async def owned(self, person: UUID | None = None, to: str = ROERMOND) -> str:
        """Address of a case with an owner."""
        case = await self.link(person, to)
        await self.employ("cm-1")
        await self.location_manager.post(f"{case}/owners", owner="cm-1")
        return case


@pytest.fixture
async def world(app: Service, issuer: Issuer) -> AsyncIterator[World]:
    clients: list[httpx.AsyncClient] = []

    def sign_in(
        roles: Collection[Role],
        organisation: str,
        places: Collection[str] = (),
        person: UUID | None = None,
    ) -> Somebody:
        subject = f"{organisation}-{'-'.join(roles)}"
        token = issuer.token(subject, organisation, roles, places, permit_holder_id=person)
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app, raise_app_exceptions=False),
            base_url="http://handover/v1",
            headers={"Authorization": f"Bearer {token}"},
        )
        clients.append(client)
        return Somebody(client)

    yield World(app.state.resources, sign_in)
    for client in clients:
        await client.aclose()
