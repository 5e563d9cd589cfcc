"""The pytest plugin of the project: real PostgreSQL and real Kafka, started once per session.

Under pytest-xdist every worker has servers of its own. A part that is missing fails the tests
that need it; nothing is skipped.
"""

import sys
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from continuous_line.testing.kafka import KafkaForTests
    from continuous_line.testing.postgres import PostgresForTests

pytest_plugins = ("continuous_line.testing.service",)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from continuous_line.testing.scheduling import scheduler_of

    return scheduler_of(config, log)


@pytest.fixture(scope="session", autouse=True)
async def _one_browser() -> AsyncIterator[None]:
    """Tests have one Chromium, each a context of its own; it is there once a test asks."""
    yield
    if "continuous_line.testing.browser" in sys.modules:
        from continuous_line.testing.browser import close_browser

        await close_browser()


@pytest.fixture(scope="session")
def postgres_server() -> "Iterator[PostgresForTests]":
    """A PostgreSQL 18 server; `url()` is the superuser's."""
    from continuous_line.testing.postgres import postgres_for_tests

    with postgres_for_tests() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_url(postgres_server: "PostgresForTests") -> str:
    """URL of the superuser in the server's own database; leave that one empty."""
    return postgres_server.url("postgres")


@pytest.fixture(scope="session")
def new_database(postgres_server: "PostgresForTests") -> Callable[..., str]:
    """`new_database()` → URL of a new empty database; `new_database(template=url)` copies one.

    It lives as long as the session, as templates do; that of a test is of `own_database`.
    """
    return postgres_server.create_database


@pytest.fixture
def own_database(postgres_server: "PostgresForTests") -> Iterator[Callable[..., str]]:
    """As `new_database`, for this test only: thousands that stay fill a disk."""
    made: list[str] = []

    def make(template: str = "") -> str:
        made.append(postgres_server.create_database(template))
        return made[-1]

    yield make
    for url in made:
        postgres_server.drop_database(url)


@pytest.fixture
def fresh_database(own_database: Callable[..., str]) -> str:
    """URL of an empty database for this test only."""
    return own_database()


@pytest.fixture(scope="session")
def kafka_server() -> "Iterator[KafkaForTests]":
    """A real broker; `bootstrap` is its address as host:port, `url` the same for an event log."""
    from continuous_line.testing.kafka import kafka_for_tests

    with kafka_for_tests() as broker:
        yield broker
