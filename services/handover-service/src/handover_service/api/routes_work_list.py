"""The work list: every open case, whose turn it is, what is missing and by when."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from continuous_line.fields import AS_INTEGER, Code
from continuous_line.writing import Reading, asking
from handover_service import roles
from handover_service.api import answers_work_list as answers
from handover_service.api.schemas import MunicipalityCode
from handover_service.domain.checklist import Item
from handover_service.domain.unit import Part
from handover_service.queries_units import Filters, WorkList
from handover_service.queries_units_sql import Flag, Sort

router = APIRouter(tags=["work list"])
LARGEST = 200


@router.get("/work-list")
async def read_work_list(
    request: Request,
    view: Annotated[Reading, asking(*roles.LIST_WORK)],
    *,
    azc: Annotated[Code | None, Query(description="Where the person lives.")] = None,
    municipality: Annotated[
        MunicipalityCode | None, Query(description="Also for those that merged into it.")
    ] = None,
    owner: Annotated[
        Code | None,
        Query(description="Staff id of the owner or the client manager of any of its cases."),
    ] = None,
    missing: Annotated[Item | None, Query(description="Only what lacks this.")] = None,
    part: Annotated[Part | None, Query(description="Of the four that add up.")] = None,
    flag: Annotated[Flag | None, Query()] = None,
    sort: Annotated[Sort, Query()] = Sort.DATE,
    page: Annotated[int, Query(ge=1, le=100_000), AS_INTEGER] = 1,
    page_size: Annotated[int, Query(alias="pageSize", ge=1, le=LARGEST), AS_INTEGER] = 25,
) -> answers.WorkListAnswer:
    """Of the places in your token: counts over all of it, and one page of what the filters leave.

    `azc`, `municipality`, `owner` and `missing` choose what is counted; `part` and `flag` what of
    it is listed. Without a next date comes last, and is counted.
    """
    days = request.app.state.resources.policy.move_near_days
    listed = await WorkList.of(view.tx, view.who, view.now, days)
    filters = Filters(azc, municipality, owner, missing, part, flag)
    offset = (page - 1) * page_size
    counts, rows = await listed.first(filters, sort, offset=offset, limit=page_size)
    return answers.work_list(counts, rows)
