"""A PostgreSQL server for a session of tests, from the bundled binaries or from a container."""

import asyncio
import itertools
import shutil
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from continuous_line.local.postgres import PostgresServer
from continuous_line.testing.containers import POSTGRES, containers_wanted

# Nothing has to outlive the server. Autovacuum would look at one database after the other, and
# there are hundreds.
OPTIONS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
    "max_connections=200",
    "shared_buffers=64MB",
)


class PostgresForTests:
    """Gives databases of the server whose superuser has `url` (postgresql://user:pw@host/db)."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._numbers = itertools.count(1)

    def url(self, database: str = "postgres") -> str:
        return urlunsplit(urlsplit(self._url)._replace(path=f"/{database}"))

    def create_database(self, template: str = "") -> str:
        """URL of a new database, empty or a copy of the database with URL `template`."""
        name = f"test_{next(self._numbers)}"
        source = urlsplit(template).path.lstrip("/") or "template0"
        self._execute(f'CREATE DATABASE {name} TEMPLATE "{source}" STRATEGY FILE_COPY')
        return self.url(name)

    def drop_database(self, url: str) -> None:
        """Drops it, ending the connections a test left open."""
        self._execute(f'DROP DATABASE IF EXISTS "{urlsplit(url).path[1:]}" WITH (FORCE)')

    def _execute(self, statement: str) -> None:
        async def execute() -> None:
            connection = await asyncpg.connect(self._url)
            try:
                await connection.execute(statement)
            finally:
                await connection.close()

        _in_a_loop_of_its_own(execute)


def _in_a_loop_of_its_own(work: Callable[[], Coroutine[None, None, None]]) -> None:
    """Fixtures stay plain functions, usable in tests with and without a running loop."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(work())).result()


@contextmanager
def postgres_for_tests() -> Iterator[PostgresForTests]:
    if containers_wanted():
        with _container() as url:
            yield PostgresForTests(url)
        return
    # Not pytest's folder: as root the server runs as another user, who cannot enter that one.
    folder = Path(tempfile.mkdtemp(prefix="continuous-line-postgres-"))
    server = PostgresServer(folder, options=OPTIONS)
    try:
        server.start()
        yield PostgresForTests(server.url())
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _container() -> Iterator[str]:
    from testcontainers.community.postgres import PostgresContainer

    container = PostgresContainer(POSTGRES, username="postgres", driver=None)
    command = "postgres " + " ".join(f"-c {option}" for option in OPTIONS)
    with container.with_command(command) as running:
        yield running.get_connection_url()
