"""The service on a database of its own, with tokens of an issuer of its own."""

from collections.abc import AsyncIterator, Callable, Collection, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest

from continuous_line.codes import Role
from continuous_line.config import Settings
from continuous_line.local.issuer import Issuer
from continuous_line.migrations.command import scripts, upgrade
from continuous_line.web import Service
from directory_service.main import create_app

Token = Callable[..., str]


@pytest.fixture(scope="session")
def migrated(new_database: Callable[..., str]) -> str:
    """URL of a migrated database: a template that stays empty."""
    url = new_database()
    upgrade(scripts("directory_service"), url)
    return url


@pytest.fixture(scope="session")
def issuer() -> Iterator[Issuer]:
    with TemporaryDirectory() as folder:
        yield Issuer(Path(folder))


@pytest.fixture(scope="session")
def token(issuer: Issuer) -> Token:
    """`token([roles], organisation=..., places=[...])`."""

    def make(
        roles: Collection[Role], organisation: str = "coa", places: Collection[str] = ()
    ) -> str:
        return issuer.token(f"{organisation}-{'-'.join(roles)}", organisation, roles, places)

    return make


@pytest.fixture
def settings(migrated: str, new_database: Callable[..., str], issuer: Issuer) -> Settings:
    return Settings(
        environment="embedded",
        database_url=new_database(template=migrated),
        event_log_url="postgresql://nobody@127.0.0.1:1/none",
        issuer=issuer.address,
        jwks=str(issuer.jwks),
        secret="for tests",
    )  # type: ignore[call-arg]


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[Service]:
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def client(app: Service, token: Token) -> AsyncIterator[httpx.AsyncClient]:
    """Signed in as the system that keeps places."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    headers = {"Authorization": f"Bearer {token([Role.TVS_SYSTEM])}"}
    async with httpx.AsyncClient(
        transport=transport, base_url="http://directory/v1", headers=headers
    ) as client:
        yield client
