"""The service, everybody who keeps contacts, and a few places."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from continuous_line.codes import Basis, Role
from continuous_line.config import Settings
from continuous_line.contracts import PublicEvent, handover
from continuous_line.process import Program
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.somebody import Somebody
from continuous_line.testing.told import envelope_of
from continuous_line.web import Service
from directory_service.__main__ import PROGRAM
from directory_service.reactions import react
from directory_service.reference_data import load_reference
from directory_service.resources import Resources

WEERT, ROERMOND = "GM0988", "GM0957"
REACHED = {"name": "Fictief Voorbeeld", "phones": ["0475-359999"], "mail": "fictief@weert.example"}


@pytest.fixture
def program() -> Program:
    return PROGRAM


@pytest.fixture
def settings(settings: Settings, clock: ClockFile) -> Settings:
    return settings.model_copy(update={"clock_file": clock.path})


@pytest.fixture
def client(sign_in: Callable[..., Somebody]) -> httpx.AsyncClient:
    """Signed in as the system that keeps places."""
    return sign_in([Role.TVS_SYSTEM]).client


@pytest.fixture
async def pcm(app: Service, sign_in: Callable[..., Somebody]) -> Somebody:
    """A participation case manager of the whole country; the places of the reference are there."""
    resources = app.state.resources
    await load_reference(resources.database, resources.directory, resources.clock.now())
    return sign_in([Role.PARTICIPATION_CASE_MANAGER], "coa", ["NL"])


@dataclass
class World:
    """Two municipalities of one region, an azc, and who works there."""

    resources: Resources
    sign_in: Callable[..., Somebody]

    def __post_init__(self) -> None:
        self.tvs = self.sign_in([Role.TVS_SYSTEM], "tvs")
        self.weert = self.sign_in([Role.CLIENT_MANAGER], WEERT, [WEERT])
        self.coordinator = self.sign_in([Role.REGIONAL_COORDINATOR], "divosa", ["AM33"])
        self.participation = self.sign_in(
            [Role.PARTICIPATION_CASE_MANAGER], "coa", [WEERT, ROERMOND, "weert"]
        )
        self.national = self.sign_in([Role.POLICY_OFFICER], "divosa", ["NL"])

    async def places(self) -> None:
        for code, name in ((WEERT, "Weert"), (ROERMOND, "Roermond")):
            await self.tvs.post(
                "/municipalities", code=code, name=name, province="Limburg", region="AM33",
                regionName="Midden-Limburg", latitude=51.2, longitude=5.7,
            )  # fmt: skip
        await self.tvs.post(
            "/reception-centres", azc="weert", name="Weert", unit="unit-zuid", place="Weert",
            latitude=51.252, longitude=5.707,
        )  # fmt: skip

    async def contact(
        self, by: Somebody, kind: str, *places: str, reached: bool = True, **more: Any
    ) -> str:
        """The id of a new contact."""
        details = {"details": REACHED} if reached else {}
        body = {"validFrom": "2019-01-01", **details, **more}
        made = await by.post("/contacts", kind=kind, places=list(places), **body)
        return made.rpartition("/")[2]

    async def link(self, municipality: str = WEERT, person: UUID | None = None) -> None:
        """Somebody at the azc is linked now, and the directory hears of it."""
        now = self.resources.clock.now()
        linked = handover.MunicipalityLinked(
            occurred_at=now, municipality=municipality, azc="weert", basis=Basis.NETWORK
        )
        await self.hear(linked, person or uuid4())

    async def hear(self, event: PublicEvent, person: UUID) -> None:
        now = self.resources.clock.now()
        told = envelope_of(event, person, domain="handover", time=now, number=1)
        async with self.resources.database.transaction() as tx:
            await react(tx, told, event)


@pytest.fixture
async def world(app: Service, sign_in: Callable[..., Somebody]) -> World:
    found = World(app.state.resources, sign_in)
    await found.places()
    return found
