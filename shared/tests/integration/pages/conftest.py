"""A small service with pages: visits that are planned with a form, checked and recorded."""

import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from continuous_line.config import Settings
from continuous_line.database import Database
from continuous_line.local.issuer import Issuer
from continuous_line.migrations import platform_v1, sessions_v1
from continuous_line.web import Service

sys.path.append(str(Path(__file__).parent))


async def _prepare(url: str) -> None:
    statements: list[str] = []

    class Operations:
        def execute(self, sqltext: str, /) -> None:
            statements.append(sqltext)

    platform_v1.upgrade(Operations())
    sessions_v1.upgrade(Operations())
    async with Database(url) as database, database.transaction() as tx:
        for statement in (*statements, "CREATE TABLE visits (id uuid PRIMARY KEY, place text)"):
            await tx.execute(text(statement))


@pytest.fixture(scope="session")
async def prepared(new_database: Callable[..., str]) -> str:
    url = new_database()
    await _prepare(url)
    return url


@pytest.fixture
def settings(prepared: str, own_database: Callable[..., str], issuer: Issuer) -> Settings:
    url = own_database(template=prepared)
    return Settings(
        environment="embedded", database_url=url, event_log_url=url, issuer=issuer.address,
        jwks=str(issuer.jwks), secret="secret of the tests", public_url="https://service",
    )  # fmt: skip


@pytest.fixture
def sound_app(settings: Settings) -> Service:
    """Without the pages that fail on purpose."""
    from sample_pages import router
    from sample_pages.app import app_of

    return app_of(settings, router)


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[Service]:
    from sample_pages import faulty, router
    from sample_pages.app import app_of

    made = app_of(settings, router, faulty)
    async with made.router.lifespan_context(made):
        yield made
