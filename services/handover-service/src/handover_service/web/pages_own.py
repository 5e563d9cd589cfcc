"""The permit holder's own case, in plain words: where it stands, what to do, how it went."""

from typing import Annotated

from fastapi import APIRouter, Response

from continuous_line.codes_guidance import ExperienceAnswer
from continuous_line.web.pages import Form
from handover_service import roles
from handover_service.application import own_case
from handover_service.domain.errors import UnknownCase
from handover_service.web.agreed import options, places_of, plan_context, shown
from handover_service.web.guards import PageDesk, forgetful_desk, page_desk

router = APIRouter()


@router.get("/my-case")
async def my_case_page(at: Annotated[PageDesk, page_desk(*roles.OWN_CASE)]) -> Response:
    return await _page(at, Form.of(at.visitor))


@router.post("/my-case/experience")
async def experience(at: Annotated[PageDesk, forgetful_desk(*roles.OWN_CASE)]) -> Response:
    """What is answered is in no address, no hash and no input that waits."""
    said = at.form.choice("experience", tuple(ExperienceAnswer))
    if at.form.faults or said is None:
        return await _page(at, at.form, 400)
    await own_case.answer(at, ExperienceAnswer(said))
    return await at.unit.see("/my-case", "answered")


async def _page(at: PageDesk, form: Form, status: int = 200) -> Response:
    try:
        own = await own_case.read(at)
    except UnknownCase:
        return await shown(at, "my_case_none.html", status)
    row = own.row
    return await shown(
        at, "my_case.html", status, form=form, row=row, question=own.question,
        places=[row.azc, row.municipality, *places_of(own.agreed)],
        experiences=options(at, "experience"), **plan_context(at, own.agreed),
    )  # fmt: skip
