"""The talk: planned, confirmed, recorded for one or for a household, acknowledged."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from continuous_line.act import When
from continuous_line.codes import Party, Role, Section, Verdict
from handover_service import roles
from handover_service.application.recording import Recorded, act_on, decide, save
from handover_service.domain import talks
from handover_service.domain.errors import NotOneHousehold
from handover_service.domain.link import after_link
from handover_service.streams import Desk, File, stream_of


def side_of(desk: Desk) -> Party:
    """Whose side somebody speaks for in planning a talk."""
    own = desk.writing.who.has(Role.CASE_MANAGER)
    return Party.CASE_MANAGER if own else Party.CLIENT_MANAGER


async def plan_talk(desk: Desk, case_id: UUID, new: talks.NewPlan, when: When) -> Recorded:
    return await decide(
        desk, roles.TALK, case_id, when, lambda case, act: talks.plan(case, act, new)
    )


async def confirm_plan(desk: Desk, case_id: UUID, when: When) -> Recorded:
    return await decide(
        desk, roles.TALK, case_id, when, lambda case, act: talks.confirm(case, act, side_of(desk))
    )


async def record_talk(
    desk: Desk, case_id: UUID, new: talks.NewTalk, members: Collection[UUID], when: When
) -> Recorded:
    """The outcome for one case, or in one act for all members of a household."""
    files = await desk.open_all(roles.TALK, case_id, members)
    if len(files) > 1:
        _one_household(files, when, desk.writing.now)
    recorded: dict[UUID, Recorded] = {}
    for one, file in sorted(files.items(), key=lambda item: stream_of(item[1].person)):
        case, act = file.case(one), act_on(desk, file, when)
        after_link(case, act)
        events = talks.record_talk(case, act, new, file.azc(case, act.at))
        recorded[one] = await save(desk, file, events)
    return recorded[case_id]


async def acknowledge(
    desk: Desk, case_id: UUID, verdict: Verdict, sections: tuple[Section, ...], when: When
) -> Recorded:
    return await decide(
        desk,
        roles.ACKNOWLEDGE,
        case_id,
        when,
        lambda case, act: talks.acknowledge(case, act, verdict, sections),
    )


def _one_household(files: Mapping[UUID, File], when: When, now: datetime) -> None:
    """Raises NotOneHousehold: a common act needs one household and one municipality."""
    if when.replaces:
        raise NotOneHousehold("A correction is made for one person at a time.")
    moment = when.occurred_at or now
    households = {file.resident.household_id for file in files.values()}
    places = {file.case(one).municipality(moment) for one, file in files.items()}
    persons = {file.person for file in files.values()}
    if None in households or len(households) > 1 or len(places) > 1 or len(persons) < len(files):
        raise NotOneHousehold(
            "These cases are not known (yet) as one household in one municipality."
        )
