"""One owner on COA's side from the first assignment to the closing, and who it is on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from continuous_line.act import Act
from continuous_line.codes import OwnerReason, Role
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

Tenancy = CaseAssigned | CaseReassigned


@dataclass(frozen=True, slots=True)
class Staff:
    """What the directory says of somebody on a day. `here`: works there and has not left."""

    roles: frozenset[Role]
    places: frozenset[str]
    here: bool


@dataclass(frozen=True, slots=True)
class Tenure:
    """`owner` has the case from `first` to `last` (None: from then on), days included."""

    owner: str
    first: date
    last: date | None
    stand_in: bool


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
    present = tenancy(case, act.on) or first
    if (present.owner, _until(present)) == (owner, until):
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


def tenancy(case: Case, on: date) -> Tenancy | None:
    """By which event the case has its owner on that day. A stand-in falls back when it ends."""
    first = first_assignment(case)
    for fact in reversed(case.facts):
        if not isinstance(fact, Tenancy) or not _begun(fact, first, on):
            continue
        until = _until(fact)
        if until is None:
            return None if _left(case, fact, on) else fact
        if on <= until and not _left(case, fact, on):
            return fact
    return None


def owner(case: Case, on: date) -> str | None:
    """Who has the case on that day; None before the first assignment."""
    fact = tenancy(case, on)
    return fact.owner if fact else None


def tenures(case: Case) -> list[Tenure]:
    """Who has the case when: without a gap or an overlap, from the first assignment on.

    They end with the day of the closing.
    """
    edges = sorted(set(_edges(case)))
    spans = zip_longest(edges, edges[1:])
    found: list[Tenure] = []
    for first, following in spans:
        fact = tenancy(case, first)
        if fact is not None:
            last = following - timedelta(1) if following else None
            found.append(Tenure(fact.owner, first, last, _until(fact) is not None))
    return _until_closing(case, found)


def _check(staff: Staff | None, azc: str) -> None:
    if staff is None:
        raise StaffUnknown("Nothing is known of this member of staff (yet).")
    if Role.ASYLUM_DECISION_MAKER in staff.roles:
        raise RolesExclude("Nobody who decides on asylum holds a case.")
    if Role.PARTICIPATION_CASE_MANAGER in staff.roles:
        raise NeverOwns("A participation case manager has no mandate and owns no case.")
    if not (staff.here and Role.CASE_MANAGER in staff.roles and azc in staff.places):
        raise NotACaseManagerThere("Not a case manager of this reception centre on that day.")


def _begun(fact: Tenancy, first: CaseAssigned | None, on: date) -> bool:
    return first is not None and fact.at >= first.at and day(fact.at) <= on


def _left(case: Case, fact: Tenancy, on: date) -> bool:
    """Whether who was named then has left since, and was not named again."""
    return any(
        gone.owner == fact.owner and gone.at >= fact.at and day(gone.at) <= on
        for gone in case.all(CaseOwnerLeft)
    )


def leave(case: Case, act: Act, owner_who_left: str) -> Sequence[Event]:
    """Who had the case left without somebody being named in time: it is without an owner."""
    if case.closing or owner(case, act.on) != owner_who_left:
        return []
    return [CaseOwnerLeft(id=act.id, at=act.at, case_id=case.id, owner=owner_who_left)]


def _until(fact: Tenancy) -> date | None:
    return fact.until if isinstance(fact, CaseReassigned) else None


def _edges(case: Case) -> Sequence[date]:
    facts = [fact for fact in case.facts if isinstance(fact, Tenancy | CaseOwnerLeft)]
    untils = (_until(fact) for fact in facts if isinstance(fact, Tenancy))
    ends = (until for until in untils if until and until < date.max)
    return [*(day(fact.at) for fact in facts), *(end + timedelta(1) for end in ends)]


def _until_closing(case: Case, found: list[Tenure]) -> list[Tenure]:
    if case.closing is None:
        return found
    end = day(case.closing.at)
    return [
        Tenure(t.owner, t.first, min(t.last or end, end), t.stand_in)
        for t in found
        if t.first <= end
    ]
