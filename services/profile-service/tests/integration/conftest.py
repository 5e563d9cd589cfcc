"""The service on a database of its own, a clock that tests set, and tokens of an own issuer."""

from collections.abc import AsyncIterator, Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

import httpx
import msgspec
import pytest
from sqlalchemy import text

from continuous_line import parking, watchdog
from continuous_line.codes import Basis, Role, Section, UnlinkReason, Verdict
from continuous_line.config import Settings
from continuous_line.contracts import (
    Envelope,
    PublicEvent,
    directory,
    handover,
    public_id,
    sequence_text,
    type_of,
)
from continuous_line.event_log import PARTITIONS, LogRecord, partition_of
from continuous_line.local.issuer import Issuer
from continuous_line.migrations.command import scripts, upgrade
from continuous_line.parking import Refusal
from continuous_line.watchdog import Progress
from continuous_line.web import Service
from profile_service.admission import CONSUMER
from profile_service.domain.completeness import REQUIRED
from profile_service.main import create_app
from profile_service.reactions import Reactions
from profile_service.resources import Resources

WEERT, ROERMOND, ZWOLLE = "GM0988", "GM0957", "GM0193"
AZC, OTHER_AZC = "weert", "sneek"


@pytest.fixture(scope="session")
def migrated(new_database: Callable[..., str]) -> str:
    """URL of a migrated database: a template that stays empty."""
    url = new_database()
    upgrade(scripts("profile_service"), url)
    return url


@pytest.fixture(scope="session")
def issuer() -> Iterator[Issuer]:
    with TemporaryDirectory() as folder:
        yield Issuer(Path(folder))


@dataclass(frozen=True)
class ClockFile:
    path: Path

    def set(self, day: str, hour: int = 12, minute: int = 0) -> None:
        """From now on it is that day, at that hour in UTC."""
        moment = datetime.fromisoformat(f"{day}T{hour:02}:{minute:02}:00+00:00")
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
    """A client with a token; `post` and `get` answer what was asked for or refuse loudly."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def post(self, path: str, headers: dict[str, str] | None = None, **body: Any) -> str:
        """The address that was made."""
        answer = await self.client.post(path, json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        return str(answer.headers["location"]).removeprefix("/v1")

    async def put(self, path: str, **body: Any) -> str:
        """The ETag afterwards."""
        answer = await self.client.put(path, json=body)
        assert answer.status_code == 204, answer.text
        return str(answer.headers["etag"])

    async def refused(self, path: str, method: str = "POST", **body: Any) -> dict[str, Any]:
        """The problem."""
        answer = await self.client.request(method, path, json=None if method == "GET" else body)
        assert answer.headers["content-type"] == "application/problem+json", answer.text
        problem: dict[str, Any] = answer.json()
        return problem

    async def get(self, path: str, **query: str) -> dict[str, Any]:
        answer = await self.client.get(path, params=query)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def types(self, profile: str) -> list[str]:
        return [event["type"] for event in (await self.get(f"{profile}/events"))["items"]]

    async def last(self, profile: str, kind: str) -> dict[str, Any]:
        events: list[dict[str, Any]] = (await self.get(f"{profile}/events"))["items"]
        return [event for event in events if event["type"] == kind][-1]


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

    async def opened(self, azc: str = AZC, **body: Any) -> tuple[str, UUID]:
        """Address of a new profile, and whose it is."""
        address = await self.tvs.post("/profiles", azc=azc, **body)
        return address, UUID(address.rpartition("/")[2])

    async def completed(self) -> tuple[str, UUID]:
        """A profile of which a first version is complete."""
        profile, person = await self.opened()
        for section in REQUIRED:
            await self.author.put(f"{profile}/sections/{section}", completeness="complete")
        await self.author.post(f"{profile}/completions")
        return profile, person

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

    async def hear(self, event: PublicEvent, subject: UUID | str) -> UUID:
        """React to an event of another service; its public id."""
        self.heard += 1
        domain = "directory" if type(event) in directory.EVENTS[:-1] else "handover"
        event_type = type_of(domain, event)
        envelope = Envelope(
            id=public_id(uuid4(), event_type),
            source="urn:test",
            type=event_type,
            subject=str(subject),
            time=self.now,
            sequence=sequence_text(self.heard),
            data=msgspec.Raw(msgspec.json.encode(event)),
            dataschema="urn:test",
            correlationid=uuid4(),
        )
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
            base_url="http://profile/v1",
            headers={"Authorization": f"Bearer {token}"},
        )
        clients.append(client)
        return Somebody(client)

    found = World(app.state.resources, sign_in)
    await found.caught_up()
    yield found
    for client in clients:
        await client.aclose()
