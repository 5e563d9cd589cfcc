"""The page with the country's figures, open to all."""

from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from continuous_line.database import passing
from continuous_line.days import day
from report_service import queries
from report_service.api.dependencies import Given
from report_service.domain.errors import NoPeriod
from report_service.domain.period import Period, half_year, parse
from report_service.generations import NothingServes
from report_service.queries import Span
from report_service.resources import Resources
from report_service.web.language import Language
from report_service.web.texts import WORDS
from report_service.web.view import choices, view

router = APIRouter()
_SECURITY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@router.get("/")
async def figures_page(
    resources: Given,
    period: Annotated[str, Query(max_length=20)] = "",
    lang: Annotated[str, Query(max_length=5)] = "nl",
) -> Response:
    """Without a period: the latest half year in which somebody moved."""
    language = Language.EN if lang == "en" else Language.NL
    try:
        return await _figures(resources, period, language)
    except NothingServes:
        return _page(503, language, notice="no_figures")
    except Exception as error:
        if not passing(error):
            raise
        return _page(503, language, notice="unavailable")


@router.get("/static/report.css")
async def style() -> Response:
    return Response(
        _style(), media_type="text/css", headers={"Cache-Control": "public, max-age=300"}
    )


async def _figures(resources: Resources, code: str, language: Language) -> Response:
    now = resources.clock.now()
    async with resources.database.reading() as tx:
        span = await queries.span(tx) or Span(day(now), day(now))
        chosen: Period | None = None
        try:
            chosen = parse(code) if code else half_year(span.last_move_on)
        except NoPeriod:
            periods = choices(span.first_on, span.last_move_on, None, language)
            return _page(400, language, notice="no_period", periods=periods)
        report = await queries.report(tx, chosen, now=now, recent=resources.recent)
    periods = choices(span.first_on, span.last_move_on, chosen, language)
    return _page(
        200,
        language,
        view=view(report, language, datetime.now(UTC), resources.own.minimum_cell),
        periods=periods,
        code=chosen.code,
    )


def _page(status: int, language: Language, **context: Any) -> Response:
    other = Language.NL if language is Language.EN else Language.EN
    found: dict[str, Any] = {"notice": None, "view": None, "periods": [], "code": ""} | context
    html = _template("figures.html").render(
        words=WORDS[language], language=language, other=other, **found
    )
    return HTMLResponse(html, status, headers={"Cache-Control": "no-store", **_SECURITY})


@lru_cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("report_service.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _template(name: str) -> Any:
    return _environment().get_template(name)


@lru_cache
def _style() -> str:
    return files("report_service.web").joinpath("static/report.css").read_text(encoding="utf-8")
