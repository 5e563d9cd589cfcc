"""The scorecard of the country."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from report_service.domain.definitions import current
from report_service.web.figures import country, read
from report_service.web.filters import filters
from report_service.web.saying import Saying
from report_service.web.scorecard import rows
from report_service.web.sheet import Sheet, sheet
from report_service.web.visits import Looking

router = APIRouter()


@router.get("/scorecard")
async def scorecard_page(
    look: Looking,
    period: Annotated[str, Query(max_length=20)] = "",
    known_on: Annotated[str, Query(alias="asOf", max_length=20)] = "",
) -> Response:
    return await sheet(look, "scorecard.html", period, known_on, _scorecard)


async def _scorecard(given: Sheet) -> Response:
    wanted = [metric.code for metric in current().metrics.values() if metric.scorecard]
    report = await read(given.tx, given.look, given.asked, wanted=wanted)
    saying = Saying(given.look.named, given.look.words, report.definitions)
    kept = filters(given.look, given.span, given.asked, report, None).kept
    found = rows(country(report), kept, saying)
    return given.show("scorecard.html", report, rows=found, bounds=report.definitions.score)
