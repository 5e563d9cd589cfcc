"""What people do in reception."""

from datetime import date
from uuid import UUID

from continuous_line.act import When
from continuous_line.codes import ActivityEndReason
from profile_service import roles
from profile_service.application.recording import Recorded, decide
from profile_service.domain import activities
from profile_service.domain.activities import Doing
from profile_service.streams import Desk


async def record(desk: Desk, person: UUID, doing: Doing, when: When) -> Recorded:
    programmes = desk.profiles.policy.programmes
    return await decide(
        desk,
        roles.WRITE,
        person,
        when,
        lambda state, act: activities.record(state, doing, act, programmes),
    )


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
