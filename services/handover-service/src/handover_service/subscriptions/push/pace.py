"""Keeps to the number of requests a minute that a sink permits. Pure: time is passed in."""

from dataclasses import dataclass


@dataclass(slots=True)
class Pace:
    """`rate`: requests a minute; None: as many as one likes."""

    rate: float | None
    _free_at: float = 0.0

    def wait(self, now: float) -> float:
        """Seconds until the next request may go."""
        return 0.0 if self.rate is None else max(self._free_at - now, 0.0)

    def sent(self, now: float) -> None:
        if self.rate is not None:
            self._free_at = max(self._free_at, now) + 60 / self.rate
