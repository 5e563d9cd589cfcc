"""One case: whose turn it is, what is missing, who has it, and everything that happened."""

from typing import Annotated

from fastapi import APIRouter, Response

from handover_service import roles
from handover_service.api.dependencies import CaseId
from handover_service.web.guards import PageDesk, page_desk
from handover_service.web.look import show
from handover_service.web.panels import PANELS

router = APIRouter()


@router.get("/cases/{caseId}")
async def case_page(case_id: CaseId, at: Annotated[PageDesk, page_desk(*roles.STAFF)]) -> Response:
    file = await at.open(roles.STAFF, case_id)
    case = file.case(case_id)
    panels = [(panel.template, await panel.made(at, file, case)) for panel in PANELS]
    return await show(
        at,
        "case.html",
        case=case,
        here=f"/cases/{case_id}",
        number=str(case_id)[:8],
        version=file.version,
        panels=[(template, shown) for template, shown in panels if shown is not None],
    )
