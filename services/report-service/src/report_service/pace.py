"""How far and how fast a rebuild is."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Pace:
    """`total` and `done` in events; what an earlier run had finished is done, but not speed."""

    def __init__(self, *, total: int, skipped: int = 0) -> None:
        self.total, self.done = total, skipped
        self.skipped, self._began = skipped, time.monotonic()

    def add(self, events: int) -> None:
        self.done += events

    @property
    def rate(self) -> float:
        """Events per second in this run."""
        return (self.done - self.skipped) / self.seconds

    @property
    def seconds(self) -> float:
        """Since this run began; never 0."""
        return max(time.monotonic() - self._began, 1e-6)


@contextmanager
def quick_allocation() -> Iterator[None]:
    """Without the cycle collector: millions of small tuples, none in a cycle."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
