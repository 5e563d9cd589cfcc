"""Assessments, and the talk about taking part."""

from datetime import date
from uuid import UUID

from continuous_line.act import When
from continuous_line.codes import AssessmentKind, AssessmentState
from profile_service import roles
from profile_service.application.recording import Recorded, decide
from profile_service.domain import assessments
from profile_service.streams import Desk


async def assess(
    desk: Desk, person: UUID, kind: AssessmentKind, state: AssessmentState, on: date, when: When
) -> Recorded:
    return await decide(
        desk,
        roles.ASSESS,
        person,
        when,
        lambda profile, act: assessments.assess(profile, kind, state, on, act),
    )


async def finish(
    desk: Desk, person: UUID, assessment_id: UUID, done_on: date, when: When
) -> Recorded:
    return await decide(
        desk,
        roles.ASSESS,
        person,
        when,
        lambda profile, act: assessments.finish(profile, assessment_id, done_on, act),
    )


async def hold_talk(desk: Desk, person: UUID, held_on: date, when: When) -> Recorded:
    return await decide(
        desk,
        roles.ASSESS,
        person,
        when,
        lambda profile, act: assessments.hold_talk(profile, held_on, act),
    )
