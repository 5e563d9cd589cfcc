"""The figures of a page as a file, with the filters of that page."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Response

from continuous_line.days import day
from continuous_line.errors import NotFound
from report_service import queries
from report_service.domain.cuts import By
from report_service.files.forms import MEDIA_TYPES, FileFormat, headers, query_of, written
from report_service.files.making import about_of
from report_service.web.sheet import Sheet, sheet
from report_service.web.visits import Look, Looking

router = APIRouter()
Short = Annotated[str, Query(max_length=20)]


@router.get("/metrics/{metric}/files/{form}")
async def metric_file(
    look: Looking,
    metric: str,
    form: str,
    period: Short = "",
    known_on: Annotated[str, Query(alias="asOf", max_length=20)] = "",
    by: Short = "",
    at: Annotated[str, Query(max_length=130)] = "",
    map_on: Annotated[str, Query(alias="map", max_length=20)] = "",
) -> Response:
    """Of one metric or lead time: the country, and a table (`by`) or one cell of it (`at`)."""
    cut = _table(look, by)
    if at and cut is None:
        raise NotFound("There is no such group.")
    return await _file(look, form, period, known_on, (metric, cut, at or None), map_on)


@router.get("/figures/files/{form}")
async def figures_file(
    look: Looking,
    form: str,
    period: Short = "",
    known_on: Annotated[str, Query(alias="asOf", max_length=20)] = "",
    area: Annotated[str, Query(max_length=150)] = "",
    by: Short = "",
    map_on: Annotated[str, Query(alias="map", max_length=20)] = "",
) -> Response:
    """All figures: of the country, and of an area or a table."""
    cut, code = _table(look, by), None
    if area:
        of, _, code = area.partition(":")
        if cut is not None or not of or not code:
            raise NotFound("There is no such area.")
        cut = _table(look, of)
    return await _file(look, form, period, known_on, (None, cut, code), map_on)


def _table(look: Look, by: str) -> By | None:
    """Raises NotFound, SignInNeeded or Forbidden."""
    if not by:
        return None
    if by not in tuple(By):
        raise NotFound("There is no such table.")
    look.require(By(by))
    return By(by)


async def _file(
    look: Look,
    form: str,
    period: str,
    known_on: str,
    chosen: tuple[str | None, By | None, str | None],
    map_on: str,
) -> Response:
    if form not in tuple(FileFormat) or map_on not in ("", "period", "today"):
        raise NotFound("There is no such file.")

    async def make(given: Sheet) -> Response:
        return await _made(given, FileFormat(form), *chosen, today=map_on == "today")

    return await sheet(look, "metric.html", period, known_on, make, weak=False)


async def _made(
    given: Sheet,
    form: FileFormat,
    metric: str | None,
    by: By | None,
    code: str | None,
    *,
    today: bool,
) -> Response:
    look, resources = given.look, given.look.resources
    now = resources.clock.now()
    report = await queries.report(
        given.tx, given.asked.period, now=now, as_of=given.asked.as_of,
        edition=given.asked.edition, map_on=day(now) if today else None,
        minimum=resources.own.minimum_cell,
        recent=resources.recent,
    )  # fmt: skip
    about = about_of(
        report, look.who, metric=metric, by=by, code=code, as_of=given.asked.as_of,
        own=resources.own, language=look.language.value,
    )  # fmt: skip
    query = query_of(look.page.request.query_params.multi_items())
    body = await asyncio.to_thread(written, form, about, query)
    return Response(body, media_type=MEDIA_TYPES[form], headers=headers(form, about, query))
