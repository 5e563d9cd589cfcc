"""Programmes that run at some places only."""

from typing import Annotated

from fastapi import APIRouter, Response

from continuous_line.pagination import Page, PagingParameters
from continuous_line.writing import Reading, Writing, reading, writing
from directory_service import queries_offers
from directory_service.api import schemas_offers as schemas
from directory_service.api.dependencies import Streams
from directory_service.api.schemas import each_once
from directory_service.application import offers
from directory_service.roles import ANYBODY, KEEPERS

router = APIRouter(tags=["programmes"])
View = Annotated[Reading, reading(*ANYBODY)]
Unit = Annotated[Writing, writing(*KEEPERS)]


@router.get("/programmes")
async def list_programmes(view: View, paging: PagingParameters) -> Page[schemas.Programme]:
    """Those that are bound to places; any other may be offered anywhere."""
    after = paging.after(str)
    rows = await queries_offers.programmes_after(view.tx, after[0] if after else None, paging.limit)
    shown, following = paging.cut(rows, lambda row: (row.programme,))
    found = [schemas.Programme(programme=row.programme, places=row.places) for row in shown]
    return Page(items=found, next=following)


@router.put("/programmes/{programme}", status_code=204, response_class=Response)
async def describe_programme(
    programme: schemas.ProgrammeCode, body: schemas.ProgrammePlaces, streams: Streams, unit: Unit
) -> Response:
    """From now on it runs at these places and nowhere else; offers elsewhere are not found."""
    version = await offers.describe_programme(
        streams, unit, programme, each_once(body.places), occurred_at=body.occurred_at
    )
    return await unit.done(version)
