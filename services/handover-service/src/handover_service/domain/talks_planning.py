"""A talk is proposed by one side and confirmed by the other; the municipality chooses how.

Either side may take the initiative (002:766-768); by VNG's guidance the scenario is the
municipality's choice. In person comes first: by phone only for a coded reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes import Mode, NoWarmReason, Party, Scenario
from continuous_line.codes_guidance import MeetingPlace
from continuous_line.days import day
from continuous_line.happened import reference_to
from handover_service.domain.case import Case
from handover_service.domain.errors import (
    NothingToConfirm,
    OtherSide,
    ReasonNeeded,
    ScheduledInThePast,
)
from handover_service.domain.errors_talks import (
    ClientManagerNeeded,
    MomentNeeded,
    MomentNotProposed,
    MomentsNeeded,
    ScenarioByMunicipality,
    ScenarioNeeded,
)
from handover_service.domain.events import (
    Event,
    HandoverPlanned,
    PlanConfirmed,
)
from handover_service.domain.link import municipality_of, open_for_writing
from handover_service.domain.receiving import named

MOST_MOMENTS: Final = 3


class Caution(StrEnum):
    """What is odd about a plan, and no reason to refuse it."""

    AFTER_MOVE = "after-move"


@dataclass(frozen=True, slots=True)
class NewPlan:
    """`by`: the side that proposes it. `reason`: why not in person."""

    mode: Mode
    by: Party
    moments: tuple[datetime, ...]
    scenario: Scenario | None = None
    place: MeetingPlace | None = None
    language: str | None = None
    interpreter: bool = False
    reason: NoWarmReason | None = None
    closes_module: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """What the other side confirms; None: what was proposed."""

    by: Party
    moment: datetime | None = None
    scenario: Scenario | None = None


def plan(case: Case, act: Act, new: NewPlan) -> Sequence[Event]:
    """Either side proposes, also against what the other side proposed; the other confirms."""
    open_for_writing(case)
    municipality = municipality_of(case, act)
    moments = tuple(sorted(set(new.moments)))
    _check_moments(act, moments)
    _check_side(case, municipality, new)
    by_phone = new.mode is not Mode.IN_PERSON
    if by_phone and new.reason is None:
        raise ReasonNeeded("A talk by phone or video says why it is not in person.")
    return [
        HandoverPlanned(
            id=act.id,
            at=act.at,
            case_id=case.id,
            replaces=act.replaces,
            municipality=municipality,
            mode=new.mode,
            scenario=new.scenario,
            scheduled_for=moments[0],
            proposed_by=new.by,
            moments=moments if len(moments) > 1 else (),
            place=None if by_phone else new.place,
            language=new.language,
            interpreter=new.interpreter,
            reason=new.reason if by_phone else None,
            closes_module=new.closes_module,
        )
    ]


def confirm(case: Case, act: Act, choice: Choice, *, replanning: UUID) -> Sequence[Event]:
    """What differs from the proposal takes its place in the same act, under that id."""
    open_for_writing(case)
    proposed = waiting(case, municipality_of(case, act))
    if proposed is None:
        raise NothingToConfirm("No proposal waits for a confirmation.", needs=["proposal"])
    if proposed.proposed_by == choice.by:
        raise OtherSide("The other side confirms what one side proposes.")
    moment, scenario = _moment(proposed, choice), _scenario(proposed, choice)
    if moment < act.at:
        raise ScheduledInThePast("That moment has passed; propose another.")
    agreed, events = proposed, list[Event]()
    if (moment, scenario) != (proposed.scheduled_for, proposed.scenario):
        agreed = _chosen(proposed, act, replanning, moment, scenario)
        events.append(agreed)
    confirmed = PlanConfirmed(
        id=act.id, at=act.at, case_id=case.id, plan=agreed.id, confirmed_by=choice.by
    )
    return [*events, confirmed]


def moments_of(proposed: HandoverPlanned) -> tuple[datetime, ...]:
    return proposed.moments or (proposed.scheduled_for,)


def confirmation(case: Case, proposed: HandoverPlanned) -> PlanConfirmed | None:
    return next((c for c in case.all(PlanConfirmed) if c.plan == proposed.id), None)


def present_plan(case: Case, municipality: str | None) -> HandoverPlanned | None:
    """The last plan, where it is one with this municipality."""
    return case.arranged(HandoverPlanned, municipality)


def waiting(case: Case, municipality: str | None) -> HandoverPlanned | None:
    """The proposal that the other side has not confirmed yet."""
    last = present_plan(case, municipality)
    return last if last and confirmation(case, last) is None else None


def client_manager_known(case: Case, municipality: str | None) -> bool:
    """Whether this municipality has named somebody who could confirm."""
    return bool(municipality and named(case, municipality))


def cautions(case: Case, planned: HandoverPlanned) -> list[Caution]:
    moved = any(case.move(day(moment)) for moment in moments_of(planned))
    return [Caution.AFTER_MOVE] if moved else []


def _check_moments(act: Act, moments: Sequence[datetime]) -> None:
    if not 1 <= len(moments) <= MOST_MOMENTS:
        raise MomentsNeeded("Propose one, two or three moments.")
    if moments[0] < act.at:
        raise ScheduledInThePast("A talk is planned ahead; record its outcome instead.")


def _check_side(case: Case, municipality: str, new: NewPlan) -> None:
    if new.by is Party.CLIENT_MANAGER:
        if new.scenario is None:
            raise ScenarioNeeded("The municipality chooses the scenario.")
    elif not client_manager_known(case, municipality):
        raise ClientManagerNeeded(
            "The municipality has named no client manager, so nobody could confirm it.",
            needs=["client-manager"],
        )


def _moment(proposed: HandoverPlanned, choice: Choice) -> datetime:
    offered = moments_of(proposed)
    if choice.moment is None:
        if len(offered) > 1:
            raise MomentNeeded("Several moments were proposed: say which one.")
        return offered[0]
    if choice.moment not in offered:
        raise MomentNotProposed("That moment was not proposed; propose it instead.")
    return choice.moment


def _scenario(proposed: HandoverPlanned, choice: Choice) -> Scenario:
    chosen = choice.scenario or proposed.scenario
    if chosen is None:
        raise ScenarioNeeded("The municipality chooses the scenario.")
    if choice.by is not Party.CLIENT_MANAGER and chosen is not proposed.scenario:
        raise ScenarioByMunicipality("The municipality chose the scenario.")
    return chosen


def _chosen(
    proposed: HandoverPlanned, act: Act, id_: UUID, moment: datetime, scenario: Scenario
) -> HandoverPlanned:
    return HandoverPlanned(
        id=id_,
        at=act.at,
        case_id=proposed.case_id,
        replaces=reference_to(proposed),
        municipality=proposed.municipality,
        mode=proposed.mode,
        scenario=scenario,
        scheduled_for=moment,
        proposed_by=proposed.proposed_by,
        place=proposed.place,
        language=proposed.language,
        interpreter=proposed.interpreter,
        reason=proposed.reason,
        closes_module=proposed.closes_module,
    )
