"""What others did with a plan since a form of it was opened, for the page of a conflict."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from fastapi import Request

from continuous_line.database import Tx
from continuous_line.web.pages import Change
from continuous_line.web.pages.request import in_words
from handover_service.domain.events import Event, EventVoided
from handover_service.domain.events_guidance import (
    ActionsAgreed,
    PlanActionDone,
    PlanActionTakenOver,
    PlanDrafted,
    PlanEndorsed,
)
from handover_service.domain.fact import Fact
from handover_service.identity import IDS
from handover_service.resources import Resources
from handover_service.web import codes

_WORDS: Final[Mapping[type[Fact | EventVoided], str]] = {
    PlanDrafted: "changed_plan",
    PlanEndorsed: "changed_endorsed",
    ActionsAgreed: "changed_agreed",
    PlanActionDone: "changed_done",
    PlanActionTakenOver: "changed_taken_over",
    EventVoided: "changed_voided",
}


async def plan_changes(tx: Tx, request: Request, seen: int | None) -> Sequence[Change]:
    """Also what else happened to the case, as far as it is published."""
    resources: Resources = request.app.state.resources
    visitor, case_id = request.state.visitor, UUID(request.path_params["caseId"])
    file = (await resources.cases.files(tx, [case_id]))[case_id]
    words, events = visitor.words, codes.CODES[visitor.language]["event"]

    def told(event: Event) -> str:
        if type(event) in _WORDS:
            return str(words[_WORDS[type(event)]])
        published = events.get(type(event).__name__) if IDS.of(event) else None
        return str(published or words["changed_else"])

    return [
        Change(
            one.recorded_at,
            in_words(frozenset(one.context.roles), visitor.language, visitor.words),
            told(one.event),
        )
        for one in file.stored[seen or 0 :]
        if one.event.case_id == case_id
    ]
