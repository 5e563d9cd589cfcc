"""One active relay per database: a session lock on a connection of its own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text

from continuous_line.database import Tx, direct_engine

LOCK = 7_215_002
"""Key of the advisory lock that the active relay holds."""
_TRY = text("SELECT pg_try_advisory_lock(:key)")


@asynccontextmanager
async def direct_connection(url: str, name: str, *, autocommit: bool) -> AsyncIterator[Tx]:
    """A connection without a pool. With `autocommit` every statement is a transaction."""
    engine = direct_engine(url, name=name)
    try:
        async with engine.connect() as connection:
            if autocommit:
                await connection.execution_options(isolation_level="AUTOCOMMIT")
            yield connection
    finally:
        await engine.dispose()


async def take_lock(connection: Tx) -> bool:
    """Held as long as this connection lives: what needs the lock is done on it."""
    return bool(await connection.scalar(_TRY, {"key": LOCK}))


async def pause(stop: asyncio.Event, seconds: float) -> None:
    """Sleep, but wake where it is time to stop."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
