"""The feed of a municipality as it may be told now: rows and rights of one moment."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from continuous_line.contracts import Envelope, decode
from continuous_line.database import Tx, fetch
from continuous_line.errors import AccessUnknown, Refused
from continuous_line.links import READING_TERM
from handover_service.subscriptions.feed.judging import Due, judging

__all__ = [
    "Due",
    "PositionGone",
    "Reader",
    "Row",
    "Stretch",
    "ends",
    "envelopes",
    "one",
    "still",
    "stretch",
]


_HOLDS: Final = """
    (l.until IS NULL OR l.until > {now})
    AND (l.closed_at IS NULL OR l.closed_at + {term}::interval > {now})
    """
_COLUMNS: Final = """
    r.number, r.permit_holder_id, r.link_id, r.made_at, l.municipality AS linked_to,
    coalesce({holds}, false) AS holds
    """
_ENVELOPE: Final = "coalesce(r.envelope, h.envelope) AS envelope"
_FROM: Final = "FROM feed_rows r LEFT JOIN feed_links l ON l.link_id = r.link_id"
_AND_HEARD: Final = "LEFT JOIN feed_heard h ON h.event_id = r.event_id"


def _judged(now: str, term: str) -> str:
    return _COLUMNS.format(holds=_HOLDS.format(now=now, term=term))


_ENDS: Final = "SELECT dropped, last FROM feed_counters WHERE municipality = $1"
_AFTER: Final = f"""
    SELECT {_judged("$5", "$6")}, {_ENVELOPE} {_FROM} {_AND_HEARD}
    WHERE r.municipality = $1 AND r.number > $2 AND (r.only_for IS NULL OR r.only_for = $3)
    ORDER BY r.number LIMIT $4
    """
_NUMBERED: Final = f"""
    SELECT {_judged("$3", "$4")} {_FROM} WHERE r.municipality = $1 AND r.number = ANY($2)
    """
_TELLING: Final = f"""
    SELECT r.number, {_ENVELOPE} FROM feed_rows r {_AND_HEARD}
    WHERE r.municipality = $1 AND r.number = ANY($2)
    """  # noqa: S608
_OF_EVENT: Final = f"""
    SELECT {_judged("$4", "$5")}, {_ENVELOPE} {_FROM} {_AND_HEARD}
    WHERE r.municipality = $1 AND r.event_id = $2 AND (r.only_for IS NULL OR r.only_for = $3)
    ORDER BY r.number DESC
    """


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

    A row whose event went after its term, while the row was being made, is passed over.
    Without `waiting` it ends before the first row that has to wait; with it such rows are among
    the rows, and `reached` passes them.
    Raises PositionGone, and AccessUnknown where the first row has to wait.
    """
    dropped, last = await ends(tx, reader.municipality)
    if not dropped <= after <= last:
        raise PositionGone(dropped)
    found = await fetch(
        tx, _AFTER, reader.municipality, after, reader.subscription_id, limit, now, READING_TERM
    )
    reached = last if len(found) < limit else found[-1].number
    judge = await judging(tx, reader.municipality, found, now)
    rows: list[Row] = []
    for row in found:
        due = judge(row) if row.envelope is not None else Due.PASS
        if due is Due.WAIT and not waiting:
            if row.number == found[0].number:
                raise AccessUnknown("Events that decide about a right are late; try later.")
            reached = row.number - 1
            break
        if due is not Due.PASS:
            rows.append(_row(row, due))
    return Stretch(rows, reached, last)


async def still(
    tx: Tx, municipality: str, numbers: Collection[int], now: datetime
) -> Mapping[int, Due]:
    """Of these rows, whether each may be told now; of rows that are gone: PASS."""
    found = await fetch(tx, _NUMBERED, municipality, list(numbers), now, READING_TERM)
    judge = await judging(tx, municipality, found, now)
    judged = {row.number: judge(row) for row in found}
    return {number: judged.get(number, Due.PASS) for number in numbers}


async def envelopes(tx: Tx, municipality: str, numbers: Collection[int]) -> Mapping[int, Envelope]:
    """What these rows tell; rows that are gone are absent. Rights are for `still`."""
    found = await fetch(tx, _TELLING, municipality, list(numbers))
    return {row.number: decode(row.envelope) for row in found if row.envelope is not None}


async def one(tx: Tx, reader: Reader, event_id: UUID, now: datetime) -> Row | None:
    """The row of an event in this feed; None where it has none (never had, or no longer).

    Raises AccessUnknown where nobody knows whether the right holds.
    """
    found = await fetch(
        tx, _OF_EVENT, reader.municipality, event_id, reader.subscription_id, now, READING_TERM
    )
    judge = await judging(tx, reader.municipality, found, now)
    dues = [(judge(row), row) for row in found if row.envelope is not None]
    for due, row in dues:
        if due is Due.TELL:
            return _row(row, due)
    if any(due is Due.WAIT for due, _ in dues):
        raise AccessUnknown("Events that decide about a right are late; try later.")
    return None


async def ends(tx: Tx, municipality: str) -> tuple[int, int]:
    """The number after which the feed still has everything, and the last one given.

    (0, 0) where nobody there subscribes yet.
    """
    found = await fetch(tx, _ENDS, municipality)
    return (found[0].dropped, found[0].last) if found else (0, 0)


def _row(row: Any, due: Due) -> Row:
    return Row(
        number=row.number, permit_holder_id=row.permit_holder_id, link_id=row.link_id,
        made_at=row.made_at, envelope=decode(row.envelope), due=due,
    )  # fmt: skip
