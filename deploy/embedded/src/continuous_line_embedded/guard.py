"""Watches over the processes of a stand: what ends by itself or stands still is started anew."""

import asyncio
import time
from asyncio import Task

import httpx

from continuous_line.local.errors import CannotStart
from continuous_line.local.postgres import PostgresServer
from continuous_line_embedded.child import Child
from continuous_line_embedded.steps import Steps

_FIRST_DELAY, _LONGEST_DELAY, _SETTLED = 0.5, 30.0, 60.0
_LIVENESS_EVERY, _LIVENESS_REFUSALS = 5.0, 3
_READY_PATIENCE = 90.0


async def wait_until_ready(child: Child, address: str, patience: float = _READY_PATIENCE) -> None:
    """Raises CannotStart with the end of its log where it ends, or is not ready in time."""
    until = time.monotonic() + patience
    async with _client() as client:
        while await _status(client, f"{address}/health/ready") != 200:
            if not child.running:
                how = _how(await child.wait())
                raise CannotStart(f"{child.name} {how} while it started:\n{child.log_tail()}")
            if time.monotonic() > until:
                raise CannotStart(
                    f"{child.name} is not ready after {patience:.0f} s:\n{child.log_tail()}"
                )
            await asyncio.sleep(0.05)


class Guard:
    """Restarts with a growing delay, and says so in a line with the end of the log."""

    def __init__(self, postgres: PostgresServer, steps: Steps) -> None:
        self._postgres, self._steps = postgres, steps
        self._children: dict[str, Child] = {}
        self._watches: dict[str, Task[None]] = {}
        self._postgres_watch: Task[None] | None = None

    async def start(self, child: Child) -> None:
        """Starts it; from here on `stop_all` ends it. `watch` is for when it is ready.

        Raises ValueError where the service runs already.
        """
        known = self._children.get(child.name)
        if known is not None and known.running:
            raise ValueError(f"{child.name} runs already")
        self._children[child.name] = child
        await child.start()

    def watch(self, child: Child, address: str) -> None:
        self._watches[child.name] = asyncio.create_task(self._watch(child, address))

    def pid(self, name: str) -> int | None:
        return self._children[name].pid

    async def kill(self, name: str) -> None:
        await _cancelled(self._watches.pop(name, None))
        await self._children[name].kill()

    async def stop(self, name: str, patience: float) -> None:
        await _cancelled(self._watches.pop(name, None))
        await self._children[name].stop(patience)

    async def stop_all(self, patience: float) -> None:
        await _cancelled(*self._watches.values())
        self._watches.clear()
        await asyncio.gather(*(child.stop(patience) for child in self._children.values()))

    async def start_postgres(self) -> None:
        await self._started_postgres()
        self._postgres_watch = asyncio.create_task(self._watch_postgres())

    async def stop_postgres(self, patience: float) -> None:
        await _cancelled(self._postgres_watch)
        self._postgres_watch = None
        await asyncio.to_thread(self._postgres.stop, patience)

    async def _watch(self, child: Child, address: str) -> None:
        delay = _FIRST_DELAY
        while True:
            begun = time.monotonic()
            how = _how(await self._until_ended(child, address))
            if time.monotonic() - begun > _SETTLED:
                delay = _FIRST_DELAY
            self._steps.say(
                f"{child.name} {how}; starts again in {delay:.1f} s. Its log ({child.log}) ends:\n"
                f"{child.log_tail()}"
            )
            await asyncio.sleep(delay)
            delay = min(2 * delay, _LONGEST_DELAY)
            await child.start()

    async def _until_ended(self, child: Child, address: str) -> int:
        refusals = 0
        async with _client() as client:
            while True:
                try:
                    async with asyncio.timeout(_LIVENESS_EVERY):
                        return await child.wait()
                except TimeoutError:
                    # A machine that is too busy to answer in time is no reason to kill anything.
                    status = await _status(client, f"{address}/health/live")
                refusals = refusals + 1 if status not in (None, 200) else 0
                if refusals == _LIVENESS_REFUSALS:
                    self._steps.say(f"{child.name} says that it stands still")
                    await child.kill()

    async def _watch_postgres(self) -> None:
        delay = _FIRST_DELAY
        while True:
            await asyncio.sleep(_FIRST_DELAY)
            if self._postgres.running:
                continue
            self._steps.say(f"PostgreSQL ended by itself; starts again in {delay:.1f} s")
            await asyncio.sleep(delay)
            delay = min(2 * delay, _LONGEST_DELAY)
            try:
                await self._started_postgres()
            except CannotStart as error:
                self._steps.say(str(error))

    async def _started_postgres(self) -> None:
        """A thread cannot be cancelled: told to stop, the server makes its start give up."""
        starting = asyncio.create_task(asyncio.to_thread(self._postgres.start))
        try:
            await asyncio.shield(starting)
        except asyncio.CancelledError:
            await asyncio.to_thread(self._postgres.stop)
            await asyncio.gather(starting, return_exceptions=True)
            raise


def _client() -> httpx.AsyncClient:
    return httpx.AsyncClient(timeout=5, trust_env=False)


async def _status(client: httpx.AsyncClient, address: str) -> int | None:
    try:
        return (await client.get(address)).status_code
    except httpx.HTTPError:
        return None


def _how(status: int) -> str:
    return f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"


async def _cancelled(*tasks: "Task[None] | None") -> None:
    present = [task for task in tasks if task is not None]
    for task in present:
        task.cancel()
    await asyncio.gather(*present, return_exceptions=True)
