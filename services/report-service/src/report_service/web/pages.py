"""The page with the country's figures, open to all."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response

from continuous_line.database import passing
from continuous_line.days import day
from continuous_line.web.pages import PageKit, PageRequest, open_page
from report_service import queries
from report_service.api.dependencies import Given
from report_service.domain.errors import NoPeriod
from report_service.domain.period import Period, half_year, parse
from report_service.generations import NothingServes
from report_service.queries import Span
from report_service.resources import Resources
from report_service.web.texts import WORDS
from report_service.web.view import choices, view

KIT = PageKit("report_service.web", WORDS)
router = APIRouter()


@router.get("/")
async def figures_page(
    resources: Given,
    page: Annotated[PageRequest, open_page()],
    period: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Without a period: the latest half year in which somebody moved."""
    try:
        return await _figures(resources, page, period)
    except NothingServes:
        return _page(page, 503, notice="no_figures")
    except Exception as error:
        if not passing(error):
            raise
        return _page(page, 503, notice="unavailable")


async def _figures(resources: Resources, page: PageRequest, code: str) -> Response:
    minimum = resources.own.minimum_cell
    now, language = resources.clock.now(), page.language
    async with resources.database.reading() as tx:
        span = await queries.span(tx) or Span(day(now), day(now))
        chosen: Period | None = None
        try:
            chosen = parse(code) if code else half_year(span.last_move_on)
        except NoPeriod:
            periods = choices(span.first_on, span.last_move_on, None, language)
            return _page(page, 400, notice="no_period", periods=periods)
        report = await queries.report(tx, chosen, now=now, minimum=minimum, recent=resources.recent)
    periods = choices(span.first_on, span.last_move_on, chosen, language)
    shown = view(report, language, datetime.now(UTC), minimum)
    return _page(page, 200, view=shown, periods=periods)


def _page(page: PageRequest, status: int, **context: object) -> Response:
    found: dict[str, object] = {"notice": None, "view": None, "periods": [], **context}
    return page.page("figures.html", status, **found)
