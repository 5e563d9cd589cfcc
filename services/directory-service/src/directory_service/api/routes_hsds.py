"""Offers in the form of Open Referral HSDS 3, for directories of services that read it.

Names of fields and the form of a page are of that standard, not of this API; its `per_page` is
known here as `perPage` too, which the API design rules want.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from continuous_line.days import day
from continuous_line.fields import AS_INTEGER
from continuous_line.writing import Reading, reading
from directory_service import hsds, queries_places
from directory_service.api.schemas_offers import OfferId
from directory_service.domain.errors import UnknownOffer
from directory_service.roles import ANYBODY

router = APIRouter(tags=["hsds"], prefix="/hsds")
View = Annotated[Reading, reading(*ANYBODY)]
_TOLD: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "As HSDS 3 has it.",
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
}
_Size = Annotated[int | None, Field(ge=1, le=200), AS_INTEGER]


@router.get("", responses=_TOLD)
async def describe_hsds(request: Request, view: View) -> JSONResponse:  # noqa: ARG001
    """Which version of HSDS is spoken here, and where the document of this API is."""
    return JSONResponse(
        {
            "version": hsds.VERSION,
            "profile": hsds.PROFILE,
            "openapi_url": str(request.base_url) + "v1/openapi.json",
        }
    )


@router.get("/services", responses=_TOLD)
async def list_hsds_services(
    view: View,
    page: Annotated[int, Field(ge=1, le=1_000_000), AS_INTEGER, Query()] = 1,
    size: Annotated[_Size, Query(alias="perPage", description="50 where none is given.")] = None,
    plain: Annotated[_Size, Query(alias="per_page", include_in_schema=False)] = None,
) -> JSONResponse:
    """The offers that have not ended, nor were withdrawn."""
    today, limit = day(view.now), size or plain or 50
    total, rows = await queries_places.offers_to_tell(
        view.tx, today, offset=(page - 1) * limit, limit=limit
    )
    places = await queries_places.points(view.tx, [code for row in rows for code in row.places])
    contents = [hsds.service(row, places, today) for row in rows]
    return JSONResponse(hsds.page(contents, page, limit, total))


@router.get("/services/{offerId}", responses=_TOLD)
async def read_hsds_service(offer_id: OfferId, view: View) -> JSONResponse:
    """Also one that ended (`inactive`) or was withdrawn (`defunct`)."""
    row = await queries_places.offer_to_tell(view.tx, offer_id)
    if row is None:
        raise UnknownOffer("no offer with this id is published")
    places = await queries_places.points(view.tx, row.places)
    return JSONResponse(hsds.service(row, places, day(view.now)))
