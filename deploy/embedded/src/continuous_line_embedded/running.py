"""Runs a command until it is done or the person stops it."""

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable

from continuous_line.local.errors import CannotStart

INTERRUPTED = 130


class Interruption:
    """Ctrl-C or SIGTERM: wakes who waits for it, else cancels the work. Only the first counts,
    so that an impatient second one does not leave processes behind."""

    def __init__(self, work: "asyncio.Task[object]") -> None:
        self._work = work
        self._awaited = False
        self._happened = asyncio.Event()

    async def wait(self) -> None:
        self._awaited = True
        await self._happened.wait()

    def happen(self) -> None:
        if self._happened.is_set():
            return
        self._happened.set()
        if not self._awaited:
            self._work.cancel()


def run(main: Callable[[Interruption], Awaitable[int]]) -> int:
    """The status of `main`; 1 with one line on stderr where something cannot start."""

    async def guarded() -> int:
        work = asyncio.current_task()
        assert work is not None  # noqa: S101
        interruption = Interruption(work)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, interruption.happen)
        return await main(interruption)

    try:
        return asyncio.run(guarded())
    except CannotStart as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    except (asyncio.CancelledError, KeyboardInterrupt):
        return INTERRUPTED
