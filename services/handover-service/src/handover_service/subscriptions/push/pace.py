"""How fast deliveries go out: what a sink permits, and what it takes. Pure: time is passed in."""

from collections import deque
from dataclasses import dataclass, field
from typing import Final

_LOOKED_BACK: Final = 4.0
"""Seconds by which the flow is judged."""


@dataclass(slots=True)
class Pace:
    """`rate`: requests a minute; None: as many as one likes."""

    rate: float | None
    _free_at: float = 0.0

    def wait(self, now: float) -> float:
        """Seconds until the next request may go."""
        return 0.0 if self.rate is None else max(self._free_at - now, 0.0)

    def within(self, seconds: float, now: float, *, most: int) -> int:
        """How many requests may go in that time; `most`: where there is no end to them."""
        if self.rate is None:
            return most
        wait = self.wait(now)
        return int((seconds - wait) * self.rate / 60) + 1 if wait < seconds else 0

    def sent(self, now: float) -> None:
        if self.rate is not None:
            self._free_at = max(self._free_at, now) + 60 / self.rate


@dataclass(slots=True)
class Flow:
    """How many deliveries a sink answers in a time, by those of the last seconds, and by how long
    one takes: who answers after more than that time takes nothing more in it."""

    _ended: deque[float] = field(default_factory=lambda: deque(maxlen=4096))
    _took: float = 0.0

    def ended(self, now: float, took: float) -> None:
        self._took = took if not self._ended else 0.8 * self._took + 0.2 * took
        self._ended.append(now)

    def within(self, seconds: float, now: float, width: int) -> int:
        """Of the coming seconds, if it goes on like this with `width` under way."""
        while self._ended and self._ended[0] < now - _LOOKED_BACK:
            self._ended.popleft()
        if not self._ended:
            return 0
        time = max(now - self._ended[0], 1.0)
        turns = int(seconds / max(self._took, 0.001))
        return min(int(len(self._ended) / time * seconds), turns * width)
