"""What a process needs to serve subscriptions, as long as it runs."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from fastapi import FastAPI

from handover_service.subscriptions.bell import Bell
from handover_service.subscriptions.config import Policy
from handover_service.subscriptions.pulling import Pulling
from handover_service.subscriptions.seats import Seats

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What those who pull are served by."""

    policy: Policy
    pulling: Pulling
    bell: Bell
    seats: Seats


def reading(inner: Lifespan) -> Lifespan:
    """An app whose `state.reading_feeds` is there as long as its resources are."""

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        async with inner(app):
            state, policy = app.state, Policy()
            database, clock = state.resources.database, state.resources.clock
            bell = Bell(database, state.ending)
            state.reading_feeds = Reading(
                policy,
                Pulling(database, clock, state.settings.public_url),
                bell,
                Seats(policy.most_waiting),
            )
            ringing = asyncio.create_task(bell.run())
            try:
                yield
            finally:
                ringing.cancel()
                await asyncio.gather(ringing, return_exceptions=True)

    return running
