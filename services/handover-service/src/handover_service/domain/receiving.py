"""What the receiving municipality does: name somebody, get in touch, accept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes import OwnerGone, OwnerReason
from continuous_line.days import day
from handover_service.domain.case import Case
from handover_service.domain.errors import (
    AlreadyAccepted,
    EndsBeforeItBegins,
    FirstOwnerStays,
    ReasonNeeded,
)
from handover_service.domain.events import (
    CaseAccepted,
    ClientManagerLeft,
    ClientManagerNamed,
    Event,
    FirstContactMade,
    MunicipalityUnlinked,
    ReturnedToReception,
)
from handover_service.domain.link import municipality_of, open_for_writing
from handover_service.domain.ownership import Staff, check_client_manager


@dataclass(frozen=True, slots=True)
class NewClientManager:
    """`reason`: why another one than before; `until`: the last day of a stand-in."""

    client_manager: str
    reason: OwnerReason | None = None
    until: date | None = None


def name_client_manager(
    case: Case, act: Act, new: NewClientManager, staff: Staff | None
) -> Sequence[Event]:
    """The first one, or with a reason another one or a stand-in, from whom the case goes back."""
    open_for_writing(case)
    municipality = municipality_of(case, act)
    check_client_manager(staff, municipality)
    before = named(case, municipality)
    if before and new.reason is None and before[-1].client_manager != new.client_manager:
        raise ReasonNeeded("A new client manager needs a reason.")
    if not before and new.until:
        raise FirstOwnerStays("A first client manager has no end; name a stand-in afterwards.")
    if new.until and new.until < act.on:
        raise EndsBeforeItBegins("The stand-in would end before it begins.")
    return [
        ClientManagerNamed(
            id=act.id,
            at=act.at,
            case_id=case.id,
            municipality=municipality,
            client_manager=new.client_manager,
            reason=new.reason if before else None,
            until=new.until,
        )
    ]


def named(case: Case, municipality: str) -> list[ClientManagerNamed]:
    """Since the person was last linked to this municipality, or came to live there."""
    return [
        fact
        for fact in case.since_parted(municipality)
        if isinstance(fact, ClientManagerNamed) and fact.municipality == municipality
    ]


def client_manager_on(case: Case, municipality: str | None, on: date) -> ClientManagerNamed | None:
    """By which event somebody has the case there on that day; a stand-in falls back.

    None also where whoever had it for good is gone and nobody was named since.
    """
    for fact in reversed(named(case, municipality) if municipality else []):
        if day(fact.at) > on or (fact.until is not None and on > fact.until):
            continue
        if not _gone_since(case, fact, on):
            return fact
        if fact.until is None:
            return None
    return None


def leave(
    case: Case, act: Act, former: str, because: OwnerGone = OwnerGone.LEFT
) -> Sequence[Event]:
    """Who had the case at the municipality is gone without somebody being named in time."""
    municipality = case.municipality(act.at)
    held = client_manager_on(case, municipality, act.on)
    if case.closing or municipality is None or held is None or held.client_manager != former:
        return []
    return [
        ClientManagerLeft(
            id=act.id, at=act.at, case_id=case.id, municipality=municipality,
            client_manager=former, because=because,
        )
    ]  # fmt: skip


def gone(case: Case, municipality: str | None, on: date) -> ClientManagerLeft | None:
    """By what nobody has the case there on that day; None where somebody has, or never had."""
    if case.closing or client_manager_on(case, municipality, on) is not None:
        return None
    left = [fact for fact in _left(case, municipality) if day(fact.at) <= on]
    return left[-1] if left else None


def _gone_since(case: Case, naming: ClientManagerNamed, on: date) -> bool:
    return any(
        fact.client_manager == naming.client_manager and fact.at >= naming.at and day(fact.at) <= on
        for fact in _left(case, naming.municipality)
    )


def _left(case: Case, municipality: str | None) -> list[ClientManagerLeft]:
    return [
        fact
        for fact in case.since_parted(municipality)
        if isinstance(fact, ClientManagerLeft) and fact.municipality == municipality
    ]


def make_first_contact(case: Case, act: Act) -> Sequence[Event]:
    open_for_writing(case)
    municipality = municipality_of(case, act)
    return [FirstContactMade(id=act.id, at=act.at, case_id=case.id, municipality=municipality)]


def accept(case: Case, act: Act, *, by: str, naming: UUID) -> Sequence[Event]:
    """The municipality takes the case over: from now on somebody there has it.

    Where nobody was named that is who accepts, by an event with the id `naming`.
    """
    open_for_writing(case)
    municipality = municipality_of(case, act)
    if accepted_by(case, municipality):
        raise AlreadyAccepted("The municipality has accepted the case already.")
    accepted = CaseAccepted(id=act.id, at=act.at, case_id=case.id, municipality=municipality)
    if client_manager_on(case, municipality, act.on):
        return [accepted]
    own = ClientManagerNamed(
        id=naming, at=act.at, case_id=case.id, municipality=municipality, client_manager=by
    )
    return [own, accepted]


def accepted_by(case: Case, municipality: str) -> CaseAccepted | None:
    """The acceptance by this municipality, unless the person was unlinked or came back since."""
    found: CaseAccepted | None = None
    for fact in case.facts:
        match fact:
            case CaseAccepted(municipality=by) if by == municipality:
                found = fact
            case MunicipalityUnlinked(municipality=by) if by == municipality:
                found = None
            case ReturnedToReception():
                found = None
    return found
