"""What others did with a plan since a form of it was opened, for the page of a conflict."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from fastapi import Request

from continuous_line.database import Tx
from continuous_line.web.pages import Change
from continuous_line.web.pages.request import in_words
from handover_service.domain.events import EventVoided
from handover_service.domain.events_guidance import (
    ActionsAgreed,
    PlanActionDone,
    PlanActionTakenOver,
    PlanDrafted,
    PlanEndorsed,
)
from handover_service.domain.fact import Fact
from handover_service.resources import Resources

_WORDS: Final[Mapping[type[Fact | EventVoided], str]] = {
    PlanDrafted: "changed_plan",
    PlanEndorsed: "changed_endorsed",
    ActionsAgreed: "changed_agreed",
    PlanActionDone: "changed_done",
    PlanActionTakenOver: "changed_taken_over",
    EventVoided: "changed_voided",
}


async def plan_changes(tx: Tx, request: Request, seen: int | None) -> Sequence[Change]:
    """Also what else happened to the case, without saying what."""
    resources: Resources = request.app.state.resources
    visitor, case_id = request.state.visitor, UUID(request.path_params["caseId"])
    file = (await resources.cases.files(tx, [case_id]))[case_id]
    return [
        Change(
            one.recorded_at,
            in_words(frozenset(one.context.roles), visitor.language, visitor.words),
            visitor.words[_WORDS.get(type(one.event), "changed_else")],
        )
        for one in file.stored[seen or 0 :]
        if one.event.case_id == case_id
    ]
