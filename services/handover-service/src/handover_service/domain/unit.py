"""Cases that are worked on together: of one household, from one azc to one municipality.

A work list shows a unit as one row; every figure counts persons.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid5

from handover_service.domain.checklist import ITEMS, PLACES, Item


class Part(StrEnum):
    """Of a work list: every open case is in exactly one."""

    NO_OWNER = "no-owner"
    PLANNED = "planned"
    RECEPTION = "reception"
    MUNICIPALITY = "municipality"


@dataclass(frozen=True, slots=True)
class Due:
    """The earliest thing with a date; `what` is a milestone, `talk` or `move`."""

    on: date
    what: str


@dataclass(frozen=True, slots=True)
class Owned:
    """Who has a case on a day, until when (None: from then on), and who then."""

    owner: str | None
    until: date | None = None
    then: str | None = None
    stand_in: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """One open case. `missing` is without the owner, which depends on the day.

    `accepted`: by the municipality, where somebody has it from then on. `*_gone`: why nobody has
    it on that side today, who had it before.
    """

    case_id: UUID
    opened_on: date
    owned: Owned
    azc: str | None
    municipality: str | None
    distance_km: float | None
    linked_on: date | None
    moved_on: date | None
    move_on: date | None
    planned_for: datetime | None
    missing: tuple[Item, ...]
    turn: str
    due: Due | None
    last_at: datetime | None
    receiving: Owned = Owned(None)
    accepted: bool = False
    owner_gone: str | None = None
    client_manager_gone: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """`lead` is the case that opened first; what differs between members is the lead's.

    `unowned`: somebody's case has no owner at COA; `unreceived`: the municipality accepted one,
    and nobody there has it.
    """

    lead: Member
    members: int
    missing: tuple[Item, ...]
    part: Part
    unowned: bool
    unreceived: bool
    owner_gone: str | None
    client_manager_gone: str | None
    planned_for: datetime | None
    due: Due | None
    last_at: datetime | None


def unit_id(
    case_id: UUID, household_id: UUID | None, municipality: str | None, azc: str | None
) -> UUID:
    """The case itself where there is no household, or no municipality yet.

    Who lives in another reception centre is a row there: its people see no other centre's rows.
    """
    if household_id is None or municipality is None:
        return case_id
    return uuid5(household_id, f"{municipality}|{azc or ''}")


def unit_of(members: Sequence[Member]) -> Unit:
    """Of at least one case. Its turn is that of the member whose first missing item comes first."""
    ordered = sorted(members, key=lambda one: (one.opened_on, one.case_id))
    lead = ordered[0]
    lacking = {item for one in ordered for item in one.missing}
    planned = [one.planned_for for one in ordered if one.planned_for]
    due = [one.due for one in ordered if one.due]
    return Unit(
        lead=lead,
        members=len(ordered),
        missing=tuple(sorted(lacking, key=PLACES.__getitem__)),
        part=side(min(ordered, key=_furthest_behind)),
        unowned=any(one.owned.owner is None for one in ordered),
        unreceived=any(one.accepted and one.receiving.owner is None for one in ordered),
        owner_gone=next((one.owner_gone for one in ordered if one.owner_gone), None),
        client_manager_gone=next(
            (one.client_manager_gone for one in ordered if one.client_manager_gone), None
        ),
        planned_for=max(planned, default=None),
        due=min(due, key=lambda one: one.on, default=None),
        last_at=max((one.last_at for one in ordered if one.last_at), default=None),
    )


def side(member: Member) -> Part:
    """Whose turn it is. A link is made by COA; a move waits for the municipality, which houses."""
    at_reception = member.turn == "case-manager" or Item.LINK in member.missing
    return Part.RECEPTION if at_reception else Part.MUNICIPALITY


def _furthest_behind(member: Member) -> int:
    return PLACES[member.missing[0]] if member.missing else len(ITEMS)
