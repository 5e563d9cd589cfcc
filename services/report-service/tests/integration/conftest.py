"""A migrated database, the embedded log, and what is told put through the live projection."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest

from continuous_line.clock import SystemClock
from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.database import Database
from continuous_line.event_log.opening import open_event_log
from continuous_line.event_log.port import EventLog, Record
from continuous_line.local.issuer import Issuer
from continuous_line.migrations import command
from continuous_line.web import Service
from report_service import generations
from report_service.catch_up import catch_up
from report_service.main import create_app
from report_service.projections import TOPICS
from report_service.testing.log import publish


@pytest.fixture(scope="session")
def migrated_url(new_database: Callable[..., str]) -> str:
    url = new_database()
    command.upgrade(command.scripts("report_service"), url)
    return url


@pytest.fixture
def database_url(migrated_url: str, new_database: Callable[..., str]) -> str:
    return new_database(template=migrated_url)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with Database(database_url) as opened:
        async with opened.transaction() as tx:
            await generations.ensure(tx, SystemClock().now())
        yield opened


@pytest.fixture
async def log_url(new_database: Callable[..., str]) -> str:
    return await asyncio.to_thread(new_database)


@pytest.fixture
async def log(log_url: str) -> AsyncIterator[EventLog]:
    opened = open_event_log(log_url)
    await opened.create_topics(TOPICS)
    yield opened
    await opened.close()


Live = Callable[[Sequence[Record]], Awaitable[None]]


@pytest.fixture
def live(database: Database, log: EventLog) -> Live:
    """Publish records, and project them into the serving generation as the worker does."""

    async def publish_and_project(records: Sequence[Record]) -> None:
        await publish(log, records)
        async with database.transaction() as tx:
            serving = await generations.serving_generation(tx)
        await catch_up(database, log, serving, await log.end_offsets(TOPICS))

    return publish_and_project


@pytest.fixture(scope="session")
def issuer() -> Iterator[Issuer]:
    with TemporaryDirectory() as folder:
        yield Issuer(Path(folder))


Token = Callable[..., str]


@pytest.fixture(scope="session")
def token(issuer: Issuer) -> Token:
    """`token([roles], places=[...])`."""

    def make(roles: Collection[Role], places: Collection[str] = ()) -> str:
        return issuer.token("-".join(roles), "coa", roles, places)

    return make


@pytest.fixture
def settings(database_url: str, log_url: str, issuer: Issuer) -> Settings:
    given = {
        "environment": "embedded",
        "database_url": database_url,
        "event_log_url": log_url,
        "issuer": issuer.address,
        "jwks": str(issuer.jwks),
        "secret": "for tests",
    }
    return Settings.model_validate(given)


@pytest.fixture
async def app(settings: Settings, database: Database) -> AsyncIterator[Service]:
    """`database`: a generation serves."""
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def client(app: Service) -> AsyncIterator[httpx.AsyncClient]:
    """Not signed in."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://report") as client:
        yield client


Ask = Callable[..., Awaitable[dict[str, object]]]


@pytest.fixture
def ask(client: httpx.AsyncClient, token: Token) -> Ask:
    """`ask(period="2019-H1", by="azc")` as an analyst: the answer of GET /v1/figures."""

    async def get(
        role: Role = Role.ANALYST, places: Collection[str] = (), **asked: str
    ) -> dict[str, object]:
        answer = await client.get(
            "/v1/figures",
            params=asked,
            headers={"Authorization": f"Bearer {token([role], places)}"},
        )
        assert answer.status_code == 200, answer.text
        found: dict[str, object] = answer.json()
        return found

    return get
