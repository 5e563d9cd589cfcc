"""The feed of a municipality as it may be told now: rows and rights of one moment."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from continuous_line.contracts import Envelope
from continuous_line.database import Tx
from continuous_line.errors import Refused


class Due(StrEnum):
    """What is to be done with a row, judged at this moment."""

    TELL = "tell"
    WAIT = "wait"
    """An event about the person could not be handled yet: nobody knows whether the right holds."""
    PASS = "pass"  # noqa: S105
    """The right is gone, or the person is erased: it is passed over, for good."""


class PositionGone(Refused):
    """Rows after the position that was asked for are removed. `earliest`: where to go on from."""

    status = 410
    code = "position-gone"

    def __init__(self, earliest: int) -> None:
        super().__init__("What came next after this position is no longer kept.")
        self.earliest = earliest


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One event in the feed. `link_id`: the link under which it is told; of a ping and of the end
    of a link None. `permit_holder_id`: of a ping the subscription's id; the order is per person."""

    number: int
    permit_holder_id: UUID
    link_id: UUID | None
    made_at: datetime
    envelope: Envelope
    due: Due


@dataclass(frozen=True, slots=True)
class Stretch:
    """`rows`: in order, those that are passed over left out. `reached`: the number up to which
    nothing more will come; a row that waits is not below it. `last`: of the whole feed."""

    rows: Sequence[Row]
    reached: int
    last: int


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a feed is read."""

    municipality: str
    subscription_id: UUID


async def stretch(
    tx: Tx, reader: Reader, after: int, limit: int, now: datetime, *, waiting: bool = False
) -> Stretch:
    """At most `limit` rows after that number. Give a snapshot (`Database.reading`).

    Without `waiting` it ends before the first row that has to wait; with it such rows are among
    the rows, and `reached` passes them.
    Raises PositionGone, and AccessUnknown where links are heard more than five minutes late or
    the first row has to wait.
    """
    raise NotImplementedError


async def still(
    tx: Tx, municipality: str, numbers: Collection[int], now: datetime
) -> Mapping[int, Due]:
    """Of these rows, whether each may be told now; of rows that are gone: PASS.

    Raises AccessUnknown where links are heard more than five minutes late.
    """
    raise NotImplementedError


async def envelopes(tx: Tx, municipality: str, numbers: Collection[int]) -> Mapping[int, Envelope]:
    """What these rows tell; rows that are gone are absent. Rights are for `still`."""
    raise NotImplementedError


async def one(tx: Tx, reader: Reader, event_id: UUID, now: datetime) -> Row | None:
    """The row of an event in this feed; None where it has none (never had, or no longer).

    Raises AccessUnknown as `still`.
    """
    raise NotImplementedError


async def ends(tx: Tx, municipality: str) -> tuple[int, int]:
    """The number after which the feed still has everything, and the last one given.

    (0, 0) where nobody there subscribes yet.
    """
    raise NotImplementedError
