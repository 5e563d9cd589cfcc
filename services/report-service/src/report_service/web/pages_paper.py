"""Reports of a period in the browser: what the reader may see, as a page or PDF to keep."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from continuous_line.days import day
from report_service.web import addresses, paper_files
from report_service.web.paper import Paper, paper_of
from report_service.web.pdf import pdf
from report_service.web.sheet import Sheet, sheet
from report_service.web.visits import Look, Looking

router = APIRouter()
Form = Callable[[Look, Paper, Sheet], Awaitable[Response]]
KnownOn = Annotated[str, Query(alias="asOf", max_length=20)]
AreaKey = Annotated[str, Query(max_length=100)]


@router.get("/reports/{period}.pdf")
async def read_pdf(
    look: Looking, period: str, known_on: KnownOn = "", area: AreaKey = ""
) -> Response:
    return await _paper(look, f"/reports/{period}.pdf", period, (known_on, area), _as_pdf)


@router.get("/reports/{period}")
async def read_paper(
    look: Looking, period: str, known_on: KnownOn = "", area: AreaKey = ""
) -> Response:
    """Without a moment: as known when this month began, in an address that says so."""
    answer = await _paper(look, f"/reports/{period}", period, (known_on, area), _as_page)
    if answer.status_code == HTTPStatus.NOT_MODIFIED:
        # A browser takes over the headers for the page that it has.
        answer.headers["Content-Security-Policy"] = paper_files.policy()
    return answer


async def _paper(
    look: Look, path: str, period: str, asked: tuple[str, str], form: Form
) -> Response:
    known_on, area = asked
    if not known_on:
        month = day(look.resources.clock.now()).replace(day=1).isoformat()
        given = {"asOf": month, "area": area or None, "lang": look.language.value}
        return look.page.see(addresses.address(path, **given))

    async def make(given: Sheet) -> Response:
        paper = await paper_of(given.tx, look, given.asked, given.span, area)
        return await form(look, paper, given)

    return await sheet(look, "scorecard.html", period, known_on, make, weak=False, always=True)


async def _as_page(look: Look, paper: Paper, _given: Sheet) -> Response:
    text = paper_files.html(paper, look.language, not_real=look.page.embedded)
    return HTMLResponse(text, headers={"Content-Security-Policy": paper_files.policy()})


async def _as_pdf(look: Look, paper: Paper, given: Sheet) -> Response:
    text = paper_files.html(paper, look.language, not_real=look.page.embedded)
    assert given.asked.as_of is not None  # noqa: S101 - the caller saw to it
    made = await pdf(
        text, paper.stated.text, title=paper.title, language=look.language, on=given.asked.as_of
    )
    name = f"{given.asked.period.code}.{look.language}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(made, media_type="application/pdf", headers=headers)
