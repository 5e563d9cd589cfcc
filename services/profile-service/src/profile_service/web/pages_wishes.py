"""Wishes for an activity: made, listed for who answers them, and answered."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Response

from continuous_line.act import When
from continuous_line.codes import ActivityType, RequestAnswer
from continuous_line.web.pages import Form, PageNumber, Pager
from profile_service import roles, wishes
from profile_service.api.dependencies import PermitHolderId, RequestId
from profile_service.application import activities as use_cases
from profile_service.domain import requests
from profile_service.web.doings import WISHES, address, shown, words_of
from profile_service.web.guards import PageDesk, page_desk

router = APIRouter()
Wisher = Annotated[PageDesk, page_desk(*roles.WISH)]
Answerer = Annotated[PageDesk, page_desk(*roles.ANSWER)]
LONGEST: Final = 500


@router.get("/activity-requests")
async def wishes_page(
    at: Annotated[PageDesk, page_desk(*roles.LIST_WISHES)],
    *,
    everything: Annotated[str, Query(alias="all", max_length=3)] = "",
    number: PageNumber = 1,
) -> Response:
    """At the reader's reception centres, the oldest first; those without an answer, or all."""
    w, answered = at.writing, None if everything else False
    pager = Pager(number, await wishes.number_at(w.tx, w.who.places, answered=answered))
    rows = await wishes.at_places(
        w.tx, w.who.places, azc=None, answered=answered, after=None,
        limit=pager.limit, offset=pager.offset,
    )  # fmt: skip
    await at.account_rows({row.permit_holder_id: False for row in rows}, WISHES)
    words = await words_of(at, {row.request_id: row.permit_holder_id for row in rows})
    return await shown(
        at, "wishes.html", rows=rows, pager=pager, wish_words=words,
        everything=bool(everything), may_answer=w.who.has(*roles.ANSWER),
    )  # fmt: skip


@router.get("/profiles/{permitHolderId}/activity-requests/new")
async def wish_form(permit_holder_id: PermitHolderId, at: Wisher) -> Response:
    await at.open(roles.WISH, permit_holder_id)
    return await _wish(at, permit_holder_id, Form.of(at.visitor))


@router.post("/profiles/{permitHolderId}/activity-requests/new")
async def wish_page(permit_holder_id: PermitHolderId, at: Wisher) -> Response:
    """By the permit holder, or the case manager on their behalf."""
    await at.open(roles.WISH, permit_holder_id)
    kind = at.form.choice("wish_type", tuple(ActivityType))
    words = at.form.text("wish", longest=LONGEST, required=False)
    if at.form.faults or kind is None:
        return await _wish(at, permit_holder_id, at.form, 400)
    await use_cases.request(at, permit_holder_id, ActivityType(kind), words or None, When())
    return await at.unit.see(address(permit_holder_id), "wished")


@router.get("/profiles/{permitHolderId}/activity-requests/{requestId}/answer")
async def answer_form(
    permit_holder_id: PermitHolderId, request_id: RequestId, at: Answerer
) -> Response:
    return await _answer(at, permit_holder_id, request_id, Form.of(at.visitor))


@router.post("/profiles/{permitHolderId}/activity-requests/{requestId}/answer")
async def answer_page(
    permit_holder_id: PermitHolderId, request_id: RequestId, at: Answerer
) -> Response:
    """Every wish is answered, also where nothing fits."""
    given = at.form.choice("wish_answer", tuple(RequestAnswer))
    provider = at.form.code("provider", required=False)
    if at.form.faults or given is None:
        return await _answer(at, permit_holder_id, request_id, at.form, 400)
    await use_cases.answer(
        at, permit_holder_id, request_id,
        given=RequestAnswer(given), provider=provider or None, when=When(),
    )  # fmt: skip
    return await at.unit.see("/activity-requests", "answered")


async def _wish(at: PageDesk, person: PermitHolderId, form: Form, status: int = 200) -> Response:
    return await shown(at, "wish_form.html", status, form=form, back=address(person))


async def _answer(
    at: PageDesk, person: PermitHolderId, request_id: RequestId, form: Form, status: int = 200
) -> Response:
    """Raises UnknownRequest."""
    file = await at.read(roles.ANSWER, person, WISHES)
    wish = requests.find(file.state, request_id)
    words = await words_of(at, {request_id: person})
    return await shown(
        at, "wish_answer.html", status, form=form, wish=wish, words_of_it=words.get(request_id)
    )
