"""Assessments asked for and done, and the talk about taking part; a result is never in a fact."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes import AssessmentKind, AssessmentState
from profile_service.domain.corrections import check_replacement
from profile_service.domain.errors import AssessmentDone, DoneBeforeRequested, UnknownAssessment
from profile_service.domain.events import AssessmentRecorded, ParticipationTalkHeld, ProfileEvent
from profile_service.domain.profile import Profile
from profile_service.domain.stay import known

TALK_TERM = timedelta(days=30)
"""Days from the permit to the participation talk, before its absence is named (our choice)."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """`requested_on` is None where it is only known to be done."""

    assessment_id: UUID
    kind: AssessmentKind
    requested_on: date | None
    done_on: date | None


def assess(
    state: Profile, kind: AssessmentKind, stage: AssessmentState, on: date, act: Act
) -> list[ProfileEvent]:
    """A correction keeps the assessment's id.

    Raises UnknownProfile, AheadOfNow, ReplacesAnotherKind.
    """
    known(state)
    check_replacement(act.replaces, AssessmentRecorded)
    replaced = act.replaces.id if act.replaces else None
    ids = [one.assessment_id for one in state.all(AssessmentRecorded) if one.id == replaced]
    return [
        AssessmentRecorded(
            id=act.id,
            at=act.at,
            replaces=act.replaces,
            assessment_id=ids[0] if ids else act.id,
            kind=kind,
            state=stage,
            happened_on=act.past(on, "happenedOn"),
        )
    ]


def finish(state: Profile, assessment_id: UUID, done_on: date, act: Act) -> list[ProfileEvent]:
    """What was asked for is done.

    Raises UnknownProfile, UnknownAssessment, AssessmentDone, DoneBeforeRequested, AheadOfNow.
    """
    known(state)
    found = find(state, assessment_id)
    if found.done_on is not None:
        raise AssessmentDone(f"it was done on {found.done_on}")
    if found.requested_on is not None and done_on < found.requested_on:
        raise DoneBeforeRequested("doneOn lies before the day it was asked for")
    return [
        AssessmentRecorded(
            id=act.id,
            at=act.at,
            assessment_id=assessment_id,
            kind=found.kind,
            state=AssessmentState.DONE,
            happened_on=act.past(done_on, "doneOn"),
        )
    ]


def assessments(state: Profile) -> list[Assessment]:
    """In the order in which they were first recorded."""
    found: dict[UUID, Assessment] = {}
    for one in state.all(AssessmentRecorded):
        before = found.get(one.assessment_id)
        asked = before.requested_on if before else None
        done = before.done_on if before else None
        if one.state is AssessmentState.REQUESTED:
            asked = one.happened_on
        else:
            done = one.happened_on
        found[one.assessment_id] = Assessment(one.assessment_id, one.kind, asked, done)
    return list(found.values())


def find(state: Profile, assessment_id: UUID) -> Assessment:
    """Raises UnknownAssessment."""
    found = next((one for one in assessments(state) if one.assessment_id == assessment_id), None)
    if found is None:
        raise UnknownAssessment("There is no such assessment of this person.")
    return found


def hold_talk(state: Profile, held_on: date, act: Act) -> list[ProfileEvent]:
    """Raises UnknownProfile, AheadOfNow, ReplacesAnotherKind."""
    known(state)
    check_replacement(act.replaces, ParticipationTalkHeld)
    return [
        ParticipationTalkHeld(
            id=act.id,
            at=act.at,
            replaces=act.replaces,
            held_on=act.past(held_on, "heldOn"),
        )
    ]


def talked_on(state: Profile) -> date | None:
    """The day of the first participation talk."""
    return min((talk.held_on for talk in state.all(ParticipationTalkHeld)), default=None)


def talk_due_on(granted_on: date | None, term: timedelta = TALK_TERM) -> date | None:
    """From that day on the person is named, where no talk was held."""
    return granted_on + term if granted_on else None
