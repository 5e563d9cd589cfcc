"""The dashboard: the country's figures, open to all; for who signed in, those of their areas."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from report_service.domain.definitions import Definitions
from report_service.web import addresses
from report_service.web.areas import area_of
from report_service.web.dashboard import COUNTED, LEADS, TILES, board
from report_service.web.figures import Wanted, read_trend
from report_service.web.filters import filters
from report_service.web.saying import Saying
from report_service.web.sheet import Sheet, sheet
from report_service.web.visits import Look, Looking

router = APIRouter()
WANTED = Wanted(now=(*TILES, *COUNTED, *LEADS), before=(*TILES, *COUNTED), trend=("warm-handover",))


@router.get("/")
async def dashboard(
    look: Looking,
    period: Annotated[str, Query(max_length=20)] = "",
    known_on: Annotated[str, Query(alias="asOf", max_length=20)] = "",
    area: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Without a period: the latest half year in which more than a few moved."""
    return await sheet(
        look, "dashboard.html", period, known_on, lambda found: _dashboard(found, area)
    )


async def _dashboard(given: Sheet, area: str) -> Response:
    look = given.look
    reports = await read_trend(given.tx, look, given.asked, given.span, WANTED)
    report = reports[-1]
    chosen = area_of(look, report, area)
    kept = filters(look, given.span, given.asked, report, chosen).kept
    shown = await board(look, reports, chosen, kept)
    links = metric_links(report.definitions, look, kept)
    key = None if chosen is None else chosen.key
    files = [(form.upper(), addresses.figures_file(form, kept, key)) for form in addresses.FORMATS]
    papers = {
        form: addresses.paper(report.period.code, form, kept["asOf"], key)
        for form in ("page", "pdf")
    }
    return given.show(
        "dashboard.html", report, chosen, board=shown, links=links, files=files, papers=papers
    )


def metric_links(
    definitions: Definitions, look: Look, kept: dict[str, str | None]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Title and address of every metric, and of every lead time."""
    saying = Saying(look.named, look.words, definitions)
    return (
        [(saying.title(code), addresses.metric(code, kept)) for code in definitions.metrics],
        [(saying.title(code), addresses.metric(code, kept)) for code in definitions.lead_times],
    )
