"""What is asked for where no offer fits. About nobody: no field takes a person."""

from datetime import datetime
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Query, Response

from continuous_line.codes import Role
from continuous_line.fields import Code, QueryBool
from continuous_line.pagination import Page, PagingParameters
from continuous_line.writing import Reading, Writing, etag, reading, writing
from directory_service import queries_offers
from directory_service.api import schemas_offers as schemas
from directory_service.api.dependencies import Streams
from directory_service.application import offers
from directory_service.domain.errors import UnknownDemand
from directory_service.roles import ASKERS, COLLEAGUES

router = APIRouter(tags=["demands"])
View = Annotated[Reading, reading(*COLLEAGUES)]
Unit = Annotated[Writing, writing(*ASKERS)]
Answering = Annotated[Writing, writing(Role.PARTICIPATION_CASE_MANAGER)]


@router.get("/demands")
async def list_demands(
    view: View,
    paging: PagingParameters,
    place: Annotated[list[Code] | None, Query(description="At any of these.")] = None,
    answered: Annotated[QueryBool | None, Query()] = None,
) -> Page[schemas.Demand]:
    """The oldest first."""
    rows = await queries_offers.demands_at(
        view.tx,
        place or (),
        answered=answered,
        after=paging.after(datetime, UUID),
        limit=paging.limit,
    )
    shown, following = paging.cut(rows, lambda row: (row.recorded_at, row.demand_id))
    return Page(items=[schemas.demand_of(row) for row in shown], next=following)


@router.post("/demands", status_code=201, response_class=Response)
async def record_demand(body: schemas.NewDemand, streams: Streams, unit: Unit) -> Response:
    """By those at one of its places."""
    demand_id = body.demand_id or uuid4()
    version = await offers.record_demand(
        streams, unit, demand_id, body.wish(), occurred_at=body.occurred_at
    )
    return await unit.created(f"/v1/demands/{demand_id}", version)


@router.get("/demands/{demandId}")
async def read_demand(
    demand_id: schemas.DemandId, response: Response, streams: Streams, view: View
) -> schemas.Demand:
    row = await queries_offers.demand(view.tx, demand_id)
    if row is None:
        raise UnknownDemand("no demand with this id is recorded")
    found = await streams.demands.load(view.tx, demand_id)
    response.headers["ETag"] = etag(found.version)
    return schemas.demand_of(row)


@router.post("/demands/{demandId}/answers", status_code=201, response_class=Response)
async def answer_demand(
    demand_id: schemas.DemandId, body: schemas.DemandAnswer, streams: Streams, unit: Answering
) -> Response:
    """By the participation case manager there, also with none; the last answer holds."""
    version = await offers.answer_demand(
        streams, unit, demand_id, tuple(dict.fromkeys(body.offers)), occurred_at=body.occurred_at
    )
    return await unit.created(f"/v1/demands/{demand_id}", version)
