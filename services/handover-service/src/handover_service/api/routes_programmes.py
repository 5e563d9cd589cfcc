"""Programmes: what is loaded, who is in which, and what is recorded within them."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from continuous_line.fields import Code
from continuous_line.writing import Reading, reading
from handover_service import programme_table, roles
from handover_service.api import answers_tracking as answers
from handover_service.api import schemas_tracking as schemas
from handover_service.api.dependencies import CaseId, created, desk
from handover_service.application import programmes as use_cases
from handover_service.domain.errors_programmes import UnknownProgramme
from handover_service.domain.programme import Programmes
from handover_service.resources import Resources
from handover_service.streams import Desk

router = APIRouter(tags=["programmes"])
Guiding = Annotated[Desk, desk(*roles.GUIDE)]
Looking = Annotated[Reading, reading(*roles.PROGRAMMES)]


async def known(request: Request, at: Desk | Reading) -> Programmes:
    """The programmes that are loaded."""
    resources: Resources = request.app.state.resources
    return await resources.programmes.known(at.tx if isinstance(at, Reading) else at.writing.tx)


@router.get("/programmes")
async def list_programmes(request: Request, view: Looking) -> answers.ProgrammeList:
    """Every version that was loaded, and the files that were refused."""
    loaded = await known(request, view)
    refused = await programme_table.refused(view.tx)
    return answers.ProgrammeList(
        items=[answers.version_of(one) for one in loaded],
        refused=[answers.refused_file(one) for one in refused],
    )


@router.get("/programmes/{code}")
async def read_programme(
    request: Request, code: Annotated[Code, Path()], view: Looking
) -> answers.ProgrammeList:
    """The versions of one programme, the oldest first."""
    versions = (await known(request, view)).versions(code)
    if not versions:
        raise UnknownProgramme("There is no programme with this code.")
    return answers.ProgrammeList(items=[answers.version_of(one) for one in versions], refused=[])


@router.post("/cases/{caseId}/programmes", status_code=201, response_class=Response)
async def assign_programme(
    request: Request, case_id: CaseId, body: schemas.Assignment, at: Guiding
) -> Response:
    """Put somebody into a programme, in the version of that day."""
    loaded = await known(request, at)
    recorded = await use_cases.assign(at, loaded, case_id, body.programme, body.new(), body.when())
    return await created(at, recorded)


@router.post("/cases/{caseId}/programme-endings", status_code=201, response_class=Response)
async def end_programme(case_id: CaseId, body: schemas.Ending, at: Guiding) -> Response:
    recorded = await use_cases.end(at, case_id, body.programme, body.reason, body.when())
    return await created(at, recorded)


@router.post("/cases/{caseId}/contacts", status_code=201, response_class=Response)
async def record_contact(
    request: Request, case_id: CaseId, body: schemas.Contact, at: Guiding
) -> Response:
    """A contact within a programme; it is no handover."""
    loaded = await known(request, at)
    return await created(
        at, await use_cases.hold_contact(at, loaded, case_id, body.new(), body.when())
    )


@router.post("/cases/{caseId}/progress-talks", status_code=201, response_class=Response)
async def record_progress_talk(
    request: Request, case_id: CaseId, body: schemas.ProgressTalk, at: Guiding
) -> Response:
    loaded = await known(request, at)
    recorded = await use_cases.hold_progress_talk(at, loaded, case_id, body.programme, body.when())
    return await created(at, recorded)


@router.post("/cases/{caseId}/steps", status_code=201, response_class=Response)
async def record_step(
    request: Request, case_id: CaseId, body: schemas.StepTaken, at: Guiding
) -> Response:
    """A step that only this programme knows."""
    loaded = await known(request, at)
    recorded = await use_cases.record_step(
        at, loaded, case_id, body.programme, body.step, body.when()
    )
    return await created(at, recorded)


@router.post("/cases/{caseId}/findings", status_code=201, response_class=Response)
async def record_finding(
    request: Request, case_id: CaseId, body: schemas.Finding, at: Guiding
) -> Response:
    """Something learned, and from whom; the words are kept sealed."""
    resources: Resources = request.app.state.resources
    recorded = await use_cases.record_finding(
        at, resources.vault, case_id, body.source, body.text, body.when()
    )
    return await created(at, recorded)
