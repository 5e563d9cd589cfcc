"""What a process of report-service works with, as long as it runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx

from continuous_line import resources
from continuous_line.config import Settings
from continuous_line.neighbour import connections
from report_service.config import ReportSettings
from report_service.recent import Recent

NAME = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources(resources.Resources):
    own: ReportSettings = field(default_factory=ReportSettings)
    recent: Recent = field(default_factory=Recent)
    http: httpx.AsyncClient = field(default_factory=connections)
    """To ask other services."""


@asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    async with resources.opened(Resources, settings, service=NAME) as opened, opened.http:
        yield opened
