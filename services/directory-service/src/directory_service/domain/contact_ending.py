"""How a contact ends: replaced by another, or retired; whoever it leaves behind is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from continuous_line.act import Act
from directory_service.domain.contact import Contact, current
from directory_service.domain.contact_events import (
    ContactDetailsErased,
    ContactEvent,
    ContactReplaced,
    ContactRetired,
)
from directory_service.domain.errors import (
    ContactGone,
    ContactStays,
    LeavesGap,
    PeriodEmpty,
    SuccessorUnfit,
)
from directory_service.domain.keeping import Keeper


@dataclass(frozen=True, slots=True)
class Retirement:
    """`left`: places that nobody answers for afterwards, with their open cases."""

    valid_from: date
    left: Mapping[str, int]
    gap_accepted: bool = False


def replace_by(
    state: Contact, successor: Contact, valid_from: date, keeper: Keeper, act: Act
) -> list[ContactEvent]:
    """Raises UnknownContact, ContactGone, SuccessorUnfit, PeriodEmpty, NotYours."""
    contact_id = _ending(state, valid_from, keeper, act)
    follower = _fit(contact_id, successor, valid_from)
    return [
        ContactReplaced(
            id=act.id, at=act.at, contact_id=contact_id, successor=follower, valid_from=valid_from
        )
    ]


def retire(
    state: Contact, asked: Retirement, stand_in: Contact | None, keeper: Keeper, act: Act
) -> list[ContactEvent]:
    """Where it would leave places with open cases to nobody, a stand-in is asked for.

    Raises UnknownContact, ContactGone, SuccessorUnfit, LeavesGap, PeriodEmpty, NotYours.
    """
    contact_id = _ending(state, asked.valid_from, keeper, act)
    follower = None
    if stand_in is not None:
        follower = _fit(contact_id, stand_in, asked.valid_from)
    elif not asked.gap_accepted and any(asked.left.values()):
        raise LeavesGap(
            "these places have open cases and nobody else answers for them: name a stand-in, or "
            "accept the gap, which is then on the list of gaps",
            places=_counted(asked.left),
        )
    return [
        ContactRetired(
            id=act.id,
            at=act.at,
            contact_id=contact_id,
            valid_from=asked.valid_from,
            stand_in=follower,
        )
    ]


def erase_details(state: Contact, act: Act) -> list[ContactEvent]:
    """For one that ended. Nothing where that was done before. Raises ContactStays."""
    if state.contact_id is None or not state.gone(act.today):
        raise ContactStays("the details of a contact that is still there are kept")
    if state.erased:
        return []
    return [ContactDetailsErased(id=act.id, at=act.at, contact_id=state.contact_id)]


def _ending(state: Contact, valid_from: date, keeper: Keeper, act: Act) -> UUID:
    contact_id = current(state, keeper, act.today)
    if state.ended_on is not None:
        raise ContactGone(
            f"this contact ends on {state.ended_on}; take that back first",
            successor=state.successor,
        )
    if valid_from < state.period.valid_from:
        raise PeriodEmpty("nobody ends before the first day")
    return contact_id


def _fit(contact_id: UUID, successor: Contact, on: date) -> UUID:
    if successor.contact_id is None or successor.contact_id == contact_id:
        raise SuccessorUnfit("the successor is another, registered contact")
    if successor.ended_on is not None:
        raise SuccessorUnfit("the successor ends itself")
    if not successor.period.holds(on):
        raise SuccessorUnfit("the successor is not there on that day")
    return successor.contact_id


def _counted(left: Mapping[str, int]) -> list[dict[str, Any]]:
    found = sorted(left.items(), key=lambda item: (-item[1], item[0]))
    return [{"place": place, "openCases": number} for place, number in found if number]
