"""What a process of handover-service works with, as long as it runs."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx

from continuous_line import resources
from continuous_line.config import Settings
from continuous_line.neighbour import connections
from handover_service.config import Policy
from handover_service.programme_table import KnownProgrammes
from handover_service.programme_watch import ProgrammeWatch
from handover_service.streams import Cases

NAME = "handover"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources(resources.WithVault):
    cases: Cases = field(default_factory=Cases)
    policy: Policy = field(default_factory=Policy)
    programmes: KnownProgrammes = field(default_factory=KnownProgrammes)
    http: httpx.AsyncClient = field(default_factory=connections)
    """To ask other services."""


@asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """The programmes are loaded at once; where the database is away, by the worker later."""
    async with resources.opened(Resources, settings, service=NAME) as opened:
        with contextlib.suppress(Exception):
            async with asyncio.timeout(10):
                await ProgrammeWatch(opened.database, opened.clock, opened.policy).look()
        async with opened.http:
            yield opened
