"""More processes for a rebuild: each builds some of the partition numbers.

They share nothing but the database. A helper ends when the process that started it does: its
standard input is closed then.
"""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Self
from uuid import UUID

import structlog
from pydantic_settings import BaseSettings, SettingsConfigDict

from continuous_line.clock import SystemClock
from continuous_line.config import Settings
from continuous_line.database import Database
from continuous_line.errors import ContinuousLineError
from continuous_line.event_log import open_event_log
from report_service.rebuild_building import build
from report_service.rebuild_records import Cancelled

_logger = structlog.get_logger(__name__)


class HelperSettings(BaseSettings):
    """What a helper needs to know."""

    model_config = SettingsConfigDict(env_prefix="DL_", extra="ignore", frozen=True)

    database_url: str
    event_log_url: str
    topic_prefix: str = ""


class HelperFailed(ContinuousLineError):
    """A helper ended otherwise than well; what it wrote until then stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpers:
    """`number` processes beside the one that asks for them."""

    number: int
    database_url: str
    event_log_url: str
    topic_prefix: str

    @classmethod
    def of(cls, settings: Settings, processes: int) -> Self:
        return cls(
            number=processes - 1,
            database_url=settings.database_url,
            event_log_url=settings.event_log_url,
            topic_prefix=settings.topic_prefix,
        )

    @asynccontextmanager
    async def at_work(self, rebuild: UUID, numbers: Sequence[Sequence[int]]) -> AsyncIterator[None]:
        """Each builds its partition numbers while the block runs; they have ended when it has.

        Raises HelperFailed.
        """
        helpers = [await self._start(rebuild, each) for each in numbers if each]
        try:
            yield
            ended = [await helper.wait() for helper in helpers]
        finally:
            for helper in helpers:
                if helper.returncode is None:
                    with contextlib.suppress(ProcessLookupError):
                        helper.terminate()
                    await helper.wait()
        if any(ended):
            raise HelperFailed(f"helpers ended with {ended}")

    async def _start(self, rebuild: UUID, numbers: Sequence[int]) -> asyncio.subprocess.Process:
        known = {
            "DL_DATABASE_URL": self.database_url,
            "DL_EVENT_LOG_URL": self.event_log_url,
            "DL_TOPIC_PREFIX": self.topic_prefix,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "report_service", "rebuild-numbers", str(rebuild),
            *map(str, numbers), env=os.environ | known, stdin=asyncio.subprocess.PIPE,
        )  # fmt: skip
        _logger.info("helper started", pid=process.pid, numbers=len(numbers))
        return process


async def help_along(given: HelperSettings, rebuild: UUID, numbers: Sequence[int]) -> None:
    """What a helper does. A rebuild that was cancelled meanwhile is no error of its own."""
    log = open_event_log(given.event_log_url, topic_prefix=given.topic_prefix)
    try:
        async with Database(given.database_url, name="rebuild") as database:
            building = asyncio.create_task(build(database, log, SystemClock(), rebuild, numbers))
            alone = asyncio.create_task(_left_alone())
            await asyncio.wait({building, alone}, return_when=asyncio.FIRST_COMPLETED)
            if not building.done():
                building.cancel()
                raise HelperFailed("left alone")
            alone.cancel()
            with contextlib.suppress(Cancelled):
                await building
    finally:
        await log.close()


async def _left_alone() -> None:
    """Until the standard input is closed."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    await reader.read()
