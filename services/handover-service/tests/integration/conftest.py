"""The service, everybody who acts in it, and what it hears of others."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.contracts import PublicEvent, directory, profile
from continuous_line.process import Program
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.somebody import Somebody
from continuous_line.testing.told import envelope_of
from continuous_line.web import Service
from handover_service.__main__ import PROGRAM
from handover_service.reactions import Reactions
from handover_service.resources import Resources
from handover_service.timer import Timer

WEERT, ROERMOND, ZWOLLE = "GM0988", "GM0957", "GM0193"
AZC = "azc-weert"


@pytest.fixture
def program() -> Program:
    return PROGRAM


@pytest.fixture
def settings(settings: Settings, clock: ClockFile) -> Settings:
    return settings.model_copy(update={"clock_file": clock.path})


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

    async def hear(
        self,
        event: PublicEvent,
        subject: str,
        domain: str = "",
        recorded_at: datetime | None = None,
    ) -> UUID:
        """React to an event of another service; its public id. Both domains have voidings.

        `recorded_at`: there; now where none is given.
        """
        self.heard += 1
        domain = domain or ("profile" if isinstance(event, profile.EVENTS) else "directory")
        now = recorded_at or self.resources.clock.now()
        envelope = envelope_of(event, subject, domain=domain, time=now, number=self.heard)
        async with self.resources.database.transaction() as tx:
            await Reactions(self.resources.cases, self.resources.clock)(tx, [(envelope, event)])
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

    async def look(self) -> int:
        """The timer looks at every case that is due; how many there were."""
        given = self.resources
        timer = Timer(given.database, given.clock, given.cases, given.programmes)
        looks = 0
        while await timer.step():
            looks += 1
        return looks

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
def world(app: Service, sign_in: Callable[..., Somebody]) -> World:
    return World(app.state.resources, sign_in)
