"""What a labour-market region looks for: recorded by its own coordinator, seen at its places."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from continuous_line.codes_directory import Sector
from continuous_line.fields import Code
from continuous_line.web.pages import Form, PageWriting, page_writing
from directory_service.application import meetings
from directory_service.domain.errors import UnknownPlace
from directory_service.queries_contacts import places_on
from directory_service.roles import REGION_KEEPERS
from directory_service.web.codes import SECTORS
from directory_service.web.look import book_of
from directory_service.web.pages_offers import named_codes

router = APIRouter()
Region = Annotated[Code, Path()]
Unit = Annotated[PageWriting, page_writing(*REGION_KEEPERS)]
MOST_WANTED = ("most_wanted", "wanted_next", "wanted_third")


@router.get("/regions/{region}/needs/new")
async def region_needs_form(region: Region, unit: Unit) -> Response:
    return await _form(unit, region, Form.of(unit.visitor, valid_from=book_of(unit).today), 200)


@router.post("/regions/{region}/needs/new")
async def publish_region_needs_page(region: Region, unit: Unit) -> Response:
    form = unit.form
    wanted = [
        form.choice(name, tuple(Sector), required=name == MOST_WANTED[0]) for name in MOST_WANTED
    ]
    begins = form.day("valid_from")
    if form.faults:
        return await _form(unit, region, form, 400)
    sectors = tuple(dict.fromkeys(Sector(one) for one in wanted if one))
    await meetings.publish_region_profile(
        book_of(unit).directory, unit, region, sectors, valid_from=begins, occurred_at=None
    )
    return await unit.see(f"/regions/{region}", "region_needs_published")


async def _form(unit: PageWriting, region: str, form: Form, status: int) -> Response:
    """Raises UnknownPlace."""
    area = (await places_on(unit.tx, book_of(unit).today)).regions.get(region)
    if area is None:
        raise UnknownPlace("no labour-market region with this code is known today")
    sectors = named_codes(Sector, SECTORS[unit.visitor.language])
    return unit.visitor.page(
        "region_needs_form.html", status, form=form, area=area, sectors=sectors, names=MOST_WANTED
    )
