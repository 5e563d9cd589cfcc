"""What people do in reception: wished for, planned, recorded, ended."""

from datetime import date
from uuid import UUID

from continuous_line.act import When
from continuous_line.codes import ActivityEndReason, ActivityType, RequestAnswer
from profile_service import knowledge, notes, roles
from profile_service.application.recording import Recorded, act_on, decide, save_all
from profile_service.domain import activities, plans, requests
from profile_service.domain.activities import Doing
from profile_service.domain.events import ActivityRequested
from profile_service.domain.moves import follow
from profile_service.domain.plans import Plan
from profile_service.domain.profile import fold
from profile_service.streams import Desk


async def record(
    desk: Desk, person: UUID, doing: Doing, when: When, planned: UUID | None = None
) -> Recorded:
    """Where the person moved since and it cannot go on, it ends with the move at once."""
    policy = desk.profiles.policy
    file = await desk.open(roles.WRITE, person)
    act = act_on(desk, file, when)
    recorded = activities.record(file.state, doing, act, policy.codes, planned=planned)
    moves = await knowledge.moves_of(desk.writing.tx, person)
    after = fold(recorded, file.state)
    ended = follow(after, moves, act, policy.continues_within_km)
    return await save_all(desk, file, recorded, ended)


async def end(
    desk: Desk,
    person: UUID,
    activity_id: UUID,
    *,
    ended_on: date,
    reason: ActivityEndReason,
    when: When,
) -> Recorded:
    return await decide(
        desk,
        roles.WRITE,
        person,
        when,
        lambda state, act: activities.end(state, activity_id, ended_on, reason, act),
    )


async def plan(desk: Desk, person: UUID, wanted: Plan, when: When) -> Recorded:
    codes = desk.profiles.policy.codes
    return await decide(
        desk, roles.PLAN, person, when, lambda state, act: plans.plan(state, wanted, act, codes)
    )


async def request(
    desk: Desk, person: UUID, activity_type: ActivityType, wish: str | None, when: When
) -> Recorded:
    asked = await decide(
        desk,
        roles.WISH,
        person,
        when,
        lambda state, act: requests.request(state, activity_type, act),
    )
    if wish is not None and isinstance(asked.event, ActivityRequested):
        w = desk.writing
        id_ = asked.event.request_id
        await notes.keep(w.tx, desk.vault, person, notes.Kind.WISH, id_, wish, w.now)
    return asked


async def answer(
    desk: Desk,
    person: UUID,
    request_id: UUID,
    *,
    given: RequestAnswer,
    provider: str | None,
    when: When,
) -> Recorded:
    """By the participation case manager, even where nothing fits."""
    return await decide(
        desk,
        roles.ANSWER,
        person,
        when,
        lambda state, act: requests.answer(state, request_id, given, provider, act),
    )
