"""What somebody does, did, plans and wishes for, as the pages of activities show it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import Response

from profile_service import knowledge, notes, roles
from profile_service.domain import activities, assessments, plans, requests
from profile_service.domain.moves import after_move
from profile_service.files import File
from profile_service.web import codes_activities as codes
from profile_service.web.guards import PageDesk
from profile_service.web.look import show

PARTS = ("activities", "planned-activities", "assessments")
WISHES = "activity-requests"


async def told(at: PageDesk, person: UUID) -> dict[str, Any]:
    """Each part as the API tells it; that they were opened is kept."""
    w, who = at.writing, at.writing.who
    sees_wishes = who.has(*roles.SEE_WISHES)
    file = await at.read(roles.DOINGS, person, *PARTS, *([WISHES] if sees_wishes else []))
    moves = await knowledge.moves_of(w.tx, person)
    within = at.profiles.policy.continues_within_km
    wished = requests.requests(file.state) if sees_wishes else []
    assessed = assessments.assessments(file.state)
    return {
        "file": file,
        "done": [
            (one, after_move(one, moves, within)) for one in activities.activities(file.state)
        ],
        "planned": [
            (one, plans.warnings(file.state, one.plan, one.activity_id))
            for one in plans.plans(file.state)
            if not one.begun
        ],
        "wished": list(reversed(wished)) if sees_wishes else None,
        "wish_words": await words_of(at, {one.request_id: person for one in wished}),
        "assessed": assessed,
        "results": await _results(at, file, assessed),
        "talked_on": assessments.talked_on(file.state),
    }


async def words_of(at: PageDesk, wanted: Mapping[UUID, UUID]) -> dict[UUID, str]:
    """By wish; `wanted` says whose each is."""
    return await notes.opened(at.writing.tx, at.vault, notes.Kind.WISH, wanted)


async def _results(
    at: PageDesk, file: File, assessed: list[assessments.Assessment]
) -> dict[UUID, str]:
    """For whom the contents of the profile are."""
    if not file.tells(at.writing.who):
        return {}
    wanted = {one.assessment_id: file.person for one in assessed}
    return await notes.opened(at.writing.tx, at.vault, notes.Kind.RESULT, wanted)


async def shown(at: PageDesk, template: str, status: int = 200, **context: Any) -> Response:
    """The template with the words of every code."""
    language = at.visitor.language
    return await show(
        at,
        template,
        status,
        types=codes.TYPES[language],
        settings=codes.SETTINGS[language],
        ends=codes.ENDS[language],
        after=codes.AFTER[language],
        warned=codes.WARNINGS[language],
        answers=codes.ANSWERS[language],
        kinds=codes.ASSESSMENTS[language],
        stages=codes.STAGES[language],
        offers=codes.OFFERS[language],
        **context,
    )


def address(person: UUID) -> str:
    return f"/profiles/{person}/activities"
