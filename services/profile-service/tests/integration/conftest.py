"""The service, everybody who acts in it, and what it hears of others."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from continuous_line import parking, watchdog
from continuous_line.codes import Basis, Role, Section, UnlinkReason, Verdict
from continuous_line.config import Settings
from continuous_line.contracts import PublicEvent, directory, handover
from continuous_line.event_log import PARTITIONS, LogRecord, partition_of
from continuous_line.parking import Refusal
from continuous_line.process import Program
from continuous_line.testing.clock import ClockFile
from continuous_line.testing.somebody import Somebody
from continuous_line.testing.told import envelope_of
from continuous_line.watchdog import Progress
from continuous_line.web import Service
from profile_service.__main__ import PROGRAM
from profile_service.admission import CONSUMER
from profile_service.domain.completeness import REQUIRED
from profile_service.reactions import Reactions
from profile_service.resources import Resources

FULL: dict[str, dict[str, Any]] = {
    "identity": {
        "names": {"given": "Tesfay", "family": "Testpersoon"},
        "dateOfBirth": "1990-02-03",
        "vNumber": "1234567890",
        "languages": [{"language": "ti", "interpreter": True}],
    },
    "education": {"level": "vocational", "diplomas": [{"title": "Lasser"}]},
    "work": {"experience": [{"occupation": "lasser", "country": "ER"}], "skills": ["lassen"]},
    "language": {"level": "A1", "lessons": [], "motherTongue": "ti"},
    "activities": {"interests": ["voetbal"]},
    "wishes": {"goals": [{"goal": "lassen in de scheepsbouw", "term": "years"}]},
    "network": {"contacts": [{"relation": "family", "place": "Roermond"}]},
    "circumstances": {"discussInPerson": False},
}
"""Content that completes each section; made up."""

WEERT, ROERMOND, ZWOLLE = "GM0988", "GM0957", "GM0193"
AZC, OTHER_AZC = "weert", "sneek"


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

    def __post_init__(self) -> None:
        self.tvs = self.sign_in([Role.TVS_SYSTEM], "tvs")
        self.author = self.sign_in([Role.CASE_MANAGER], "coa", [AZC])
        self.location_manager = self.sign_in([Role.LOCATION_MANAGER], "coa", [AZC])
        self.roermond = self.sign_in([Role.CLIENT_MANAGER], ROERMOND, [ROERMOND])
        self.zwolle = self.sign_in([Role.CLIENT_MANAGER], ZWOLLE, [ZWOLLE])
        self.bridge = self.sign_in([Role.PARTICIPATION_CASE_MANAGER], "coa", [AZC])
        self.school = self.sign_in([Role.PROVIDER], "taalschool")

    def themselves(self, person: UUID) -> Somebody:
        """The permit holder."""
        return self.sign_in([Role.PERMIT_HOLDER], "", [], person)

    async def opened(self, azc: str = AZC, **body: Any) -> tuple[str, UUID]:
        """Address of a new profile, and whose it is."""
        address = await self.tvs.post("/profiles", azc=azc, **body)
        return address, UUID(address.rpartition("/")[2])

    async def completed(self) -> tuple[str, UUID]:
        """A profile of which a first version is complete."""
        profile, person = await self.opened()
        await self.fill(profile, *REQUIRED)
        await self.author.post(f"{profile}/completions")
        return profile, person

    async def fill(self, profile: str, *sections: str) -> None:
        """Record content that completes these sections."""
        for section in sections:
            await self.record(profile, section, **FULL[section])

    async def record(self, profile: str, section: str, **content: Any) -> str:
        """The ETag afterwards."""
        return await self.author.put(f"{profile}/sections/{section}", content=content)

    async def sent(self, to: str = ROERMOND) -> tuple[str, UUID]:
        """A profile that was sent to a municipality."""
        profile, person = await self.completed()
        await self.linked(person, to)
        await self.author.post(f"{profile}/sendings")
        return profile, person

    async def linked(self, person: UUID, to: str, **more: Any) -> UUID:
        link = handover.MunicipalityLinked(
            occurred_at=self.now, municipality=to, azc=AZC, basis=Basis.EDUCATION, **more
        )
        return await self.hear(link, person)

    async def unlinked(self, person: UUID, municipality: str) -> UUID:
        event = handover.MunicipalityUnlinked(
            occurred_at=self.now, municipality=municipality, reason=UnlinkReason.RELINKED
        )
        return await self.hear(event, person)

    async def acknowledged(
        self, person: UUID, verdict: Verdict, *sections: Section, municipality: str = ROERMOND
    ) -> UUID:
        event = handover.HandoverAcknowledged(
            occurred_at=self.now, municipality=municipality, verdict=verdict, sections=sections
        )
        return await self.hear(event, person)

    async def moved(
        self,
        person: UUID,
        distance_km: float | None,
        *,
        to: str = ROERMOND,
        on: date | None = None,
        replaces: UUID | None = None,
    ) -> UUID:
        event = handover.MovedToMunicipality(
            occurred_at=self.now,
            municipality=to,
            from_azc=AZC,
            moved_on=on or self.now.date(),
            distance_km=distance_km,
            replaces=replaces,
        )
        return await self.hear(event, person)

    async def hear(self, event: PublicEvent, subject: UUID | str) -> UUID:
        """React to an event of another service; its public id."""
        self.heard += 1
        domain = "directory" if type(event) in directory.EVENTS[:-1] else "handover"
        envelope = envelope_of(event, subject, domain=domain, time=self.now, number=self.heard)
        react = Reactions(self.resources.profiles, self.resources.clock)
        async with self.resources.database.transaction() as tx:
            await react(tx, envelope, event)
        return envelope.id

    async def caught_up(self, ago: timedelta = timedelta(0)) -> None:
        """As if the consumer had handled everything up to so long ago."""
        moment = datetime.now(UTC) - ago
        progress = [
            Progress(
                consumer=CONSUMER,
                partition=number,
                generation="live",
                behind=0,
                caught_up_at=moment,
                moved_at=moment,
                checked_at=moment,
            )
            for number in range(PARTITIONS)
        ]
        async with self.resources.database.transaction() as tx:
            await tx.execute(text("DELETE FROM consumer_progress"))
            await watchdog.store(tx, progress)

    async def park(self, person: UUID) -> None:
        """As if an event about this person could not be handled."""
        key = str(person)
        record = LogRecord(handover.TOPIC, partition_of(key), 0, key, b"")
        async with self.resources.database.transaction() as tx:
            await parking.keep(
                tx,
                CONSUMER,
                "live",
                record,
                type=None,
                event_id=None,
                parked_at=datetime.now(UTC),
                refusal=Refusal("ValidationError", 3),
            )

    @property
    def now(self) -> datetime:
        return self.resources.clock.now()


@pytest.fixture
async def world(app: Service, sign_in: Callable[..., Somebody]) -> World:
    found = World(app.state.resources, sign_in)
    await found.caught_up()
    return found
