"""The own region of a regional coordinator: figures, gaps and contacts."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from continuous_line.codes_places import COUNTRY
from continuous_line.days import day
from continuous_line.errors import NotFound
from continuous_line.web.pages import Visitor, signed_in
from report_service import admission
from report_service.directory_client import Contact, DirectoryClient, Region
from report_service.domain.cuts import By
from report_service.domain.period import previous
from report_service.web import addresses
from report_service.web.areas import Area, areas
from report_service.web.dashboard import COUNTED, TILES, tile_of
from report_service.web.figures import of_area, read
from report_service.web.filters import filters
from report_service.web.region import around
from report_service.web.saying import Saying
from report_service.web.sheet import Sheet, sheet
from report_service.web.visits import Look, look

router = APIRouter()
Coordinator = Annotated[Visitor, signed_in(*admission.REGIONAL)]
Code = Annotated[str, Path(pattern=r"^AM[0-9]{2}$")]
_Asked = Annotated[str, Query(max_length=20)]
_AsOf = Annotated[str, Query(alias="asOf", max_length=20)]
FIGURES = (*TILES, *COUNTED)


@router.get("/regions")
async def regions_page(visitor: Coordinator) -> Response:
    """To the own region where it is one."""
    own = sorted(place for place in visitor.who.places if place.startswith("AM"))
    if len(own) == 1 and COUNTRY not in visitor.who.places:
        return visitor.see(f"/regions/{own[0]}")
    return await sheet(look(visitor), "regions.html", "", "", _regions)


async def _regions(given: Sheet) -> Response:
    report = await read(given.tx, given.look, given.asked, wanted=())
    names = report.places.names("region", report.map_on)
    who = given.look.who
    own = [
        (name, f"/regions/{code}")
        for code, name in sorted(names.items(), key=lambda one: one[1])
        if who is not None and (code in who.places or COUNTRY in who.places)
    ]
    return given.show("regions.html", report, regions=own)


@router.get("/regions/{code}")
async def region_page(
    code: Code, visitor: Coordinator, period: _Asked = "", known_on: _AsOf = ""
) -> Response:
    admission.require_region(visitor.who, code)
    resources = look(visitor).resources
    client = DirectoryClient.of(resources.http, resources.own)
    told = await client.region(visitor.token, code)
    return await sheet(
        look(visitor), "region.html", period, known_on, partial(_region, code=code, told=told)
    )


async def _region(given: Sheet, *, code: str, told: Region | None) -> Response:
    found = given.look
    report = await read(given.tx, found, given.asked, wanted=FIGURES)
    area = Area(By.REGION, code)
    if area not in areas(found, report):
        raise NotFound("There is no such region.")
    reports = [report]
    if report.period.first_on > given.span.first_on:
        before = await read(given.tx, found, given.asked, previous(report.period), FIGURES)
        reports.insert(0, before)
    kept = filters(found, given.span, given.asked, report, area).kept
    saying = Saying(found.named, found.words, report.definitions)
    shown = [of_area(found, one, area) for one in reports]
    return given.show(
        "region.html",
        report,
        area,
        region=report.places.names("region", report.map_on)[code],
        here=f"/regions/{code}",
        tiles=[tile_of(metric, shown, reports, area, kept, saying) for metric in FIGURES],
        more_figures=addresses.address("/", **kept, area=area.key),
        around=None if told is None else around(code, told, report),
        directory=found.resources.own.directory_pages,
        checked=partial(_checked, found),
    )


def _checked(found: Look, contact: Contact) -> str:
    """How long ago somebody asked whether it is right."""
    words = found.words
    if contact.verified_at is None:
        return words["contact_never_checked"]
    days = (day(found.page.now) - day(contact.verified_at)).days
    if days <= 0:
        return words["contact_checked_today"]
    return words["contact_checked_on" if days == 1 else "contact_checked"].format(days=days)
