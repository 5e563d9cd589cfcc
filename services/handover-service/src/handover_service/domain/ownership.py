"""One owner on COA's side from the first assignment to the closing, and who it is on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from continuous_line import case_owners
from continuous_line.act import Act
from continuous_line.case_owners import Leaving, Naming, Tenure, in_force
from continuous_line.codes import OwnerGone, OwnerReason, Role
from continuous_line.days import day
from handover_service.domain.case import Case
from handover_service.domain.errors import (
    AlreadyOwner,
    BeforeAssignment,
    EndsBeforeItBegins,
    FirstOwnerStays,
    NeverOwns,
    NotACaseManagerThere,
    NotAClientManagerThere,
    ReasonNeeded,
    RolesExclude,
    StaffUnknown,
)
from handover_service.domain.events import CaseAssigned, CaseOwnerLeft, CaseReassigned, Event
from handover_service.domain.link import after_link, open_for_writing

Said = CaseAssigned | CaseReassigned | CaseOwnerLeft


@dataclass(frozen=True, slots=True)
class Staff:
    """What the directory says of somebody on a day. `here`: works there and has not left."""

    roles: frozenset[Role]
    places: frozenset[str]
    here: bool


def assign(
    case: Case,
    act: Act,
    owner: str,
    *,
    azc: str,
    staff: Staff | None,
    reason: OwnerReason | None = None,
    until: date | None = None,
) -> Sequence[Event]:
    """Name the first owner, or with a reason the next one or a stand-in.

    `staff` is what is known of the owner on that day, None where nothing is.
    """
    open_for_writing(case)
    after_link(case, act)
    _check(staff, azc)
    first = first_assignment(case)
    if first is None:
        if until:
            raise FirstOwnerStays("A first owner has no end; name a stand-in afterwards.")
        return [CaseAssigned(id=act.id, at=act.at, case_id=case.id, owner=owner)]
    if reason is None:
        raise ReasonNeeded("A new owner needs a reason.")
    if until and until < act.on:
        raise EndsBeforeItBegins("The stand-in would end before it begins.")
    if act.at < first.at:
        raise BeforeAssignment("That lies before the first assignment.")
    present = tenancy(case, act.on)
    if present and (present.owner, present.until) == (owner, until):
        raise AlreadyOwner("This case manager has the case already.")
    return [
        CaseReassigned(
            id=act.id, at=act.at, case_id=case.id, owner=owner, reason=reason, until=until
        )
    ]


def check_client_manager(staff: Staff | None, municipality: str) -> None:
    """Who is known otherwise is refused; the municipality answers for whom it names."""
    if staff is None:
        return
    if Role.ASYLUM_DECISION_MAKER in staff.roles:
        raise RolesExclude("Nobody who decides on asylum holds a case.")
    if not (staff.here and Role.CLIENT_MANAGER in staff.roles and municipality in staff.places):
        raise NotAClientManagerThere("Not a client manager of this municipality on that day.")


def first_assignment(case: Case) -> CaseAssigned | None:
    return next(iter(case.all(CaseAssigned)), None)


def said(case: Case) -> list[Naming | Leaving]:
    """Who was named to have the case and who left, in the order in which it happened."""
    return [_said(fact) for fact in case.facts if isinstance(fact, Said)]


def tenancy(case: Case, on: date) -> Naming | None:
    """By which naming the case has its owner on that day. A stand-in falls back when it ends."""
    return in_force(said(case), on)


def owner(case: Case, on: date) -> str | None:
    """Who has the case on that day; None before the first assignment."""
    naming = tenancy(case, on)
    return naming.owner if naming else None


def tenures(case: Case) -> list[Tenure]:
    """Who has the case when: from the first assignment to the day of the closing."""
    return case_owners.tenures(said(case), day(case.closing.at) if case.closing else None)


def _check(staff: Staff | None, azc: str) -> None:
    if staff is None:
        raise StaffUnknown("Nothing is known of this member of staff (yet).")
    if Role.ASYLUM_DECISION_MAKER in staff.roles:
        raise RolesExclude("Nobody who decides on asylum holds a case.")
    if Role.PARTICIPATION_CASE_MANAGER in staff.roles:
        raise NeverOwns("A participation case manager has no mandate and owns no case.")
    if not (staff.here and Role.CASE_MANAGER in staff.roles and azc in staff.places):
        raise NotACaseManagerThere("Not a case manager of this reception centre on that day.")


def leave(
    case: Case, act: Act, former: str, because: OwnerGone = OwnerGone.LEFT
) -> Sequence[Event]:
    """Who had the case is gone without somebody being named in time: it is without an owner."""
    if case.closing or owner(case, act.on) != former:
        return []
    return [CaseOwnerLeft(id=act.id, at=act.at, case_id=case.id, owner=former, because=because)]


def gone(case: Case, on: date) -> CaseOwnerLeft | None:
    """By what the case is without an owner on that day; None where it has one, or had none yet."""
    if case.closing or owner(case, on) is not None:
        return None
    left = [fact for fact in case.all(CaseOwnerLeft) if day(fact.at) <= on]
    return left[-1] if left else None


def _said(fact: CaseAssigned | CaseReassigned | CaseOwnerLeft) -> Naming | Leaving:
    match fact:
        case CaseAssigned():
            return Naming(fact.at, fact.owner, first=True)
        case CaseReassigned():
            return Naming(fact.at, fact.owner, fact.until)
        case CaseOwnerLeft():
            return Leaving(fact.at, fact.owner)
        case _:
            assert_never(fact)
