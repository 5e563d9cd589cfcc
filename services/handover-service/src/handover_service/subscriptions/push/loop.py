"""Sends what push subscriptions wait for: a part of the worker, of which several may run.

A subscription is served by one process at a time (`leases`). Its feed is read into deliveries that
wait (`filling`), those that are due are sent (`courier`), and what came of them is written down
(`noting`): only then the person's next one comes up. A process that dies leaves what it had under
way waiting, so it is sent again, before anything that comes after it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Final
from uuid import UUID

from prometheus_client import CollectorRegistry

from continuous_line import telemetry
from continuous_line.errors import AccessUnknown
from continuous_line.retrying import Backoff, place_of
from continuous_line.tenure import direct_connection, pause
from handover_service.subscriptions.push import looking
from handover_service.subscriptions.push.asking import ask
from handover_service.subscriptions.push.courier import Courier
from handover_service.subscriptions.push.filling import fill
from handover_service.subscriptions.push.health import Health
from handover_service.subscriptions.push.leases import Leases
from handover_service.subscriptions.push.looking import Seen
from handover_service.subscriptions.push.noting import Noter
from handover_service.subscriptions.push.tools import Tools

_log = telemetry.logger("push")
_LOOKS: Final = 0.1
_LEASES: Final = 1.0
_ENDING: Final = 5.0
"""Seconds in which what is under way may end when the process stops or gives a subscription."""


class Push:
    """`database_url`: for the connection that holds the leases."""

    def __init__(self, tools: Tools, database_url: str) -> None:
        self._tools, self._url = tools, database_url

    def register(self, registry: CollectorRegistry) -> None:
        self._tools.figures.register(registry)

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`, which is heard between two looks."""
        tools = self._tools
        counting = asyncio.create_task(tools.figures.keep(tools.database, tools.clock))
        try:
            await self._serve(stop)
        finally:
            counting.cancel()
            await asyncio.gather(counting, return_exceptions=True)

    async def _serve(self, stop: asyncio.Event) -> None:
        backoff = Backoff()
        while not stop.is_set():
            try:
                async with direct_connection(
                    self._url, "handover-push", autocommit=True
                ) as connection:
                    await Tenure(self._tools, Leases(connection)).run(stop, backoff.reset)
            except Exception as error:  # noqa: BLE001 - what is away comes back
                _log.warning("interrupted", error=error, place=place_of(error))
                await backoff.pause(stop)


class Tenure:
    """As long as the connection with the leases lives."""

    def __init__(self, tools: Tools, leases: Leases) -> None:
        self._tools, self._leases = tools, leases
        self._noter = Noter(tools.database, tools.clock, tools.figures, tools.policy.retention)
        self._couriers: dict[UUID, Courier] = {}
        self._work: dict[tuple[str, UUID], asyncio.Task[None]] = {}
        self._leaving: dict[UUID, asyncio.Task[None]] = {}
        self._leased_at = float("-inf")

    async def run(self, stop: asyncio.Event, well: Callable[[], None]) -> None:
        """Raises where the leases may be lost: then everything under way is dropped at once."""
        noting = asyncio.create_task(self._noter.run())
        try:
            while not stop.is_set():
                await self._lease()
                await self._look()
                well()
                await pause(stop, _LOOKS)
            self._leave(self._couriers)
            await asyncio.gather(*self._leaving.values())
        finally:
            left = [noting, *self._work.values(), *self._leaving.values()]
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    async def _lease(self) -> None:
        now = asyncio.get_running_loop().time()
        left = [one for one, task in self._leaving.items() if task.done()]
        if now - self._leased_at < _LEASES and not left:
            return
        self._leased_at = now
        for one in left:
            self._leaving.pop(one).result()
        await self._leases.give(left)
        self._leave(await self._leases.look(await looking.wanted(self._tools.database)))
        self._tools.figures.held.set(len(self._leases.held))
        new = self._served().difference(self._couriers)
        if new:
            async with self._tools.database.transaction() as tx:
                await looking.begin(tx, new)

    async def _look(self) -> None:
        now = self._tools.clock.now()
        for seen in await looking.look(self._tools.database, self._served(), now):
            courier = self._couriers.get(seen.id)
            if courier is None or not seen.same or courier.closed:
                courier = await self._new(seen)
            if courier is None:
                continue
            if seen.to_ask:
                self._begin("ask", seen.id, partial(ask, self._tools, seen.id))
            if seen.unread:
                self._begin("fill", seen.id, partial(self._fill, seen.id))
            if seen.due and courier.health.may_try(now):
                courier.wake()
                self._begin("serve", seen.id, courier.serve)

    async def _new(self, seen: Seen) -> Courier | None:
        """None as long as the one before has something under way."""
        before = self._couriers.get(seen.id)
        if before is not None:
            before.close()
            if ("serve", seen.id) in self._work:
                return None
        if not seen.same:
            async with self._tools.database.transaction() as tx:
                await looking.anew(tx, seen, self._tools.clock.now())
        health = Health(seen.failures, seen.rest_until) if seen.same else Health()
        courier = Courier(self._tools, self._noter, seen.id, health)
        self._couriers[seen.id] = courier
        return courier

    def _begin(self, what: str, one: UUID, work: Callable[[], Awaitable[object]]) -> None:
        """Unless it is being done."""
        if (what, one) not in self._work:
            task = asyncio.create_task(self._done(what, one, work))
            self._work[what, one] = task
            task.add_done_callback(lambda _: self._work.pop((what, one), None))

    async def _done(self, what: str, one: UUID, work: Callable[[], Awaitable[object]]) -> None:
        try:
            await work()
        except AccessUnknown:
            await asyncio.sleep(1)
        except Exception as error:  # noqa: BLE001 - the next look begins it again
            _log.warning("not done", what=what, subscription=str(one), error=error)
            await asyncio.sleep(1)

    async def _fill(self, one: UUID) -> None:
        async with self._tools.doors:
            filled = await fill(self._tools, one)
        courier = self._couriers.get(one)
        if filled and courier is not None and courier.health.may_try(self._tools.clock.now()):
            courier.wake()
            self._begin("serve", one, courier.serve)
        elif not filled:
            await asyncio.sleep(1)  # no room, or a row that nobody may number past

    def _served(self) -> set[UUID]:
        return self._leases.held.difference(self._leaving)

    def _leave(self, ids: Iterable[UUID]) -> None:
        """Beside the others, which it does not hold up; then they are given to who wants them."""
        for one in set(ids).difference(self._leaving):
            self._leaving[one] = asyncio.create_task(self._finish(one))

    async def _finish(self, one: UUID) -> None:
        """Let what is under way end, within a bound, and write down what came of it.

        Raises TimeoutError where nothing can be written.
        """
        courier = self._couriers.pop(one, None)
        if courier is not None:
            courier.close()
        tasks = [task for (_, whose), task in self._work.items() if whose == one]
        if tasks:
            await asyncio.wait(tasks, timeout=_ENDING)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        async with asyncio.timeout(_ENDING):
            await self._noter.settled(one)
