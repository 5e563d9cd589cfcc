"""What profile-service says of a person, as far as a case rests on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from continuous_line.codes import StayEndReason


@dataclass(frozen=True, slots=True)
class Shown:
    """A profile that was sent to a municipality, or opened by it."""

    municipality: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Resident:
    """All empty where nothing was heard; `heard`: how often anything that matters was."""

    azc: str | None = None
    azc_at: datetime | None = None
    granted_on: date | None = None
    household_id: UUID | None = None
    completed_at: datetime | None = None
    sent: tuple[Shown, ...] = ()
    opened: tuple[Shown, ...] = ()
    stay_ended: tuple[tuple[StayEndReason, datetime], ...] = ()
    heard: int = 0
    assessed_on: date | None = None

    def stay_ended_since(self, moment: datetime | None) -> frozenset[StayEndReason]:
        """How a stay ended at that moment or later."""
        return frozenset(reason for reason, at in self.stay_ended if moment is None or at >= moment)


def last_with(shown: Iterable[Shown], municipality: str) -> datetime | None:
    """When this municipality was last sent it, or opened it."""
    return max((one.at for one in shown if one.municipality == municipality), default=None)
