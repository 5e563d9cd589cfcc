"""Wishes for an activity: each is answered, even where nothing fits."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from continuous_line.act import Act
from continuous_line.codes import ActivityType, RequestAnswer
from profile_service.domain.errors import AlreadyAnswered, UnknownRequest
from profile_service.domain.events import ActivityAnswered, ActivityRequested, ProfileEvent
from profile_service.domain.profile import Profile
from profile_service.domain.stay import known


@dataclass(frozen=True, slots=True)
class Request:
    """What is valid of one wish; its words are sealed."""

    request_id: UUID
    activity_type: ActivityType
    requested_at: datetime
    answer: RequestAnswer | None = None
    provider: str | None = None
    answered_at: datetime | None = None


def request(state: Profile, activity_type: ActivityType, act: Act) -> list[ProfileEvent]:
    """Raises UnknownProfile."""
    known(state)
    return [ActivityRequested(id=act.id, at=act.at, request_id=act.id, activity_type=activity_type)]


def answer(
    state: Profile, request_id: UUID, given: RequestAnswer, provider: str | None, act: Act
) -> list[ProfileEvent]:
    """Once; `later` may be followed by another answer.

    Raises UnknownProfile, UnknownRequest, AlreadyAnswered.
    """
    known(state)
    found = find(state, request_id)
    if found.answer not in (None, RequestAnswer.LATER):
        raise AlreadyAnswered("this wish was answered; take that answer back if it is wrong")
    return [
        ActivityAnswered(
            id=act.id, at=act.at, request_id=request_id, answer=given, provider=provider
        )
    ]


def requests(state: Profile) -> list[Request]:
    """In the order in which they were recorded."""
    answers = {one.request_id: one for one in state.all(ActivityAnswered)}
    return [_request(one, answers.get(one.request_id)) for one in state.all(ActivityRequested)]


def find(state: Profile, request_id: UUID) -> Request:
    """Raises UnknownRequest."""
    found = next((one for one in requests(state) if one.request_id == request_id), None)
    if found is None:
        raise UnknownRequest("There is no such request of this person.")
    return found


def _request(asked: ActivityRequested, answered: ActivityAnswered | None) -> Request:
    if answered is None:
        return Request(asked.request_id, asked.activity_type, asked.at)
    return Request(
        asked.request_id,
        asked.activity_type,
        asked.at,
        answered.answer,
        answered.provider,
        answered.at,
    )
