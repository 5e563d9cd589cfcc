"""The map of municipalities, beside its table."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from continuous_line.web.pages import Visitor, signed_in
from report_service import admission
from report_service.domain.cuts import By
from report_service.domain.period import previous
from report_service.web import addresses
from report_service.web.figures import cells, read
from report_service.web.filters import filters
from report_service.web.groups import merged, rows_of
from report_service.web.municipalities import map_of
from report_service.web.saying import Saying
from report_service.web.sheet import Sheet, sheet
from report_service.web.visits import look

router = APIRouter()
METRIC = "warm-handover"


@router.get("/map")
async def map_page(
    visitor: Annotated[Visitor, signed_in(*admission.roles_for(By.MUNICIPALITY))],
    period: Annotated[str, Query(max_length=20)] = "",
    known_on: Annotated[str, Query(alias="asOf", max_length=20)] = "",
) -> Response:
    return await sheet(look(visitor), "map.html", period, known_on, _map)


async def _map(given: Sheet) -> Response:
    look_, tx = given.look, given.tx
    report = await read(tx, look_, given.asked, wanted=(METRIC,))
    before = await read(tx, look_, given.asked, previous(given.asked.period), (METRIC,))
    saying = Saying(look_.named, look_.words, report.definitions)
    now = cells(look_, report, By.MUNICIPALITY)
    names = report.places.names(By.MUNICIPALITY, report.map_on)
    rows = rows_of(
        METRIC, By.MUNICIPALITY, now, cells(look_, before, By.MUNICIPALITY), names, saying
    )
    found = filters(look_, given.span, given.asked, report, None)
    who = look_.who
    return given.show(
        "map.html",
        report,
        rows=[row for row in rows if row.share.percent or row.share.suppressed],
        empty=[row.name for row in rows if not (row.share.percent or row.share.suppressed)],
        drawing=await map_of(METRIC, now, report, look_.named.period(report.period), saying),
        merged=merged(report, now),
        own=who is not None and not who.has(*admission.EVERYTHING),
        more=addresses.metric(METRIC, found.kept, by=By.MUNICIPALITY),
    )
