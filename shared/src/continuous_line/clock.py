"""The clock is a port: what decides never asks the system for the time."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The moment, aware, in UTC."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class FileClock:
    """The embedded default's clock: a file with an ISO moment sets it, and it ticks on from there.

    Without the file it is the system's. Setting is replacing the file at once (rename).
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, datetime] | None = None

    def now(self) -> datetime:
        system = datetime.now(UTC)
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            return system
        if self._seen is None or self._seen[0] != stat.st_mtime_ns:
            moment = datetime.fromisoformat(self._path.read_text(encoding="ascii").strip())
            self._seen = (stat.st_mtime_ns, moment.astimezone(UTC))
        set_at = datetime.fromtimestamp(stat.st_mtime_ns / 1e9, UTC)
        return self._seen[1] + max(system - set_at, system - system)


class FixedClock:
    """For pure tests: says what it was told."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment
