"""The move out of the reception centre, and the way back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from continuous_line.act import Act
from continuous_line.days import day
from handover_service.domain.case import Case
from handover_service.domain.errors import AlreadyMoved, BeforeLink, NotMoved
from handover_service.domain.events import (
    Event,
    MovedToMunicipality,
    MovePlanned,
    ReturnedToReception,
)
from handover_service.domain.link import after_link, linked, open_for_writing


@dataclass(frozen=True, slots=True)
class NewMove:
    """`municipality` None: the one linked to. Distance from the azc, None where unknown."""

    moved_on: date
    from_azc: str
    municipality: str
    distance_km: float | None = None


def plan_move(case: Case, act: Act, planned_on: date) -> Sequence[Event]:
    """A plan may lie ahead, and replaces an earlier plan for whoever reads the case."""
    open_for_writing(case)
    held = linked(case, act)
    if planned_on < day(held.at):
        raise BeforeLink("A move is planned for a day after the link.")
    return [
        MovePlanned(
            id=act.id,
            at=act.at,
            case_id=case.id,
            replaces=act.replaces,
            municipality=held.municipality,
            planned_on=planned_on,
        )
    ]


def move(case: Case, act: Act, new: NewMove) -> Sequence[Event]:
    """Moved out, registered perhaps much later; also after the closing where it corrects."""
    if act.replaces is None:
        open_for_writing(case)
    act.past(new.moved_on, "movedOn")
    after_link(case, act)
    if not case.links or new.moved_on < day(case.links[0].at):
        raise BeforeLink("The move lies before the first link.", needs=["link"])
    if act.replaces is None and case.move(act.today):
        raise AlreadyMoved("A move is recorded already; correct it with `replaces`.")
    basis = next(
        (link.basis for link in reversed(case.links) if link.municipality == new.municipality),
        None,
    )
    return [
        MovedToMunicipality(
            id=act.id,
            at=act.at,
            case_id=case.id,
            replaces=act.replaces,
            municipality=new.municipality,
            from_azc=new.from_azc,
            moved_on=new.moved_on,
            basis=basis,
            distance_km=new.distance_km,
        )
    ]


def come_back(case: Case, act: Act, azc: str) -> Sequence[Event]:
    """Back in reception, after a move or after the closing."""
    if case.move(act.on) is None and (case.closing is None or _back_since_closing(case)):
        raise NotMoved(
            "Only who has moved out, or whose case was closed, comes back.",
            needs=["move-or-closing"],
        )
    return [ReturnedToReception(id=act.id, at=act.at, case_id=case.id, azc=azc)]


def _back_since_closing(case: Case) -> bool:
    back, closing = case.last(ReturnedToReception), case.closing
    return bool(back and closing and back.at >= closing.at)
