"""The clock of a stand: the services read it from a file in the data folder."""

import os
import time
from datetime import datetime
from pathlib import Path

from continuous_line.clock import FileClock


class StandClock:
    """`set` moves the clock of all services to a moment, from which it ticks on."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last = 0

    def now(self) -> datetime:
        return FileClock(self._path).now()

    def set(self, moment: datetime) -> None:
        """At once for all services: the file is replaced, never rewritten.

        Raises ValueError for a moment without a time zone.
        """
        if moment.tzinfo is None:
            raise ValueError("the moment needs a time zone")
        temporary = self._path.with_name(f".{self._path.name}.new")
        temporary.write_text(moment.isoformat(), encoding="ascii")
        # A file system's own times are too coarse to tell two settings apart; readers must.
        self._last = max(time.time_ns(), self._last + 1)
        os.utime(temporary, ns=(self._last, self._last))
        temporary.replace(self._path)

    def release(self) -> None:
        """Back to the system's clock."""
        self._path.unlink(missing_ok=True)
