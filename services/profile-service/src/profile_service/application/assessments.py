"""Assessments, and the talk about taking part."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from continuous_line.act import When
from continuous_line.codes import AssessmentKind, AssessmentState
from profile_service import notes, roles
from profile_service.application.recording import Recorded, decide
from profile_service.domain import assessments
from profile_service.domain.events import AssessmentRecorded
from profile_service.streams import Desk


@dataclass(frozen=True, slots=True)
class Stage:
    """`result`: in words, of one that is done."""

    state: AssessmentState
    on: date
    result: str | None = None


async def assess(
    desk: Desk, person: UUID, kind: AssessmentKind, stage: Stage, when: When
) -> Recorded:
    recorded = await decide(
        desk,
        roles.ASSESS,
        person,
        when,
        lambda profile, act: assessments.assess(profile, kind, stage.state, stage.on, act),
    )
    return await _with_result(desk, recorded, stage.result)


async def finish(
    desk: Desk, person: UUID, assessment_id: UUID, stage: Stage, when: When
) -> Recorded:
    recorded = await decide(
        desk,
        roles.ASSESS,
        person,
        when,
        lambda profile, act: assessments.finish(profile, assessment_id, stage.on, act),
    )
    return await _with_result(desk, recorded, stage.result)


async def _with_result(desk: Desk, recorded: Recorded, result: str | None) -> Recorded:
    if result is not None and isinstance(recorded.event, AssessmentRecorded):
        w, id_ = desk.writing, recorded.event.assessment_id
        kind = notes.Kind.RESULT
        await notes.keep(w.tx, desk.vault, recorded.person, kind, id_, result, w.now)
    return recorded


async def hold_talk(desk: Desk, person: UUID, held_on: date, when: When) -> Recorded:
    return await decide(
        desk,
        roles.ASSESS,
        person,
        when,
        lambda profile, act: assessments.hold_talk(profile, held_on, act),
    )
