"""A small service that uses all the platform offers to a service's API, on a real database."""

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Query, Response
from sqlalchemy import text

from continuous_line.auth import Principal, requires
from continuous_line.clock import SystemClock
from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.database import Database
from continuous_line.errors import NotFound, Refused
from continuous_line.event_store import EventStore
from continuous_line.fields import Answer, Body, Day, Id, Label, Moment, StrictBool, StrictInt
from continuous_line.intake.reading import check_size
from continuous_line.intake.upload import REQUEST_BODY, Upload, uploading
from continuous_line.local.issuer import Issuer
from continuous_line.migrations import platform_v1, processing_log_v1
from continuous_line.pagination import Page, PagingParameters
from continuous_line.web import Service, create_service
from continuous_line.writing import Reading, Writing, etag, reading, require_version, writing


@dataclass(frozen=True, kw_only=True)
class Happened:
    id: UUID
    at: datetime


@dataclass(frozen=True, kw_only=True)
class VisitPlanned(Happened):
    place: str


@dataclass(frozen=True, kw_only=True)
class VisitMoved(Happened):
    on: date


@dataclass
class Resources:
    database: Database
    clock: SystemClock
    store: EventStore[Any]


class NewVisit(Body):
    place: Label
    visitors: StrictInt = 1
    interpreter: StrictBool = False
    planned_on: Day | None = None
    occurred_at: Moment | None = None


class NewDay(Body):
    planned_on: Day


class Visit(Answer):
    id: Id
    place: str
    planned_on: Day | None


STORE: EventStore[Any] = EventStore([VisitPlanned, VisitMoved])
ROWS = "SELECT id, place, planned_on FROM visits "
LIST = (
    ROWS + "WHERE (place, id) > (:place, :id) AND place = coalesce(CAST(:is AS text), place) "
    "AND coalesce(planned_on = CAST(:on AS date), CAST(:on AS date) IS NULL) "
    "ORDER BY place, id LIMIT :limit"
)
router = APIRouter(tags=["visits"])


@router.post("/visits", status_code=201, response_class=Response)
async def plan_visit(
    body: NewVisit, unit: Annotated[Writing, writing(Role.CASE_MANAGER)]
) -> Response:
    """Plan a visit."""
    if body.place == "Nowhere":
        raise Refused("Nowhere is no place to visit.", code="no-such-place")
    visit = uuid4()
    event = VisitPlanned(id=uuid4(), at=unit.now, place=body.place)
    await STORE.append(
        unit.tx, str(visit), [event], expected_version=0, recorded_at=unit.now,
        context=unit.context,
    )  # fmt: skip
    row = {"id": visit, "place": body.place, "planned_on": body.planned_on}
    await unit.tx.execute(text("INSERT INTO visits VALUES (:id, :place, :planned_on)"), row)
    return await unit.created(f"/v1/visits/{visit}", 1)


@router.put("/visits/{visitId}/day", status_code=204, response_class=Response)
async def move_visit(
    visitId: Id,  # noqa: N803 - the name in the address
    body: NewDay,
    unit: Annotated[Writing, writing(Role.CASE_MANAGER)],
) -> Response:
    """Move a visit to another day."""
    stored = await STORE.load(unit.tx, str(visitId))
    if not stored:
        raise NotFound("There is no such visit.")
    require_version(len(stored), unit.if_match)
    event = VisitMoved(id=uuid4(), at=unit.now, on=body.planned_on)
    await STORE.append(
        unit.tx, str(visitId), [event], expected_version=len(stored), recorded_at=unit.now,
        context=unit.context,
    )  # fmt: skip
    return await unit.done(len(stored) + 1)


def size_of(content: bytes) -> int:
    check_size(content)
    return len(content)


@router.post("/visit-lists", status_code=201, response_class=Response, openapi_extra=REQUEST_BODY)
async def plan_visits(
    upload: Annotated[Upload, uploading(size_of, Role.CASE_MANAGER)],
) -> Response:
    """Takes a file; the version is its number of bytes."""
    return await upload.writing.created("/v1/visits", upload.read)


@router.get("/visits")
async def list_visits(
    paging: PagingParameters,
    view: Annotated[Reading, reading(Role.CASE_MANAGER, Role.ANALYST)],
    place: Annotated[Label | None, Query()] = None,
    planned_on: Annotated[Day | None, Query(alias="plannedOn")] = None,
) -> Page[Visit]:
    """The visits, by place."""
    after = paging.after(str, UUID) or ("", UUID(int=0))
    rows = await view.tx.execute(
        text(LIST),
        {"place": after[0], "id": after[1], "limit": paging.limit, "is": place, "on": planned_on},
    )
    shown, following = paging.cut(rows.all(), lambda row: (row.place, row.id))
    return Page[Visit](items=[_visit(row) for row in shown], next=following)


@router.get("/visits/{visitId}")
async def read_visit(
    visitId: Id,  # noqa: N803
    response: Response,
    view: Annotated[Reading, reading(Role.CASE_MANAGER, Role.ANALYST)],
) -> Visit:
    """One visit."""
    row = (await view.tx.execute(text(ROWS + "WHERE id = :id"), {"id": visitId})).one_or_none()
    if row is None:
        raise NotFound("There is no such visit.")
    response.headers["ETag"] = etag(len(await STORE.load(view.tx, str(visitId))))
    return _visit(row)


@router.get("/me")
async def read_me(who: Annotated[Principal, requires()]) -> dict[str, str]:
    """Who asks."""
    return {"subject": who.subject, "organisation": who.organisation}


def _visit(row: Any) -> Visit:
    return Visit(id=row.id, place=row.place, planned_on=row.planned_on)


faulty = APIRouter()


@faulty.get("/failures")
async def fail(_who: Annotated[Principal, requires(Role.CASE_MANAGER)]) -> None:
    raise RuntimeError("a message with Jansen in it")


@faulty.post("/late-failures", status_code=204, response_class=Response)
async def fail_late(unit: Annotated[Writing, writing(Role.CASE_MANAGER)]) -> Response:
    """Fails where the transaction commits: the constraint is deferred."""
    await unit.tx.execute(text("INSERT INTO parts VALUES (gen_random_uuid(), 1)"))
    return await unit.done(1)


@faulty.post("/lost-connections", status_code=204, response_class=Response)
async def lose_connection(unit: Annotated[Writing, writing(Role.CASE_MANAGER)]) -> Response:
    await unit.tx.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    return await unit.done(1)


@faulty.post("/cut-commits", status_code=204, response_class=Response)
async def cut_commit(unit: Annotated[Writing, writing(Role.CASE_MANAGER)]) -> Response:
    """The server is gone in the middle of the commit."""
    await unit.tx.execute(text("INSERT INTO cuts VALUES (1)"))
    return await unit.done(1)


pages = APIRouter()


@pages.get("/")
async def home() -> Response:
    return Response("<h1>Home</h1>", media_type="text/html")


async def _prepare(url: str) -> None:
    statements: list[str] = []

    class Operations:
        def execute(self, sqltext: str, /) -> None:
            statements.append(sqltext)

    platform_v1.upgrade(Operations())
    processing_log_v1.upgrade(Operations())
    async with Database(url) as database, database.transaction() as tx:
        for statement in (
            *statements,
            "CREATE TABLE cuts (n int)",
            "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$",
            "CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON cuts DEFERRABLE INITIALLY DEFERRED "
            "FOR EACH ROW EXECUTE FUNCTION cut()",
            "CREATE TABLE visits (id uuid PRIMARY KEY, place text NOT NULL, planned_on date)",
            "CREATE TABLE parts (id uuid PRIMARY KEY, whole int REFERENCES events (position) "
            "DEFERRABLE INITIALLY DEFERRED)",
        ):
            await tx.execute(text(statement))


@pytest.fixture(scope="session")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Issuer:
    return Issuer(tmp_path_factory.mktemp("issuer"))


Token = Callable[[Collection[str]], str]


@pytest.fixture
def token(issuer: Issuer) -> Token:
    return lambda roles: issuer.token("somebody", "coa", roles)


@pytest.fixture(scope="session")
async def prepared(new_database: Callable[..., str]) -> str:
    url = new_database()
    await _prepare(url)
    return url


@pytest.fixture
def url(prepared: str, own_database: Callable[..., str]) -> str:
    return own_database(template=prepared)


@pytest.fixture
def settings(url: str, issuer: Issuer) -> Settings:
    return Settings(
        environment="embedded", database_url=url, event_log_url=url, issuer=issuer.address,
        jwks=str(issuer.jwks), secret="secret of the tests",
        cors_origins=("https://pages.example",),
    )  # fmt: skip


@pytest.fixture
def app(settings: Settings) -> Service:
    @asynccontextmanager
    async def lifespan(root: FastAPI) -> AsyncIterator[None]:
        async with Database(settings.database_url) as database:
            root.state.resources = Resources(database, SystemClock(), STORE)
            yield

    return create_service(
        name="sample", title="Sample", settings=settings, routers=[router], lifespan=lifespan,
        pages=pages, body_limits={"/v1/visit-lists": 2_000_000},
    )  # fmt: skip


@pytest.fixture
def faulty_app(app: Service) -> Service:
    """The same with operations that fail."""
    app.api.include_router(faulty)
    return app


@pytest.fixture
async def anonymous(app: Service) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app, raise_app_exceptions=True)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://service") as client,
    ):
        yield client


@pytest.fixture
def client(anonymous: httpx.AsyncClient, token: Token) -> httpx.AsyncClient:
    """Signed in as a case manager."""
    anonymous.headers["Authorization"] = f"Bearer {token(['case-manager'])}"
    return anonymous
