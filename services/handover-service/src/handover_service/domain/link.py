"""The link to a municipality: made, ended, and made again within the same case."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes import Basis, UnlinkReason
from continuous_line.days import day
from handover_service.domain.case import Case, State, latest
from handover_service.domain.errors import (
    AlreadyLinked,
    BeforeLink,
    CaseIsClosed,
    NotInReception,
    NotLinked,
)
from handover_service.domain.events import Event, MunicipalityLinked, MunicipalityUnlinked


@dataclass(frozen=True, slots=True)
class NewLink:
    """`distance_km`: great circle between the centre points, None where a place is unknown."""

    municipality: str
    azc: str
    basis: Basis
    matched_region: str | None = None
    distance_km: float | None = None


def link(
    state: State, act: Act, new: NewLink, *, new_case: UUID, unlinking: UUID
) -> Sequence[Event]:
    """Link a person; ends the link in force in the same act.

    `new_case` is the id of the case where none is open, `unlinking` the id of the event that
    ends another link. A link that replaces a wrong one leaves the rest as it is.
    """
    if act.replaces:
        replaced = act.replaces.id
        return [_linked(act, new, next(f.case_id for f in state.facts if f.id == replaced))]
    found = latest(state)
    if found and found.move(act.on):
        raise NotInReception("Record the return to reception before a new link.", needs=["return"])
    if found is None or found.closing:
        return [_linked(act, new, new_case)]
    held = found.link(act.at)
    if held is None:
        return [_linked(act, new, found.id)]
    if held.municipality == new.municipality:
        raise AlreadyLinked("The person is linked to this municipality already.")
    ended = MunicipalityUnlinked(
        id=unlinking,
        at=act.at,
        case_id=found.id,
        municipality=held.municipality,
        reason=UnlinkReason.RELINKED,
    )
    return [ended, _linked(act, new, found.id)]


def unlink(case: Case, act: Act, reason: UnlinkReason) -> Sequence[Event]:
    open_for_writing(case)
    held = linked(case, act)
    return [
        MunicipalityUnlinked(
            id=act.id, at=act.at, case_id=case.id, municipality=held.municipality, reason=reason
        )
    ]


def linked(case: Case, act: Act) -> MunicipalityLinked:
    """The link in force. Raises BeforeLink or NotLinked."""
    after_link(case, act)
    held = case.link_on(act.at)
    if held is None:
        raise NotLinked("At that moment the person was linked to no municipality.", needs=["link"])
    return held


def municipality_of(case: Case, act: Act) -> str:
    """Moved or linked to at that moment. Raises BeforeLink or NotLinked."""
    after_link(case, act)
    place = case.municipality(act.at)
    if place is None:
        raise NotLinked("At that moment the person was linked to no municipality.", needs=["link"])
    return place


def after_link(case: Case, act: Act) -> None:
    """Raises NotLinked where there is no valid link, BeforeLink where it came later."""
    if not case.links:
        raise NotLinked("The person is linked to no municipality.", needs=["link"])
    if act.on < day(case.links[0].at):
        raise BeforeLink("That day lies before the first link.", needs=["link"])


def open_for_writing(case: Case) -> None:
    if case.closing:
        raise CaseIsClosed(
            "The case is closed; take the closing back, or record a new link.", needs=["open-case"]
        )


def _linked(act: Act, new: NewLink, case_id: UUID) -> MunicipalityLinked:
    return MunicipalityLinked(
        id=act.id,
        at=act.at,
        case_id=case_id,
        replaces=act.replaces,
        municipality=new.municipality,
        azc=new.azc,
        basis=new.basis,
        matched_region=new.matched_region,
        distance_km=new.distance_km,
    )
