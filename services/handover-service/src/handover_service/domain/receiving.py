"""What the receiving municipality does: name somebody, get in touch, accept."""

from collections.abc import Sequence

from continuous_line.act import Act
from handover_service.domain.case import Case
from handover_service.domain.errors import AlreadyAccepted
from handover_service.domain.events import (
    CaseAccepted,
    ClientManagerNamed,
    Event,
    FirstContactMade,
    MunicipalityUnlinked,
    ReturnedToReception,
)
from handover_service.domain.link import municipality_of, open_for_writing
from handover_service.domain.ownership import Staff, check_client_manager


def name_client_manager(
    case: Case, act: Act, client_manager: str, staff: Staff | None
) -> Sequence[Event]:
    open_for_writing(case)
    municipality = municipality_of(case, act)
    check_client_manager(staff, municipality)
    return [
        ClientManagerNamed(
            id=act.id,
            at=act.at,
            case_id=case.id,
            municipality=municipality,
            client_manager=client_manager,
        )
    ]


def make_first_contact(case: Case, act: Act) -> Sequence[Event]:
    open_for_writing(case)
    municipality = municipality_of(case, act)
    return [FirstContactMade(id=act.id, at=act.at, case_id=case.id, municipality=municipality)]


def accept(case: Case, act: Act) -> Sequence[Event]:
    """The municipality takes the case over."""
    open_for_writing(case)
    municipality = municipality_of(case, act)
    if accepted_by(case, municipality):
        raise AlreadyAccepted("The municipality has accepted the case already.")
    return [CaseAccepted(id=act.id, at=act.at, case_id=case.id, municipality=municipality)]


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
