"""What the pages of a plan have in common: its words, whose it is, and how far it is."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from fastapi import Response

from continuous_line.codes import Party
from continuous_line.days import day
from continuous_line.web.pages import Form
from handover_service.api import answers_plan
from handover_service.application.agreeing import Agreed, party_of
from handover_service.domain.events import HandoverClosed
from handover_service.web.codes_guidance import CODES
from handover_service.web.guards import PageDesk
from handover_service.web.look import show


def options(at: PageDesk, kind: str) -> list[tuple[str, str]]:
    """Pairs of value and text, for radios and selects."""
    return list(CODES[at.visitor.language][kind].items())


async def shown(
    at: PageDesk, template: str, status: int = 200, *, form: Form | None = None, **context: Any
) -> Response:
    """`guided`: the coded values of guidance in words; `today`."""
    today = day(at.writing.now)
    guided = CODES[at.visitor.language]
    return await show(at, template, status, form=form, guided=guided, today=today, **context)


def plan_context(at: PageDesk, read: Agreed) -> dict[str, Any]:
    """What `plan_parts.html` needs."""
    plan = answers_plan.plan(read, at.writing.now)
    me = party_of(at, read.file)
    return {
        "plan": plan,
        "me": me,
        "here": f"/cases/{read.case.id}",
        "open": read.case.last(HandoverClosed) is None,
        "version": read.file.version,
        "may_agree": _may_agree(plan, me),
        "late": late(plan.actions, day(at.writing.now)),
        "versions": [*([plan.present] if plan.present else []), *plan.former],
    }


def places_of(read: Agreed) -> list[str]:
    """Municipalities whose names a page shows."""
    return [fact.municipality for fact in read.case.links]


def late(actions: Iterable[answers_plan.StandingAction], today: date) -> set[UUID]:
    return {a.action_id for a in actions if a.done_at is None and a.due_on < today}


def _may_agree(plan: answers_plan.IntegrationPlan, me: Party) -> list[Party]:
    """For whom somebody may say that they agree: themselves, and for the permit holder."""
    if plan.present is None:
        return []
    return [party for party in plan.present.lacking if party in (me, Party.PERMIT_HOLDER)]
