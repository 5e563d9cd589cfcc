"""What a process of this service works with, as long as it runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from continuous_line.clock import Clock
from continuous_line.config import Settings
from continuous_line.database import Database
from continuous_line.event_log import EventLog, open_event_log
from report_service.queries import Recent
from report_service.settings import ReportSettings

NAME = "report"


@dataclass(frozen=True, slots=True)
class Resources:
    settings: Settings
    own: ReportSettings
    database: Database
    log: EventLog
    clock: Clock
    recent: Recent


@asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """Connects when first used."""
    log = open_event_log(
        settings.event_log_url,
        topic_prefix=settings.topic_prefix,
        replication_factor=settings.replication_factor,
    )
    url, size = settings.database_url, settings.pool_size
    try:
        async with Database(url, pool_size=size, name=f"{NAME}-service") as database:
            yield Resources(settings, ReportSettings(), database, log, settings.clock(), Recent())
    finally:
        await log.close()
