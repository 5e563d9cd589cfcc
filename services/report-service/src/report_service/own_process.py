"""Long work in a process of its own, one at a time: how the worker starts it, and how it knows
that it is alone."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog
from sqlalchemy import text

from continuous_line.database import Tx, direct_engine

_logger = structlog.get_logger(__name__)
_AT_WORK = text(
    "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = :key AND database = "
    "(SELECT oid FROM pg_database WHERE datname = current_database())"
)


@asynccontextmanager
async def alone(database_url: str, name: str, key: int) -> AsyncIterator[bool]:
    """Whether nobody else is at it; nobody else will be while the block runs.

    The advisory lock `key` is held over a connection of its own.
    """
    engine = direct_engine(database_url, name=name)
    try:
        async with engine.connect() as connection:
            locked = text("SELECT pg_try_advisory_lock(:key)")
            found = await connection.scalar(locked, {"key": key})
            await connection.commit()
            yield bool(found)
    finally:
        await engine.dispose()


async def at_work(tx: Tx, key: int) -> bool:
    """Whether some process holds that lock."""
    return await tx.scalar(_AT_WORK, {"key": key}) is not None


async def start_when_wanted(
    command: str,
    wanted: Callable[[], Awaitable[bool]],
    stop: asyncio.Event,
    *,
    look: float = 1.0,
    again: float = 30.0,
) -> None:
    """Run `python -m report_service COMMAND` whenever it is wanted, until `stop`.

    `look`: seconds between two looks; `again`: after one that failed.
    """
    pause = look
    while not await _stopped(stop, pause):
        pause = look
        try:
            if await wanted():
                pause = look if await _run(command, stop) == 0 else again
        except Exception as error:  # noqa: BLE001 - the database may be away: look again
            _logger.warning("not looked for", command=command, error=type(error).__name__)


async def _stopped(stop: asyncio.Event, pause: float) -> bool:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(pause):
            await stop.wait()
    return stop.is_set()


async def _run(command: str, stop: asyncio.Event) -> int:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "report_service", command
    )
    _logger.info("process started", command=command, pid=process.pid)
    ended, asked = asyncio.create_task(process.wait()), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({ended, asked}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        asked.cancel()
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
    return await ended
