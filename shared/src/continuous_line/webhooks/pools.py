"""The connections to each sink, kept apart: what one does with its connections no other notices.

httpcore closes what is idle only when the same pool is used again, so pools that nobody uses any
more are closed here.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpcore


@dataclass(slots=True)
class _Kept:
    pool: httpcore.AsyncConnectionPool
    under_way: int = 0
    used_at: float = 0.0


class Pools:
    """`make`: a new pool. `idle_for`: seconds after which one that is not used is closed."""

    def __init__(
        self,
        make: Callable[[], httpcore.AsyncConnectionPool],
        idle_for: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._make, self._idle_for, self._clock = make, idle_for, clock
        self._kept: dict[str, _Kept] = {}
        self._looked_at = clock()

    def __len__(self) -> int:
        return len(self._kept)

    @contextmanager
    def used(self, sink: str) -> Iterator[httpcore.AsyncConnectionPool]:
        """That of the sink; it is not closed as long as the block runs."""
        kept = self._kept.get(sink) or self._kept.setdefault(sink, _Kept(self._make()))
        kept.under_way += 1
        try:
            yield kept.pool
        finally:
            kept.under_way -= 1
            kept.used_at = self._clock()

    async def close_idle(self) -> None:
        """Looks through all of them once in a while, however often it is called."""
        now = self._clock()
        if now - self._looked_at < self._idle_for:
            return
        self._looked_at = now
        idle = [
            sink
            for sink, kept in self._kept.items()
            if not kept.under_way and now - kept.used_at >= self._idle_for
        ]
        for kept in [self._kept.pop(sink) for sink in idle]:
            await kept.pool.aclose()

    async def aclose(self) -> None:
        kept, self._kept = self._kept, {}
        for one in kept.values():
            await one.pool.aclose()
