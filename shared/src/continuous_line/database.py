"""The service's own PostgreSQL: pool, transactions and the doors to the driver beneath."""

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import asyncpg
from sqlalchemy import (
    ARRAY,
    URL,
    ColumnElement,
    any_,
    cast,
    event,
    make_url,
    text,
)
from sqlalchemy.exc import DBAPIError, DisconnectionError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

Tx = AsyncConnection
"""A connection with an open transaction: what every read and write of a use case is given."""

_OPEN = text("SELECT 1")
_ONE_MOMENT = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
_PASSING = ("08", "25P03", "40", "53", "55P03", "57", "58")


def driver_url(url: str) -> URL:
    """`postgresql://...` for SQLAlchemy on asyncpg; libpq's `sslmode` becomes asyncpg's `ssl`."""
    parsed = make_url(url).set(drivername="postgresql+asyncpg")
    if "sslmode" in parsed.query:
        mode = parsed.query["sslmode"]
        parsed = parsed.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})
    return parsed


def passing(error: BaseException) -> bool:
    """Whether the same statement may succeed later: no connection, deadlock, shutdown, no room."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    state = getattr(getattr(error, "orig", error), "sqlstate", None)
    if state is not None:
        return str(state).startswith(_PASSING)
    return isinstance(error, OSError | TimeoutError | PoolTimeout | DisconnectionError)


def direct_engine(url: str, *, name: str, answer_within: float | None = 15) -> AsyncEngine:
    """An engine without a pool, whose connections hold session locks.

    The server notices within half a minute that the other side is gone (and frees its locks); a
    statement that gets no answer within `answer_within` seconds raises TimeoutError.
    """
    keepalives = {
        "tcp_keepalives_idle": "10",
        "tcp_keepalives_interval": "5",
        "tcp_keepalives_count": "3",
        "tcp_user_timeout": "20000",
    }
    settings = {"application_name": name, "timezone": "UTC"} | keepalives
    return create_async_engine(
        driver_url(url),
        poolclass=NullPool,
        connect_args={"timeout": 5, "command_timeout": answer_within, "server_settings": settings},
    )


class Row(asyncpg.Record):
    """A row with its columns as attributes, as SQLAlchemy's rows have them."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


class Database:
    """Made in the lifespan; opens its first connection when it is first used.

    `url` is `postgresql://user:password@host:port/database`; `name` is shown to the operators
    of the server. Statements raise SQLAlchemy's errors, and OSError where nothing answers.
    """

    def __init__(self, url: str, *, pool_size: int = 5, name: str = "") -> None:
        settings = {"application_name": name or "continuous-line", "timezone": "UTC"}
        self.engine: AsyncEngine = create_async_engine(
            driver_url(url),
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=15,
            connect_args={"timeout": 5, "server_settings": settings},
        )
        self._snapshots = self.engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        event.listen(self.engine.sync_engine, "checkout", _refuse_closed)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        await self.engine.dispose()

    def transaction(self) -> AbstractAsyncContextManager[Tx]:
        """Commits on exit, rolls back where an error leaves the block."""
        return self.engine.begin()

    def reading(self) -> AbstractAsyncContextManager[Tx]:
        """Read only, and everything as it was at the first statement."""
        return self._snapshots.begin()

    async def ask(self, sql: str, *arguments: object) -> list[Row]:
        """One statement that is a transaction by itself, in one round trip; `sql` as in `fetch`."""
        async with self.engine.connect() as connection:
            return await _fetched(connection, sql, arguments, begin=False)

    async def ready(self) -> bool:
        """Whether the database answers within two seconds."""
        try:
            async with asyncio.timeout(2), self.engine.connect() as connection:
                await connection.execute(_OPEN)
        except (SQLAlchemyError, OSError, TimeoutError):
            return False
        return True


def _refuse_closed(connection: Any, _record: Any, _proxy: Any) -> None:
    """Replace connections that the server closed meanwhile, without asking it each time."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError("the server closed this connection")


@dataclass(frozen=True, slots=True)
class Statement:
    """As `fetch` is given it: to be run with another in one round trip."""

    sql: str
    arguments: tuple[object, ...]


async def one_moment(tx: Tx) -> None:
    """As the first statement: everything is read as it is at the next one, as in `reading`."""
    await tx.execute(_ONE_MOMENT)


async def fetch(tx: Tx, sql: str, *arguments: object) -> list[Row]:
    """What a statement returns, for those of every request: a quarter of the time of `tx.execute`.

    `sql` is a constant with `$1`, `$2`...: the connection prepares it once. It runs in the
    transaction of `tx` and raises the same errors. SQLAlchemy sends BEGIN with its own first
    statement, and this is none of those: so it is sent here where that has not happened.
    """
    return await _fetched(tx, sql, arguments, begin=True)


async def alone(tx: Tx, sql: str, *arguments: object) -> list[Row]:
    """As `fetch`, without opening the transaction where nothing has: spares two round trips.

    For what is read with READ COMMITTED, where a transaction gives statements no common moment,
    and for the one statement of a request that writes: it is committed when it returns. In a
    transaction that is open, or in a snapshot, it is part of that.
    """
    options = tx.sync_connection.get_execution_options() if tx.sync_connection else {}
    snapshot = "isolation_level" in options
    return await _fetched(tx, sql, arguments, begin=snapshot)


async def _fetched(tx: Tx, sql: str, arguments: tuple[object, ...], *, begin: bool) -> list[Row]:
    raw: Any = tx.sync_connection and tx.sync_connection.connection
    adapter, driver = raw.dbapi_connection, raw.driver_connection
    try:
        if begin and not driver.is_in_transaction():
            await adapter._start_transaction()
        rows: list[Row] = await driver.fetch(sql, *arguments, record_class=Row)
    except BaseException as error:
        lost = driver.is_closed() or not isinstance(error, Exception)
        if isinstance(error, asyncpg.InternalClientError):
            lost, error = True, asyncpg.InterfaceError("the server is closing this connection")
        if lost:
            await tx.invalidate(error)
        raised = _as_of_sqlalchemy(adapter, sql, error, lost=lost)
        if raised is None:
            raise
        raise raised from error
    return rows


def _as_of_sqlalchemy(
    adapter: Any, sql: str, error: BaseException, *, lost: bool
) -> BaseException | None:
    """By its adapter's own table of errors; None for what is not in there."""
    kind: type[Exception] = adapter.dbapi.Error
    if isinstance(error, Exception):
        try:
            adapter._handle_exception(error)
        except kind as found:
            return DBAPIError.instance(sql, None, found, kind, connection_invalidated=lost)
        except Exception:  # noqa: BLE001 - the same error
            return None
    return None


def among(column: ColumnElement[Any], values: Iterable[object]) -> ColumnElement[bool]:
    """As `in_`, for bulk: one parameter, where a statement has room for 32,767."""
    return column == any_(cast(list(values), ARRAY(column.type)))


async def copy_rows(
    tx: Tx,
    table_name: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    schema: str | None = None,
) -> None:
    """COPY rows into a table, inside the transaction.

    SQLAlchemy opens the transaction with its first statement, and the driver's COPY is none of
    its statements: without the one below it would run, and stay, outside. JSON goes in as text.
    """
    await tx.execute(_OPEN)
    connection: Any = (await tx.get_raw_connection()).driver_connection
    await connection.copy_records_to_table(
        table_name, records=rows, columns=list(columns), schema_name=schema
    )
