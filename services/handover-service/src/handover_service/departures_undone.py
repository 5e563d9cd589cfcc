"""A case was said to be without an owner, and what was heard later shows that it was not.

The post at the other reception centre was told after the relocation, or a relocation or a
departure was taken back: then the leaving is taken back too, as long as nobody was named since.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from continuous_line.codes import Role, VoidReason
from continuous_line.database import Tx, fetch
from continuous_line.days import day
from continuous_line.event_store import Context
from continuous_line.happened import reference_to
from handover_service.domain import ownership, receiving
from handover_service.domain.case import Case
from handover_service.domain.events import CaseOwnerLeft, ClientManagerLeft, EventVoided
from handover_service.domain.residence import azc_of
from handover_service.knowledge import staff_on
from handover_service.streams import Cases, File

Left = CaseOwnerLeft | ClientManagerLeft
_ALL: Final = """
    SELECT case_id FROM cases c WHERE closed_on IS NULL
      AND (owner_gone IS NOT NULL OR client_manager_gone IS NOT NULL)
    """
_OF_STAFF: Final = (
    f"{_ALL} AND EXISTS (SELECT FROM case_owners o WHERE o.owner = $1 AND o.case_id = c.case_id)"
)
_OF_PERSONS: Final = f"{_ALL} AND permit_holder_id = ANY(CAST($1 AS uuid[]))"
_ORDER: Final = " ORDER BY case_id"


async def take_back_leavings(
    tx: Tx,
    cases: Cases,
    now: datetime,
    context: Context,
    *,
    staff_id: str | None = None,
    persons: Collection[UUID] | None = None,
) -> int:
    """Of the cases that this member of staff had at COA, of these persons, or all; how many."""
    if staff_id is not None:
        rows = await fetch(tx, _OF_STAFF + _ORDER, staff_id)
    elif persons is not None:
        rows = await fetch(tx, _OF_PERSONS + _ORDER, sorted(persons))
    else:
        rows = await fetch(tx, _ALL + _ORDER)
    undone = 0
    for row in rows:
        seen = (await cases.files(tx, [row.case_id]))[row.case_id]
        if not await _wrong(tx, seen, seen.case(row.case_id), now):
            continue
        file = (await cases.files(tx, [row.case_id], to_write=True))[row.case_id]
        wrong = await _wrong(tx, file, file.case(row.case_id), now)
        events = [_taking_back(left, now) for left in wrong]
        await cases.save(tx, file, events, now=now, context=context)
        undone += len(events)
    return undone


def _taking_back(left: Left, now: datetime) -> EventVoided:
    return EventVoided(
        id=uuid4(), at=now, case_id=left.case_id, voids=reference_to(left),
        reason=VoidReason.MISTAKE,
    )  # fmt: skip


async def _wrong(tx: Tx, file: File, case: Case, now: datetime) -> list[Left]:
    """Those leavings by which nobody has the case that were none; nothing is locked for it."""
    today, found = day(now), list[Left]()
    left = ownership.gone(case, today)
    if left and await _worked(tx, left.owner, Role.CASE_MANAGER, _azc_then(file, case, left), left):
        found.append(left)
    gone = receiving.gone(case, case.municipality(now), today)
    if gone and await _worked(
        tx, gone.client_manager, Role.CLIENT_MANAGER, gone.municipality, gone
    ):
        found.append(gone)
    return found


def _azc_then(file: File, case: Case, left: CaseOwnerLeft) -> str | None:
    """None where the person came to live somewhere else since: where they were is not kept."""
    if file.resident.azc_at is not None and file.resident.azc_at > left.at:
        return None
    found = azc_of(case, file.resident, left.at)
    return found[0] if found else None


async def _worked(tx: Tx, staff_id: str, role: Role, place: str | None, left: Left) -> bool:
    """Whether somebody did that work there on the day of the leaving, as is known by now."""
    post = await staff_on(tx, staff_id, day(left.at))
    return post is not None and post.here and role in post.roles and place in post.places
