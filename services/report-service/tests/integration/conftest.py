"""A migrated database, the embedded log, and what is told put through the live projection."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from datetime import date

import httpx
import pytest

from continuous_line.clock import SystemClock
from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.contracts.directory import MunicipalityRegistered, ReceptionCentreRegistered
from continuous_line.database import Database
from continuous_line.event_log.port import EventLog, Record
from continuous_line.process import Program
from continuous_line.web import Service
from report_service import generations
from report_service.__main__ import PROGRAM
from report_service.catch_up import catch_up
from report_service.edition_making import Making
from report_service.projections import TOPICS
from report_service.testing import History, Recorder, noon
from report_service.testing.log import publish

Token = Callable[..., str]


@pytest.fixture
def program() -> Program:
    return PROGRAM


@pytest.fixture
def settings(settings: Settings, database: Database) -> Settings:
    """`database`: a generation serves."""
    return settings


@pytest.fixture
def log_url(own_database: Callable[..., str]) -> str:
    return own_database()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with Database(database_url) as opened:
        async with opened.transaction() as tx:
            await generations.ensure(tx, SystemClock().now())
        yield opened


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
            headers={"Authorization": f"Bearer {token([role], 'coa', places)}"},
        )
        assert answer.status_code == 200, answer.text
        found: dict[str, object] = answer.json()
        return found

    return get


Make = Callable[[], Awaitable[int]]
Get = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture
def make(database: Database, database_url: str, log: EventLog) -> Make:
    return Making(database, log, SystemClock(), database_url=database_url).all


@pytest.fixture
def get(client: httpx.AsyncClient, token: Callable[..., str]) -> Get:
    """`get("/v1/editions", Role.OPERATOR)`; as an analyst, unless told otherwise."""

    async def ask(
        path: str, role: Role = Role.ANALYST, places: Sequence[str] = (), **asked: str
    ) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token([role], 'coa', places)}"}
        return await client.get(path, params=asked, headers=headers)

    return ask


TOWNS = (("GM0957", "Roermond", "AM33", 3), ("GM0988", "Weert", "AM33", 6),
         ("GM0983", "Venlo", "AM34", 20))  # fmt: skip


def moved(town: str, number: int) -> History:
    person = History("weert" if number % 4 else "echt", town)
    person.opened("2018-11-01")
    person.permit("2019-01-05")
    person.linked("2019-03-02")
    person.sent("2019-03-03")
    if number % 3:
        person.active("2018-12-01", "2019-02-01")
    person.moved("2019-06-01")
    return person


@pytest.fixture
async def three_towns(live: Live) -> None:
    """3 to Roermond, 6 to Weert, 20 to Venlo; from two azc's."""
    at = noon("2019-01-01")
    towns = [
        MunicipalityRegistered(
            occurred_at=at, code=code, name=name, province="Limburg", region=region,
            region_name=region, latitude=51.2, longitude=5.7,
        )
        for code, name, region, _ in TOWNS
    ]  # fmt: skip
    azcs = [
        ReceptionCentreRegistered(
            occurred_at=at, azc=azc, name=f"azc {azc.title()}", unit="zuid", place="GM0988",
            latitude=51.2, longitude=5.7, valid_from=date(2010, 1, 1),
        )
        for azc in ("weert", "echt")
    ]  # fmt: skip
    recorder = Recorder()
    people = [moved(code, number) for code, _, _, size in TOWNS for number in range(size)]
    places = [*((town.code, town) for town in towns), *((azc.azc, azc) for azc in azcs)]
    await live([*recorder.places(places), *recorder.of(people)])
