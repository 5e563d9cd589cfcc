"""What a process of any service works with, as long as it runs."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi import FastAPI

from continuous_line.clock import Clock
from continuous_line.config import Settings
from continuous_line.database import Database
from continuous_line.event_log import EventLog, open_event_log
from continuous_line.vault import Vault
from continuous_line.vault_erasures import TOPIC, consumer_name
from continuous_line.vault_gate import open_when_caught_up
from continuous_line.vault_opening import opened_vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """A service adds its own in a subclass, each with a default factory."""

    settings: Settings
    database: Database
    log: EventLog
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class WithVault(Resources):
    """Of a service that keeps text about persons."""

    vault: Vault


R = TypeVar("R", bound=Resources)
Opening = Callable[[Settings], AbstractAsyncContextManager[Resources]]


@asynccontextmanager
async def opened(kind: type[R], settings: Settings, *, service: str) -> AsyncIterator[R]:
    """The resources of the service, connecting when first used; closed with the block.

    The vault of a service that has one is tried at once. Raises VaultClosed.
    """
    log = open_event_log(
        settings.event_log_url,
        topic_prefix=settings.topic_prefix,
        replication_factor=settings.replication_factor,
    )
    url, size = settings.database_url, settings.pool_size
    async with AsyncExitStack() as closing:
        closing.push_async_callback(log.close)
        database = Database(url, pool_size=size, name=f"{service}-service")
        await closing.enter_async_context(database)
        more: dict[str, Any] = {}
        if issubclass(kind, WithVault):
            vault = await closing.enter_async_context(opened_vault(settings, service=service))
            await closing.enter_async_context(_opening(vault, log, service))
            more["vault"] = vault
        clock = settings.clock()
        yield kind(settings=settings, database=database, log=log, clock=clock, **more)


@asynccontextmanager
async def _opening(vault: Vault, log: EventLog, service: str) -> AsyncIterator[None]:
    """The gate opens as soon as the log's erasures are applied, by a worker of the service."""
    waiting = asyncio.create_task(
        open_when_caught_up(
            vault.gate, vault.database, log, consumer=consumer_name(service), topic=TOPIC
        )
    )
    try:
        yield
    finally:
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)


def lifespan(
    open_resources: Opening, settings: Settings
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """For `create_service`: an app that holds the resources as `app.state.resources`."""

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        async with open_resources(settings) as app.state.resources:
            yield

    return running
