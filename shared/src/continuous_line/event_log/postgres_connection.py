"""Connections to the log in PostgreSQL, and what their failures mean."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import asyncpg

from continuous_line.errors import LogUnavailable

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]
else:
    Connection = asyncpg.Connection


CHANNEL = "event_log"
Answer = TypeVar("Answer")


# The server notices a peer that is gone: an owner's lock and a writer's transaction must not
# outlive it.
_KEEPALIVES = {
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "10000",
    "idle_in_transaction_session_timeout": "10000",
    "jit": "off",
}

_TRANSIENT = (
    OSError,
    TimeoutError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.TransactionRollbackError,
    asyncpg.LockNotAvailableError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.UndefinedTableError,
    asyncpg.ObjectNotInPrerequisiteStateError,
)


@dataclass(frozen=True)
class Server:
    """A database and our part of it: topics, groups and publishers that start with `prefix`.

    `patience` in seconds: how long a question may take.
    """

    url: str
    prefix: str
    patience: float


@asynccontextmanager
async def unavailable() -> AsyncIterator[None]:
    """Turns whatever may pass by waiting into LogUnavailable; the server's words say nothing
    about persons, but the URL holds a password, so only the kind of failure is told."""
    try:
        yield
    except _TRANSIENT as error:
        raise LogUnavailable(f"the event log in PostgreSQL: {type(error).__name__}") from error


async def connect(server: Server, name: str, **settings: str) -> Connection:
    """One connection; raises LogUnavailable."""
    async with unavailable():
        return await asyncpg.connect(
            server.url,
            timeout=server.patience,
            command_timeout=server.patience,
            server_settings={**_KEEPALIVES, "application_name": name[:63], **settings},
        )


async def disconnect(connection: Connection | None) -> None:
    """Closes at once where closing in good order does not succeed."""
    if connection is None:
        return
    try:
        with suppress(*_TRANSIENT):
            await connection.close(timeout=2)
    finally:
        connection.terminate()


class Session:
    """One connection for one question at a time, made when needed, woken by what is published."""

    def __init__(self, server: Server, name: str, **settings: str) -> None:
        self._server, self._name, self._settings = server, name, settings
        self._connection: Connection | None = None
        self._busy = asyncio.Lock()
        self.woken = asyncio.Event()

    @property
    def is_open(self) -> bool:
        return self._connection is not None and not self._connection.is_closed()

    def is_on(self, connection: Connection) -> bool:
        """Whether that connection is still the one, and open."""
        return self.is_open and self._connection is connection

    async def ask(
        self, question: Callable[[Connection], Awaitable[Answer]], only: Connection | None = None
    ) -> Answer:
        """Asks, on the connection `only` if that is given; a failure closes the connection.

        Raises LogUnavailable; in this case too when `only` is not the connection any more.
        """
        async with self._busy:
            if only is not None and not self.is_on(only):
                raise LogUnavailable("the connection that was asked for is gone")
            try:
                async with unavailable():
                    return await question(await self._open())
            except BaseException:
                await self.close()
                raise

    async def _open(self) -> Connection:
        if self._connection is None or self._connection.is_closed():
            self._connection = await connect(self._server, self._name, **self._settings)
            await self._connection.add_listener(CHANNEL, lambda *_: self.woken.set())
        return self._connection

    async def wait(self, until: float, longest: float) -> bool:
        """Waits to be woken, until that moment of the loop at most; False when it is past."""
        left = until - asyncio.get_running_loop().time()
        if left <= 0:
            return False
        with suppress(TimeoutError):
            await asyncio.wait_for(self.woken.wait(), min(left, longest))
        return True

    async def close(self) -> None:
        connection, self._connection = self._connection, None
        await disconnect(connection)
