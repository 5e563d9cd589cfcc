"""A talk proposed and confirmed, for one or for a household; what makes distance less.

What is decided is stored by `households.save_all`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID, uuid4

from continuous_line.act import When
from continuous_line.days import day
from handover_service import knowledge, roles, visits, waiting
from handover_service.application.households import Decided, decide_for_all
from handover_service.domain import talks_planning
from handover_service.domain.errors import NotLinked
from handover_service.domain.errors_talks import UnknownPlan
from handover_service.domain.events import HandoverPlanned
from handover_service.streams import Desk, File


@dataclass(frozen=True, slots=True)
class MeetingOptions:
    """`distance_km` None: a place is unknown. `waiting`: other cases, see `waiting.Waiting`."""

    azc: str
    municipality: str
    distance_km: float | None
    waiting: waiting.Waiting
    visits: tuple[visits.Visit, ...]


async def decide_plan(
    desk: Desk,
    case_id: UUID,
    new: talks_planning.NewPlan,
    when: When,
    members: Collection[UUID] = (),
) -> Decided:
    return await decide_for_all(
        desk,
        roles.TALK,
        case_id,
        members,
        when,
        lambda _file, case, act: talks_planning.plan(case, act, new),
    )


async def decide_confirmation(
    desk: Desk,
    case_id: UUID,
    choice: talks_planning.Choice,
    when: When,
    members: Collection[UUID] = (),
) -> Decided:
    return await decide_for_all(
        desk,
        roles.TALK,
        case_id,
        members,
        when,
        lambda _file, case, act: talks_planning.confirm(case, act, choice, replanning=uuid4()),
    )


async def meeting_options(desk: Desk, file: File, case_id: UUID) -> MeetingOptions:
    """For the place where the person lives now. Raises NotLinked."""
    tx, now = desk.writing.tx, desk.writing.now
    case = file.case(case_id)
    azc, municipality = file.azc(case, now), case.municipality(now)
    if municipality is None:
        raise NotLinked("The person is linked to no municipality.", needs=["link"])
    return MeetingOptions(
        azc,
        municipality,
        await knowledge.distance(tx, azc, municipality, day(now)),
        await waiting.at_the_same_azc(tx, case_id, azc, municipality),
        tuple(await visits.ahead(tx, azc, municipality, now)),
    )


async def household(desk: Desk, file: File, case_id: UUID) -> dict[UUID, UUID]:
    """The other cases that may go along in one act, each with the person it is about."""
    azc = file.about(case_id, desk.writing.now).azc
    return await waiting.household_of(desk.writing.tx, case_id, azc)


def plan_of(file: File, case_id: UUID, plan_id: UUID) -> HandoverPlanned:
    """The plan that others know by this id, as it was recorded. Raises UnknownPlan."""
    found = file.find(plan_id)
    if found is None or found.event.case_id != case_id:
        raise UnknownPlan("There is no such plan in this case.")
    if not isinstance(found.event, HandoverPlanned):
        raise UnknownPlan("There is no such plan in this case.")
    return found.event
