"""How long to wait before the next try: longer each time, never for all sinks at once, for days.

Pure: chance and time are passed in. After the last pause the delivery is kept, not forgotten; that
is the caller's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

PAUSES: tuple[timedelta, ...] = (
    timedelta(seconds=5),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    *(timedelta(hours=24) for _ in range(7)),
)
"""Fifteen tries; the last comes more than a week after the first, so a sink that is back after a
week away gets what it missed without anybody's doing."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """`jitter`: the share of a pause that chance may add. `longest_asked`: what a sink may ask for
    by Retry-After at most.

    Raises ValueError where a pause is shorter than the one before, or the jitter not in 0 to 1.
    """

    pauses: Sequence[timedelta] = PAUSES
    jitter: float = 0.2
    longest_asked: timedelta = timedelta(hours=24)

    def __post_init__(self) -> None:
        if not 0 <= self.jitter <= 1:
            raise ValueError("the jitter is a share, 0 to 1")
        if list(self.pauses) != sorted(self.pauses) or any(p <= timedelta() for p in self.pauses):
            raise ValueError("pauses are longer than nothing and never shorter than the one before")

    @property
    def tries(self) -> int:
        """How often it is tried at most, the first time included."""
        return len(self.pauses) + 1

    def pause(self, failed: int, chance: float, asked: timedelta | None = None) -> timedelta | None:
        """The pause after so many failed tries (1 or more); None: that was the last.

        `chance`: 0 up to 1. `asked`: the sink's Retry-After. It makes a pause longer, never
        shorter: a sink that is always back in a second would use up its tries in a minute.
        """
        if failed > len(self.pauses):
            return None
        usual = self.pauses[failed - 1]
        least = max(usual, min(asked or timedelta(), self.longest_asked))
        return least + usual * self.jitter * chance
