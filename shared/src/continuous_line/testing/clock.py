"""A clock file that tests set."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class ClockFile:
    path: Path

    def set(self, day: str, hour: int = 12, minute: int = 0) -> None:
        """From now on it is that day, at that hour in UTC."""
        self.move(datetime.fromisoformat(f"{day}T{hour:02}:{minute:02}:00+00:00"))

    def move(self, moment: datetime) -> None:
        """From now on it is that moment."""
        fresh = self.path.with_suffix(".new")
        fresh.write_text(moment.isoformat())
        fresh.replace(self.path)
