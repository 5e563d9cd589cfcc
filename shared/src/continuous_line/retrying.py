"""Which errors pass by themselves, and how long to wait before trying again."""

import asyncio
import traceback

import asyncpg
from sqlalchemy.exc import DBAPIError

from continuous_line.database import passing
from continuous_line.errors import (
    AccessUnknown,
    ContinuousLineError,
    LogUnavailable,
    VersionConflict,
)

TRIES = 3
TRIES_IN_CONTENTION = 30
# The database is not (yet) as this code needs it: no such table, schema or database, no right to
# it, or it only lets us read since it is a standby.
_NOT_READY = ("42P01", "42501", "3F000", "3D000", "28", "25006")


class NotReady(ContinuousLineError):
    """What failed is not the event's: the generation or the position could not be read."""


def transient(error: BaseException) -> bool:
    """Whether the error says nothing about the event: the database or the network is away.

    What is wrapped counts by its cause.
    """
    seen: BaseException | None = error
    while seen is not None:
        if passing(seen) or isinstance(seen, LogUnavailable | NotReady):
            return True
        if isinstance(seen, DBAPIError):
            state = str(getattr(seen.orig, "sqlstate", None) or "")
            return state.startswith(_NOT_READY)
        if isinstance(seen, asyncpg.InterfaceError) and not isinstance(seen, ValueError):
            return True
        seen = seen.__cause__
    return False


def tries(error: BaseException, most: int = TRIES) -> int | None:
    """How often to try before the event is to blame; None: for ever."""
    if transient(error):
        return None
    contended = isinstance(error, VersionConflict | AccessUnknown)
    return TRIES_IN_CONTENTION if contended else most


def place_of(error: BaseException) -> str:
    """Where it was raised, for logs: a message could hold content, a place cannot."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""


class Backoff:
    """Pauses that double, from `first` to `longest` seconds."""

    def __init__(self, first: float = 0.1, longest: float = 5.0) -> None:
        self._first, self._longest = first, longest
        self._next = first

    def reset(self) -> None:
        self._next = self._first

    async def pause(self, stop: asyncio.Event) -> None:
        """Sleeps, or less where `stop` is set meanwhile."""
        pause, self._next = self._next, min(2 * self._next, self._longest)
        try:
            async with asyncio.timeout(pause):
                await stop.wait()
        except TimeoutError:
            return
